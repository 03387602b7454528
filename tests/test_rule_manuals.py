"""What all rules and standards have in common: a manual, a code and a name of their own, and their order."""

from __future__ import annotations

import re
from itertools import groupby

import pytest

from lorepath.finding import Standard
from lorepath.markdown_reader import read_markdown
from lorepath.rules import RULES, STANDARDS

standards = pytest.mark.parametrize("standard", STANDARDS, ids=[each.code for each in STANDARDS])


@standards
def test_a_manual_says_what_is_wanted_and_shows_a_bad_and_a_good_example(standard: Standard) -> None:
    about, bad, good = re.split(r"^Bad:|^Good:", standard.manual, flags=re.MULTILINE)
    assert about.strip()
    assert bad.strip()
    assert good.strip()
    assert standard.manual.index("Bad:") < standard.manual.index("Good:")


@standards
def test_a_manuals_fences_are_closed(standard: Standard) -> None:
    assert all(block.closed for block in read_markdown(standard.manual, 1).blocks)


@standards
def test_a_code_is_three_letters_and_two_digits_and_a_name_is_words_with_hyphens(standard: Standard) -> None:
    assert re.fullmatch(r"[A-Z]{3}[0-9]{2}", standard.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", standard.name)


def test_codes_and_names_are_unique() -> None:
    assert len({each.code for each in STANDARDS}) == len({each.name for each in STANDARDS}) == len(STANDARDS)


def test_a_family_stands_together_and_in_the_order_of_its_codes() -> None:
    families = [(family, [each.code for each in found]) for family, found in groupby(STANDARDS, lambda s: s.code[:3])]
    assert len({family for family, _ in families}) == len(families)
    assert [codes for _, codes in families if codes != sorted(codes)] == []


def test_a_rule_is_listed_once() -> None:
    assert len({rule.standard.code for rule in RULES}) == len(RULES)
    assert {rule.standard for rule in RULES} <= set(STANDARDS)


@standards
def test_a_title_is_a_few_words_of_its_own(standard: Standard) -> None:
    assert 10 < len(standard.title) <= 100
    assert standard.manual.replace("\n", " ").replace("`", "").startswith(standard.title)
    assert [each.code for each in STANDARDS if each.title == standard.title] == [standard.code]


@standards
def test_an_option_says_what_it_is_and_its_default_is_in_its_range(standard: Standard) -> None:
    for option in standard.options:
        assert option.about
        assert option.takes(option.default), option.name
        assert option.takes(option.example), option.name
        assert option.example != option.default, option.name
