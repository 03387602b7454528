"""Taking a suppression out of a file, and nothing else with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lorepath.finding import Edit
from lorepath.model import Suppression, Text

_ENTRY = re.compile(r"( *)- +\Z")
_ALONE = re.compile(r"allow:[ \t]*\Z")
_GOES_ON = re.compile(r"[ \t]|>|(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_ON_ONE_LINE = re.compile(r"allow:[ \t]*\[.*\][ \t]*\Z")


def removal(suppression: Suppression, text: Text) -> tuple[Edit, ...]:
    """The edits that take a suppression out of a text; none where that is unclear."""
    if suppression.place.line < text.body_line:
        return _entry(suppression, text, text.written.lines)
    return _comment(suppression, text)


def _comment(suppression: Suppression, text: Text) -> tuple[Edit, ...]:
    """A comment that stands alone on its lines, with one of two blank lines around it."""
    lines = text.written.lines
    top, first = text.body_line - 1, suppression.place.line - 1
    indent = suppression.place.column - 1
    last = first
    while "-->" not in lines[last]:
        last += 1
        if last == len(lines):
            return ()
    if lines[first][:indent].strip() or lines[last].rpartition("-->")[2].strip() or lines[last].count("-->") > 1:
        return ()
    following = last + 1
    if _GOES_ON.match(_nearest(lines, range(following, len(lines)), indent)) and _GOES_ON.match(
        _nearest(lines, range(first - 1, top - 1, -1), indent)
    ):
        return ()  # it keeps two lists or quotations apart
    is_open_above = first == top or not lines[first - 1].strip()
    is_open_below = following < len(lines) and not lines[following].strip()
    if following == len(lines) or not (is_open_above or is_open_below):
        # At the end of the file, or where a blank line must go on keeping two paragraphs apart.
        return (Edit((first + 1, 1), (last + 1, len(lines[last]) + 1), ""),)
    if is_open_above and is_open_below and following + 1 < len(lines):
        following += 1
    return (Edit((first + 1, 1), (following + 1, 1), ""),)


def _nearest(lines: Sequence[str], indices: Iterable[int], indent: int) -> str:
    """The first of these lines that is not blank, without its indentation, or nothing."""
    return next((lines[index][indent:] for index in indices if lines[index].strip()), "")


def _entry(suppression: Suppression, text: Text, lines: Sequence[str]) -> tuple[Edit, ...]:
    """An entry of `allow` in the front matter, with the field where it is the only one."""
    source = text.source
    key = source.key("allow")
    is_only = ("allow", 1) not in source.values
    first = suppression.place.line - 1
    if is_only and first == key.line - 1 and key.column == 1 and _ON_ONE_LINE.match(lines[first]):
        return (Edit((first + 1, 1), (first + 2, 1), ""),)
    dash = _ENTRY.match(lines[first][: suppression.place.column - 1])
    if not dash:
        return ()
    last = first + 1
    while last < len(lines) and lines[last].strip() and _indent(lines[last]) > len(dash[1]):
        last += 1
    if last >= len(lines) or not lines[last].strip():
        return ()
    if is_only:
        return (Edit((key.line, 1), (last + 1, 1), ""),) if _is_bare(lines, key.line, first) else ()
    # The field's name, put for itself: two entries taken out at once would leave a field without entries.
    name = Edit((key.line, key.column), (key.line, key.column + len("allow")), "allow")
    return (name, Edit((first + 1, 1), (last + 1, 1), ""))


def _is_bare(lines: Sequence[str], key_line: int, first: int) -> bool:
    """Whether nothing but `allow:` stands above the entry at index `first`."""
    return key_line == first and bool(_ALONE.match(lines[first - 1]))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
