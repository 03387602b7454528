"""What the find-a-lesson page says: a plain list of all lessons, and what they can be narrowed by.

The list is what stands there without a script, so it stays short: with one, the catalogue takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from msgspec import Struct

from lorepath.history import Status
from lorepath.site import addresses
from lorepath.site.views import words
from lorepath.site.views.shelf import Link, Shelf

_MINUTES = (5, 10, 15, 30)
_SHOWN = (Status.FRESH, Status.EVERGREEN, Status.DUE, Status.STALE, Status.UNKNOWN)


class Choice(Struct, frozen=True):
    """One value of a filter."""

    value: str
    label: str


class FindLesson(Struct, frozen=True):
    """A lesson in the plain list."""

    text: str
    address: str
    minutes: int


class FindTopic(Struct, frozen=True):
    """A topic with its lessons, in reading order."""

    link: Link
    lessons: tuple[FindLesson, ...]


class FindView(Struct, frozen=True):
    """The find-a-lesson page."""

    trail: tuple[Link, ...]
    topics: tuple[FindTopic, ...]
    roles: tuple[Choice, ...]
    skills: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    minutes: tuple[Choice, ...]
    formats: tuple[Choice, ...]
    freshness: tuple[Choice, ...]


def find_view(shelf: Shelf) -> FindView:
    """The find-a-lesson page."""
    portal = shelf.portal
    lessons = list(portal.live_lessons)
    formats = {lesson.format for lesson in lessons}
    statuses = {shelf.freshness(lesson).status for lesson in lessons}
    return FindView(
        trail=(Link("Home", addresses.HOME),),
        topics=tuple(
            FindTopic(
                shelf.topic(topic),
                tuple(FindLesson(each.title, addresses.of_file(each.path), each.minutes) for each in inside),
            )
            for topic, inside in shelf.by_topic.items()
            if inside
        ),
        roles=tuple(Choice(role.id, role.title) for role in portal.roles.values()),
        skills=tuple(Choice(skill.id, skill.name) for skill in portal.skills.values()),
        levels=tuple(Choice(str(number), f"{number} · {name}") for number, name in enumerate(portal.levels, 1)),
        minutes=tuple(Choice(str(minutes), f"At most {minutes} minutes") for minutes in _MINUTES),
        formats=tuple(Choice(key, label) for key, label in words.FORMATS.items() if key in formats),
        freshness=tuple(Choice(str(key), words.STATUSES[key]) for key in _SHOWN if key in statuses),
    )
