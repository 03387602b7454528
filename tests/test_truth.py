"""The labelled sets of items and objectives, and what the rules make of them."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
import precision
import truth
from lorepath.finding import Severity
from lorepath.rules import RULES
from lorepath.rules.measured import FILE, Count, measured
from precision import FIRST_LOOK, Score, known_cases, measure, published
from truth import TRUTH, TUNED, Case, all_cases, item_cases, objective_cases, set_names

ENOUGH = 150
LARGE = ["tuned", "fresh-1"]
BLOCKING = [
    rule.standard.code
    for rule in RULES
    if rule.standard.code in truth.ALL_CODES and rule.standard.severity is Severity.ERROR
]


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return {score.code: score for score in measure(known_cases())}


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize("cases_of", [item_cases, objective_cases])
def test_a_set_is_large_and_balanced(cases_of: object, name: str) -> None:
    cases: list[Case] = cases_of(name)  # type: ignore[operator]
    assert len(cases) >= ENOUGH
    assert 0.4 <= sum(bool(case.wanted) for case in cases) / len(cases) <= 0.6


@pytest.mark.parametrize("name", set_names())
def test_every_label_is_one_that_can_be_counted(name: str) -> None:
    for case in all_cases(name):
        assert case.wanted <= case.about, case.name


def test_no_case_stands_in_two_sets() -> None:
    single = truth.ITEM_CODES | truth.OBJECTIVE_CODES
    texts = Counter(case.text for name in set_names() for case in all_cases(name) if case.about & single)
    assert [text for text, times in texts.items() if times > 1] == []


def test_every_rule_that_the_sets_are_about_is_measured(scores: dict[str, Score]) -> None:
    assert scores.keys() == {rule.standard.code for rule in RULES} & truth.ALL_CODES


@pytest.mark.parametrize("code", BLOCKING)
def test_a_rule_that_blocks_is_right(scores: dict[str, Score], code: str) -> None:
    assert (scores[code].sums.precision or 0) >= 0.95, scores[code].false_alarms


@pytest.mark.parametrize("code", BLOCKING)
@pytest.mark.parametrize("name", [name for name in set_names() if name != TUNED])
def test_a_rule_that_blocks_was_right_about_what_was_new_to_it(name: str, code: str) -> None:
    look = json.loads((TRUTH / name / FIRST_LOOK).read_text("utf-8"))
    if code in look:
        assert (Count(**look[code]).precision or 0) >= 0.95


@pytest.mark.parametrize("name", [name for name in set_names() if name != TUNED])
def test_a_first_look_counts_every_label_of_its_set(name: str) -> None:
    look = json.loads((TRUTH / name / FIRST_LOOK).read_text("utf-8"))
    labels = Counter(code for case in all_cases(name) for code in case.wanted)
    assert {code: each["right"] + each["missed"] for code, each in look.items()} == labels


def test_the_reference_pages_say_what_is_measured(scores: dict[str, Score]) -> None:
    assert FILE.read_text("utf-8") == published(scores.values()), "run scripts/precision.py --write"
    for code, score in scores.items():
        found = measured(code)
        assert found
        assert found.all == score.sums
    assert measured("REF01") is None


def test_a_table_and_json_show_every_rule(scores: dict[str, Score]) -> None:
    for code in scores:
        assert f"| {code} " in precision.table(scores.values())
        assert f'"code": "{code}"' in precision.as_json(scores.values())


def test_shares_of_nothing_are_unknown() -> None:
    assert (Count(0, 0, 0).precision, Count(0, 0, 0).recall) == (None, None)
    assert (Count(3, 1, 2).precision, Count(3, 1, 2).recall) == (0.75, 0.6)
