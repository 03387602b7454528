"""Which lessons a person is asked to review, and when."""

from __future__ import annotations

from datetime import date

from lorepath.asks import whom_to_ask
from lorepath.history import Status
from lorepath.model import Lesson, Person
from lorepath.site.views.shelf import Shelf

_WITH_A_DAY = frozenset({Status.FRESH, Status.DUE, Status.STALE})


def reviews(shelf: Shelf, person: Person) -> list[tuple[date, Lesson]]:
    """The lessons that a person answers for, each with the day on which it is due, the earliest first."""
    found = []
    for lesson in shelf.portal.live_lessons:
        history = shelf.lesson_history(lesson)
        due = history.freshness.due if history and history.freshness.status in _WITH_A_DAY else None
        if due and whom_to_ask(shelf.portal, lesson, shelf.today) == person.id:
            found.append((due, lesson))
    return sorted(found, key=lambda each: (each[0], each[1].id))
