"""Edits that only note that a lesson was verified: they change the line `reviewed:` and nothing else.

Who makes one vouches for the lesson, and has written nothing of it. Contents decide; messages only say where to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from lorepath.history.blobs import contents, lengths
from lorepath.history.log import Repository

_REVIEWED = re.compile(rb"^reviewed[ \t]*:[^\n]*\n?", re.MULTILINE)
_NAME = b"\nreviewed"
_FENCE = b"---"
# A day that takes another one's place changes the length by nothing, or by its quotation marks; a line that comes or
# goes has 20 letters (`reviewed:2026-01-05` and its end), and perhaps spaces, quotation marks and a carriage return.
_LENGTHS = frozenset((*range(5), *range(20, 31)))


class Suspect(NamedTuple):
    """An edit that may be a stamp: the file, the position among its edits, and the ids of its contents."""

    file: int
    position: int
    old: str
    new: str


def stamps(repository: Repository, suspects: Iterable[Suspect]) -> Iterator[Suspect]:
    """Those edits that are stamps. What this clone lacks is none."""
    asked = list(suspects)
    if not asked:
        return
    size = lengths(repository, _contents(asked))
    asked = [
        each
        for each in asked
        if {each.old, each.new} <= size.keys() and abs(size[each.new] - size[each.old]) in _LENGTHS
    ]
    names = _contents(asked)
    without = {names[position]: _without_review(content) for position, content in contents(repository, names)}
    for each in asked:
        before = without.get(each.old)
        if before is not None and before == without.get(each.new):
            yield each


def _contents(suspects: Iterable[Suspect]) -> list[str]:
    return list(dict.fromkeys(name for each in suspects for name in (each.old, each.new)))


def _without_review(content: bytes) -> bytes | None:
    """What tells a lesson, without the line that says when it was reviewed, from others; None without front matter."""
    text = content.replace(b"\r\n", b"\n")
    if not text.startswith(_FENCE):
        return None
    if _NAME in text:
        front, fence, body = text.partition(b"\n---")
        text = _REVIEWED.sub(b"", front, count=1) + fence + body
    return blake2b(text, digest_size=16).digest()
