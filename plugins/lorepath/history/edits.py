"""What was done to each file, packed: 32 bytes for an edit, so that a long history costs little memory."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from struct import Struct

ADDED, DELETED, RENAMED, STAMPED, REDATED, TOO_LONG = 1, 2, 4, 8, 16, 32
_NUMBERS = 4
_EDIT = Struct(f"{_NUMBERS}q")
# 60 bits of a content's id tell the contents that one file ever had apart.
DIGITS = 15

Edit = tuple[int, int, int, int]
"""One commit's change to one file: the commit's number, what kind of change, the contents before and after.

The kind has the bits ADDED, DELETED, RENAMED, and STAMPED, REDATED or TOO_LONG (see `stamps`). Contents are numbers
that differ where the contents do: the first DIGITS of their ids; 0 is none.
"""


def identifier(content: int) -> str:
    """The beginning of a content's id, long enough to ask Git for it."""
    return f"{content:0{DIGITS}x}"


class Edits:
    """The edits of every file. Files are numbered from 0."""

    def __init__(self) -> None:
        self._kept: memoryview = memoryview(array("q")).toreadonly()
        self._starts: Sequence[int] = (0,)
        self._new: dict[int, array[int]] = {}

    @classmethod
    def resumed(cls, packed: memoryview, lengths: Sequence[int]) -> Edits:
        """The edits that were packed by `pack`."""
        edits = cls()
        edits._kept = packed.cast("q")
        starts = [0]
        for length in lengths:
            starts.append(starts[-1] + length)
        if starts[-1] != len(edits._kept) or any(length < 0 or length % _NUMBERS for length in lengths):
            raise ValueError("the lengths do not fit what was packed")
        edits._starts = starts
        return edits

    def add(self, file: int, number: int, kind: int, old: int, new: int) -> int:
        """Note a change of a file; returns its position among those that are new."""
        known = self._new.get(file)
        if known is None:
            known = self._new[file] = array("q")
        known.extend((number, kind, old, new))
        return len(known) // _NUMBERS - 1

    def mark(self, file: int, position: int, kind: int) -> None:
        """Note that a change, by the position that `add` gave, is of this kind too."""
        self._new[file][position * _NUMBERS + 1] |= kind

    def of(self, file: int) -> list[Edit]:
        """What was done to a file, in the order of arrival."""
        return list(_EDIT.iter_unpack(self._packed(file)))

    def pack(self, files: int) -> tuple[array[int], list[int]]:
        """The edits of the files up to this number, in one row, and the length of each file's part of it."""
        whole, lengths = array("q"), []
        for file in range(files):
            part = self._packed(file)
            whole.extend(part)
            lengths.append(len(part))
        return whole, lengths

    def _packed(self, file: int) -> array[int] | memoryview:
        more = self._new.get(file)
        if file + 1 >= len(self._starts):
            return array("q") if more is None else more
        kept = self._kept[self._starts[file] : self._starts[file + 1]]
        return kept if more is None else array("q", kept.tobytes()) + more
