"""Whom to ask, this week, to look at which lessons again: the most urgent first, and never too many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lorepath.assemble import Assembly
from lorepath.history import Freshness, Status
from lorepath.model import Lesson

_NOTICE = 30


@dataclass(frozen=True, slots=True)
class Ask:
    """A lesson that somebody should look at. `person` is the handle of whom to ask; empty where there is nobody.

    `roles` is on how many roles' paths the lesson is. `urgency` is how many days of its last 30 are gone (more, when
    the day is past), times one more than `roles`. `this_week` says that the person is asked now: of each person's
    lessons only as many as the portal's `weekly_reviews` allows.
    """

    lesson: Lesson
    freshness: Freshness
    person: str
    roles: int
    urgency: int
    this_week: bool


def asks(assembly: Assembly) -> tuple[Ask, ...]:
    """Every lesson that is due or stale, the most urgent first."""
    roles = Counter(step.lesson for path in assembly.paths.values() for step in path.steps)
    found = sorted(_due(assembly), key=lambda each: (-_urgency(each[1], roles[each[0].id], assembly.today), each[0].id))
    asked: Counter[str] = Counter()
    made = []
    for lesson, freshness in found:
        person = _person(assembly, lesson)
        asked[person] += 1
        made.append(
            Ask(
                lesson,
                freshness,
                person,
                roles[lesson.id],
                _urgency(freshness, roles[lesson.id], assembly.today),
                bool(person) and asked[person] <= assembly.portal.weekly_reviews,
            )
        )
    return tuple(made)


def _due(assembly: Assembly) -> Iterator[tuple[Lesson, Freshness]]:
    for lesson in assembly.portal.live_lessons:
        facts = assembly.history.lessons.get(lesson.id)
        if facts and facts.freshness.due and facts.freshness.status in (Status.DUE, Status.STALE):
            yield lesson, facts.freshness


def _urgency(freshness: Freshness, roles: int, today: date) -> int:
    left = (freshness.due - today).days if freshness.due else _NOTICE
    return (_NOTICE - left) * (1 + roles)


def _person(assembly: Assembly, lesson: Lesson) -> str:
    """The owner, else the topic's owner or deputy: whoever is a person of the portal and has not left."""
    topic = assembly.portal.topics.get(lesson.topic)
    handles = [lesson.owner, topic.owner, topic.deputy] if topic else [lesson.owner]
    for handle in handles:
        person = assembly.portal.people.get(handle)
        if person and not (person.left and person.left <= assembly.today):
            return handle
    return ""
