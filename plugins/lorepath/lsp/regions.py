"""Which part of a file somebody is in: front matter, a knowledge check, prose, or a YAML file of some kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

_MARKER = re.compile(r"-{3}[ \t]*$")
_FENCE = re.compile(r"( *)(`{3,}|~{3,})\s*([^\s`]*)")
_FOLDERS = {"roles": "role", "people": "person", "skills": "skill"}


class Region(Struct, frozen=True):
    """A stretch of a file. `first` is its first line, from 1; its lines begin with `indent` spaces of its frame."""

    kind: str
    lines: Sequence[str] = ()
    first: int = 1
    indent: int = 0


def region(path: str, lines: Sequence[str], number: int) -> Region:
    """The part of the file `path` that its line `number`, from 1, is in: `body` where it is prose or unknown."""
    folders = path.split("/")[1:]
    match folders:
        case ["portal.yml"]:
            return Region("portal", lines)
        case ["lessons", _, "topic.yml"]:
            return Region("topic", lines)
        case [folder, _] if folder in _FOLDERS and path.endswith(".yml"):
            return Region(_FOLDERS[folder], lines)
    if not path.endswith(".md"):
        return Region("other", lines)
    end = _front_matter_end(lines)
    if end and number <= end:
        is_inside = 1 < number < end
        kind = "lesson" if folders[0] == "lessons" else "page"
        return Region(kind, lines[1 : end - 1], 2) if is_inside else Region("other", lines)
    return _in_body(lines, end, number)


def _front_matter_end(lines: Sequence[str]) -> int:
    """The line, from 1, that closes the front matter; one past the end where it is still open, 0 without any."""
    if not lines or not _MARKER.match(lines[0]):
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if _MARKER.match(line)), len(lines) + 1)


def _in_body(lines: Sequence[str], after: int, number: int) -> Region:
    opened: tuple[int, re.Match[str]] | None = None
    for at, line in enumerate(lines[after : number - 1], after + 1):
        fence = _FENCE.match(line)
        if not fence:
            continue
        if opened is None:
            opened = (at, fence)
        elif fence[2].startswith(opened[1][2]) and not fence[3]:
            opened = None
    if opened is None or _closes(lines[number - 1], opened[1]):
        return Region("body", lines)
    if opened[1][3].lower() != "quiz":
        return Region("code", lines)
    return Region("quiz", lines[opened[0] :], opened[0] + 1, len(opened[1][1]))


def _closes(line: str, opened: re.Match[str]) -> bool:
    fence = _FENCE.match(line)
    return bool(fence and fence[2].startswith(opened[2]) and not fence[3])
