"""The nouns of a learning portal: frozen values, read once, passed one way."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path, PurePosixPath

from lorepath.finding import Place
from lorepath.outline import Outline

Key = str | int
Keys = tuple[Key, ...]
Levels = Mapping[str, int]
"""Skill id to level; levels count from 1."""


@dataclass(frozen=True, slots=True)
class Source:
    """A content file and where each of its values stands.

    `values` and `keys` map a path of keys (`("objectives", 0, "id")`) to (line, column) of the value and of
    the key that names it.
    """

    path: str
    values: Mapping[Keys, tuple[int, int]] = field(default_factory=dict)
    keys: Mapping[Keys, tuple[int, int]] = field(default_factory=dict)

    def at(self, *keys: Key) -> Place:
        """The place of a value, or of the nearest value around it."""
        return self._nearest(self.values, keys)

    def key(self, *keys: Key) -> Place:
        """The place of the key that names a value, or the nearest value around it."""
        if mark := self.keys.get(keys):
            return Place(self.path, *mark)
        return self._nearest(self.values, keys)

    def _nearest(self, marks: Mapping[Keys, tuple[int, int]], keys: Keys) -> Place:
        while keys and keys not in marks:
            keys = keys[:-1]
        return Place(self.path, *marks.get(keys, (1, 1)))


@dataclass(frozen=True, slots=True)
class ShelfLife:
    """How long a verified lesson stays fresh. `months` and `days` are both 0 for evergreen."""

    months: int = 0
    days: int = 0

    @property
    def evergreen(self) -> bool:
        """Whether the lesson never goes stale."""
        return not (self.months or self.days)

    def end(self, verified: date) -> date:
        """The day on which a lesson verified on `verified` is due (31 January + 1 month: 28 or 29 February)."""
        total = verified.month - 1 + self.months
        year, month = min(verified.year + total // 12, date.max.year), total % 12 + 1
        day = min(verified.day, calendar.monthrange(year, month)[1])
        try:
            return date(year, month, day) + timedelta(days=self.days)
        except OverflowError:
            return date.max


@dataclass(frozen=True, slots=True)
class Objective:
    """What a learner can do after a lesson. `aliases` are ids of objectives that it replaces."""

    id: str
    text: str
    place: Place
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a knowledge-check item, and why it is right or wrong."""

    text: str
    because: str
    correct: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a knowledge check. `kind` is single, multiple or true-false."""

    id: str
    objective: str
    stem: str
    kind: str
    options: tuple[Option, ...]
    source: Source
    keys: Keys
    level: str = ""

    def at(self, *keys: Key) -> Place:
        """The place of a value inside this item."""
        return self.source.at(*self.keys, *keys)


@dataclass(frozen=True, slots=True)
class Suppression:
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


@dataclass(frozen=True, slots=True)
class Contribution:
    """How a person helped with a lesson, as the lesson says: author, reviewer, editor or subject advice."""

    person: str
    role: str
    place: Place


@dataclass(frozen=True)
class Lesson:
    """One Markdown file, one sitting. `watches` are paths from the top of the repository that it describes.

    `complete` is false where it is not known which objectives or items the file holds: rules that ask for
    what is missing then stay silent, because the reader has already said what to mend.
    """

    id: str
    topic: str
    source: Source
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
    items: tuple[Item, ...]
    outline: Outline
    suppressions: tuple[Suppression, ...]
    body: str
    body_line: int
    complete: bool = True
    contributors: tuple[Contribution, ...] = ()
    watches: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The file, relative to the portal's root."""
        return self.source.path

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


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown page that is no lesson (a welcome, an imprint)."""

    source: Source
    title: str
    language: str
    outline: Outline
    suppressions: tuple[Suppression, ...]
    body: str
    body_line: int
    complete: bool = True

    @property
    def path(self) -> str:
        """The file, relative to the portal's root."""
        return self.source.path


Text = Lesson | Page
"""A Markdown file of the portal, for what holds of any text."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A folder of lessons with an owner."""

    id: str
    source: Source
    title: str
    summary: str
    owner: str
    deputy: str = ""
    shelf_life: ShelfLife | None = None


@dataclass(frozen=True, slots=True)
class Skill:
    """Something a person can do, at numbered levels, each described by what it looks like."""

    id: str
    source: Source
    name: str
    summary: str
    levels: Mapping[int, str]
    core: bool = False
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elective:
    """A learner takes `choose` lessons `of` these."""

    choose: int
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """Skills at required levels, lessons pinned on top or kept out, and the roles it can lead to."""

    id: str
    source: Source
    title: str
    summary: str
    owner: str
    requires: Levels
    leads_to: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    electives: tuple[Elective, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes, reviews or helps. `emails` recognise commits and reach no output."""

    id: str
    source: Source
    name: str
    helps_with: tuple[str, ...] = ()
    emails: tuple[str, ...] = field(default=(), repr=False)
    hidden: bool = False
    left: date | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What `portal.yml` says of the check: the profile, and what is set of each code, as it is written."""

    source: Source
    profile: str = "standard"
    rules: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


@dataclass(frozen=True)
class Portal:
    """Everything that `content/` says.

    Mappings are keyed by id and sorted. `duplicates` holds the lessons whose id or alias was taken already.
    `unreadable` holds (kind, id) of files that are there but could not be read, so that nobody calls them
    missing; an empty id stands for any of that kind. `files` are all paths below `content/` that may be linked to,
    `refused` those (of files and folders) that were not let in. `texts` holds what was read besides lessons' bodies,
    by path and with LF line ends: YAML files, front matter and captions. `weekly_reviews` is how many
    lessons a person is asked to verify in a week; `any_trailer` says that a commit's trailer may credit anybody.
    `embed_hosts` are the hosts whose pages lessons may embed.
    """

    root: Path
    source: Source
    name: str
    language: str
    levels: tuple[str, ...]
    weekly_minutes: int
    shelf_life: ShelfLife
    settings: Settings
    topics: Mapping[str, Topic]
    lessons: Mapping[str, Lesson]
    skills: Mapping[str, Skill]
    roles: Mapping[str, Role]
    people: Mapping[str, Person]
    pages: tuple[Page, ...] = ()
    glossary: Mapping[str, str] = field(default_factory=dict)
    duplicates: tuple[Lesson, ...] = ()
    unreadable: frozenset[tuple[str, str]] = frozenset()
    files: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    embed_hosts: frozenset[str] = frozenset()
    weekly_reviews: int = 3
    any_trailer: bool = False

    @property
    def live_lessons(self) -> Iterator[Lesson]:
        """The lessons that are not retired, by topic and id."""
        return (lesson for lesson in self.lessons.values() if not lesson.retired)

    @cached_property
    def teachers(self) -> Mapping[str, tuple[Lesson, ...]]:
        """Skill id to the live lessons that teach it, lowest level first."""
        found: dict[str, list[Lesson]] = {}
        for lesson in self.live_lessons:
            for skill in lesson.teaches:
                found.setdefault(skill, []).append(lesson)
        return {
            skill: tuple(sorted(lessons, key=lambda lesson: (lesson.teaches[skill], lesson.id)))
            for skill, lessons in found.items()
        }

    def taught(self, skill: str, level: int) -> tuple[Lesson, ...]:
        """The live lessons that take a learner to `level` of `skill` or beyond."""
        return tuple(each for each in self.teachers.get(skill, ()) if each.teaches_at_least(skill, level))

    def text_of(self, path: str) -> str | None:
        """The text of a file as it was read, or None where it was not."""
        return self.texts[path] + self._bodies.get(path, "") if path in self.texts else None

    def line_at(self, place: Place) -> str:
        """The text of the line that a place names, or nothing where it was not read."""
        if place.path not in self._lines:
            self._lines[place.path] = (self.text_of(place.path) or "").split("\n")
        lines = self._lines[place.path]
        return lines[place.line - 1] if place.line <= len(lines) else ""

    @cached_property
    def _bodies(self) -> Mapping[str, str]:
        texts: tuple[Text, ...] = (*self.lessons.values(), *self.duplicates, *self.pages)
        return {text.path: text.body for text in texts}

    @cached_property
    def _lines(self) -> dict[str, list[str]]:
        """The lines of the files that were asked for."""
        return {}

    def level_name(self, level: int) -> str:
        """The portal's word for a level, or its number where the scale has no word for it."""
        return self.levels[level - 1] if 1 <= level <= len(self.levels) else str(level)

    def is_unreadable(self, kind: str, identifier: str) -> bool:
        """Whether the file of this thing is there but could not be read."""
        return (kind, identifier) in self.unreadable

    def may_have(self, kind: str, identifier: str) -> bool:
        """Whether this thing may be described in a file that could not be read."""
        return (kind, identifier) in self.unreadable or (kind, "") in self.unreadable

    def may_hold(self, path: str) -> bool:
        """Whether a path below `content/` is, or lies in, something that was not let in."""
        return path in self.refused or any(f"{parent}" in self.refused for parent in PurePosixPath(path).parents)
