"""What the hall of contributors says: everybody who ever helped, by topic and by year, in order of names.

Nobody is ranked. Lines and commits say little about what a lesson is worth, and a ranking tells all but one person
that they did too little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from msgspec import Struct

from lorepath.history import Record
from lorepath.site import addresses
from lorepath.site.views.shelf import Link, Shelf

MANY = 12
"""So many names fit on a card; more stand in columns, across the page."""
_WAYS = ("wrote", "reviewed", "verified", "helped")


class Credited(Struct, frozen=True):
    """A person, how they helped, and whether it was the first time."""

    person: Link
    ways: tuple[str, ...]
    first: bool = False


class Circle(Struct, frozen=True):
    """People who helped with one topic, or in one year."""

    id: str
    about: Link
    people: tuple[Credited, ...]

    @property
    def many(self) -> bool:
        """Whether they are too many for a card."""
        return len(self.people) > MANY


class ContributorsView(Struct, frozen=True):
    """The hall of contributors. Years come latest first. `known` is false where there is no history to read.

    `gaps` is the address of the page that says what to write next.
    """

    trail: tuple[Link, ...]
    total: int
    topics: tuple[Circle, ...]
    years: tuple[Circle, ...]
    known: bool
    gaps: str = addresses.HEALTH

    @property
    def long(self) -> bool:
        """Whether the page needs a list of what is on it."""
        return any(circle.many for circle in (*self.topics, *self.years))


class _Deed(Struct, frozen=True):
    person: Link
    lesson: str
    way: str
    years: tuple[int, ...]


def contributors_view(shelf: Shelf) -> ContributorsView:
    """The hall of contributors."""
    deeds = list(_deeds(shelf))
    topics: dict[str, list[_Deed]] = {}
    years: dict[int, list[_Deed]] = {}
    first: dict[Link, int] = {}
    for deed in deeds:
        if lesson := shelf.portal.lessons.get(deed.lesson):
            topics.setdefault(lesson.topic, []).append(deed)
        for year in deed.years:
            years.setdefault(year, []).append(deed)
            first[deed.person] = min(year, first.get(deed.person, year))
    order = [*(topic.id for topic in shelf.topics), *sorted(topics)]
    return ContributorsView(
        trail=(Link("Home", addresses.HOME), Link("People", addresses.PEOPLE)),
        total=len({deed.person for deed in deeds}),
        topics=tuple(
            Circle(f"topic-{topic}", shelf.topic(topic), _credited(topics[topic]))
            for topic in dict.fromkeys(order)
            if topic in topics
        ),
        years=tuple(
            Circle(
                f"year-{year}",
                Link(str(year)),
                _credited(years[year], {person for person, begun in first.items() if begun == year}),
            )
            for year in sorted(years, reverse=True)
        ),
        known=shelf.history.available,
    )


def _deeds(shelf: Shelf) -> Iterator[_Deed]:
    records: Iterable[Record] = (*shelf.history.people.values(), *shelf.history.guests)
    for record in records:
        for person in shelf.contributors((record.contributor,)):
            ways = (("wrote", record.written), ("reviewed", record.reviewed), ("verified", record.renewed))
            for way, lessons in ways:
                for lesson, years in lessons.items():
                    yield _Deed(person, lesson, way, years)
            for lesson, roles in record.declared.items():
                for role in roles:
                    yield _Deed(person, lesson, {"author": "wrote", "reviewer": "reviewed"}.get(role, "helped"), ())


def _credited(deeds: Iterable[_Deed], beginners: Iterable[Link] = ()) -> tuple[Credited, ...]:
    found: dict[Link, set[str]] = {}
    for deed in deeds:
        found.setdefault(deed.person, set()).add(deed.way)
    new = frozenset(beginners)
    return tuple(
        Credited(person, tuple(way for way in _WAYS if way in found[person]), person in new)
        for person in sorted(found, key=lambda person: (person.text.casefold(), person.address))
    )
