"""A lesson's file → the same file with a new day after `reviewed:`, and not a byte else changed. Pure."""

from __future__ import annotations

import re
from datetime import date

_FRONT = re.compile(r"\A(?:\ufeff)?---[ \t]*(\r?\n)(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^reviewed[ \t]*:", re.MULTILINE)
_DAY = re.compile(
    r"""^(reviewed[ \t]*:[ \t]*)(["']?)\d{4}-\d{2}-\d{2}(\2[ \t]*(?:(?<=[ \t])#[^\r\n]*)?)(?=\r?$)""", re.MULTILINE
)


class Unstampable(ValueError):
    """The file is written in a way in which the line cannot be set; the text says what to do instead."""


def stamped(text: str, day: date) -> str:
    """The text with this day after `reviewed:`; the line is added at the end of the front matter where there is none.

    Line ends, quotation marks and comments stay. Raises Unstampable.
    """
    front = _FRONT.match(text)
    if not front or front[2].lstrip().startswith("{"):
        raise Unstampable("its front matter does not stand between two lines of three dashes, one field a line")
    start, end = front.span(2)
    fields = len(_FIELD.findall(front[2]))
    if fields > 1:
        raise Unstampable("its front matter has the line `reviewed:` more than once; keep one")
    if not fields:
        return f"{text[:end]}reviewed: {day}{front[1]}{text[end:]}"
    changed, count = _DAY.subn(lambda found: f"{found[1]}{found[2]}{day}{found[3]}", front[2])
    if not count:
        raise Unstampable(f"its line `reviewed:` holds no day; write `reviewed: {day}` yourself")
    return text[:start] + changed + text[end:]
