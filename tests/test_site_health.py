"""The health page and its downloads: what needs a hand, and the same facts for spreadsheets and programs."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from lorepath import spreadsheet
from lorepath.asks import asks
from lorepath.history import Freshness, Status
from lorepath.site import addresses
from lorepath.site.exports import COVERAGE_COLUMNS, LESSON_COLUMNS, coverage_csv, health_json, lessons_csv
from lorepath.site.templates import fill
from lorepath.site.views.health import LISTED, health_view
from lorepath.site.views.shelf import Shelf
from portal import lesson
from site_fixture import MARIA as BY_MARIA
from site_fixture import TODAY, Page, shelf, years

HOSTILE = '=HYPERLINK("https://x.example","<script>alert(1)</script>"),\';'


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory.mktemp("portal"))


def page_of(portal: Shelf) -> Page:
    return Page(fill("health.html", view=health_view(portal), href=addresses.links_from(addresses.HEALTH)))


def many(folder: Path, number: int, status: Status) -> Shelf:
    """A portal with so many lessons of Maria's, each due a day after the other, the last one today."""
    names = [f"lesson-{place:03}" for place in range(number)]
    made = shelf(
        folder, {f"content/lessons/basics/{name}.md": lesson(title=name.capitalize(), minutes=50) for name in names}
    )
    history = dict(made.history.lessons)
    for place, name in enumerate(names):
        due = TODAY - timedelta(days=number - 1 - place)
        fresh = Freshness(status, "Because.", due=due, verified=due - timedelta(days=365))
        history[name] = structs.replace(history[name], freshness=fresh, written={BY_MARIA: years(due)})
    made.history = replace(made.history, lessons=history)
    return made


def test_it_counts_lessons_by_how_fresh_they_are(portal: Shelf) -> None:
    assert [(count.label, count.lessons, count.share) for count in health_view(portal).counts] == [
        ("Fresh", 1, 25),
        ("May be out of date", 1, 25),
        ("Not verified yet", 1, 25),
        ("Retired", 1, 25),
    ]


def test_what_is_due_is_listed_for_its_owner(portal: Shelf) -> None:
    (due,) = health_view(portal).due
    assert due.person
    assert (due.person.text, due.missing, due.this_week, due.overdue, due.later) == ("Maria Okafor", False, 1, 1, 0)
    assert [facts.id for facts in due.lessons] == ["edit-for-a-reader"]
    page = page_of(portal)
    assert "To look at in November 2026, by owner" in page.headings
    assert "1 lesson this month, 1 of them this week, 1 past the last day." in page.words


def test_nobody_faces_a_wall_of_lessons(tmp_path: Path) -> None:
    view = health_view(many(tmp_path, 30, Status.STALE))
    (due,) = view.due
    assert (len(due.lessons), due.this_week, due.later, due.overdue) == (12, 3, 19, 31)
    assert due.lessons[0].id == "edit-for-a-reader", "what most roles need comes first"
    assert [facts.id for facts in due.lessons[1:3]] == ["lesson-000", "lesson-001"], "then what is due for longest"


def test_what_is_due_next_month_waits_where_there_is_enough_to_do(tmp_path: Path) -> None:
    made = many(tmp_path, 4, Status.STALE)
    history = dict(made.history.lessons)
    soon = Freshness(Status.DUE, "Because.", due=date(2026, 12, 1), verified=date(2025, 12, 1))
    history["lesson-003"] = structs.replace(history["lesson-003"], freshness=soon)
    made.history = replace(made.history, lessons=history)
    (due,) = health_view(made).due
    assert [facts.id for facts in due.lessons] == ["edit-for-a-reader", "lesson-000", "lesson-001", "lesson-002"]
    for settled in ("lesson-000", "lesson-001"):
        history[settled] = structs.replace(history[settled], freshness=Freshness(Status.FRESH, "Because."))
    (due,) = health_view(made).due
    assert [facts.id for facts in due.lessons] == ["edit-for-a-reader", "lesson-002", "lesson-003"]
    assert due.this_week == 3


def test_an_owner_who_left_or_is_hidden_is_not_asked_by_name(tmp_path: Path) -> None:
    gone = {"content/people/maria.yml": "name: Maria Okafor\nleft: 2026-01-31\n"}
    page = page_of(shelf(tmp_path / "gone", gone))
    assert "Nobody" in page.headings
    assert "These lessons need an owner who is here." in page.words
    hidden = {"content/people/maria.yml": "name: Maria Okafor\ncredit: hidden\n"}
    page = page_of(shelf(tmp_path / "hidden", hidden))
    assert "Somebody who is not named" in page.headings
    assert "These lessons need an owner who is here." not in page.words
    assert "Maria" not in page.words


def test_the_page_asks_for_what_the_command_asks_for(tmp_path: Path) -> None:
    made = many(tmp_path, 30, Status.STALE)
    asked = [ask.lesson.id for ask in asks(made.portal, made.history, made.paths, TODAY) if ask.this_week]
    (due,) = health_view(made).due
    assert [facts.id for facts in due.lessons[: due.this_week]] == asked
    assert page_of(made).words.count("This week") == 3
    assert page_of(made).words.count("Later") == 9


def test_lessons_of_one_author_and_on_nobodys_path_are_named(portal: Shelf) -> None:
    view = health_view(portal)
    assert [facts.id for facts in view.one_author.lessons] == ["edit-for-a-reader"]
    assert view.orphans.total == 0
    page = page_of(portal)
    assert "1 lesson was written by one person." in page.words
    assert "Every lesson is on somebody's path." in page.words


def test_it_says_why_a_lesson_is_on_nobodys_path(tmp_path: Path) -> None:
    files = {
        "content/lessons/basics/longer-way.md": lesson(title="Longer way", minutes=50),
        "content/lessons/basics/unasked.md": lesson(title="Unasked", teaches={"review": 2}, requires={"review": 1}),
        "content/roles/writer.yml": "title: Writer\nsummary: W.\nowner: maria\nrequires: {plain-language: 1}\n",
    }
    because = {facts.id: facts.orphan_because for facts in health_view(shelf(tmp_path, files)).orphans.lessons}
    assert because["longer-way"] == "Other lessons lead there in less time"
    assert because["unasked"] == "It teaches nothing that a role needs"


def test_long_tables_say_how_much_is_left(tmp_path: Path) -> None:
    made = many(tmp_path, LISTED + 5, Status.FRESH)
    view = health_view(made)
    assert (len(view.one_author.lessons), view.one_author.total) == (LISTED, LISTED + 6)
    assert "and 6 more, all in the downloads below." in page_of(made).words
    assert len(view.oldest) == 20
    assert view.oldest[0].id == "edit-for-a-reader"
    assert len(spreadsheet.read(lessons_csv(made).decode("utf-8-sig"))) == len(made.portal.lessons)


def test_coverage_says_in_words_how_well_each_need_is_met(portal: Shelf) -> None:
    table = health_view(portal).coverage
    assert [role.text for role in table.roles] == ["Editor", "Writer"]
    said = {row.skill.text: [(cell.level, str(cell.cover), cell.label) for cell in row.cells] for row in table.rows}
    assert said == {
        "Layout": [(0, "none", "Not needed"), (1, "gap", "No lesson")],
        "Plain language": [(1, "several", "2 lessons"), (2, "aged", "Out of date")],
        "Review": [(0, "none", "Not needed"), (3, "gap", "No lesson")],
    }
    assert table.gaps == 2
    assert "2 skill levels that a role needs have no lesson yet." in page_of(portal).words


def test_every_cell_that_sorts_otherwise_than_it_reads_says_how(portal: Shelf) -> None:
    page = page_of(portal)
    heads = [head for head in page.all("th") if head.get("scope") == "col"]
    assert {head["data-sort"] for head in heads} == {"text", "number"}
    days = [cell["data-value"] for cell in page.all("td") if (cell.get("data-value") or "").startswith("20")]
    assert "2025-01-31" in days


def test_without_a_history_it_says_what_cannot_be_known(portal: Shelf) -> None:
    blind = copy.copy(portal)
    blind.history = replace(portal.history, available=False)
    assert "The history is not known" in page_of(blind).headings


# ── downloads ────────────────────────────────────────────────────────────────────────────────────────────


def test_both_formats_say_the_same(portal: Shelf) -> None:
    data = json.loads(health_json(portal))
    rows = spreadsheet.read(lessons_csv(portal).decode("utf-8-sig"))
    assert (data["portal"], data["as_of"]) == ("Northwind learning", "2026-11-22")
    assert tuple(rows[0]) == tuple(data["lessons"][0]) == LESSON_COLUMNS
    assert len(rows) == len(data["lessons"]) == 4
    row = next(row for row in rows if row["lesson"] == "edit-for-a-reader")
    assert (row["status"], row["due"], row["authors"], row["one_author"]) == ("stale", "2025-01-31", "Tom Li", "yes")
    said = next(each for each in data["lessons"] if each["lesson"] == "edit-for-a-reader")
    assert (said["status"], said["due"], said["authors"], said["one_author"]) == (
        "stale",
        "2025-01-31",
        ["Tom Li"],
        True,
    )
    assert (row["ask"], row["this_week"], said["ask"], said["this_week"]) == (
        "Maria Okafor",
        "yes",
        "Maria Okafor",
        True,
    )
    fine = next(each for each in data["lessons"] if each["lesson"] == "short-sentences")
    assert (fine["ask"], fine["this_week"]) == (None, False)
    needs = spreadsheet.read(coverage_csv(portal).decode("utf-8-sig"))
    assert tuple(needs[0]) == COVERAGE_COLUMNS
    assert [(need["skill"], need["role"], need["cover"]) for need in needs] == [
        (each["skill"], each["role"], each["cover"]) for each in data["coverage"]
    ]


def test_hostile_texts_come_back_as_they_were_and_start_nothing(tmp_path: Path) -> None:
    said = json.dumps(HOSTILE)
    made = shelf(
        tmp_path,
        {
            "content/people/maria.yml": f"name: {said}\n",
            "content/lessons/basics/topic.yml": f"title: {said}\nsummary: x\nowner: maria\n",
            "content/skills/plain-language.yml": f"name: {said}\nsummary: x\nlevels: {{1: a, 2: b}}\n",
            "content/lessons/basics/short-sentences.md": lesson(title=HOSTILE, minutes=8),
        },
    )
    text = lessons_csv(made).decode("utf-8-sig")
    row = next(row for row in spreadsheet.read(text) if row["lesson"] == "short-sentences")
    assert (row["title"], row["topic"], row["owner"]) == (HOSTILE, HOSTILE, HOSTILE)
    assert '"=' not in text + coverage_csv(made).decode()
    data = json.loads(health_json(made))
    assert HOSTILE in [each["title"] for each in data["lessons"]]
    page = page_of(made)
    assert not list(page.all("script"))
