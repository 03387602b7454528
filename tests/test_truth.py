"""The labelled sets of items and objectives, and what the rules make of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
import precision
from lorepath.finding import Severity
from lorepath.rules import RULES
from precision import Case, Score, item_cases, measure, objective_cases

ENOUGH = 150
ABOUT = precision.ITEM_CODES | precision.OBJECTIVE_CODES | {"MCQ07", "OBJ06"}
BLOCKING = [
    rule.standard.code for rule in RULES if rule.standard.code in ABOUT and rule.standard.severity is Severity.ERROR
]


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return {score.code: score for score in measure()}


@pytest.mark.parametrize("cases", [item_cases(), objective_cases()], ids=["items", "objectives"])
def test_the_sets_are_large_and_balanced(cases: list[Case]) -> None:
    assert len(cases) >= ENOUGH
    assert 0.4 <= sum(bool(case.wanted) for case in cases) / len(cases) <= 0.6


def test_every_label_is_one_that_can_be_counted() -> None:
    for case in (*item_cases(), *objective_cases()):
        assert case.wanted <= case.about, case.name


def test_every_rule_that_the_sets_are_about_is_measured(scores: dict[str, Score]) -> None:
    assert scores.keys() == {rule.standard.code for rule in RULES} & ABOUT


@pytest.mark.parametrize("code", BLOCKING)
def test_a_rule_that_blocks_is_right(scores: dict[str, Score], code: str) -> None:
    assert (scores[code].precision or 0) >= 0.95, scores[code].false_alarms


def test_a_table_and_json_show_every_rule(scores: dict[str, Score]) -> None:
    for code in scores:
        assert f"| {code} " in precision.table(scores.values())
        assert f'"code": "{code}"' in precision.as_json(scores.values())
