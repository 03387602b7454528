"""Retired lessons as lists show them: never in silence, always with what replaces them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from msgspec import Struct

from lorepath.model import Lesson
from lorepath.site import addresses
from lorepath.site.views.shelf import Card, Link, Shelf


class Retired(Struct, frozen=True):
    """A retired lesson and the one that replaces it, if any does."""

    card: Card
    replacement: Link | None


def retired(shelf: Shelf, lessons: Iterable[Lesson]) -> tuple[Retired, ...]:
    """Those of the lessons that are retired."""
    return tuple(
        Retired(shelf.card(lesson), _replacement(shelf, lesson)) for lesson in lessons if lesson.retired
    )


def _replacement(shelf: Shelf, lesson: Lesson) -> Link | None:
    found = shelf.portal.lessons.get(lesson.replaced_by)
    return Link(found.title, addresses.of_file(found.path)) if found else None
