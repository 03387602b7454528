"""Edits that only note that a lesson was verified: they set the line `reviewed:` and change nothing else.

Who makes one vouches for the lesson, and has written nothing of it. Contents decide; messages only say where to look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from lorepath.history.blobs import contents, lengths
from lorepath.history.log import Repository

_REVIEWED = re.compile(rb"^reviewed[ \t]*:[^\n]*\n?", re.MULTILINE)
_T = TypeVar("_T")
_NAME = b"\nreviewed"
_FENCE = b"---"
_END = b"\n---"
# A day that takes another one's place changes the length by nothing, or by its quotation marks; a line that comes has
# 21 letters (`reviewed: 2026-01-05` and its end), and perhaps quotation marks and a carriage return.
_LENGTHS = frozenset((-2, 0, 2, 21, 22, 23, 24))


class Suspect(NamedTuple):
    """An edit that may be a stamp: the file, the position among its edits, and the ids of its contents."""

    file: int
    position: int
    old: str
    new: str


def stamps(repository: Repository, suspects: Iterable[Suspect]) -> Iterator[Suspect]:
    """Those edits that are stamps. What this clone lacks is none.

    What costs least is asked first: lengths, then the contents afterwards, and those before only where a day is noted.
    """
    asked = list(suspects)
    size = _look(lengths, repository, (name for each in asked for name in (each.old, each.new)))
    known = [each for each in asked if {each.old, each.new} <= size.keys()]
    asked = [each for each in known if size[each.new] - size[each.old] in _LENGTHS]
    after = _look(_without_day, repository, (each.new for each in asked))
    asked = [each for each in asked if after.get(each.new, (False,))[0]]
    before = _look(_without_day, repository, (each.old for each in asked))
    yield from (each for each in asked if each.old in before and after[each.new][1] == before[each.old][1])


def _look(
    how: Callable[[Repository, list[str]], dict[str, _T]], repository: Repository, names: Iterable[str]
) -> dict[str, _T]:
    """What one Git process says of contents, each named once; none is started where there is nothing to ask."""
    asked = list(dict.fromkeys(names))
    return how(repository, asked) if asked else {}


def _without_day(repository: Repository, names: list[str]) -> dict[str, tuple[bool, bytes]]:
    """Of each content with front matter, whether it notes a day of review, and what tells all the rest from others."""
    found = {}
    for position, content in contents(repository, names):
        text = content.replace(b"\r\n", b"\n")
        if text.startswith(_FENCE):
            front, _, body = text.partition(_END)
            # The line may be the last one, and takes its end along.
            rest, days = _REVIEWED.subn(b"", front + b"\n", count=1) if _NAME in front else (front + b"\n", 0)
            found[names[position]] = days > 0, blake2b(rest + _FENCE + body, digest_size=16).digest()
    return found
