"""UPK01, which needs a repository: without a history the rule's cases stay silent."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from lorepath.assemble import Assembly, assemble
from lorepath.finding import Finding, Severity
from lorepath.rules.freshness import freshness_due
from portal import FILES, lesson
from repo import Repo

PATH = "content/lessons/basics/short-sentences.md"


def made(folder: Path, files: Mapping[str, str] | None = None, **fields: object) -> Assembly:
    """A portal of one lesson, last edited on 5 January 2026, as of 22 November 2026."""
    repo = Repo(folder)
    for path, text in {**FILES, **(files or {})}.items():
        if not path.endswith(".md"):
            repo.write(path, text)
    repo.write(PATH, lesson(**fields))
    repo.commit("Add a lesson", date="2026-01-05")
    return assemble(folder, date(2026, 11, 22))


def said(assembly: Assembly, today: str, **options: int) -> list[Finding]:
    return list(freshness_due.findings(dataclasses.replace(assembly, today=date.fromisoformat(today)), options))


@pytest.mark.parametrize(
    ("today", "severity", "when"),
    [
        ("2026-12-01", None, ""),
        ("2026-12-02", Severity.HINT, "is due on 2027-01-01, in 30 days"),
        ("2026-12-31", Severity.HINT, "is due on 2027-01-01, in 1 day"),
        ("2027-01-01", Severity.HINT, "is due on 2027-01-01, today"),
        ("2027-01-02", Severity.WARNING, "was due on 2027-01-01, 1 day ago"),
        ("2029-01-01", Severity.WARNING, "was due on 2027-01-01, 731 days ago"),
    ],
)
def test_a_hint_before_the_day_and_a_warning_after_it(
    tmp_path: Path, today: str, severity: Severity | None, when: str
) -> None:
    assembly = made(tmp_path, reviewed="2026-01-01")
    found = said(assembly, today)
    assert [each.severity for each in found] == ([severity] if severity else [])
    for each in found:
        assert each.message == f"the review of this lesson {when}: it was verified on 2026-01-01"
        assert each.hint == (f"ask `maria` to read it, to mend what is no longer right, and to set `reviewed: {today}`")
        assert str(each.place) == f"{PATH}:6:11"


def test_a_lesson_that_nobody_verified_counts_from_its_last_edit(tmp_path: Path) -> None:
    found = said(made(tmp_path), "2027-02-05")
    assert [each.message for each in found] == [
        "the review of this lesson was due on 2027-01-05, 31 days ago: it was last edited on 2026-01-05"
    ]
    assert found[0].place.line == 2


@pytest.mark.parametrize(
    ("maria", "whom"),
    [
        ("name: Maria Okafor\nleft: 2026-08-01\n", "`tom`"),
        ("name: Maria Okafor\ncredit: hidden\n", "whom `content/lessons/basics/topic.yml` names"),
    ],
)
def test_whoever_left_or_is_named_nowhere_is_not_asked_by_name(tmp_path: Path, maria: str, whom: str) -> None:
    topic = FILES["content/lessons/basics/topic.yml"] + "deputy: tom\n"
    more = {"content/people/maria.yml": maria, "content/people/tom.yml": "name: Tom\n"}
    found = said(made(tmp_path, {**more, "content/lessons/basics/topic.yml": topic}), "2027-02-05")
    assert [each.hint.partition(" to read it")[0] for each in found] == [f"ask {whom}"]


def test_the_notice_is_an_option(tmp_path: Path) -> None:
    assembly = made(tmp_path)
    assert said(assembly, "2026-12-28", notice=7) == []
    assert len(said(assembly, "2026-12-29", notice=7)) == 1


@pytest.mark.parametrize("fields", [{"shelf_life": "evergreen"}, {"retired": True}])
def test_what_is_never_due_is_left_alone(tmp_path: Path, fields: dict[str, object]) -> None:
    assert said(made(tmp_path, **fields), "2040-01-01") == []
