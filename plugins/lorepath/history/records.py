"""Commits and their changes, read from the NUL-separated output of `git log --raw`."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from itertools import chain, islice

_FIELDS = ("%H", "%P", "%an", "%ae", "%as", "%cn", "%ce", "%ct", "%B")
FORMAT = "tformat:" + "%x00".join(_FIELDS)
"""What `git log --format` must print for `read`; Git ends the last field with NUL too."""

Commit = list[str]
"""Id, parents, author's name, address and day, committer's name, address and second since 1970, and the message."""

Change = tuple[str, str, str, str, str]
"""What a commit did to one file: a status (A, D, M, R or T, as in Git), the path, the path before a rename (else
empty), and the ids of the contents before and after. The id of a content that is not there is all zeros."""

TEXTS = (".md", ".markdown", ".mdx", ".rst", ".adoc", ".txt", ".html")
"""Lessons are Markdown; what people turn into Markdown is followed too. All other files would only cost memory."""

_CHUNK = 1 << 18


def read(stream: BufferedReader) -> Iterator[tuple[Commit, list[Change]]]:
    """The commits in the order of the stream, each with its changes; nothing is kept.

    What a Git that was stopped half-way left unfinished is left out.
    """
    tokens = chain.from_iterable(_tokens(stream))
    token = next(tokens, None)
    while token is not None:
        commit = [token, *islice(tokens, 8)]
        if len(commit) < len(_FIELDS):
            return
        # `:old-mode new-mode old-id new-id status`: what follows the modes has the length of the commit's own id.
        wide = len(token)
        changes: list[Change] = []
        token = next(tokens, None)
        # Before the first change Git puts a line break, before the others nothing.
        if token is not None and token[:1] == "\n":
            token = token[1:]
        while token is not None and token[:1] == ":":
            path = next(tokens, "")
            old, new, status = token[15 : 15 + wide], token[16 + wide : 16 + 2 * wide], token[17 + 2 * wide]
            if status == "R":
                changes.append(("R", next(tokens, ""), path, old, new))
            else:
                changes.append((status, path, "", old, new))
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
