"""What is reported: suppressed findings are taken out, what is wrong with a suppression is put in, profiles decide."""

# ruff: noqa: E501  (findings stand here word for word)

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from lorepath.assemble import assemble
from lorepath.check import Report, check
from lorepath.finding import Finding, Place, Severity, in_order
from portal import FILES, LOGICAL_ONLY, QUIZ, Content, lesson, make_portal

TODAY = date(2026, 6, 1)
PATH = "content/lessons/basics/a.md"
# One of its sections is empty, which is a finding (STR09).
UNFINISHED = "# Head\n\n## Later\n\n## Check\n\n" + QUIZ
EMPTY_SECTION = "STR09 the section “Later” is empty; write what belongs here, or delete the heading"


def report(root: Path, files: Mapping[str, Content]) -> Report:
    return check(assemble(make_portal(root, files), TODAY))


def said(report: Report, path: str = PATH) -> list[str]:
    """The findings in a file, without its name."""
    return [
        f"{each.place.line}:{each.place.column} {each.code} {each.message}; {each.hint}"
        for each in report.findings
        if each.place.path == path
    ]


def unfinished(before: str = "", above: str = "", **fields: object) -> str:
    """A lesson with an empty section, `before` right before its heading and `above` before the first heading."""
    body = UNFINISHED.replace("## Later", f"{before}## Later")
    return lesson(above + body, **fields)


def test_what_reading_found_and_what_rules_found_come_together_in_order(tmp_path: Path) -> None:
    files = {PATH: unfinished(tilte="x", owner="zoe"), "content/lessons/basics/b.md": ""}
    places = [(each.place.path, each.place.line, each.code) for each in report(tmp_path, files).findings]
    assert places == [
        (PATH, 6, "SCH02"),
        (PATH, 7, "REF02"),
        (PATH, 12, "STR09"),
        ("content/lessons/basics/b.md", 1, "DOC07"),
        ("content/portal.yml", 1, "HIS02"),
    ]


REASON = "because the section is the example"
COMMENT = "<!-- lorepath: allow {} -->\n"

HIDING = {
    "right before what it concerns": unfinished(COMMENT.format(f"STR09 {REASON}")),
    "with blank lines in between": unfinished(COMMENT.format(f"STR09 {REASON}") + "\n\n"),
    "in small letters": unfinished(COMMENT.format(f"str09 {REASON}")),
    "until the very day": unfinished(COMMENT.format(f"STR09 until 2026-06-01 {REASON}")),
    "before the first heading, for the whole lesson": unfinished(above=COMMENT.format(f"STR09 {REASON}") + "\n"),
    "in the front matter, for the whole lesson": unfinished(allow=[{"code": "STR09", "reason": "It is the example."}]),
    "in the front matter, with a day": unfinished(
        allow=[{"code": "STR09", "reason": "It is the example.", "until": "2026-06-01"}]
    ),
}


@pytest.mark.parametrize("text", HIDING.values(), ids=HIDING)
def test_a_suppression_hides(text: str, tmp_path: Path) -> None:
    found = report(tmp_path, {PATH: text})
    assert said(found) == []
    assert found.suppressed == 1
    assert not found.blocking


UNSOUND: dict[str, tuple[str, list[str]]] = {
    "without a reason": (
        unfinished(COMMENT.format("STR09")),
        ["10:1 UPK02 the suppression of STR09 gives no reason; say why, after `because` or under `reason`", f"11:1 {EMPTY_SECTION}"],
    ),
    "past its day": (
        unfinished(COMMENT.format(f"STR09 until 2026-05-31 {REASON}")),
        ["10:1 UPK02 the suppression of STR09 ended on 2026-05-31; mend what it hides, or give it a new day and a reason that still holds", f"11:1 {EMPTY_SECTION}"],
    ),
    "until no day": (
        unfinished(COMMENT.format(f"STR09 until summer {REASON}")),
        ["10:1 UPK02 `until summer` names no day; write the day as `2027-01-31`, or leave `until` out", f"11:1 {EMPTY_SECTION}"],
    ),
    "of another code": (
        unfinished(COMMENT.format(f"REF01 {REASON}")),
        ["10:1 UPK02 the suppression of REF01 hides nothing; take it out", f"11:1 {EMPTY_SECTION}"],
    ),
    "of a code that there is not": (
        unfinished(COMMENT.format(f"STR90 {REASON}")),
        ["10:1 UPK02 there is no code `STR90` that can be suppressed; write the code of the finding, or take this out", f"11:1 {EMPTY_SECTION}"],
    ),
    "of what reading found": (
        unfinished(COMMENT.format(f"DOC05 {REASON}")),
        ["10:1 UPK02 there is no code `DOC05` that can be suppressed; write the code of the finding, or take this out", f"11:1 {EMPTY_SECTION}"],
    ),
    "that nobody understands": (
        unfinished(COMMENT.format("this please")),
        ["10:1 UPK02 this suppression cannot be understood; write `<!-- lorepath: allow CODE because REASON -->`", f"11:1 {EMPTY_SECTION}"],
    ),
    "before another block": (
        lesson(UNFINISHED.replace("# Head\n", "# Head\n\n" + COMMENT.format(f"STR09 {REASON}") + "Text.\n")),
        ["10:1 UPK02 the suppression of STR09 hides nothing; take it out", f"13:1 {EMPTY_SECTION}"],
    ),
    "in the front matter without a reason": (
        unfinished(allow=[{"code": "STR09"}]),
        ["6:9 UPK02 the suppression of STR09 gives no reason; say why, after `because` or under `reason`", f"11:1 {EMPTY_SECTION}"],
    ),
    "in the front matter, past its day": (
        unfinished(allow=[{"code": "STR09", "reason": "R.", "until": "2026-05-31"}]),
        ["6:9 UPK02 the suppression of STR09 ended on 2026-05-31; mend what it hides, or give it a new day and a reason that still holds", f"11:1 {EMPTY_SECTION}"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "findings"), UNSOUND.values(), ids=UNSOUND)
def test_a_suppression_hides_nothing_and_is_a_finding_itself(text: str, findings: list[str], tmp_path: Path) -> None:
    found = report(tmp_path, {PATH: text})
    assert said(found) == findings
    assert found.suppressed == 0


def test_a_suppression_that_hides_nothing_is_to_be_taken_out(tmp_path: Path) -> None:
    text = lesson("# Head\n\n" + COMMENT.format(f"STR09 {REASON}") + "Text.\n\n" + QUIZ)
    assert said(report(tmp_path, {PATH: text})) == ["10:1 UPK02 the suppression of STR09 hides nothing; take it out"]


def test_a_suppression_of_a_suppression_is_none(tmp_path: Path) -> None:
    text = unfinished(COMMENT.format("UPK02 because I say so") + COMMENT.format("STR09"))
    assert [line.partition(" ")[2][:5] for line in said(report(tmp_path, {PATH: text}))] == ["UPK02", "UPK02", "STR09"]


def test_nothing_is_said_of_suppressions_in_a_lesson_that_could_not_be_read_in_full(tmp_path: Path) -> None:
    text = unfinished(COMMENT.format(f"OBJ07 {REASON}")).replace("- id: which", "- {id: [which")
    codes = [each.code for each in report(tmp_path, {PATH: text}).findings if each.place.path == PATH]
    assert "DOC09" in codes
    assert "UPK02" not in codes


def test_a_suppression_covers_its_lines_only(tmp_path: Path) -> None:
    text = lesson("# Head\n\n" + COMMENT.format(f"STR09 {REASON}") + "TODO one\n\nTODO two\n\n" + QUIZ)
    assert [line[:10] for line in said(report(tmp_path, {PATH: text}))] == ["13:1 STR09"]


def test_a_comment_before_a_table_covers_the_whole_table(tmp_path: Path) -> None:
    table = "| a | b |\n|---|---|\n| c | TODO |\n| [d](gone.md) | TODO |\n\n"
    text = lesson("# Head\n\n" + COMMENT.format(f"STR09 {REASON}") + table + QUIZ)
    assert [line[:10] for line in said(report(tmp_path, {PATH: text}))] == ["14:7 REF01"]


def test_a_suppression_concerns_its_own_lesson_only(tmp_path: Path) -> None:
    allowed = unfinished(allow=[{"code": "STR09", "reason": "It is the example."}])
    found = report(tmp_path, {PATH: allowed, "content/lessons/basics/b.md": unfinished(title="B")})
    assert [each.place.path for each in found.findings if each.code == "STR09"] == ["content/lessons/basics/b.md"]


# ── what blocks ─────────────────────────────────────────────────────────────────────────────────────────────

WARNING = {"content/roles/writer.yml": FILES["content/roles/writer.yml"].replace("2}", "2, git: 1}")} | {
    "content/skills/git.yml": "name: Git\nsummary: S.\nlevels: {1: a}\n"
}


@pytest.mark.parametrize(
    ("profile", "blocking"), [("pilot", []), ("standard", []), ("strict", ["SKL05"]), ("unknown", ["SCH04"])]
)
def test_a_warning_blocks_under_the_strict_profile_alone(profile: str, blocking: list[str], tmp_path: Path) -> None:
    settings = f"name: N\nlanguage: en\nprofile: {profile}\n{LOGICAL_ONLY}"
    found = report(tmp_path, {**WARNING, "content/portal.yml": settings})
    assert [each.code for each in found.findings if each.severity is Severity.WARNING] == ["SKL05"]
    assert [each.code for each in found.blocking] == blocking


@pytest.mark.parametrize(("profile", "blocks"), [("pilot", False), ("standard", True), ("strict", True)])
def test_a_rules_error_blocks_but_for_a_pilot_and_a_hint_blocks_nowhere(
    profile: str, blocks: bool, tmp_path: Path
) -> None:
    settings = f"name: N\nlanguage: en\nprofile: {profile}\n{LOGICAL_ONLY}"
    found = report(tmp_path, {PATH: lesson(owner="zoe"), "content/portal.yml": settings})
    assert {each.code: found.blocks(each) for each in found.findings} == {"REF02": blocks, "HIS02": False}


def test_what_cannot_be_read_blocks_a_pilot_too(tmp_path: Path) -> None:
    found = report(tmp_path, {PATH: "no front matter", "content/portal.yml": "name: N\nlanguage: en\nprofile: pilot\n"})
    assert [each.code for each in found.blocking] == ["DOC07"]


def finding(path: str, line: int = 1, severity: Severity = Severity.ERROR, code: str = "AAA01") -> Finding:
    return Finding(code, "name", severity, Place(path, line), "what is wrong", "what to do")


def test_a_narrowed_report_keeps_what_holds_for_all() -> None:
    whole = Report((finding("a"), finding("b")), "strict", lessons=7, suppressed=3)
    assert whole.only(lambda each: each.place.path == "b") == Report((finding("b"),), "strict", lessons=7, suppressed=3)


def test_the_same_finding_is_reported_once_and_in_one_order() -> None:
    hint, error = finding("a", 2, Severity.HINT, "AAA01"), finding("a", 2, Severity.ERROR, "ZZZ01")
    findings = [finding("b"), hint, error, finding("a", 10), error, finding("a", 2, code="AAA02")]
    assert [(each.place.path, each.place.line, each.code) for each in in_order(findings)] == [
        ("a", 2, "AAA02"),
        ("a", 2, "ZZZ01"),
        ("a", 2, "AAA01"),
        ("a", 10, "AAA01"),
        ("b", 1, "AAA01"),
    ]


def test_languages_of_lessons_that_rules_about_wording_passed_over_are_known(tmp_path: Path) -> None:
    languages = {"a": "fr", "b": "en-GB", "c": "de", "d": "nl", "e": "no language"}
    lessons = {name: lesson(QUIZ, language=tag, retired=name == "d") for name, tag in languages.items()}
    report = check(assemble(make_portal(tmp_path, lessons=lessons), TODAY))
    assert report.unknown_languages == ("fr",)
