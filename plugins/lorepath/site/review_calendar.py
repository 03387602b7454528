"""When whose lessons are due for review, for calendars (RFC 5545): one whole-day event for each lesson.

Ids depend on the site and the lesson alone, so that a calendar that is loaded again moves its events.
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta

from lorepath.model import Person
from lorepath.site import addresses
from lorepath.site.views.shelf import Shelf

# Any fixed id would do: it makes ours differ from everybody else's.
_SPACE = uuid.UUID("5b6c1d0e-3f2a-5d4b-8c7e-72657669657f")


def review_calendar(shelf: Shelf, person: Person) -> bytes:
    """The days on which the lessons that a person answers for are due, as a calendar."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Lorepath//Reviews//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Reviews: {shelf.portal.name}")
    for due, lesson in shelf.reviews.get(person.id, ()):
        event = Event()
        event.add("uid", str(uuid.uuid5(_SPACE, f"{shelf.where.site} {lesson.id}")))
        event.add("dtstamp", datetime.combine(shelf.today, time(), UTC))
        event.add("dtstart", due)
        if due < date.max:  # without an end, it lasts for that day
            event.add("dtend", due + timedelta(days=1))
        event.add("summary", f"Review: {lesson.title}")
        event.add("description", f"Read the lesson, and note that it is right: lorepath verify {lesson.id}")
        if url := shelf.where.page(addresses.of_file(lesson.path)):
            event.add("url", url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
