"""What a lesson's Markdown holds, as rules and pages need it: blocks in order, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from msgspec import Struct


class BlockKind(StrEnum):
    """The kinds of block that rules tell apart."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    TABLE_HEADER = "table-header"
    QUOTE = "quote"
    CODE = "code"
    QUIZ = "quiz"
    HTML = "html"
    CALLOUT = "callout"


UNREAD = frozenset({BlockKind.CODE, BlockKind.QUIZ, BlockKind.HTML})
"""Blocks that hold no running text."""


class Link(Struct, frozen=True):
    """A link or an image, `target` as the author typed it."""

    target: str
    text: str
    line: int
    column: int
    is_image: bool = False
    attributes: Mapping[str, str] = {}


class RemovedKind(StrEnum):
    """What kind of thing does not reach the page."""

    TAG = "tag"
    ATTRIBUTE = "attribute"
    CLASS = "class"
    ID = "id"
    ADDRESS = "address"
    FRAME = "frame"
    MARKUP = "markup"
    OTHER = "other"


class Removed(Struct, frozen=True):
    """Something in a text that the sanitiser takes out of its page, as the author typed it.

    `name` is an attribute of the `tag`, `value` what it says (of a class, the one that goes). A FRAME goes unless
    the portal allows its host.
    """

    kind: RemovedKind
    line: int
    column: int
    tag: str = ""
    name: str = ""
    value: str = ""


class Block(Struct, frozen=True):
    """A leaf block of the lesson.

    `text` is what a reader sees, without markup and inline code; for code and quizzes it is the source.
    `line` counts from 1 in the file. `level` and `anchor` are a heading's, `info` a fence's first word or a
    callout's kind, `attributes` an attribute list's; `closed` is false of a fence that nothing ends.
    """

    kind: BlockKind
    text: str
    line: int
    end_line: int
    level: int = 0
    anchor: str = ""
    info: str = ""
    attributes: Mapping[str, str] = {}
    links: tuple[Link, ...] = ()
    closed: bool = True


class Section(Struct, frozen=True):
    """A heading and the blocks up to the next heading of the same or a higher level."""

    heading: Block
    blocks: tuple[Block, ...]


_LEVELS = 6
PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
"""The kinds of block that are read as running text."""


@dataclass(frozen=True)
class Outline:
    """All blocks of a lesson in reading order, every id that a link may point at, and what its page will lack."""

    blocks: tuple[Block, ...] = ()
    anchors: frozenset[str] = frozenset()
    removed: tuple[Removed, ...] = ()

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        """The headings in order."""
        return tuple([block for block in self.blocks if block.kind is BlockKind.HEADING])

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link and image in order."""
        return tuple([link for block in self.blocks for link in block.links])

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """One section for each heading; a section holds its subsections' blocks too."""
        found = []
        ends = dict.fromkeys(range(1, _LEVELS + 1), len(self.blocks))  # by level, from the text's end to its start
        headings = [(place, block) for place, block in enumerate(self.blocks) if block.kind is BlockKind.HEADING]
        for place, heading in reversed(headings):
            found.append(Section(heading, self.blocks[place + 1 : ends[heading.level]]))
            ends.update(dict.fromkeys(range(heading.level, _LEVELS + 1), place))
        return tuple(reversed(found))

    @cached_property
    def word_counts(self) -> tuple[int, ...]:
        """How many words each block has that a reader reads (code and quizzes do not count)."""
        return tuple([0 if block.kind in UNREAD else len(block.text.split()) for block in self.blocks])
