"""`lorepath fresh`: what to look at again, the most urgent first, and never too much at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Cli
from lorepath.spreadsheet import read as read_csv
from portal import lesson, make_portal
from repo import Repo

PEOPLE = {"content/people/tom.yml": "name: Tom Berg\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Five lessons, verified between 1 January and 1 May 2025; two are on a role's path, one is Tom's."""
    repo = Repo(tmp_path / "portal")
    days = {"cut-words": "2025-02-01", "use-lists": "2025-03-01", "ask-a-reader": "2025-04-01"}
    apart = {"teaches": {"plain-language": 1}, "minutes": 60}
    make_portal(
        repo.root,
        {**PEOPLE, "content/portal.yml": "name: Northwind learning\nweekly_reviews: 2\n"},
        {
            **{name: lesson(title=name, reviewed=day, **apart) for name, day in days.items()},
            "ask-a-reader": lesson(title="=ask", reviewed="2025-04-01", owner="tom", **apart),
            "short-sentences": lesson(reviewed="2025-05-01", minutes=8),
            "edit-for-a-reader": lesson(
                title="Edit", teaches={"plain-language": 2}, requires={"plain-language": 1}, reviewed="2026-05-01"
            ),
        },
    )
    repo.commit("Begin", date="2025-01-01")
    return repo.root


def test_people_read_whom_to_ask_first(root: Path, cli: Cli) -> None:
    result = cli("fresh", "--as-of", "2026-05-11", "--root", root)

    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == """\
4 lessons due or stale on 2026-05-11, 3 of them to look at this week.
Nobody is asked for more than 2 a week (`weekly_reviews` in portal.yml).

This week:
  cut-words (stale, ask maria)
    It was verified on 2025-02-01 and was due by 2026-02-01.
  use-lists (stale, ask maria)
    It was verified on 2025-03-01 and was due by 2026-03-01.
  ask-a-reader (stale, ask tom)
    It was verified on 2025-04-01 and was due by 2026-04-01.

Later:
  short-sentences (stale, ask maria)
    It was verified on 2025-05-01 and was due by 2026-05-01. It is on 1 role path.
"""
    )


def test_programs_read_json(root: Path, cli: Cli) -> None:
    told = json.loads(
        cli("fresh", "--as-of", "2026-05-11", "--owner", "tom", "--format", "json", "--root", root).stdout
    )

    assert (told["as_of"], told["known"], told["weekly_reviews"]) == ("2026-05-11", True, 2)
    assert told["statuses"] == {"fresh": 1, "stale": 4}
    assert told["lessons"] == [
        {
            "lesson": "ask-a-reader",
            "title": "=ask",
            "path": "content/lessons/basics/ask-a-reader.md",
            "status": "stale",
            "due": "2026-04-01",
            "verified": "2025-04-01",
            "edited": "2025-01-01",
            "tidied": None,
            "ask": "tom",
            "named_in": "content/lessons/basics/ask-a-reader.md",
            "this_week": True,
            "role_paths": 0,
            "urgency": 70,
            "reason": "It was verified on 2025-04-01 and was due by 2026-04-01.",
        }
    ]


def test_spreadsheets_read_csv_and_run_nothing(root: Path, cli: Cli) -> None:
    text = cli("fresh", "--as-of", "2026-05-11", "--format", "csv", "--root", root).stdout

    names, *rows_as_written = text.splitlines()
    assert names == (
        '"lesson","title","path","status","due","verified","edited","tidied","ask","named_in",'
        '"this_week","role_paths","urgency","reason"'
    )
    assert rows_as_written[-1] == (
        '"ask-a-reader","\'=ask","content/lessons/basics/ask-a-reader.md","stale","2026-04-01","2025-04-01",'
        '"2025-01-01","","tom","content/lessons/basics/ask-a-reader.md","yes",0,70,'
        '"It was verified on 2025-04-01 and was due by 2026-04-01."'
    )
    rows = read_csv(text.replace("\r\n", "\n"))
    assert [row["lesson"] for row in rows] == ["cut-words", "use-lists", "short-sentences", "ask-a-reader"]
    assert [row["this_week"] for row in rows] == ["yes", "yes", "no", "yes"]
    assert rows[3]["title"] == "=ask"


def test_a_lesson_on_a_role_path_is_more_urgent(root: Path, cli: Cli) -> None:
    told = json.loads(cli("fresh", "--as-of", "2027-04-01", "--format", "json", "--root", root).stdout)

    assert [(each["lesson"], each["role_paths"]) for each in told["lessons"]][:2] == [
        ("short-sentences", 1),
        ("cut-words", 0),
    ]


def test_nothing_is_due(root: Path, cli: Cli) -> None:
    assert cli("fresh", "--as-of", "2025-01-02", "--root", root).stdout == "Nothing is due on 2025-01-02.\n"


def test_an_owner_nobody_knows(root: Path, cli: Cli) -> None:
    result = cli("fresh", "--owner", "tomm", "--root", root)

    assert result.exit_code == 2
    assert "there is no person 'tomm'; did you mean `tom`?" in result.stderr


def test_who_left_is_asked_for_nothing(root: Path, cli: Cli) -> None:
    (root / "content/people/tom.yml").write_text("name: Tom Berg\nleft: 2026-01-01\n")
    told = json.loads(cli("fresh", "--as-of", "2026-05-11", "--format", "json", "--root", root).stdout)

    assert {each["ask"] for each in told["lessons"]} == {"maria"}
