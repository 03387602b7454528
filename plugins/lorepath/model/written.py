"""The file behind a lesson or a page: what takes long to read is read when somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol

from msgspec import Struct, field

from lorepath.digest import Digest
from lorepath.finding import Finding, Place
from lorepath.model.source import Key, Keys, Source
from lorepath.outline import Outline


class Option(Struct, frozen=True):
    """One answer of a knowledge-check item, and why it is right or wrong."""

    text: str
    because: str
    correct: bool
    place: Place


class Item(Struct, frozen=True):
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


class Content(Struct, frozen=True):
    """All that a Markdown file says: the places of its front matter, its blocks, the items of its knowledge checks."""

    source: Source
    outline: Outline = field(default_factory=Outline)
    items: tuple[Item, ...] = ()


class Common(Struct, frozen=True):
    """What the portal says once for all its texts: terms that it explains, hosts whose pages may be embedded."""

    glossary: Mapping[str, str] = {}
    embed_hosts: frozenset[str] = frozenset()


class File(Protocol):
    """A Markdown file that can be read, as a whole or in part."""

    @property
    def common(self) -> Common:
        """What holds for all texts of its portal."""

    @property
    def digest(self) -> str:
        """A digest of the whole file as it lies there."""

    def text(self) -> str:
        """The whole file, with LF line ends."""

    def source(self) -> Source:
        """Where the values of the front matter stand."""

    def content(self) -> Content:
        """Everything that it says: this takes some milliseconds."""


class Written:
    """A file that is read when somebody asks, each part once. `file` is None where all is known, or nothing."""

    def __init__(self, file: File | None = None) -> None:
        self.file = file

    @classmethod
    def known(cls, text: str, content: Content, common: Common | None = None) -> Written:
        """A file that has been read already."""
        written = cls()
        written.text, written.source, written.content = text, content.source, content
        written.common = common or Common()
        return written

    @property
    def digest(self) -> str:
        """A digest of the file as it lies there, or of what was read."""
        return self.file.digest if self.file else Digest(self.text).hex()

    @cached_property
    def text(self) -> str:
        return self.file.text() if self.file else ""

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of the file: the first has the number 1 elsewhere, and the index 0 here."""
        return self.text.split("\n")

    @cached_property
    def source(self) -> Source:
        return self.file.source() if self.file else Source("")

    @cached_property
    def content(self) -> Content:
        return self.file.content() if self.file else Content(Source(""))

    @cached_property
    def common(self) -> Common:
        return self.file.common if self.file else Common()


Row = tuple[str | int, ...]


class Found(Struct, frozen=True):
    """What rules see in one text by itself: findings, and what rules about the whole portal gather from it.

    `by` says which rules have looked, with which options; `gathered` holds rows by the name of what they are.
    """

    by: str
    findings: tuple[Finding, ...] = ()
    gathered: Mapping[str, tuple[Row, ...]] = {}
