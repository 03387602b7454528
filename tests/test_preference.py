"""Fresh lessons are rather taken than stale ones, and among those the formats that a learner prefers; with reasons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from conftest import Cli
from lorepath.paths import LearningPath, Planner, Preference
from portal import lesson, make_portal
from repo import Repo
from sketch import sketch

NEED = {"role": {"requires": "git 1"}}


def planned(
    lessons: dict[str, Any], stale: tuple[str, ...] = (), formats: tuple[str, ...] = (), roles: Any = None
) -> LearningPath:
    portal = sketch(lessons, roles or NEED)
    return Planner(portal, Preference(frozenset(stale), frozenset(formats))).beginners_path(portal.roles["role"])


def said(path: LearningPath) -> dict[str, list[str]]:
    return {step.lesson: [each.removeprefix("teaches Git 1 (Aware), ") for each in step.because] for step in path.steps}


THREE: dict[str, Any] = {
    "short": {"teaches": "git 1", "minutes": 5},
    "film": {"teaches": "git 1", "minutes": 9, "format": "video"},
    "long": {"teaches": "git 1", "minutes": 20},
}


def test_a_fresh_lesson_is_taken_though_a_stale_one_is_shorter() -> None:
    assert said(planned(THREE)) == {"short": ["which the role needs; shortest of 3"]}
    assert said(planned(THREE, stale=("short",))) == {"film": ["which the role needs; shortest of 2 fresh ones"]}
    assert said(planned(THREE, stale=("short", "film"))) == {"long": ["which the role needs; the only fresh one of 3"]}


def test_a_stale_lesson_is_taken_where_no_fresh_one_leads_there() -> None:
    assert [*planned(THREE, stale=("short", "film", "long")).lessons] == ["short"]
    ladder = {"old": {"teaches": "git 1"}, "closed": {"teaches": "git 1", "requires": "lab 2"}}
    assert [*planned(ladder, stale=("old",)).lessons] == ["old"]


def test_a_format_that_the_learner_prefers_is_taken() -> None:
    assert said(planned(THREE, formats=("video",))) == {
        "film": ["which the role needs; the only one of 3 in a format you prefer"]
    }
    assert said(planned(THREE, formats=("article",))) == {
        "short": ["which the role needs; shortest of 2 in a format you prefer"]
    }
    assert said(planned(THREE, formats=("session",))) == {"short": ["which the role needs; shortest of 3"]}


def test_freshness_counts_more_than_format() -> None:
    assert said(planned(THREE, stale=("film",), formats=("video",))) == {
        "short": ["which the role needs; shortest of 2 fresh ones"]
    }


def test_a_stale_lesson_that_the_role_requires_is_taken_and_serves() -> None:
    roles = {"role": {"requires": "git 1", "required": ["short"]}}
    assert [*planned(THREE, stale=("short",), roles=roles).lessons] == ["short"]


def test_a_retired_lesson_stands_in_nobodys_way() -> None:
    lessons = {**THREE, "short": {**THREE["short"], "retired": True}}
    assert said(planned(lessons)) == {"film": ["which the role needs; shortest of 2"]}


def test_a_better_lesson_of_a_higher_level_lets_none_stand_back() -> None:
    """A lesson is no rival for a level that it goes far beyond: learners are not sent to the expert course."""
    lessons = {"old": {"teaches": "git 1", "minutes": 5}, "expert": {"teaches": "git 3", "minutes": 60}}
    assert [*planned(lessons, stale=("old",)).lessons] == ["old"]


def test_the_command_heeds_both(tmp_path: Path, cli: Cli, monkeypatch: Any) -> None:
    film = lesson(title="A film on short sentences", format="video", minutes=9, reviewed="2026-01-05")
    repo = Repo(make_portal(tmp_path, lessons={"film": film}))
    repo.commit("Begin", date="2024-01-05")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769904000")  # 1 February 2026

    def steps(*more: str) -> list[str]:
        text = cli("path", "writer", *more, "--root", repo.root).stdout
        return [line.rsplit("  ", 1)[1] for line in text.splitlines() if line[:4].strip().rstrip(".").isdecimal()]

    assert steps() == ["film", "edit-for-a-reader"], "the shorter article was last verified two years ago"
    repo.write("content/lessons/basics/short-sentences.md", lesson(minutes=8, reviewed="2026-01-06"))
    repo.commit("Verify it", date="2026-01-06")
    assert steps() == ["short-sentences", "edit-for-a-reader"]
    assert steps("--prefer", "video") == ["film", "edit-for-a-reader"]
