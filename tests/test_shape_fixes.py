"""Fixes of rules about the shape of a lesson: what they write, and that nothing is left to mend after them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lorepath.assemble import assemble
from lorepath.finding import Finding
from lorepath.fixes import apply
from lorepath.rules.headings import fake_heading, heading_order
from lorepath.rules.lesson_shape import duration_honest, required_sections
from lorepath.rules.rule import Rule
from portal import lesson, make_portal

PATH = "content/lessons/basics/x.md"


def found(root: Path, rule: Rule) -> list[Finding]:
    return [each for each in rule.findings(assemble(root, date(2026, 11, 22))) if each.place.path == PATH]


def mended(folder: Path, rule: Rule, before: str) -> str:
    """The lesson after the fixes of the rule, none of which is safe; after them it finds nothing."""
    root = make_portal(folder, lessons={"x": before})
    findings = found(root, rule)
    assert findings
    assert apply({PATH: before}, findings)[0] == {PATH: before}
    after = apply({PATH: before}, findings, unsafe=True)[0][PATH]
    (root / PATH).write_text(after, "utf-8")
    assert found(root, rule) == []
    return after


def body(text: str) -> str:
    return text.partition("\n---\n\n")[2]


HEADINGS = {
    "## A\n\n#### B\n\n##### C\n\n### D\n\n## E\n": "## A\n\n### B\n\n#### C\n\n### D\n\n## E\n",
    "### A ###\n\n## B\n": "## A ###\n\n## B\n",
    "# Write short sentences\n\n## A\n": "\n## A\n",
    "# A\n\n## B\n\n# C\n\na\n": "## A\n\n### B\n\n## C\n\na\n",
}


@pytest.mark.parametrize(("before", "after"), HEADINGS.items())
def test_headings_get_their_level_with_those_below_them(tmp_path: Path, before: str, after: str) -> None:
    assert body(mended(tmp_path, heading_order, lesson(before))) == after


def test_an_underlined_title_is_not_moved(tmp_path: Path) -> None:
    root = make_portal(tmp_path, lessons={"x": lesson("A\n=\n\n## B\n")})
    assert [each.fix for each in found(root, heading_order)] == [None]


def test_a_line_in_bold_becomes_a_heading_of_the_next_level(tmp_path: Path) -> None:
    before = "## A\n\n**B** \n\nb\n\n### C\n\n__D e__\n\n- d\n"
    assert body(mended(tmp_path, fake_heading, lesson(before))) == "## A\n\n### B\n\nb\n\n### C\n\n#### D e\n\n- d\n"


def test_the_computed_minutes_are_written_and_the_comment_stays(tmp_path: Path) -> None:
    before = lesson("Short.\n").replace("---\n", "---\nminutes: 12 # a guess\n", 1)
    after = mended(tmp_path, duration_honest, before)
    assert after == before.replace("minutes: 12 #", "minutes: 1 #")


def test_missing_sections_are_added_where_they_belong(tmp_path: Path) -> None:
    after = body(mended(tmp_path, required_sections, lesson("## Steps\n\nOne.\n\n## Your turn\n\nTry it.\n")))
    headings = [line for line in after.split("\n") if line.startswith("#")]
    assert headings == ["## Why this matters", "## Steps", "## Example", "## Your turn", "## In short"]
    assert after.startswith("## Why this matters\n\nTODO: say")
    assert after.endswith("Try it.\n\n## In short\n\nTODO: say the one thing to keep in mind.\n")
