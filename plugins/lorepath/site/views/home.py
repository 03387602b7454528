"""What the home page says: what this is for, which roles there are, what is new, and who made it."""

from __future__ import annotations

from dataclasses import dataclass
from msgspec import Struct
from datetime import date

from lorepath.model import Lesson
from lorepath.site.views import words
from lorepath.site.views.people import shown
from lorepath.site.views.shelf import Card, Link, RoleCard, Shelf, TopicCard

_RENEWED = 6
_THANKED = 12


class Figure(Struct, frozen=True):
    """A number and what it counts."""

    number: str
    label: str


class Renewed(Struct, frozen=True):
    """A lesson that is new or was verified or changed lately; `note` says which, and when."""

    card: Card
    day: date
    note: str


class HomeView(Struct, frozen=True):
    """The home page."""

    name: str
    weekly_minutes: int
    figures: tuple[Figure, ...]
    roles: tuple[RoleCard, ...]
    topics: tuple[TopicCard, ...]
    renewed: tuple[Renewed, ...]
    thanks: tuple[Link, ...]


def home_view(shelf: Shelf) -> HomeView:
    """The home page."""
    portal = shelf.portal
    lessons = list(portal.live_lessons)
    minutes = sum(lesson.minutes for lesson in lessons)
    counts = (
        (len(lessons), "lesson"),
        (len(portal.roles), "role"),
        (len(portal.skills), "skill"),
        (len(shown(portal)), "person"),
    )
    plurals = {"person": "people"}
    numbers = [Figure(f"{number:,}", one if number == 1 else plurals.get(one, one + "s")) for number, one in counts]
    lately = _latest_first(shelf)
    return HomeView(
        name=portal.name,
        weekly_minutes=portal.weekly_minutes,
        figures=(numbers[0], Figure(words.duration(minutes), "to learn"), *numbers[1:]),
        roles=tuple(shelf.role_card(role) for role in portal.roles.values()),
        topics=tuple(shelf.topic_card(topic) for topic in shelf.topics),
        renewed=tuple(Renewed(shelf.card(lesson), day, _note(shelf, lesson, day)) for day, lesson in lately[:_RENEWED]),
        thanks=_thanks(shelf, [lesson for _, lesson in lately]),
    )


def _latest_first(shelf: Shelf) -> list[tuple[date, Lesson]]:
    """The lessons with the day on which each was renewed; of one day, the first of every topic come first."""
    turns = [
        (number, lesson)
        for topic in shelf.topics
        for number, lesson in enumerate(each for each in shelf.by_topic[topic.id] if not each.retired)
    ]
    in_turn = [lesson for _, lesson in sorted(turns, key=lambda turn: turn[0])]
    dated = [(day, lesson) for lesson in in_turn if (day := shelf.renewed_on(lesson))]
    return sorted(dated, key=lambda pair: pair[0], reverse=True)


def _note(shelf: Shelf, lesson: Lesson, day: date) -> str:
    """What happened to the lesson on its latest day."""
    history = shelf.lesson_history(lesson)
    if history and history.created == day:
        return f"New, {words.day(day)}"
    verified = lesson.reviewed == day or (history is not None and history.freshness.verified == day)
    return f"{'Verified' if verified else 'Renewed'} {words.day(day)}"


def _thanks(shelf: Shelf, latest_first: list[Lesson]) -> tuple[Link, ...]:
    """Who wrote and reviewed the lessons that were renewed last; their owners where Git says nothing."""
    found: dict[Link, None] = {}
    for lesson in latest_first:
        history = shelf.lesson_history(lesson)
        people = shelf.contributors((*history.authors, *history.reviewers, *history.renewers)) if history else ()
        if not people:
            owner = shelf.owner(lesson)
            people = (owner,) if owner else ()
        found.update(dict.fromkeys(people))
        if len(found) >= _THANKED:
            break
    return tuple(found)[:_THANKED]
