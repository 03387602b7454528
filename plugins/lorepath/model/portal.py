"""The portal, and what it is made of besides its lessons."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

from msgspec import Struct

from lorepath.digest import Digest, stated
from lorepath.finding import Place
from lorepath.model.lesson import Lesson, Levels, Page, Text
from lorepath.model.shelf_life import ShelfLife
from lorepath.model.source import Source
from lorepath.model.written import Written


class Topic(Struct, frozen=True):
    """A folder of lessons with an owner."""

    id: str
    source: Source
    title: str
    summary: str
    owner: str
    deputy: str = ""
    shelf_life: ShelfLife | None = None


class Skill(Struct, frozen=True):
    """Something a person can do, at numbered levels, each described by what it looks like."""

    id: str
    source: Source
    name: str
    summary: str
    levels: Mapping[int, str]
    core: bool = False
    same_as: tuple[str, ...] = ()


class Elective(Struct, frozen=True):
    """A learner takes `choose` lessons `of` these."""

    choose: int
    of: tuple[str, ...]


class Role(Struct, frozen=True):
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
    """Somebody who writes, reviews or helps. `emails` recognise commits and reach no output.

    `mentors` are skills that the person offers to mentor in, `mentor_capacity` is for how many people at a time.
    """

    id: str
    source: Source
    name: str
    helps_with: tuple[str, ...] = ()
    emails: tuple[str, ...] = field(default=(), repr=False)
    hidden: bool = False
    left: date | None = None
    mentors: tuple[str, ...] = ()
    mentor_capacity: int = 0


class Settings(Struct, frozen=True):
    """What `portal.yml` says of the check: the profile, and what is set of each code, as it is written."""

    source: Source
    profile: str = "standard"
    rules: Mapping[str, Mapping[str, object]] = {}


@dataclass(frozen=True)
class Portal:
    """Everything that `content/` says.

    Mappings are keyed by id and sorted. `duplicates` holds the lessons whose id or alias was taken already.
    `unreadable` holds (kind, id) of files that are there but could not be read, so that nobody calls them
    missing; an empty id stands for any of that kind. `files` are all paths below `content/` that may be linked to,
    `refused` those (of files and folders) that were not let in. `texts` holds, by path and with LF line ends, what
    was read besides lessons and pages: YAML files, captions, what could not be understood. `weekly_reviews` is how many
    lessons a person is asked to verify in a week; `any_trailer` says that a commit's trailer may credit anybody.
    `embed_hosts` are the hosts whose pages lessons may embed, `topic_order` are the topics to show first, by id.
    `head_counts` says of roles, by id, how many people have them.
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
    topic_order: tuple[str, ...] = ()
    any_trailer: bool = False
    head_counts: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """A digest of all that it says, wherever it lies, but for what its lessons' and pages' own texts say."""
        digest = Digest()
        for name in sorted(_COMPARED - {"root", "lessons", "duplicates", "pages"}):
            value = getattr(self, name)
            digest.add(name, stated(sorted(value) if isinstance(value, frozenset) else value))
        for texts in (self.lessons.values(), self.duplicates, self.pages):
            digest.add("texts", *(text.facts for text in texts))
        return digest.hex()

    @cached_property
    def named_people(self) -> Mapping[str, Person]:
        """The people whom an output may name: all but those with `credit: hidden`."""
        return {handle: person for handle, person in self.people.items() if not person.hidden}

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
        if (skill, level) not in self._taught:
            teachers = self.teachers.get(skill, ())
            first = bisect_left(teachers, level, key=lambda each: each.teaches[skill])
            self._taught[skill, level] = teachers[first:]
        return self._taught[skill, level]

    @cached_property
    def _taught(self) -> dict[tuple[str, int], tuple[Lesson, ...]]:
        """What `taught` has answered: thousands of lessons ask for the same few hundred levels."""
        return {}

    def text_of(self, path: str) -> str | None:
        """The text of a file as it was read, or None where it was not."""
        if path in self.texts:
            return self.texts[path]
        return self._written[path].text if path in self._written else None

    def line_at(self, place: Place) -> str:
        """The text of the line that a place names, or nothing where it was not read."""
        if place.path not in self._lines:
            self._lines[place.path] = (self.text_of(place.path) or "").split("\n")
        lines = self._lines[place.path]
        return lines[place.line - 1] if place.line <= len(lines) else ""

    @cached_property
    def _written(self) -> Mapping[str, Written]:
        texts: tuple[Text, ...] = (*self.lessons.values(), *self.duplicates, *self.pages)
        return {text.path: text.written for text in texts}

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


_COMPARED = frozenset(field.name for field in fields(Portal) if field.compare)
