"""Lessons and pages: what their Markdown files say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache, cached_property
from operator import attrgetter
from typing import Any

from msgspec import Struct

from lorepath.digest import stated
from lorepath.finding import Place
from lorepath.model.knowledge_check import KnowledgeCheck
from lorepath.model.shelf_life import ShelfLife
from lorepath.model.source import Source
from lorepath.model.written import Common, Found, Item, Written
from lorepath.outline import Outline

Levels = Mapping[str, int]
"""Skill id to level; levels count from 1."""


class Objective(Struct, frozen=True):
    """What a learner can do after a lesson. `aliases` are ids of objectives that it replaces."""

    id: str
    text: str
    place: Place
    aliases: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """A part of a lesson between two of its main headings. `title` and `anchor` are empty before the first one."""

    title: str
    anchor: str
    minutes: int


class Suppression(Struct, frozen=True):
    """An author's wish that a code stays silent, and why.

    `lines` are the first and the last line that it concerns; None stands for the whole lesson. `unclear` holds
    what could not be understood of it.
    """

    code: str
    reason: str
    place: Place
    until: date | None = None
    lines: tuple[int, int] | None = None
    unclear: str = ""

    def covers(self, line: int) -> bool:
        """Whether it concerns this line."""
        return self.lines is None or self.lines[0] <= line <= self.lines[1]


class Contribution(Struct, frozen=True):
    """How a person helped with a lesson, as the lesson says: author, reviewer, editor or subject advice."""

    person: str
    role: str
    place: Place


_OF_ITS_TEXT = frozenset({"body_line", "suppressions"})
"""What of a lesson or a page concerns the text that it is said in, so that nothing else may draw from it."""


@cache
def _facts_of(kind: Any) -> Callable[[object], object]:
    """What gives the facts of a lesson or a page. None of them is a set, which has no order of its own."""
    return attrgetter(*(each.name for each in fields(kind) if each.compare and each.name not in _OF_ITS_TEXT))


class _Text:
    """What lessons and pages have in common: the file behind them."""

    written: Written
    body_line: int

    @cached_property
    def facts(self) -> bytes:
        """All that others may draw from it, as bytes that are the same wherever the same is said."""
        kind: Any = type(self)
        return stated(_facts_of(kind)(self))

    @property
    def source(self) -> Source:
        """Where the values of the front matter stand."""
        return self.written.source

    @property
    def outline(self) -> Outline:
        """What the Markdown holds, block by block."""
        return self.written.content.outline

    @property
    def common(self) -> Common:
        """What holds for all texts of the portal."""
        return self.written.common

    @property
    def body(self) -> str:
        """The text after the front matter."""
        return self.written.text.split("\n", self.body_line - 1)[-1]

    def line(self, number: int) -> str:
        """A line of the file, counted from 1; nothing where there is none."""
        lines = self.written.lines
        return lines[number - 1] if 1 <= number <= len(lines) else ""


@dataclass(frozen=True)
class Lesson(_Text):
    """One Markdown file, one sitting.

    `watches` are paths from the top of the repository that it describes, `includes` those from the portal's root of
    the pictures, films and other files that it shows or offers. `sections` are what it may be split into. `complete`
    is false where it is not known which objectives or items the file holds: rules that ask for what is missing then
    stay silent, because the reader has already said what to mend.
    """

    id: str
    topic: str
    path: str
    """The file, relative to the portal's root."""
    title: str
    summary: str
    teaches: Levels
    requires: Levels
    objectives: tuple[Objective, ...]
    declared_minutes: int | None
    computed_minutes: int
    format: str
    owner: str
    reviewed: date | None
    shelf_life: ShelfLife
    aliases: tuple[str, ...]
    retired: bool
    replaced_by: str
    tags: tuple[str, ...]
    language: str
    suppressions: tuple[Suppression, ...]
    body_line: int
    complete: bool = True
    contributors: tuple[Contribution, ...] = ()
    watches: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    checks: tuple[KnowledgeCheck, ...] = field(default=(), repr=False, compare=False)
    """Its knowledge checks as its page asks them; like its text, no other page draws from them."""
    written: Written = field(default_factory=Written, repr=False, compare=False)
    found: Found | None = field(default=None, repr=False, compare=False)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of its knowledge checks, in order."""
        return self.written.content.items

    @property
    def minutes(self) -> int:
        """What the author declares, else what is computed."""
        return self.declared_minutes or self.computed_minutes

    def teaches_at_least(self, skill: str, level: int) -> bool:
        """Whether this lesson takes a learner to `level` of `skill`: a level covers the levels below it."""
        return self.teaches.get(skill, 0) >= level

    def leads_to(self, skill: str, level: int) -> bool:
        """Whether this lesson takes a learner from below `level` of `skill` to it or beyond."""
        return self.teaches.get(skill, 0) >= level > self.requires.get(skill, 0)


@dataclass(frozen=True)
class Page(_Text):
    """A Markdown page that is no lesson (a welcome, an imprint)."""

    path: str
    """The file, relative to the portal's root."""
    title: str
    language: str
    suppressions: tuple[Suppression, ...]
    body_line: int
    complete: bool = True
    written: Written = field(default_factory=Written, repr=False, compare=False)
    found: Found | None = field(default=None, repr=False, compare=False)


Text = Lesson | Page
"""A Markdown file of the portal, for what holds of any text."""
