"""Which lessons each person is asked to review, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from lorepath.asks import whom_to_ask
from lorepath.history import History, Status
from lorepath.model import Lesson, Portal

_WITH_A_DAY = frozenset({Status.FRESH, Status.DUE, Status.STALE})

Reviews = Mapping[str, Sequence[tuple[date, Lesson]]]
"""By person's handle, the lessons that they answer for, each with the day on which it is due, the earliest first."""


def reviews(portal: Portal, history: History, today: date) -> Reviews:
    """The reviews that everybody is asked for; who is asked for none is not in it."""
    found: dict[str, list[tuple[date, Lesson]]] = defaultdict(list)
    for lesson in portal.live_lessons:
        facts = history.lessons.get(lesson.id)
        due = facts.freshness.due if facts and facts.freshness.status in _WITH_A_DAY else None
        if due:
            found[whom_to_ask(portal, lesson, today)].append((due, lesson))
    found.pop("", None)  # of nobody
    return {person: sorted(each, key=lambda pair: (pair[0], pair[1].id)) for person, each in found.items()}
