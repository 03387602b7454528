"""What the pages of people say: what they wrote and keep fresh, what they look after, what they help with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from msgspec import Struct

from lorepath.history import Contributor, Record
from lorepath.model import Person, Portal
from lorepath.site import addresses
from lorepath.site.views import words
from lorepath.site.views.credit import Help, role_in_words
from lorepath.site.views.shelf import Card, LevelView, Link, Shelf, TopicCard


class PersonCard(Struct, frozen=True):
    """A person as lists show them, with how many lessons they wrote, reviewed and verified."""

    id: str
    address: str
    name: str
    initials: str
    written: int
    reviewed: int
    renewed: int
    helps_with: tuple[Link, ...]


class PeopleView(Struct, frozen=True):
    """The page of everybody who is shown."""

    trail: tuple[Link, ...]
    people: tuple[PersonCard, ...]


class PersonView(Struct, frozen=True):
    """A person's page.

    `taught` are the highest levels that the lessons they wrote lead to. `helped` holds what lessons declare, as
    roles and lessons. `active` is the day on which they were last seen, in words; empty where nobody can know.
    """

    card: PersonCard
    trail: tuple[Link, ...]
    left: bool
    active: str
    written: tuple[Card, ...]
    reviewed: tuple[Card, ...]
    renewed: tuple[Card, ...]
    helped: tuple[Help, ...]
    taught: tuple[LevelView, ...]
    topics: tuple[TopicCard, ...]
    deputises: tuple[Link, ...]
    roles: tuple[Link, ...]
    mentors: tuple[Link, ...]
    mentor_capacity: int
    reviews: str
    """The address of the calendar of the reviews that the person is asked for, if there are any."""


def shown(portal: Portal) -> tuple[Person, ...]:
    """The people who may be shown, by name."""
    return tuple(sorted(portal.named_people.values(), key=lambda person: (person.name, person.id)))


def people_view(shelf: Shelf) -> PeopleView:
    """The page of everybody who is shown."""
    return PeopleView(
        trail=(Link("Home", addresses.HOME),),
        people=tuple(_card(shelf, person, _record(shelf, person)) for person in shown(shelf.portal)),
    )


def person_view(shelf: Shelf, person: Person) -> PersonView:
    """The page of one person."""
    portal, record = shelf.portal, _record(shelf, person)
    return PersonView(
        card=_card(shelf, person, record),
        trail=(Link("Home", addresses.HOME), Link("People", addresses.PEOPLE)),
        left=person.left is not None and person.left <= shelf.today,
        active=words.day(record.active) if record.active else "",
        written=_cards(shelf, record.written),
        reviewed=_cards(shelf, record.reviewed),
        renewed=_cards(shelf, record.renewed),
        helped=_helped(shelf, record),
        taught=_taught(shelf, record),
        topics=tuple(shelf.topic_card(topic) for topic in portal.topics.values() if topic.owner == person.id),
        deputises=tuple(shelf.topic(topic.id) for topic in portal.topics.values() if topic.deputy == person.id),
        roles=tuple(
            Link(role.title, addresses.role(role.id)) for role in portal.roles.values() if role.owner == person.id
        ),
        mentors=tuple(shelf.skill(skill) for skill in person.mentors),
        mentor_capacity=person.mentor_capacity,
        reviews=addresses.reviews(person.id) if person.id in shelf.reviews else "",
    )


def _record(shelf: Shelf, person: Person) -> Record:
    return shelf.history.people.get(person.id) or Record(Contributor(person.name, person.id))


def _cards(shelf: Shelf, identifiers: Iterable[str]) -> tuple[Card, ...]:
    """The lessons, retired ones last: they keep their credit."""
    lessons = [shelf.portal.lessons[identifier] for identifier in identifiers if identifier in shelf.portal.lessons]
    return shelf.cards(sorted(lessons, key=lambda lesson: lesson.retired))


def _helped(shelf: Shelf, record: Record) -> tuple[Help, ...]:
    found: dict[str, list[str]] = {}
    for identifier, roles in record.declared.items():
        for role in roles:
            found.setdefault(role, []).append(identifier)
    return tuple(
        Help(role_in_words(role), tuple(Link(card.title, card.address) for card in _cards(shelf, lessons)))
        for role, lessons in sorted(found.items())
    )


def _taught(shelf: Shelf, record: Record) -> tuple[LevelView, ...]:
    teachers = {lesson for lesson, roles in record.declared.items() if "author" in roles} | record.written.keys()
    highest: dict[str, int] = {}
    for identifier in sorted(teachers):
        if lesson := shelf.portal.lessons.get(identifier):
            for skill, level in lesson.teaches.items():
                highest[skill] = max(level, highest.get(skill, 0))
    return shelf.levels({skill: highest[skill] for skill in sorted(highest)})


def _card(shelf: Shelf, person: Person, record: Record) -> PersonCard:
    return PersonCard(
        id=person.id,
        address=addresses.person(person.id),
        name=person.name,
        initials=_initials(person.name),
        written=len(record.written),
        reviewed=len(record.reviewed),
        renewed=len(record.renewed),
        helps_with=tuple(shelf.skill(skill) for skill in person.helps_with),
    )


def _initials(name: str) -> str:
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()
