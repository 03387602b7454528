"""The calendar of a person's reviews: read by a real calendar, stable, and whatever a title holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from lorepath.assemble import Assembly
from lorepath.site.files import generated_files
from lorepath.site.review_calendar import review_calendar
from lorepath.site.views.people import person_view
from lorepath.site.views.shelf import Shelf
from lorepath.site.whereabouts import Whereabouts
from site_fixture import TODAY, site_assembly

SITE = Whereabouts("https://learn.example/portal/")
HOSTILE = "A\r\nEND:VCALENDAR\nX;Y,Z\\n: “ü” " + "long " * 40


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    return site_assembly(tmp_path_factory.mktemp("portal"))


@pytest.fixture(scope="module")
def portal(assembly: Assembly) -> Shelf:
    return Shelf(assembly, SITE)


def titled(assembly: Assembly, title: str) -> Shelf:
    """The portal with another title of the lesson `short-sentences`."""
    lessons = {**assembly.portal.lessons}
    lessons["short-sentences"] = replace(lessons["short-sentences"], title=title)
    return Shelf(replace(assembly, portal=replace(assembly.portal, lessons=lessons)), SITE)


def events(portal: Shelf, handle: str) -> list[dict[str, object]]:
    written = review_calendar(portal, portal.portal.people[handle])
    assert all(len(line) <= 75 for line in written.split(b"\r\n")), "lines are folded"
    return [
        {name: event.decoded(name) for name in ("uid", "dtstart", "dtend", "dtstamp")}
        | {"summary": str(event["summary"]), "url": str(event["url"])}
        for event in Calendar.from_ical(written).walk("VEVENT")
    ]


def test_each_lesson_is_a_whole_day_in_the_calendar_of_whom_it_is_asked_of(portal: Shelf) -> None:
    found = events(portal, "maria")
    assert [(event["summary"], event["dtstart"]) for event in found] == [
        ("Review: Edit for a busy reader", date(2025, 1, 31)),
        ("Review: Write short sentences", date(2027, 6, 1)),
    ]
    assert found[1]["dtend"] == date(2027, 6, 2)
    assert found[1]["dtstamp"] == datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    assert found[1]["url"] == "https://learn.example/portal/lessons/basics/short-sentences/"


def test_ids_stay_whatever_the_lesson_is_called(portal: Shelf, assembly: Assembly) -> None:
    ids = [event["uid"] for event in events(portal, "maria")]
    assert len(set(ids)) == 2
    assert [event["uid"] for event in events(titled(assembly, "Another title"), "maria")] == ids


def test_any_title_is_read_back_as_it_is(assembly: Assembly) -> None:
    found = events(titled(assembly, HOSTILE), "maria")
    assert len(found) == 2
    said = str(found[1]["summary"])
    assert said.replace("\r\n", "\n") == f"Review: {HOSTILE}".replace("\r\n", "\n")


def test_only_who_is_asked_and_shown_has_one(portal: Shelf) -> None:
    made = {file.address: file.write for file in generated_files(portal, ())}
    assert [address for address in made if address.endswith(".ics")] == ["people/maria/reviews.ics"]
    assert made["people/maria/reviews.ics"]() == review_calendar(portal, portal.portal.people["maria"])
    people = portal.portal.people
    assert person_view(portal, people["maria"]).reviews == "people/maria/reviews.ics"
    assert person_view(portal, people["tom"]).reviews == ""
