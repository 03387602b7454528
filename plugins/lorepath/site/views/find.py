"""What the find-a-lesson page says: every lesson, with what it can be filtered by."""

from __future__ import annotations

from dataclasses import dataclass

from lorepath.site import addresses
from lorepath.site.views import words
from lorepath.site.views.shelf import Card, Link, Shelf

_MINUTES = (5, 10, 15, 30)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FindEntry:
    """A lesson and what it is filtered by: skills with levels, and roles on whose path it is."""

    card: Card
    skills: tuple[str, ...]
    levels: tuple[int, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindView:
    """The find-a-lesson page."""

    trail: tuple[Link, ...]
    entries: tuple[FindEntry, ...]
    roles: tuple[Choice, ...]
    skills: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    minutes: tuple[Choice, ...]
    formats: tuple[Choice, ...]


def find_view(shelf: Shelf) -> FindView:
    """The find-a-lesson page."""
    portal = shelf.portal
    lessons = [lesson for topic in shelf.by_topic.values() for lesson in topic]
    used = {lesson.format for lesson in lessons}
    return FindView(
        trail=(Link("Home", addresses.HOME),),
        entries=tuple(
            FindEntry(
                card=shelf.card(lesson),
                skills=tuple(lesson.teaches),
                levels=tuple(sorted(set(lesson.teaches.values()))),
                roles=tuple(role.id for role in shelf.roles_of_lesson.get(lesson.id, ())),
            )
            for lesson in lessons
        ),
        roles=tuple(Choice(role.id, role.title) for role in portal.roles.values()),
        skills=tuple(Choice(skill.id, skill.name) for skill in portal.skills.values()),
        levels=tuple(Choice(str(number), f"{number} · {name}") for number, name in enumerate(portal.levels, 1)),
        minutes=tuple(Choice(str(minutes), f"At most {minutes} minutes") for minutes in _MINUTES),
        formats=tuple(Choice(key, label) for key, label in words.FORMATS.items() if key in used),
    )
