"""The marks that Git leaves in a file where two changes meet and somebody has to choose."""

from __future__ import annotations

import re

from lorepath.finding import Finding, Place
from lorepath.reading_standards import MERGE_CONFLICT

_BEGIN = re.compile(r"(?:<{7}|\|{7})(?: .*)?\Z")
_END = re.compile(r">{7}(?: .*)?\Z")
_MIDDLE = "=" * 7
_MARKS = ("<" * 7, "|" * 7, ">" * 7)


def conflict_marks(text: str) -> list[int]:
    """The indexes of lines of a text that begin or end a conflict.

    What ends one is a quotation seven levels deep, too, so it counts only below the line that parts the two sides.
    """
    if not any(mark in text for mark in _MARKS):
        return []
    parted = False
    found = []
    for index, line in enumerate(text.split("\n")):
        if line[:7] == _MIDDLE and line.rstrip() == _MIDDLE:
            parted = True
        elif (line[:1] in ("<", "|") and _BEGIN.match(line)) or (parted and line[:1] == ">" and _END.match(line)):
            found.append(index)
    return found


def conflict(place: Place, mark: str) -> Finding:
    """What to say of a mark, the first of its file."""
    return MERGE_CONFLICT.at(
        place,
        f"a merge is not finished here: `{mark[:7]}` is a mark that Git has left",
        "keep what is right of the lines from `<<<<<<<` to `>>>>>>>`, and delete the lines with the marks",
    )
