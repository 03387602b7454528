"""Edits that only note that a lesson was verified: they set the line `reviewed:` and change nothing else.

Who makes one vouches for the lesson, and has written nothing of it. Contents decide; messages only say where to look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple, TypeVar

from lorepath.history.blobs import contents, lengths, whole
from lorepath.history.log import Repository

Pair = tuple[str, str]
"""The ids of what a lesson held before an edit and after it."""

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


def stamps(repository: Repository, pairs: Iterable[Pair]) -> set[Pair]:
    """Those pairs of contents that only a day of review tells apart. What no clone has is none.

    What costs least is asked first: lengths, then the contents afterwards, and those before only where a day is noted.
    Raises PortalError where a partial clone lacks contents.
    """
    asked = list(dict.fromkeys(pairs))
    names = dict.fromkeys(chain.from_iterable(asked))
    size = _look(lengths, repository, names)
    whole(repository, names, size)
    known = [pair for pair in asked if size.keys() >= {*pair}]
    asked = [(old, new) for old, new in known if size[new] - size[old] in _LENGTHS]
    after = _look(_without_day, repository, (new for _, new in asked))
    asked = [(old, new) for old, new in asked if after.get(new, (False,))[0]]
    before = _look(_without_day, repository, (old for old, _ in asked))
    return {(old, new) for old, new in asked if old in before and after[new][1] == before[old][1]}


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
