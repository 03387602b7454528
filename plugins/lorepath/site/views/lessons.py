"""What a lesson's page says around the lesson's own text."""

from __future__ import annotations

from dataclasses import dataclass
from msgspec import Struct

from lorepath.model import Lesson
from lorepath.site import addresses
from lorepath.site.views.structured import Data, learning_resource
from lorepath.site.views.credit import CreditView, credit_view
from lorepath.site.views.shelf import Card, LevelView, Link, RoleCard, Shelf

_RELATED = 3
_TEACHERS = 3


class Prerequisite(Struct, frozen=True):
    """A level that the lesson builds on, and the lessons that lead there."""

    skill: str
    level: LevelView
    lessons: tuple[Link, ...]


class ObjectiveView(Struct, frozen=True):
    """What a learner can do afterwards."""

    id: str
    text: str


class TickView(Struct, frozen=True):
    """What the learner's tick has to know of a lesson, each as one attribute says it."""

    lesson: str
    topic: str
    aliases: str
    teaches: str


class LessonView(Struct, frozen=True):
    """A lesson's page: its head and foot. `position` counts from 1 within the topic; 0 when retired.

    `structured` is for programs. `report` and `changes` lead to the repository: the form that reports it as outdated, and who changed what when.
    """

    card: Card
    trail: tuple[Link, ...]
    objectives: tuple[ObjectiveView, ...]
    prerequisites: tuple[Prerequisite, ...]
    credit: CreditView
    structured: Data
    tags: tuple[str, ...]
    retired: bool
    replacement: Card | None
    position: int
    topic_size: int
    previous: Card | None
    next: Card | None
    roles: tuple[RoleCard, ...]
    related: tuple[Card, ...]
    report: str
    changes: str
    tick: TickView


def lesson_view(shelf: Shelf, lesson: Lesson) -> LessonView:
    """The view of one lesson."""
    siblings = shelf.by_topic.get(lesson.topic, ())
    place = shelf.position_in_topic.get(lesson.id, -1)
    credit = credit_view(shelf, lesson)
    replacement = shelf.portal.lessons.get(lesson.replaced_by)
    where, address = shelf.where, addresses.of_file(lesson.path)
    return LessonView(
        card=shelf.card(lesson),
        trail=(Link("Home", addresses.HOME), Link("Topics", addresses.TOPICS), shelf.topic(lesson.topic)),
        objectives=tuple(ObjectiveView(objective.id, objective.text) for objective in lesson.objectives),
        prerequisites=tuple(
            Prerequisite(skill, shelf.level(skill, level), _teachers(shelf, lesson, skill, level))
            for skill, level in lesson.requires.items()
        ),
        credit=credit,
        structured=learning_resource(shelf, lesson, credit),
        tags=lesson.tags,
        retired=lesson.retired,
        replacement=shelf.card(replacement) if lesson.retired and replacement else None,
        position=place + 1,
        topic_size=len(siblings),
        previous=shelf.card(siblings[place - 1]) if place > 0 else None,
        next=shelf.card(siblings[place + 1]) if 0 <= place < len(siblings) - 1 else None,
        roles=tuple(shelf.role_card(role) for role in shelf.roles_of_lesson.get(lesson.id, ())),
        related=() if lesson.retired else _related(shelf, lesson),
        report="" if lesson.retired else where.report(lesson.title, lesson.id, where.page(address)),
        changes=where.history(address),
        tick=TickView(
            lesson=lesson.id,
            topic=lesson.topic,
            aliases=" ".join(lesson.aliases),
            teaches=" ".join(f"{skill}:{level}" for skill, level in lesson.teaches.items()),
        ),
    )


def _teachers(shelf: Shelf, lesson: Lesson, skill: str, level: int) -> tuple[Link, ...]:
    """The lessons that lead to just this level; where there are none, those that lead beyond it."""
    others = [other for other in shelf.portal.taught(skill, level) if other.id != lesson.id]
    nearest = min((other.teaches[skill] for other in others), default=level)
    found = [other for other in others if other.teaches[skill] == nearest]
    return tuple(Link(other.title, addresses.of_file(other.path)) for other in found[:_TEACHERS])


def _related(shelf: Shelf, lesson: Lesson) -> tuple[Card, ...]:
    """Where this lesson leads: lessons of other topics that build on it, then others for the same skills."""
    found: dict[str, Lesson] = {}
    for skill, level in lesson.teaches.items():
        for other in shelf.builders.get((skill, level), ()):
            found.setdefault(other.id, other)
    for skill, level in lesson.teaches.items():
        for other in shelf.portal.taught(skill, level):
            found.setdefault(other.id, other)
    elsewhere = (other for other in found.values() if other.topic != lesson.topic)
    return shelf.cards(other for other, _ in zip(elsewhere, range(_RELATED), strict=False))
