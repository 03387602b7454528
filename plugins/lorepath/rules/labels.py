"""Where the words of a link or a picture stand: the outline knows where its target does."""

from __future__ import annotations

import re

from lorepath.finding import Place
from lorepath.model import Text
from lorepath.outline import Link

_ALT = re.compile(r"""<img\b[^<>]*?\balt\s*=\s*(["']?)""", re.IGNORECASE)


class Labels:
    """The labels of one text's links and pictures."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def place(self, link: Link) -> Place:
        """Where a link's words or a picture's alternative text start, or would; else where the link stands."""
        column = self._column(link)
        return Place(self._text.path, link.line, column or link.column)

    def typed(self, place: Place) -> str:
        """The rest of the line from a place on."""
        return self._text.line(place.line)[place.column - 1 :]

    def _column(self, link: Link) -> int | None:
        line = self.typed(Place("", link.line))
        at = link.column - 1
        if is_raw(link):
            alt = _ALT.match(line, at)
            return alt.end() + 1 if alt else None
        opener = "![" if link.is_image else "["
        if line.startswith(opener, at):  # a reference: its target stands elsewhere
            return at + len(opener) + 1
        start = _label_start(line, at)
        return start + 1 if start is not None and line.endswith(opener, 0, start) else None


def is_raw(link: Link) -> bool:
    """Whether this is a tag of raw HTML."""
    return not link.attributes.keys().isdisjoint(("src", "href"))


def _label_start(line: str, target: int) -> int | None:
    """The index after the bracket that opens the label of the link whose target starts at `target`."""
    close = line.rfind("](", 0, target)
    if close < 0 or line[close + 2 : target].strip(" \t<"):
        return None  # an address in angle brackets is its own label
    depth = 0
    for index in range(close, max(-1, close - 2000), -1):
        if index and line[index - 1] == "\\":
            continue
        if line[index] == "]":
            depth += 1
        elif line[index] == "[":
            depth -= 1
            if not depth:
                return index + 1
    return None
