"""Facts of lessons, turned round: what each person did for the portal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from lorepath.history.days import date_of
from lorepath.history.facts import Declared, LessonHistory, Record
from lorepath.history.identity import Contributor
from lorepath.model import Lesson, Person, Portal

_T = TypeVar("_T")


def declared(lesson: Lesson, people: Mapping[str, Person]) -> tuple[Declared, ...]:
    """The contributions that a lesson declares, without people who are unknown or hidden."""
    shown = [(each.role, people[each.person]) for each in lesson.contributors if each.person in people]
    found = [Declared(Contributor(person.name, person.id), role) for role, person in shown if not person.hidden]
    return tuple(dict.fromkeys(found))


def days(last: Sequence[int], whom: Sequence[_T | None]) -> dict[_T, date]:
    """The last day of each person or contributor, from that of each party (20260105; 0 is none) and who it is."""
    found: dict[_T, int] = {}
    for day, who in zip(last, whom, strict=True):
        if who is not None and day > found.get(who, 0):
            found[who] = day
    return {who: date_of(day) for who, day in found.items()}


def records(
    portal: Portal, lessons: Mapping[str, LessonHistory], active: Mapping[Contributor, date]
) -> tuple[dict[str, Record], tuple[Record, ...]]:
    """The record of everybody who is registered and shown, by handle, and those of all others, by name.

    `active` is the day on which each was last seen.
    """
    drawers: dict[Contributor, _Drawer] = defaultdict(_Drawer)
    for person in sorted(portal.people.values(), key=lambda person: (person.name.casefold(), person.id)):
        if not person.hidden:
            drawers[Contributor(person.name, person.id)] = _Drawer()
    for identifier, facts in lessons.items():
        for contributor, years in facts.written.items():
            drawers[contributor].written[identifier] = years
        for contributor, years in facts.reviewed.items():
            drawers[contributor].reviewed[identifier] = years
        for contributor, years in facts.renewed.items():
            drawers[contributor].renewed[identifier] = years
        for each in facts.declared:
            roles = drawers[each.contributor].declared
            roles[identifier] = (*roles.get(identifier, ()), each.role)
    made = [
        Record(
            contributor,
            drawer.written,
            drawer.reviewed,
            drawer.renewed,
            drawer.declared,
            _skills(portal, drawer),
            active.get(contributor),
        )
        for contributor, drawer in drawers.items()
    ]
    registered = {record.contributor.person: record for record in made if record.contributor.person}
    guests = [record for record in made if not record.contributor.person]
    return registered, tuple(sorted(guests, key=lambda record: record.contributor.name.casefold()))


class _Drawer:
    """What is being collected of one person, by lesson."""

    def __init__(self) -> None:
        self.written: dict[str, tuple[int, ...]] = {}
        self.reviewed: dict[str, tuple[int, ...]] = {}
        self.renewed: dict[str, tuple[int, ...]] = {}
        self.declared: dict[str, tuple[str, ...]] = {}


def _skills(portal: Portal, drawer: _Drawer) -> tuple[str, ...]:
    """The skills that the lessons teach that somebody wrote, in order of their ids."""
    lessons = {*drawer.written, *(lesson for lesson, roles in drawer.declared.items() if "author" in roles)}
    return tuple(sorted({skill for lesson in lessons for skill in portal.lessons[lesson].teaches}))
