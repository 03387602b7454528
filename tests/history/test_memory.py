"""What a long history costs in memory: the log is never held, and each commit leaves a few numbers."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable
from io import BufferedReader, RawIOBase
from itertools import repeat

from lorepath.history.chronicle import Chronicle
from lorepath.history.records import read
from lorepath.history.watches import Watches

COMMITS = 100_000
FEW = 6000
FILES = 500
MB = 1_000_000


class Log(RawIOBase):
    """What `git log` would print, from pieces that are made while it is read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""
        self.length = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._rest or next(self._pieces, b"")
        data, self._rest = data[: len(buffer)], data[len(buffer) :]
        buffer[: len(data)] = data
        self.length += len(data)
        return len(data)


def identifier(number: int) -> str:
    return f"{number + 1:040x}"


def piece(number: int) -> bytes:
    """A commit that changes a lesson, and code beside it."""
    parent = identifier(number - 1) if number else ""
    text = f"Say more of it, part {number}\n\nA few words on why, as people write them.\n"
    person = f"Person {number % 200}\0person-{number % 200}@example.org"
    fields = f"{identifier(number)}\0{parent}\0{person}\0002026-01-05\0{person}\0{1_500_000_000 + number}\0{text}\0"
    changes = "".join(
        f":100644 100644 {identifier(number - FILES)} {identifier(number)} M\0{path}\0"
        for path in (f"content/lessons/t/lesson-{number % FILES}.md", f"src/part-{number % 900}.py")
    )
    return f"{fields}\n{changes}".encode()


def test_the_log_streams_through() -> None:
    thousand = b"".join(map(piece, range(1000)))
    log = Log(repeat(thousand, COMMITS // 1000))
    tracemalloc.start()
    count = sum(1 for _ in read(BufferedReader(log)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (count, log.length > 40 * MB) == (COMMITS, True)
    assert peak < 4 * MB


def test_each_commit_leaves_a_few_numbers() -> None:
    sizes = []
    for commits in (FEW, 3 * FEW):
        chronicle = Chronicle(Watches("content/", ()))
        log = Log(map(piece, range(commits)))
        tracemalloc.start()
        chronicle.add(read(BufferedReader(log)))
        sizes.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        assert len(chronicle.ancestry) == commits
    # Each commit's id, rank, parent and author, and its edit: 100 bytes.
    assert (sizes[1] - sizes[0]) / (2 * FEW) < 150
