"""Edits that only note that a lesson was verified: they set the line `reviewed:` and change nothing else.

Who sets a later day vouches for the lesson, and has written nothing of it; who moves the line, or sets no later day,
has done neither. Contents decide; messages only say where to look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple, TypeVar

from lorepath.content_disk import MAX_TEXT_BYTES
from lorepath.history.blobs import contents, lengths, whole
from lorepath.history.edits import REDATED, STAMPED, TOO_LONG
from lorepath.history.log import Repository
from lorepath.text_reader import read_day

Pair = tuple[str, str]
"""The ids of what a lesson held before an edit and after it."""

_T = TypeVar("_T")
_START = re.compile(rb"(?:\xef\xbb\xbf)*---[ \t]*\n")
_END = re.compile(rb"^---[ \t]*$", re.MULTILINE)
_REVIEWED = re.compile(rb"^reviewed[ \t]*:[ \t]*([^\n]*)\n", re.MULTILINE)
_DAY = re.compile(r"""(["']?)([0-9-]{10})\1(?:[ \t]+#.*|[ \t]*)""")
# A day that takes another one's place changes the length by nothing, or by its quotation marks; a line that comes has
# 21 letters (`reviewed: 2026-01-05` and its end), and perhaps quotation marks and a carriage return.
_LENGTHS = frozenset((-2, 0, 2, 21, 22, 23, 24))


class Suspect(NamedTuple):
    """An edit that may be a stamp: the file, the position among its edits, and the ids of its contents."""

    file: int
    position: int
    old: str
    new: str


class _Noted(NamedTuple):
    """The day of review that a content notes (`2026-01-05` or nothing), and what tells all the rest from others."""

    day: str
    rest: bytes


def stamps(repository: Repository, pairs: Iterable[Pair]) -> dict[Pair, int]:
    """Those pairs of contents that only the line `reviewed:` tells apart: STAMPED where the day that it notes is new or
    later, else REDATED. What no clone has is none. Those that might be such, but hold more than a text may: TOO_LONG.

    What costs least is asked first: lengths, then the contents afterwards, and those before only where a day is noted.
    Raises PortalError where a partial clone lacks contents.
    """
    asked = list(dict.fromkeys(pairs))
    names = dict.fromkeys(chain.from_iterable(asked))
    size = _look(lengths, repository, names)
    whole(repository, names, size)
    known = [pair for pair in asked if size.keys() >= {*pair}]
    near = [(old, new) for old, new in known if size[new] - size[old] in _LENGTHS]
    asked = [(old, new) for old, new in near if max(size[old], size[new]) <= MAX_TEXT_BYTES]
    found = dict.fromkeys(set(near).difference(asked), TOO_LONG)
    after = _look(_without_day, repository, (new for _, new in asked))
    asked = [(old, new) for old, new in asked if new in after and after[new].day]
    before = _look(_without_day, repository, (old for old, _ in asked))
    alike = [(old, new) for old, new in asked if old in before and after[new].rest == before[old].rest]
    return found | {(old, new): STAMPED if after[new].day > before[old].day else REDATED for old, new in alike}


def _look(
    how: Callable[[Repository, list[str]], dict[str, _T]], repository: Repository, names: Iterable[str]
) -> dict[str, _T]:
    """What one Git process says of contents, each named once; none is started where there is nothing to ask."""
    asked = list(dict.fromkeys(names))
    return how(repository, asked) if asked else {}


def _without_day(repository: Repository, names: list[str]) -> dict[str, _Noted]:
    """What each content with front matter notes."""
    found = {}
    for position, content in contents(repository, names):
        text = content.replace(b"\r\n", b"\n")
        start = _START.match(text)
        end = _END.search(text, start.end()) if start else None
        if end:
            front, body = text[: end.start()], text[end.start() :]
            line = _REVIEWED.search(front)
            rest = front[: line.start()] + front[line.end() :] if line else front
            day = _day(line[1]) if line else ""
            found[names[position]] = _Noted(day, blake2b(rest + body, digest_size=16).digest())
    return found


def _day(value: bytes) -> str:
    """The day that a value of `reviewed:` names, as `2026-01-05`, or nothing."""
    day = _DAY.fullmatch(value.decode(errors="replace"))
    return day[2] if day and read_day(day[2]) else ""
