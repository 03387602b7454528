"""Whom a lesson owes thanks, as its page says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from msgspec import Struct

from lorepath.history import LessonHistory
from lorepath.model import Lesson
from lorepath.site import addresses
from lorepath.site.views import words
from lorepath.site.views.shelf import Link, Shelf

AUTHOR = "author"
_ROLES: Mapping[str, str] = {
    AUTHOR: "Author",
    "reviewer": "Review",
    "editor": "Editing",
    "subject advice": "Subject advice",
}


class Help(Struct, frozen=True):
    """What lessons themselves say of people: how they helped, in words, and who they are, or with which lessons."""

    role: str
    links: tuple[Link, ...]


class CreditView(Struct, frozen=True):
    """The people behind a lesson.

    `authors`, `reviewers` and `renewers` come from commits, `declared` from the lesson, without what commits say
    already. `citation` is one line for a list of references.
    """

    authors: tuple[Link, ...]
    reviewers: tuple[Link, ...]
    renewers: tuple[Link, ...]
    declared: tuple[Help, ...]
    owner: Link | None
    citation: str


def role_in_words(role: str) -> str:
    """How a lesson's `contributors` name a role, as pages do."""
    return _ROLES.get(role, role)


def credit_view(shelf: Shelf, lesson: Lesson) -> CreditView:
    """The people behind one lesson."""
    history = shelf.lesson_history(lesson) or LessonHistory(shelf.unknown)
    authors = shelf.contributors(history.authors)
    reviewers = shelf.contributors(history.reviewers)
    known = {AUTHOR: authors, "reviewer": reviewers}
    declared: dict[str, list[Link]] = {}
    for each in history.declared:
        for person in shelf.contributors((each.contributor,)):
            if person not in known.get(each.role, ()):
                declared.setdefault(each.role, []).append(person)
    return CreditView(
        authors=authors,
        reviewers=reviewers,
        renewers=shelf.contributors(history.renewers),
        declared=tuple(Help(role_in_words(role), tuple(people)) for role, people in sorted(declared.items())),
        owner=shelf.owner(lesson),
        citation=_citation(shelf, lesson, (*authors, *declared.get(AUTHOR, ())), history),
    )


def _citation(shelf: Shelf, lesson: Lesson, authors: tuple[Link, ...], history: LessonHistory) -> str:
    """Maria Okafor and Tom Li: “Write short sentences.” Northwind learning, 1 July 2026. https://…"""
    day = history.edited or history.created
    by = f"{words.listed([author.text for author in authors])}: " if authors else ""
    title = lesson.title if lesson.title.endswith((".", "!", "?")) else f"{lesson.title}."
    where = shelf.where.page(addresses.of_file(lesson.path))
    when = f", {words.day(day)}" if day else ""
    return f"{by}“{title}” {shelf.portal.name}{when}.{' ' if where else ''}{where}"
