"""CSV that a spreadsheet may open: nothing in it is a formula, and reading it gives back what was written."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lorepath import spreadsheet

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", " =1", "\r\n=1", '=HYPERLINK("http://x","y")', "'=1", "'tis"]
PLAIN = ["", "Write short sentences", "a=b", 'says "no", twice', "two\nlines", "1,5;2", "é ü 漢"]


@pytest.mark.parametrize("value", [*FORMULAS, *PLAIN])
def test_reading_gives_back_what_was_written(value: str) -> None:
    assert spreadsheet.read(spreadsheet.write(["a", "b"], [{"a": value, "b": 7}])) == [{"a": value, "b": "7"}]


@given(some.lists(some.text(), min_size=1))
def test_reading_gives_back_any_text(values: list[str]) -> None:
    rows = [{"a": value} for value in values]
    assert spreadsheet.read("\ufeff" + spreadsheet.write(["a"], rows)) == rows


@pytest.mark.parametrize("value", FORMULAS)
def test_no_cell_begins_like_a_formula(value: str) -> None:
    (row,) = csv.DictReader(io.StringIO(spreadsheet.write(["a"], [{"a": value}]), newline=""))
    assert row["a"] == f"'{value}"


def test_a_file_reads_as_spreadsheets_expect_it() -> None:
    rows = [{"title": "Say it", "minutes": 8, "due": None, "now": True}, {"title": "Ask", "now": False}]
    assert spreadsheet.write(["title", "minutes", "due", "now"], rows) == (
        '"title","minutes","due","now"\r\n"Say it",8,"","yes"\r\n"Ask","","","no"\r\n'
    )
