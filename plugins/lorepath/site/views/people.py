"""What the pages of people say: what they wrote, what they look after, what they help with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lorepath.model import Lesson, Person
from lorepath.site import addresses
from lorepath.site.views.shelf import Card, Link, Shelf, TopicCard


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as lists show them."""

    id: str
    address: str
    name: str
    initials: str
    written: int
    reviewed: int
    helps_with: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The page of everybody who is shown."""

    trail: tuple[Link, ...]
    people: tuple[PersonCard, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person's page."""

    card: PersonCard
    trail: tuple[Link, ...]
    written: tuple[Card, ...]
    reviewed: tuple[Card, ...]
    topics: tuple[TopicCard, ...]
    deputises: tuple[Link, ...]
    roles: tuple[Link, ...]


class Credits:
    """Whose lessons are whose: one pass over the history, for all people."""

    def __init__(self, shelf: Shelf) -> None:
        self.written: dict[str, list[Lesson]] = {}
        self.reviewed: dict[str, list[Lesson]] = {}
        for lesson in shelf.portal.live_lessons:
            if history := shelf.lesson_history(lesson):
                for people, credited in (
                    (history.authors, self.written),
                    (history.reviewers, self.reviewed),
                ):
                    for handle in dict.fromkeys(contributor.person for contributor in people):
                        if handle:
                            credited.setdefault(handle, []).append(lesson)


def shown(people: Mapping[str, Person]) -> tuple[Person, ...]:
    """The people who may be shown, by name."""
    return tuple(sorted((p for p in people.values() if not p.hidden), key=lambda p: (p.name, p.id)))


def people_view(shelf: Shelf, credit: Credits) -> PeopleView:
    """The page of everybody who is shown."""
    return PeopleView(
        trail=(Link("Home", addresses.HOME),),
        people=tuple(_card(shelf, credit, person) for person in shown(shelf.portal.people)),
    )


def person_view(shelf: Shelf, credit: Credits, person: Person) -> PersonView:
    """The page of one person."""
    portal = shelf.portal
    return PersonView(
        card=_card(shelf, credit, person),
        trail=(Link("Home", addresses.HOME), Link("People", addresses.PEOPLE)),
        written=shelf.cards(credit.written.get(person.id, ())),
        reviewed=shelf.cards(credit.reviewed.get(person.id, ())),
        topics=tuple(shelf.topic_card(topic) for topic in portal.topics.values() if topic.owner == person.id),
        deputises=tuple(shelf.topic(topic.id) for topic in portal.topics.values() if topic.deputy == person.id),
        roles=tuple(
            Link(role.title, addresses.role(role.id)) for role in portal.roles.values() if role.owner == person.id
        ),
    )


def _card(shelf: Shelf, credit: Credits, person: Person) -> PersonCard:
    return PersonCard(
        id=person.id,
        address=addresses.person(person.id),
        name=person.name,
        initials=_initials(person.name),
        written=len(credit.written.get(person.id, ())),
        reviewed=len(credit.reviewed.get(person.id, ())),
        helps_with=tuple(shelf.skill(skill) for skill in person.helps_with),
    )


def _initials(name: str) -> str:
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()
