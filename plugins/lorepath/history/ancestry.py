"""The shape of a history: which commit descends from which. Commits are numbered as they arrive, parents first."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterator, Sequence

_RECENT = 1 << 14
"""How many commits are found by a look-up; older ones by a search, which is slower and needs no memory."""


class Ancestry:
    """Every commit's id, parents and rank, packed: some 40 bytes for each.

    A commit's rank is the second of its commit, or one more than the highest rank of its parents, whichever is more.
    So it grows along every line of history, whatever the clocks said, and does not depend on the order of arrival.
    """

    def __init__(self) -> None:
        self.ids = bytearray()
        self.ranks = array("q")
        self.first = array("i")
        """The first parent of each commit; -1 where it has none."""
        self.others: dict[int, tuple[int, ...]] = {}
        """The other parents of merges."""
        # Where all lines of history meet, a commit descends from every commit before it. This holds for each commit
        # the newest one up to which that is so, and keeps the search for ancestors short.
        self.covers = array("i")
        self._tips: set[int] = set()
        self._recent: dict[str, int] = {}
        self._last = ""
        self._wide = 20

    @classmethod
    def resumed(
        cls,
        ids: bytes,
        wide: int,
        ranks: array[int],
        first: array[int],
        covers: array[int],
        others: dict[int, tuple[int, ...]],
    ) -> Ancestry:
        """The shape of a history as it was after its last commit, of which all others are ancestors."""
        known = cls()
        known.ids, known.ranks, known.first, known.covers, known.others = bytearray(ids), ranks, first, covers, others
        known._wide = wide
        known._tips = {len(ranks) - 1} if ranks else set()
        return known

    def __len__(self) -> int:
        return len(self.ranks)

    @property
    def wide(self) -> int:
        """How many bytes an id has."""
        return self._wide

    def add(self, commit: str, parents: str, seconds: int) -> int:
        """Put a commit at the end of the lines of history that it goes on; returns its number."""
        number = len(self.ranks)
        if parents and parents == self._last and len(self._tips) == 1:  # as in most histories most of the time
            self._tips = {number}
            self.first.append(number - 1)
            self.covers.append(number)
            self.ranks.append(max(seconds, self.ranks[-1] + 1))
        else:
            self._join(number, [self.number(parent) for parent in parents.split()], seconds)
        if len(self._recent) == _RECENT:
            self._recent.clear()
        self._recent[commit] = number
        self._last = commit
        key = bytes.fromhex(commit)
        self._wide = len(key)
        self.ids += key
        return number

    def _join(self, number: int, parents: list[int], seconds: int) -> None:
        parents = [parent for parent in parents if parent >= 0]
        self._tips.difference_update(parents)
        self._tips.add(number)
        self.first.append(parents[0] if parents else -1)
        if len(parents) > 1:
            self.others[number] = tuple(parents[1:])
        alone = len(self._tips) == 1
        self.covers.append(number if alone else max((self.covers[parent] for parent in parents), default=-1))
        self.ranks.append(max([seconds, *(self.ranks[parent] + 1 for parent in parents)]))

    def id(self, number: int) -> bytes:
        """The id of a commit."""
        return bytes(self.ids[number * self._wide : (number + 1) * self._wide])

    def number(self, commit: str) -> int:
        """The number of a commit, -1 where it is not known."""
        number = self._recent.get(commit)
        if number is not None:
            return number
        key = bytes.fromhex(commit)
        place = self.ids.rfind(key)
        while place % self._wide and place >= 0:  # it lies across two ids
            place = self.ids.rfind(key, 0, place + len(key) - 1)
        return place // self._wide if place >= 0 else -1

    def order(self, number: int) -> tuple[int, bytes]:
        """What puts commits in an order that is the same in every clone: ancestors first."""
        return self.ranks[number], self.id(number)

    def parents(self, number: int) -> Sequence[int]:
        """The parents of a commit, the first one first."""
        first = self.first[number]
        return () if first < 0 else (first, *self.others.get(number, ()))

    def descends(self, number: int, ancestor: int) -> bool:
        """Whether a commit is the other one or descends from it."""
        waiting, seen = [number], {number}
        while waiting:
            candidate = waiting.pop()
            if candidate == ancestor or self.covers[candidate] >= ancestor:
                return True
            for parent in self.parents(candidate):
                if parent >= ancestor and parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        return False

    def brought_by(self, merge: int) -> Iterator[int]:
        """The commits that a merge brought in: those that its first parent did not have yet."""
        first, *others = self.parents(merge)
        old, new = 1, 2
        marks = {first: old}
        for other in others:
            marks[other] = marks.get(other, 0) | new
        # Newest first: every child is seen before its parents, so a mark is complete when it is taken.
        waiting = [-number for number in marks]
        heapq.heapify(waiting)
        fresh = sum(mark == new for mark in marks.values())
        while waiting and fresh:
            number = -heapq.heappop(waiting)
            mark = marks.pop(number)
            if mark == new:
                fresh -= 1
                yield number
            for parent in self.parents(number):
                before = marks.get(parent)
                after = (before or 0) | mark
                if before is None:
                    heapq.heappush(waiting, -parent)
                fresh += (after == new) - (before == new)
                marks[parent] = after
