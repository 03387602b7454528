"""The learner's own page: everything in one place, to save, move and delete; plans for calendars; links for others."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright")

import itertools

from icalendar import Calendar
from playwright.sync_api import expect

from browser.visitor import remember, remembered, started

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from browser.conftest import Visit

RECORD: dict[str, Any] = {
    "version": 1,
    "role": "subject-matter-expert",
    "known": {"version-control": 2},
    "done": {
        "write-an-objective": {
            "on": "2026-10-01",
            "by": "quiz",
            "teaches": {"learning-objectives": 1},
            "topic": "write",
        }
    },
    "shown": {"write-an-objective": ["state-observable-act"]},
    "weekly": 30,
    "format": "",
    "instead": {"sharpen-your-verbs": "rewrite-ten-objectives"},
    "last": "write-an-objective",
    "toRead": [],
}

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def saved(page: Page, button: str) -> Path:
    """Press a button that saves a file, and answer the file."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path())


def test_you_says_what_is_remembered_and_lets_go_of_it(page: Page, address: str) -> None:
    remember(page, address, RECORD)
    started(page, address + "you/")
    expect(page.get_by_text("Nothing on this page leaves your device.")).to_be_visible()
    expect(page.locator("select[name=role]")).to_have_value("subject-matter-expert")
    expect(page.locator("[data-part=skills]")).to_contain_text(
        "Learning objectives 1, Aware from lessons that you finished"
    )
    expect(page.locator("ul[data-part=done]")).to_contain_text("1 October 2026, passed its knowledge check")
    expect(page.locator("lore-plan [data-part=said]")).to_contain_text("at 30 minutes a week")
    page.get_by_role("button", name="Take back: Version control").click()
    page.get_by_role("button", name="Not done after all: Write an objective a colleague can check").click()
    expect(page.get_by_text("No lesson yet.")).to_be_visible()
    record = remembered(page)
    assert (record["known"], record["done"], record["shown"]) == ({}, {}, {})


@pytest.mark.parametrize(
    ("ways", "said"), [(("test",), "tested out"), (("test", "said"), "from lessons that you finished")]
)
def test_you_says_how_a_level_was_reached(page: Page, address: str, ways: tuple[str, ...], said: str) -> None:
    facts = {"on": "2026-10-01", "teaches": {"learning-objectives": 2}, "topic": "write"}
    done = {"write-an-objective": {**facts, "by": "said", "teaches": {"learning-objectives": 1}}}
    lessons = ("sharpen-your-verbs", "rewrite-ten-objectives")
    done |= {lesson: {**facts, "by": way} for lesson, way in zip(lessons, ways, strict=False)}
    remember(page, address, {"version": 1, "done": done})
    started(page, address + "you/")
    expect(page.locator("[data-part=skills] li")).to_have_text([f"Learning objectives 2, Working {said}"])


def test_export_reset_import_and_nothing_is_lost(page: Page, address: str) -> None:
    remember(page, address, RECORD)
    started(page, address + "you/")
    file = saved(page, "Save to a file")
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Keep it").click()
    assert remembered(page) == RECORD
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.locator("lore-keep [data-part=said]")).to_have_text("Everything is deleted.")
    assert remembered(page)["done"] == {}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator("lore-keep [data-part=said]")).to_have_text("Added 1 lesson and 2 higher levels.")
    assert remembered(page) == RECORD
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator("lore-keep [data-part=said]")).to_have_text("Everything in this file was here already.")


def test_a_file_is_added_to_what_is_here(page: Page, address: str, tmp_path: Path) -> None:
    remember(page, address, RECORD)
    started(page, address + "you/")
    other = tmp_path / "other.json"
    other.write_text(json.dumps({"version": 1, "role": "reviewer", "known": {"version-control": 1, "mentoring": 1}}))
    page.locator("input[type=file]").set_input_files(other)
    expect(page.locator("lore-keep [data-part=said]")).to_have_text(
        "Added 1 higher level. Your role stays the one that is chosen here."
    )
    assert remembered(page) == {**RECORD, "known": {"version-control": 2, "mentoring": 1}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "This is no file that a portal's You page has saved"),
        ("\0\1\2", "This is no file that a portal's You page has saved"),
        ("[[[[", "This is no file that a portal's You page has saved"),
        ('{"version": 1, "role": "<img src=x onerror=alert(1)>"}', "`role` holds something that is no name"),
        ('{"version": 9}', "This file comes from a newer version of the portal"),
        ('{"version": 1, "done": {"__proto__": {}}}', "Nothing was changed"),
    ],
)
def test_a_file_that_is_no_record_is_refused(page: Page, address: str, tmp_path: Path, text: str, said: str) -> None:
    remember(page, address, RECORD)
    started(page, address + "you/")
    file = tmp_path / "file.json"
    file.write_text(text)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator("lore-keep [data-part=said]")).to_contain_text(said)
    assert remembered(page) == RECORD


def plan(page: Page, first: str, *, weekends: bool = False, free: str = "") -> Calendar:
    """The plan as a calendar, read by a real calendar parser."""
    page.get_by_label("First day").fill(first)
    page.get_by_label("Leave out weekends").set_checked(not weekends)
    page.get_by_label("Days off").fill(free)
    return Calendar.from_ical(saved(page, "Save the calendar file").read_bytes())


def test_the_plan_opens_in_a_calendar_and_keeps_its_hour_when_clocks_change(visit: Visit, address: str) -> None:
    page = visit(timezone_id="Europe/Berlin")
    remember(page, address, RECORD)
    started(page, address + "you/")
    page.get_by_text("Put it into your calendar").click()
    events = plan(page, "2026-10-12").walk("VEVENT")
    assert len(events) == page.locator(".lp-weeks li li").count() > 5
    starts = [event.start for event in events]
    assert starts[0] == datetime(2026, 10, 12, 9, 0), "without a time zone: nine o'clock wherever it is opened"  # noqa: DTZ001
    assert max(starts).date() > date(2026, 10, 25), "clocks change in between"
    first_of_day = {start.date(): start for start in reversed(starts)}
    assert {start.time().isoformat() for start in first_of_day.values()} == {"09:00:00"}
    assert {start.weekday() for start in starts} == {0}
    for before, after in itertools.pairwise(events):
        assert before.start + before.duration <= after.start
    assert sum((event.duration for event in events), timedelta()) == timedelta(minutes=minutes_of(page))
    assert all(str(event["URL"]).startswith(address) for event in events)

    moved = plan(page, "2026-12-19", free="2026-12-28\n2026-12-29, 2027-01-04").walk("VEVENT")
    assert [event["UID"] for event in moved] == [event["UID"] for event in events]
    assert len({event["UID"] for event in events}) == len(events)
    days = sorted({event.start.date().isoformat() for event in moved})
    assert days[:3] == ["2026-12-21", "2026-12-30", "2027-01-05"]
    weekends = plan(page, "2026-12-19", weekends=True).walk("VEVENT")
    assert {event.start.weekday() for event in weekends} == {5}


def minutes_of(page: Page) -> int:
    return sum(int(text.split()[0]) for text in page.locator(".lp-weeks small").all_inner_texts())


def made_link(page: Page) -> str:
    """Press the button, and answer the link once it is there."""
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Your link")
    expect(link).to_be_focused()
    return link.input_value()


def test_a_link_shows_what_was_chosen_and_leaves_the_visitor_alone(page: Page, visit: Visit, address: str) -> None:
    remember(page, address, RECORD)
    started(page, address + "you/")
    page.get_by_label("Sign it, if you like").fill("Amara <b>")
    link = made_link(page)
    assert link.startswith(address + "team/#")

    manager = visit()
    mine = {**RECORD, "role": "team-lead", "done": {}, "known": {}}
    remember(manager, address, mine)
    started(manager, link)
    card = manager.locator("lore-team article")
    expect(card.get_by_role("heading")).to_have_text("Amara <b>")
    expect(card).to_contain_text("Subject-matter expert")
    expect(card).to_contain_text("1 lesson done")
    expect(manager.get_by_role("table").locator("caption")).not_to_have_css("padding-top", "0px")
    row = manager.get_by_role("row", name="Version control")
    expect(row).to_contain_text("✓ 2 of 2")
    assert remembered(manager) == mine, "looking changes nothing"

    page.get_by_label("With the lessons that I have done").uncheck()
    expect(page.get_by_label("Your link")).to_be_hidden()


def test_medians_are_for_five_or_more(page: Page, visit: Visit, address: str) -> None:
    links = []
    for number, level in enumerate((1, 1, 2, 2, 2)):
        learner = visit()
        remember(learner, address, {"version": 1, "role": "reviewer", "known": {"lesson-design": level}})
        started(learner, address + "you/")
        learner.get_by_label("Sign it, if you like").fill(f"Person {number}")
        links.append(made_link(learner))
    started(page, address + "team/")
    page.get_by_label("Add a link, or several").fill(" ".join(links[:4]))
    page.get_by_role("button", name="Add").click()
    expect(page.locator("lore-team article")).to_have_count(4)
    expect(page.get_by_role("columnheader", name="Median")).to_have_count(0)
    page.get_by_label("Add a link, or several").fill(links[4])
    page.get_by_label("Add a link, or several").press("Enter")
    expect(page.get_by_role("columnheader", name="Median")).to_be_visible()
    expect(page.get_by_role("row", name="Lesson design").get_by_role("cell").last).to_have_text("2")
    page.reload()
    expect(page.locator("lore-team article")).to_have_count(5)
    page.get_by_role("button", name="Take away: Person 0").click()
    expect(page.get_by_role("columnheader", name="Median")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('lorepath'))") == []
    page.get_by_label("Add a link, or several").fill("https://evil.example/#%3Cscript%3E")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("lore-team [data-part=said]")).to_contain_text("This link cannot be read.")


def test_links_that_are_added_while_others_are_read_are_all_shown_once(page: Page, visit: Visit, address: str) -> None:
    links = []
    for name in ("Amara", "Ben", "Cleo"):
        learner = visit()
        remember(learner, address, {"version": 1, "role": "reviewer"})
        started(learner, address + "you/")
        learner.get_by_label("Sign it, if you like").fill(name)
        links.append(made_link(learner))
    started(page, address + "team/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/data/roles/reviewer.json", hold, times=1)
    field = page.get_by_label("Add a link, or several")
    with page.expect_request("**/data/roles/reviewer.json"):
        field.fill(links[0])
        field.press("Enter")
    expect(field).to_have_value("")
    for text in (links[1], f"{links[0]} {links[1]}"):
        field.fill(text)
        field.press("Enter")
    field.fill(links[2])
    held.pop().continue_()
    people = page.locator("lore-team article").get_by_role("heading")
    expect(people).to_have_text(["Amara", "Ben"])
    expect(field).to_have_value(links[2])
    field.press("Enter")
    expect(people).to_have_text(["Amara", "Ben", "Cleo"])
    page.reload()
    expect(people).to_have_text(["Amara", "Ben", "Cleo"])


def test_without_a_role_levels_and_lessons_are_shown(page: Page, visit: Visit, address: str) -> None:
    remember(page, address, {**RECORD, "role": ""})
    started(page, address + "you/")
    link = made_link(page)
    manager = visit()
    started(manager, link)
    card = manager.locator("lore-team article")
    expect(card).to_contain_text("No role was chosen, as of")
    expect(card.get_by_role("listitem").filter(has_text="Version control")).to_have_text("Version control 2, Working")
    expect(card).to_contain_text("Learning objectives 1, Aware")
    card.get_by_text("1 lesson done").click()
    lesson = card.get_by_role("link", name="Write an objective a colleague can check")
    expect(lesson).to_have_attribute("href", f"{address}lessons/write/write-an-objective/")
    expect(manager.get_by_role("row", name="Version control").get_by_role("cell")).to_have_text("2")
    page.get_by_label("With the lessons that I have done").uncheck()
    manager.goto(address + "404.html")
    started(manager, made_link(page))
    expect(card).to_contain_text("Learning objectives 1, Aware")
    expect(card).not_to_contain_text("lesson")


@pytest.mark.parametrize("path", ["you/", "team/"])
def test_without_scripts_the_page_says_why_it_is_empty(visit: Visit, address: str, path: str) -> None:
    page = visit(java_script_enabled=False)
    page.goto(address + path)
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Make the link")).to_have_count(0)
