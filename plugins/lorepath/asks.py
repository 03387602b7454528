"""Whom to ask, this week, to look at which lessons again: the most urgent first, and never too many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from lorepath.history import Freshness, History, Status
from lorepath.model import Lesson, Portal
from lorepath.paths import LearningPath

_NOTICE = 30


class Ask(Struct, frozen=True):
    """A lesson that somebody should look at. `person` is the handle of whom to ask; empty where there is nobody.

    No output may name a person with `credit: hidden`: `named_in` is the file that names whom to ask as owner or
    deputy, for whoever may read the repository; empty where there is nobody.
    `roles` is on how many roles' paths the lesson is. `urgency` is how many days of its last 30 are gone (more, when
    the day is past), times one more than `roles`. `this_week` says that the person is asked now: of each person's
    lessons only as many as the portal's `weekly_reviews` allows.
    """

    lesson: Lesson
    freshness: Freshness
    person: str
    named_in: str
    roles: int
    urgency: int
    this_week: bool


def asks(portal: Portal, history: History, paths: Mapping[str, LearningPath], today: date) -> tuple[Ask, ...]:
    """Every lesson that is due or stale, the most urgent first."""
    roles = Counter(step.lesson for path in paths.values() for step in path.steps)
    found = [
        (_urgency(freshness, roles[lesson.id], today), lesson, freshness) for lesson, freshness in _due(portal, history)
    ]
    asked: Counter[str] = Counter()
    made = []
    for urgency, lesson, freshness in sorted(found, key=lambda each: (-each[0], each[1].id)):
        person = whom_to_ask(portal, lesson, today)
        asked[person] += 1
        this_week = bool(person) and asked[person] <= portal.weekly_reviews
        made.append(
            Ask(lesson, freshness, person, named_in(portal, lesson, person), roles[lesson.id], urgency, this_week)
        )
    return tuple(made)


def _due(portal: Portal, history: History) -> Iterator[tuple[Lesson, Freshness]]:
    for lesson in portal.live_lessons:
        facts = history.lessons.get(lesson.id)
        if facts and facts.freshness.due and facts.freshness.status in (Status.DUE, Status.STALE):
            yield lesson, facts.freshness


def _urgency(freshness: Freshness, roles: int, today: date) -> int:
    left = (freshness.due - today).days if freshness.due else _NOTICE
    return (_NOTICE - left) * (1 + roles)


def named_in(portal: Portal, lesson: Lesson, person: str) -> str:
    """The file that says that this person looks after a lesson: the topic's, else the lesson's own."""
    topic = portal.topics.get(lesson.topic)
    if topic and person in (topic.owner, topic.deputy):
        return topic.source.path if person else ""
    return lesson.path if person else ""


def whom_to_ask(portal: Portal, lesson: Lesson, today: date) -> str:
    """The owner, else the topic's owner or deputy: whoever is a person of the portal and has not left."""
    topic = portal.topics.get(lesson.topic)
    handles = [lesson.owner, topic.owner, topic.deputy] if topic else [lesson.owner]
    for handle in handles:
        person = portal.people.get(handle)
        if person and not (person.left and person.left <= today):
            return handle
    return ""
