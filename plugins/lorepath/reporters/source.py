"""The files that findings are about: their texts, lines, and what a line looks like with a caret under a column."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from lorepath.finding import Place
from lorepath.model import Portal
from lorepath.reporters.safe import plain

Texts = Mapping[str, str]
"""Path to the text of the file, with LF line ends. Files that could not be read are not among them."""

WIDTH = 100
TAB = "    "
_INVISIBLE = frozenset({"Mn", "Me", "Cf"})


def texts_of(portal: Portal, paths: Iterable[str]) -> dict[str, str]:
    """The texts of the files at these paths, as far as they were read."""
    return {path: text for path in set(paths) if (text := portal.text_of(path)) is not None}


@lru_cache(maxsize=4)  # findings come file by file
def lines_of(text: str) -> Sequence[str]:
    """The lines of a text; the end of its last line starts no other."""
    lines = text.split("\n")
    return lines[:-1] if text.endswith("\n") else lines


def line_at(texts: Texts, place: Place) -> str | None:
    """The line of a place, or None where it is not known."""
    lines = lines_of(texts.get(place.path, ""))
    return lines[place.line - 1] if 1 <= place.line <= len(lines) else None


def excerpt(line: str, column: int, width: int = WIDTH) -> tuple[str, int]:
    """What to show of a line in `width` cells of a terminal, and how many of them stand before the column's.

    Tabs become spaces, what cannot be seen is written as its number, and of a long line only the part around the
    column is shown.
    """
    at = min(max(column - 1, 0), len(line))
    # Many marks can share one cell: they do not make the piece that is looked at longer than this.
    first, last = max(0, at - 2 * width), min(len(line), at + 2 * width)
    cells = _cells(line[first:last])
    widths = [cell_width for _, cell_width in cells]
    start = end = at - first
    room = width - 2  # for an ellipsis on either side
    if first == 0 and last == len(line) and sum(widths) <= width:
        start, end = 0, len(cells)
    else:
        start, left = _reach(widths[:start][::-1], room // 2)
        start = at - first - start
        more, right = _reach(widths[end:], room - left)
        end += more
        more, _ = _reach(widths[:start][::-1], room - left - right)
        start -= more
    before = "…" if first + start else ""
    after = "…" if first + end < len(line) else ""
    shown = "".join(shape for shape, _ in cells[start:end])
    return f"{before}{shown}{after}".rstrip(), len(before) + sum(widths[start : at - first])


def _reach(widths: list[int], room: int) -> tuple[int, int]:
    """How many of the cells fit into the room, and how much of it they take."""
    taken = 0
    for number, width in enumerate(widths):
        if taken + width > room:
            return number, taken
        taken += width
    return len(widths), taken


def _cells(piece: str) -> list[tuple[str, int]]:
    """For each character what to show for it, and its width."""
    cells = list(map(_cell, piece))
    at = -1
    while (at := piece.find("##[", at + 1)) >= 0:
        cells[at + 2] = (" [", 2)  # a workflow's log would take it for a command
    return cells


@lru_cache(maxsize=4096)
def _cell(character: str) -> tuple[str, int]:
    shape = TAB if character == "\t" else plain(character)
    return shape, _width(shape)


def _width(shape: str) -> int:
    if len(shape) != 1:
        return len(shape)
    if unicodedata.category(shape) in _INVISIBLE:
        return 0
    return 2 if unicodedata.east_asian_width(shape) in "WF" else 1
