"""What history says, as values: facts of lessons, of people, and of the portal's former addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from lorepath.finding import Finding
from lorepath.history.credit import Credit
from lorepath.history.freshness import Freshness, Status
from lorepath.history.identity import Contributor

Shares = Mapping[Contributor, tuple[int, ...]]
"""Who did something, in the order in which they joined, and the years in which they did it."""


class Evidence(NamedTuple):
    """One commit, on its author's day, and the credit that it gives (to nobody where it does not count)."""

    commit: str
    day: date | None
    credit: Credit
    contributor: Contributor | None
    reason: str


class Declared(Struct, frozen=True):
    """A contribution that the lesson itself declares, by somebody who is registered and shown.

    `role` is author, reviewer, editor or subject advice.
    """

    contributor: Contributor
    role: str


class LessonHistory(Struct, frozen=True):
    """The facts of one lesson.

    `created` is the day of its first commit, `edited` of its last substantive edit, `tidied` of its last edit that
    gives no credit (spelling, links, layout, a move, a program, what was reverted); None where there is none, or nobody
    can know. When somebody last verified it, the freshness says. `written` (by authors and co-authors), `reviewed` and
    `renewed` (by who vouched that it is still right) come from commits, `declared` from the lesson. `former_paths` are
    relative to the portal's root, oldest first.
    """

    freshness: Freshness
    created: date | None = None
    edited: date | None = None
    tidied: date | None = None
    written: Shares = {}
    reviewed: Shares = {}
    renewed: Shares = {}
    declared: tuple[Declared, ...] = ()
    former_paths: tuple[str, ...] = ()

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """Who wrote it."""
        return tuple(self.written)

    @property
    def reviewers(self) -> tuple[Contributor, ...]:
        """Who reviewed a change of it."""
        return tuple(self.reviewed)

    @property
    def renewers(self) -> tuple[Contributor, ...]:
        """Who vouched that it is still right."""
        return tuple(self.renewed)


class Record(Struct, frozen=True):
    """What one person did for the portal.

    `written`, `reviewed` and `renewed` map a lesson's id to the years in which commits say so, `declared` to the role
    that the lesson names. `skills` are those that the lessons they wrote teach. `active` is the day of their last
    commit, review or renewal anywhere in the repository; None where no commit is theirs.
    """

    contributor: Contributor
    written: Mapping[str, tuple[int, ...]] = {}
    reviewed: Mapping[str, tuple[int, ...]] = {}
    renewed: Mapping[str, tuple[int, ...]] = {}
    declared: Mapping[str, tuple[str, ...]] = {}
    skills: tuple[str, ...] = ()
    active: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The facts of every lesson of a portal, by id, and what stood in their way.

    `available` is false when there is no history to read; then facts are unknown, never guessed. `head_date`
    is the day of the last commit. `people` maps the handle of everybody who is registered and shown to their
    record; `guests` are those whom commits credit and the registry does not know, by name. `redirects` maps
    every former path of a lesson (`content/lessons/<topic>/<old-id>.md`) to its id; a path that a lesson has
    today is never among them. `hidden` are the names that no output may show, `unseen` the
    paths that lessons watch and no commit has touched.
    """

    lessons: Mapping[str, LessonHistory]
    findings: tuple[Finding, ...] = ()
    available: bool = True
    head_date: date | None = None
    people: Mapping[str, Record] = field(default_factory=dict)
    guests: tuple[Record, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = field(default=frozenset(), repr=False)
    unseen: frozenset[str] = frozenset()

    @property
    def stale(self) -> frozenset[str]:
        """The ids of the lessons that are past their shelf life."""
        return frozenset(name for name, facts in self.lessons.items() if facts.freshness.status is Status.STALE)
