"""Facts of lessons, turned round: what each person did for the portal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from lorepath.history.facts import Declared, LessonHistory, Part, Record
from lorepath.history.identity import Contributor
from lorepath.model import Lesson, Person, Portal


def declared(lesson: Lesson, people: Mapping[str, Person]) -> tuple[Declared, ...]:
    """The contributions that a lesson declares, without people who are unknown or hidden."""
    shown = [(each.role, people[each.person]) for each in lesson.contributors if each.person in people]
    found = [Declared(Contributor(person.name, person.id), role) for role, person in shown if not person.hidden]
    return tuple(dict.fromkeys(found))


def records(
    portal: Portal, lessons: Mapping[str, LessonHistory], active: Mapping[Contributor, date]
) -> tuple[dict[str, Record], tuple[Record, ...]]:
    """The record of everybody who is registered and shown, by handle, and those of all others, by name.

    `active` is the day on which each was last seen.
    """
    drawers = {
        Contributor(person.name, person.id): _Drawer()
        for person in sorted(portal.people.values(), key=lambda person: (person.name.casefold(), person.id))
        if not person.hidden
    }
    namesakes = {contributor.name.casefold(): contributor for contributor in drawers}

    def drawer(contributor: Contributor) -> _Drawer:
        # Somebody registered stands for all of the same name.
        return drawers.setdefault(namesakes.get(contributor.name.casefold(), contributor), _Drawer())

    for identifier, facts in lessons.items():
        for kind, parts in (("written", facts.written), ("reviewed", facts.reviewed), ("renewed", facts.renewed)):
            for part in parts:
                drawer(part.contributor).note(kind, identifier, part)
        for each in facts.declared:
            drawer(each.contributor).declared.setdefault(identifier, []).append(each.role)
    for contributor, day in active.items():
        known = drawers.get(namesakes.get(contributor.name.casefold(), contributor))
        if known and (known.active is None or day > known.active):
            known.active = day
    made = [drawer.record(contributor, portal) for contributor, drawer in drawers.items()]
    registered = {record.contributor.person: record for record in made if record.contributor.person}
    guests = [record for record in made if not record.contributor.person]
    return registered, tuple(sorted(guests, key=lambda record: record.contributor.name.casefold()))


class _Drawer:
    """What is being collected of one person."""

    def __init__(self) -> None:
        self.years: dict[str, dict[str, set[int]]] = {"written": {}, "reviewed": {}, "renewed": {}}
        self.declared: dict[str, list[str]] = {}
        self.active: date | None = None

    def note(self, kind: str, lesson: str, part: Part) -> None:
        self.years[kind].setdefault(lesson, set()).update(part.years)

    def record(self, contributor: Contributor, portal: Portal) -> Record:
        as_author = [lesson for lesson, roles in self.declared.items() if "author" in roles]
        return Record(
            contributor=contributor,
            written=_sorted(self.years["written"]),
            reviewed=_sorted(self.years["reviewed"]),
            renewed=_sorted(self.years["renewed"]),
            declared={lesson: tuple(roles) for lesson, roles in self.declared.items()},
            skills=_skills(portal, [*self.years["written"], *as_author]),
            active=self.active,
        )


def _sorted(years: Mapping[str, set[int]]) -> dict[str, tuple[int, ...]]:
    return {lesson: tuple(sorted(found)) for lesson, found in years.items()}


def _skills(portal: Portal, lessons: Iterable[str]) -> tuple[str, ...]:
    """The skills that these lessons teach, in order of their ids."""
    return tuple(sorted({skill for lesson in lessons for skill in portal.lessons[lesson].teaches}))
