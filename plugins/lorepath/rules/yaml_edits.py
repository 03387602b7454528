"""Edits of YAML that keep everything around them: quotation marks, comments, order."""

from __future__ import annotations

from lorepath.finding import Edit, Place


def replaced(typed: str, place: Place, value: str, new: str) -> Edit | None:
    """The edit that puts `new` for the one-line text `value` at `place`; None where it is written in another way.

    `typed` is the file from its first line on. `new` must need no quotation marks.
    """
    lines = typed.split("\n")
    rest = lines[place.line - 1][place.column - 1 :] if place.line <= len(lines) else ""
    for quote in ("", '"', "'"):
        written = f"{quote}{value}{quote}"
        if rest.startswith(written) and rest[len(written) : len(written) + 1] in ("", " ", "\t", ",", "]", "}"):
            column = place.column + len(quote)
            return Edit((place.line, column), (place.line, column + len(value)), new)
    return None


def added_after(typed: str, key: Place, line: str) -> Edit | None:
    """The edit that adds a top-level `line` below the one-line field whose key stands at `key`."""
    lines = typed.split("\n")
    if key.column != 1 or key.line > len(lines) or lines[key.line - 1][:1] == "{":
        return None
    following = lines[key.line] if key.line < len(lines) else ""
    if following[:1] in (" ", "\t"):
        return None  # the field goes on
    end = (key.line, len(lines[key.line - 1]) + 1)
    return Edit(end, end, f"\n{line}")
