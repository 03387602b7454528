"""Where front matter begins and ends in the lines of a text, and what to say of some that stands in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lorepath.finding import Edit, Finding, Fix, Place
from lorepath.reading_standards import NO_FRONT_MATTER

_MARKER = re.compile(r"-{3}[ \t]*$")
_FIELD = re.compile(r"(?:title|summary|teaches|requires|objectives|minutes|owner)[ \t]*:")


def is_marker(line: str) -> bool:
    """Whether a line is the three dashes that begin and end front matter."""
    return _MARKER.match(line) is not None


def closing_line(lines: Sequence[str], opening: int = 0) -> int:
    """The index of the line that closes the front matter opened on the line `opening`, or 0 where there is none."""
    if not is_marker(lines[opening]):
        return 0
    return next((number for number in range(opening + 1, len(lines)) if is_marker(lines[number])), 0)


def displaced(lines: Sequence[str], path: str, after_text: bool) -> Finding | None:
    """A finding where front matter begins below the first line; with `after_text`, also below more than empty lines."""
    opening = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if _is_block([line.lstrip() for line in lines[opening:]]):
        column = len(lines[opening]) - len(lines[opening].lstrip()) + 1
        edit = Edit((1, 1), (opening + 1, column), "")
        empty = f"line 1 is empty, and the front matter begins on line {opening + 1}"
        return NO_FRONT_MATTER.at(
            Place(path),
            empty if opening else "spaces stand before the `---` that begins the front matter",
            "delete what stands before it: its `---` is the first line of the file",
            fix=Fix("Delete what stands before the front matter", (edit,), safe=True),
        )
    markers = (number for number, line in enumerate(lines) if after_text and is_marker(line))
    if start := next((number for number in markers if _FIELD.match("".join(lines[number + 1 : number + 2]))), 0):
        return NO_FRONT_MATTER.at(
            Place(path),
            f"the front matter begins on line {start + 1}, below other text",
            "move what stands before it to below the `---` that ends it: front matter is the first thing in a file",
        )
    return None


def second(body: str, path: str, line: int) -> Finding | None:
    """A finding where `body`, which begins on this line below the front matter, begins with more of the same."""
    rest = body.lstrip()
    # Nearly every body begins otherwise, and need not be taken apart.
    if not rest.startswith("---") or not _is_block([each.lstrip() for each in rest.split("\n")]):
        return None
    return NO_FRONT_MATTER.at(
        Place(path, line + body[: len(body) - len(rest)].count("\n")),
        "a second front matter begins here, which the page would show as text",
        "keep one: put the fields that hold into the first, between its two lines of `---`, and delete this one",
    )


def _is_block(lines: Sequence[str]) -> bool:
    """Whether these lines begin with front matter: fields of ours between two lines of dashes."""
    end = closing_line(lines)
    return any(_FIELD.match(line) for line in lines[1:end])
