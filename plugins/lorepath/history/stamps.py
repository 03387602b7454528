"""Edits that only note that a lesson was verified: they change the line `reviewed:` and nothing else.

Who makes one vouches for the lesson, and has written nothing of it. Contents decide; messages only say where to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from lorepath.history.blobs import contents
from lorepath.history.log import Repository

_REVIEWED = re.compile(rb"^reviewed[ \t]*:[^\n]*\n?", re.MULTILINE)
_NAME = b"\nreviewed"
_FENCE = b"---"


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
    names = list(dict.fromkeys(name for each in asked for name in (each.old, each.new)))
    without = {names[position]: _without_review(content) for position, content in contents(repository, names)}
    for each in asked:
        before = without.get(each.old)
        if before is not None and before == without.get(each.new):
            yield each


def _without_review(content: bytes) -> bytes | None:
    """What tells a lesson, without the line that says when it was reviewed, from others; None without front matter."""
    text = content.replace(b"\r\n", b"\n")
    if not text.startswith(_FENCE):
        return None
    if _NAME in text:
        front, fence, body = text.partition(b"\n---")
        text = _REVIEWED.sub(b"", front, count=1) + fence + body
    return blake2b(text, digest_size=16).digest()
