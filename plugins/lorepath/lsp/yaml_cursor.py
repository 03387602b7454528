"""Where in a YAML text somebody is typing. The text is unfinished, so it is read line by line, not parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

_DASH = re.compile(r"-(?: +|$)")
_KEY = re.compile(r"""("[^"]*"|'[^']*'|[^\s"'\[\]{},:#][^:#]*?)\s*:(?:\s+|$)""")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_COMMENT = re.compile(r"(?:^|\s)#")
_WORD_BEFORE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*$")
_WORD_AFTER = re.compile(r"[A-Za-z0-9._-]*")


class Cursor(Struct, frozen=True):
    """A place in YAML: the keys around it (lists count for nothing), and the word there.

    `is_key` says that the word names a field, `has_colon` that its colon is written already. `start` and `end`
    are the word's columns from 0.
    """

    keys: tuple[str, ...]
    is_key: bool
    has_colon: bool
    start: int
    end: int


def yaml_cursor(lines: Sequence[str], line: int, column: int) -> Cursor | None:
    """The place before the character `column` of `lines[line]`, both from 0; None where no value can stand."""
    before, after = lines[line][:column], lines[line][column:]
    reader = _Reader()
    for each in lines[:line]:
        reader.read(each)
    place = reader.read(before, is_last=True)
    if place is None:
        return None
    word = _WORD_BEFORE.search(before)
    rest = _WORD_AFTER.match(after)
    end = column + (rest.end() if rest else 0)
    has_colon = lines[line][end:].lstrip("\"' ").startswith(":")
    return Cursor(place[0], place[1], has_colon, word.start() if word else column, end)


_Place = tuple[tuple[str, ...], bool]
"""The keys around a place, and whether a key stands there."""


class _Reader:
    """The lines read so far: the keys that are open, with their columns, and what goes on over several lines."""

    def __init__(self) -> None:
        self.open: list[tuple[int, str]] = []
        self.flow: _Flow | None = None
        self.text_below: int | None = None
        """The column of the key whose text stands on the deeper lines that follow."""

    def read(self, line: str, is_last: bool = False) -> _Place | None:
        """Read one line; of the last one, which ends at the cursor, the place that follows it."""
        if self.flow:
            return self._in_flow(line)
        rest = line.lstrip(" ")
        indent = len(line) - len(rest)
        if self.text_below is not None:
            if not rest or indent > self.text_below:
                return None
            self.text_below = None
        if not rest and not is_last:
            return None
        in_list = False
        while dash := _DASH.match(rest):
            self._close(indent + 1)
            indent, rest, in_list = indent + dash.end(), rest[dash.end() :], True
        if key := _KEY.match(rest):
            self._close(indent)
            self.open.append((indent, key[1].strip("\"'")))
            return self._value(rest[key.end() :], indent)
        if rest.startswith(("{", "[")):
            return self._in_flow(rest)
        if _COMMENT.search(rest):
            return None
        if is_last and not in_list:
            self._close(indent)
        return self._keys, not in_list

    @property
    def _keys(self) -> tuple[str, ...]:
        return tuple(key for _, key in self.open)

    def _close(self, indent: int) -> None:
        """Leave the fields that stand at this column or further right."""
        while self.open and self.open[-1][0] >= indent:
            self.open.pop()

    def _value(self, text: str, indent: int) -> _Place | None:
        if _BLOCK_TEXT.match(text):
            self.text_below = indent
            return None
        if text.startswith(("{", "[")):
            return self._in_flow(text)
        return None if _COMMENT.search(text) else (self._keys, False)

    def _in_flow(self, text: str) -> _Place | None:
        flow = self.flow = self.flow or _Flow()
        flow.read(text)
        if not flow.is_open:
            self.flow = None
            return None
        return None if flow.in_comment else ((*self._keys, *flow.keys), flow.wants_key)


class _Flow:
    """Lists and maps in brackets: which are open, and at which key."""

    def __init__(self) -> None:
        self.in_comment = False
        self._open: list[tuple[str, str | None]] = []
        self._quote = ""
        self._word = ""

    @property
    def is_open(self) -> bool:
        return bool(self._open)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for _, key in self._open if key)

    @property
    def wants_key(self) -> bool:
        return bool(self._open) and self._open[-1] == ("{", None)

    def read(self, text: str) -> None:
        """Read a line, or the rest of one."""
        self.in_comment = False
        for index, sign in enumerate(text):
            if self._quote:
                self._quote = "" if sign == self._quote else self._quote
                self._word += sign
            elif sign in "\"'":
                self._quote = sign
                self._word += sign
            elif sign == "#" and text[:index][-1:] in ("", " "):
                self.in_comment = True
                return
            else:
                self._mark(sign, text[index + 1 : index + 2])

    def _mark(self, sign: str, following: str) -> None:
        if sign in "{[":
            self._open.append((sign, None))
        elif sign in "}]" and self._open:
            self._open.pop()
        elif sign == "," and self._open:
            self._open[-1] = (self._open[-1][0], None)
        elif sign == ":" and self.wants_key and following in ("", " "):
            self._open[-1] = ("{", self._word.strip(" \"'"))
        else:
            self._word += sign
            return
        self._word = ""
