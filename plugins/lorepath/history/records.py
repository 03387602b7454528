"""Commits and their changes, read from the NUL-separated output of `git log --raw`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BufferedReader
from itertools import chain, islice
from typing import NamedTuple

from lorepath.history.identity import Contact
from lorepath.history.message import Message
from lorepath.history.message import read as read_message

FORMAT = "tformat:" + "%x00".join(("%H", "%P", "%an", "%ae", "%as", "%cn", "%ce", "%cs", "%B"))
"""What `git log --format` must print for `read`; Git ends the last field with NUL too."""

NO_CONTENT = "0" * 40
"""The id of the content of a file that is not there, shortened to what SHA-1 and SHA-256 share."""

_CHUNK = 1 << 18


class Change(NamedTuple):
    """What a commit did to one file.

    `status` is A, D, M, R or T as in Git; `former` is the path before a rename, else empty; `old` and `new`
    are the ids of the contents before and after.
    """

    status: str
    path: str
    former: str
    old: str
    new: str


@dataclass(slots=True, eq=False)
class Commit:
    """A commit's facts. `written` is the author's day, `committed` the committer's; None when unreadable."""

    id: str
    parents: tuple[str, ...]
    author: Contact
    written: date | None
    committer: Contact
    committed: date | None
    message: Message


def read(stream: BufferedReader) -> Iterator[tuple[Commit, list[Change]]]:
    """The commits in the order of the stream, each with its changes; nothing is kept."""
    tokens = chain.from_iterable(_tokens(stream))
    token = next(tokens, None)
    while token is not None:
        commit = _commit(token, *islice(tokens, 8))
        token = next(tokens, None)
        changes = []
        # Before the first change Git puts a line break, before the others nothing.
        while token is not None and token.startswith((":", "\n:")):
            changes.append(_change(token, tokens))
            token = next(tokens, None)
        yield commit, changes


def _tokens(stream: BufferedReader) -> Iterator[list[str]]:
    """The texts that end with NUL, some at a time. What is no UTF-8 is replaced."""
    rest = b""
    # Take what is there: waiting for a full chunk would make Git and Python work in turn.
    while chunk := stream.read1(_CHUNK):
        whole, end, rest = (rest + chunk).rpartition(b"\0")
        if end:
            yield whole.decode(errors="replace").split("\0")


def _commit(
    commit_id: str = "",
    parents: str = "",
    author: str = "",
    author_email: str = "",
    written: str = "",
    committer: str = "",
    committer_email: str = "",
    committed: str = "",
    message: str = "",
) -> Commit:
    """A commit from its fields; those that a Git killed half-way did not print are empty."""
    return Commit(
        commit_id,
        tuple(parents.split()),
        _contact(author, author_email),
        _day(written),
        _contact(committer, committer_email),
        _day(committed),
        read_message(message),
    )


def _change(head: str, tokens: Iterator[str]) -> Change:
    """One change from `:old-mode new-mode old-id new-id status`, then its path or its two paths."""
    _, _, old, new, status = head.split()
    path = next(tokens, "")
    if status[0] != "R":
        return Change(status[0], path, "", old, new)
    return Change("R", next(tokens, ""), path, old, new)


@lru_cache(maxsize=4096)
def _contact(name: str, email: str) -> Contact:
    return Contact(name, email)


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None  # a forged time stamp
