"""The facts of a lesson that somebody who looks after a portal sorts and counts by."""

from __future__ import annotations

from dataclasses import dataclass
from msgspec import Struct
from datetime import date
from functools import lru_cache

from lorepath.asks import Ask, asks
from lorepath.history import LessonHistory
from lorepath.model import Lesson
from lorepath.site import addresses
from lorepath.site.views.credit import AUTHOR
from lorepath.site.views.shelf import Card, Link, Shelf


class LessonFacts(Struct, frozen=True):
    """One lesson.

    `verified`, `edited` and `tidied` are the three clocks of its history. `looked_at` is the day on which somebody last edited or verified it. `ask` is who is asked to look at it again, None
    where that is nobody, or nobody who may be named; `named_in` is the file that says who, empty where it is nobody.
    `this_week` says that they are asked now. `roles` are those on whose path it is.
    `one_author` is false where nobody can know. `orphan_because` says why it is on nobody's path; empty where it is.
    """

    card: Card
    owner: Link | None
    verified: date | None
    edited: date | None
    tidied: date | None
    looked_at: date | None
    due: date | None
    ask: Link | None
    named_in: str
    this_week: bool
    authors: tuple[Link, ...]
    reviewers: tuple[Link, ...]
    roles: tuple[Link, ...]
    one_author: bool
    orphan_because: str

    @property
    def id(self) -> str:
        """The lesson's id."""
        return self.card.id

    @property
    def title(self) -> str:
        """The lesson's title."""
        return self.card.title

    @property
    def status(self) -> str:
        """How fresh it is, as a key."""
        return self.card.freshness.status


@lru_cache(maxsize=1)  # a page and two downloads ask for them
def lesson_facts(shelf: Shelf) -> tuple[LessonFacts, ...]:
    """The facts of every lesson, retired ones too."""
    roles = shelf.portal.roles.values()
    electives = {lesson for role in roles for elective in role.electives for lesson in elective.of}
    needed: dict[str, set[int]] = {}
    for role in roles:
        for skill, level in role.requires.items():
            needed.setdefault(skill, set()).add(level)
    asked = {each.lesson.id: each for each in asks(shelf.portal, shelf.history, shelf.paths, shelf.today)}
    found = []
    for lesson in shelf.portal.lessons.values():
        because = ""
        if not lesson.retired and lesson.id not in shelf.roles_of_lesson and lesson.id not in electives:
            useful = any(lesson.leads_to(skill, level) for skill in lesson.teaches for level in needed.get(skill, ()))
            because = "Other lessons lead there in less time" if useful else "It teaches nothing that a role needs"
        found.append(_facts(shelf, lesson, because, asked.get(lesson.id)))
    return tuple(found)


def _facts(shelf: Shelf, lesson: Lesson, orphan_because: str, ask: Ask | None) -> LessonFacts:
    history = shelf.lesson_history(lesson) or LessonHistory(shelf.unknown)
    fresh = history.freshness
    declared = [each.contributor for each in history.declared if each.role == AUTHOR]
    return LessonFacts(
        card=shelf.card(lesson),
        owner=shelf.owner(lesson),
        verified=fresh.verified,
        edited=history.edited,
        tidied=history.tidied,
        looked_at=max((day for day in (fresh.verified, history.edited) if day), default=None),
        due=fresh.due,
        ask=shelf.person(ask.person) if ask else None,
        named_in=ask.named_in if ask else "",
        this_week=ask is not None and ask.this_week,
        authors=shelf.contributors(history.authors),
        reviewers=shelf.contributors(history.reviewers),
        roles=tuple(Link(role.title, addresses.role(role.id)) for role in shelf.roles_of_lesson.get(lesson.id, ())),
        one_author=not lesson.retired and len({*history.authors, *declared}) == 1,
        orphan_because=orphan_because,
    )
