"""Raw HTML in a lesson's Markdown: links, pictures and players, each with its place.

Only whole tags are looked at, in one pass that takes time in proportion to the text, whatever it holds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from msgspec import Struct

from lorepath.model import Text
from lorepath.outline import BlockKind

PLAYERS = frozenset({"video", "audio"})
_CONTAINERS = PLAYERS | {"a", "summary"}
_VOID = frozenset({"img", "source", "track"})
_WANTED = re.compile(r"<(?:a|video|audio|summary)[\s>]", re.IGNORECASE)
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|\\<", re.DOTALL)
_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n).){1,1000}?(?<!`)\1(?!`)", re.DOTALL)
_NAME = r"""[^\s"'<>/=]+"""
_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)"""
_TAG = re.compile(rf"<(/?)([a-z][a-z0-9-]*)((?:\s+{_NAME}(?:\s*=\s*{_VALUE})?)*+)\s*(/?)>", re.IGNORECASE)
_ATTRIBUTES = re.compile(rf"({_NAME})(?:\s*=\s*({_VALUE}))?")
_NO_TEXT = frozenset({BlockKind.CODE, BlockKind.QUIZ})


class Element(Struct, frozen=True):
    """A link, player or summary. `text` is what it says, alternative texts of pictures included."""

    name: str
    attributes: Mapping[str, str]
    line: int
    column: int
    text: str = ""
    inside: tuple[Element, ...] = ()
    """Pictures, sources and tracks in it."""

    def children(self, name: str) -> Iterator[Element]:
        """The elements of this name inside it."""
        return (element for element in self.inside if element.name == name)


def raw_elements(text: Text) -> tuple[Element, ...]:
    """The links, players and summaries of a text's raw HTML, in order. Code and comments are passed over."""
    if not _WANTED.search(text.body):
        return ()
    return _Reader(_masked(text), text.body_line).elements()


def _masked(text: Text) -> str:
    """The body with everything blank that is no HTML, each character in its place."""
    lines = text.body.split("\n")
    for block in text.outline.blocks:
        if block.kind in _NO_TEXT:
            for index in range(block.line - text.body_line, min(block.end_line - text.body_line + 1, len(lines))):
                lines[index] = " " * len(lines[index])
    return _CODE_SPAN.sub(_blank, _HIDDEN.sub(_blank, "\n".join(lines)))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


@dataclass
class _Open:
    """A container whose end has not come yet."""

    attributes: Mapping[str, str]
    line: int
    column: int
    words: list[str] = field(default_factory=list)
    inside: list[Element] = field(default_factory=list)


class _Reader:
    """Collects elements. Of each kind of container at most one is open, as in HTML: they do not nest."""

    def __init__(self, html: str, first_line: int) -> None:
        self._html, self._first_line = html, first_line
        self._starts = [0, *(each.end() for each in re.finditer(r"\n", html))]
        self._open: dict[str, _Open] = {}
        self._found: list[Element] = []

    def elements(self) -> tuple[Element, ...]:
        at = 0
        for tag in _TAG.finditer(self._html):
            self._say(self._html[at : tag.start()])
            at = tag.end()
            name = tag[2].lower()
            if tag[1]:
                self._end(name)
            elif name in _CONTAINERS:
                self._end(name)
                self._open[name] = _Open(_attributes(tag[3]), *self._spot(tag.start()))
                if tag[4]:
                    self._end(name)
            elif name in _VOID:
                element = Element(name, _attributes(tag[3]), *self._spot(tag.start()))
                self._say(element.attributes.get("alt", ""))
                for container in self._open.values():
                    container.inside.append(element)
        for name in PLAYERS:  # a link or a summary without an end is not understood
            self._end(name)
        return tuple(sorted(self._found, key=lambda element: (element.line, element.column)))

    def _spot(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._starts, index) - 1
        return self._first_line + line, index - self._starts[line] + 1

    def _say(self, words: str) -> None:
        for container in self._open.values():
            container.words.append(words)

    def _end(self, name: str) -> None:
        if ended := self._open.pop(name, None):
            text = " ".join(unescape("".join(ended.words)).split())
            self._found.append(Element(name, ended.attributes, ended.line, ended.column, text, tuple(ended.inside)))


def _attributes(written: str) -> dict[str, str]:
    """The attributes of a tag; of one that stands twice the first counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTES.findall(written):
        found.setdefault(name.lower(), unescape(value[1:-1] if value[:1] in ("'", '"') else value))
    return found
