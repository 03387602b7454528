"""Every case of the rules, and what all standards have in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from lorepath.rules import RULES, STANDARDS
from rules.case import BASE, Case, cases, shown

CASES = list(cases())
CODES = {standard.code for standard in STANDARDS}
HISTORY = {code for code in CODES if code.startswith("HIS")} | {"UPK01", "UPK04", "OBJ09", "REF07"}
"""What needs repositories, or files beside `content/`, is tested elsewhere."""


def test_the_base_portal_has_nothing_to_mend(tmp_path: Path) -> None:
    assert shown(BASE.findings(tmp_path)) == ""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case, tmp_path: Path) -> None:
    assert shown(case.findings(tmp_path)) == case.expected


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_is_about_the_code_of_its_folder(case: Case) -> None:
    assert case.code in CODES
    assert case.kind in ("fires", "silent", "edge")
    if case.kind != "edge":
        assert (f" {case.code} " in case.expected) == (case.kind == "fires")


@pytest.mark.parametrize("code", sorted(CODES - HISTORY))
def test_every_standard_has_a_case_that_fires_and_one_that_stays_silent(code: str) -> None:
    assert {case.kind for case in CASES if case.code == code} >= {"fires", "silent"}


@pytest.mark.parametrize("code", sorted({rule.standard.code for rule in RULES} - HISTORY | {"UPK02", "UPK03"}))
def test_every_rule_has_a_case_at_its_edge(code: str) -> None:
    assert any(case.kind == "edge" for case in CASES if case.code == code)
