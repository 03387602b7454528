"""Findings: the one thing a check has to say, where it is, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

_CLAUSE = re.compile(r"[.:;](?:\s|$)")


class Severity(StrEnum):
    """How grave a finding is. Errors block; warnings block under the strict profile; hints never do."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for the gravest; sorts findings of one place."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


class Place(Struct, frozen=True, order=True):
    """A spot in a file of the portal.

    `path` is relative to the portal's root, with forward slashes; `line` and `column` count from 1,
    columns in characters.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Edit(Struct, frozen=True):
    """A change of one stretch of a file: from `start` up to, and without, `end`, both (line, column) from 1."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


class Fix(Struct, frozen=True):
    """Edits, all in the finding's file, that take a finding away.

    `safe` says that the meaning cannot change, so that nobody needs to look before it is applied.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Finding(Struct, frozen=True):
    """One defect: what is wrong (`message`), what to write instead (`hint`, may be empty), a fix if one is known.

    `may_block` is false where it keeps no change from being accepted, however grave it is.
    """

    code: str
    name: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    fix: Fix | None = None
    may_block: bool = True

    @property
    def sort_key(self) -> tuple[Place, int, str, str]:
        """Findings are reported by place, then gravity, then code: the same order in every run."""
        return (self.place, self.severity.rank, self.code, self.message)


class Option(Struct, frozen=True):
    """A number that a portal may set for a rule, from `least` to `most`; whole where its default is."""

    name: str
    about: str
    default: int | float
    least: int | float
    most: int | float

    @property
    def kind(self) -> str:
        """What it takes, in words."""
        return "number" if isinstance(self.default, float) else "whole number"

    @property
    def example(self) -> int | float:
        """A value that somebody might set: a third more than the default, or less where that is too much."""
        more, less = self.default * 4 / 3, self.default * 2 / 3
        value = more if more <= self.most else less
        return round(value, 2) if isinstance(self.default, float) else round(value)

    def takes(self, value: int | float) -> bool:
        """Whether this is a value of the right kind and in the range."""
        is_of_kind = isinstance(self.default, float) or isinstance(value, int)
        return is_of_kind and self.least <= value <= self.most


class Standard(Struct, frozen=True):
    """What findings of one code hold a portal to. Codes are never reused.

    `manual` is Markdown with a `Bad:` and a `Good:` example; it becomes the standard's reference page and
    the answer of `lorepath explain CODE`. `options` are what a portal may set; `may_block` is false where a finding
    is no change's fault.
    """

    code: str
    name: str
    severity: Severity
    manual: str
    options: tuple[Option, ...] = ()
    may_block: bool = True

    @property
    def title(self) -> str:
        """What it asks for, in a few words: the first clause of its manual."""
        return _CLAUSE.split(" ".join(self.manual.split("\n\n", 1)[0].split()), maxsplit=1)[0].replace("`", "")

    def at(
        self, place: Place, message: str, hint: str = "", severity: Severity | None = None, fix: Fix | None = None
    ) -> Finding:
        """A finding of this standard at `place`; `severity` overrides the standard's own."""
        return Finding(self.code, self.name, severity or self.severity, place, message, hint, fix, self.may_block)


def on_other_lines(findings: Iterable[Finding], said: Iterable[Finding]) -> Iterator[Finding]:
    """The findings on lines that `said` is silent about: who mends the first of two looks at the line anyway."""
    lines = {finding.place.line for finding in said}
    return (finding for finding in findings if finding.place.line not in lines)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings sorted for reporting, each once."""
    return tuple(sorted(set(findings), key=lambda finding: finding.sort_key))
