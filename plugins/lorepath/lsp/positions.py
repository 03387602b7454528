"""Places in a file and positions in an editor: lines from 1 and characters, lines from 0 and code units."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lsprotocol.types import Position, PositionEncodingKind, Range, TextEdit

Spot = tuple[int, int]
"""(line, column), both from 1; columns in characters."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _utf8(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


_UNITS: Mapping[str, Callable[[str], int]] = {
    PositionEncodingKind.Utf8: _utf8,
    PositionEncodingKind.Utf16: _utf16,
    PositionEncodingKind.Utf32: len,
}


class Lines:
    """A text as an editor counts it. `encoding` is the unit of columns that editor and server agreed on."""

    def __init__(self, text: str, encoding: str = PositionEncodingKind.Utf16) -> None:
        self.text = text
        self.lines = _LINE_END.split(text)
        self._units = _UNITS.get(encoding, _utf16)
        self._lead = 1 if text.startswith(_BOM) else 0  # findings count columns without it

    def line(self, number: int) -> str:
        """The text of a line, from 1, without what ends it; empty where there is no such line."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def position(self, spot: Spot) -> Position:
        """Where an editor puts a spot; one that is not there becomes the nearest that is."""
        number = min(max(spot[0], 1), len(self.lines))
        column = spot[1] - 1 + (self._lead if number == 1 else 0)
        return Position(number - 1, self._units(self.line(number)[: max(column, 0)]))

    def spot(self, position: Position) -> Spot:
        """The spot of an editor's position; inside a character, the spot before it."""
        number = min(position.line + 1, len(self.lines))
        line = self.line(number)
        column = 0
        units = 0
        while column < len(line) and (units := units + self._units(line[column])) <= position.character:
            column += 1
        return number, max(column - (self._lead if number == 1 else 0), 0) + 1

    def range(self, start: Spot, end: Spot) -> Range:
        """What lies between two spots."""
        return Range(self.position(start), self.position(end))

    def replacement(self, after: str) -> TextEdit:
        """The smallest single edit that makes this text the text `after`."""
        before = self.text
        most = min(len(before), len(after))
        start = next((index for index in range(most) if before[index] != after[index]), most)
        same = next((index for index in range(most - start) if before[-1 - index] != after[-1 - index]), most - start)
        # Between the two signs of a Windows line end there is no position.
        if before[start - 1 : start + 1] == "\r\n":
            start -= 1
        if same and before[len(before) - same - 1 : len(before) - same + 1] == "\r\n":
            same -= 1
        end = len(before) - same
        return TextEdit(Range(self._at(start), self._at(end)), after[start : len(after) - same])

    def _at(self, index: int) -> Position:
        """The position of an index of the text."""
        ends = list(_LINE_END.finditer(self.text, 0, index))
        start = ends[-1].end() if ends else 0
        return Position(len(ends), self._units(self.text[start:index]))


def touches(one: Range, other: Range) -> bool:
    """Whether two ranges share a place; an empty one may lie at the edge of the other."""
    first, second = (
        ((each.start.line, each.start.character), (each.end.line, each.end.character)) for each in (one, other)
    )
    return first[0] <= second[1] and second[0] <= first[1]
