"""Follows files through renames: which file a path meant at each commit, on every line of history.

Commits arrive oldest first, parents before children. Each file is known by the paths that were given to it;
a path that changed hands (`a` renamed to `b`, a new `a` written) keeps a list of claims, and the claim that
counts for a commit is the newest one among its ancestors. So a branch that still edits the old path reaches
the renamed file, without a copy of all paths for each branch.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lorepath.history.records import Change, Commit


class Edit(NamedTuple):
    """One commit's change to one file."""

    commit: Commit
    number: int
    change: Change


@dataclass(slots=True, eq=False)
class File:
    """A file over time: what was done to it, and the paths that it had, oldest first."""

    edits: list[Edit] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


class _Claim(NamedTuple):
    """From commit `number` on, a path means `file` (None: the file moved away)."""

    number: int
    file: File | None


class Lineage:
    """The files of a history and the shape of the history itself. Commits are numbered as they arrive."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._parents: list[tuple[int, ...]] = []
        self._claims: dict[str, list[_Claim]] = {}
        # Where all lines of history meet, a commit descends from every commit before it. `_covers` holds for
        # each commit the newest one up to which that is so, and keeps the search for ancestors short.
        self._tips: set[int] = set()
        self._covers: list[int] = []

    def add(self, commit: Commit, changes: Sequence[Change]) -> int:
        """Take in the next commit; returns its number."""
        number = self._join(commit)
        # All paths are looked up before any is given away, so that two files can swap their names.
        found = [(change, self._file(change, number)) for change in _with_swaps(changes)]
        for change, _ in found:
            if change.former:
                self._claim(change.former, number, None)
        for change, file in found:
            if self._meaning(change.path, number) is not file:
                self._claim(change.path, number, file)
            if file.paths[-1:] != [change.path]:
                file.paths.append(change.path)
            file.edits.append(Edit(commit, number, change))
        return number

    def at_head(self, path: str) -> File | None:
        """The file that has this path after the last commit, or None when no commit knows it."""
        return self._meaning(path, len(self._parents) - 1)

    def heirs(self) -> Iterator[tuple[str, File]]:
        """Every path ever known, with the last file that had it."""
        for path, claims in self._claims.items():
            if file := next((claim.file for claim in reversed(claims) if claim.file), None):
                yield path, file

    def brought_by(self, merge: int) -> Iterator[int]:
        """The commits that a merge brought in: those that its first parent did not have yet."""
        first, *others = self._parents[merge]
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
            for parent in self._parents[number]:
                before = marks.get(parent)
                after = (before or 0) | mark
                if before is None:
                    heapq.heappush(waiting, -parent)
                fresh += (after == new) - (before == new)
                marks[parent] = after

    def _file(self, change: Change, number: int) -> File:
        """The file that a change is about; one that nobody wrote before begins here."""
        return self._meaning(change.former or change.path, number) or File()

    def _claim(self, path: str, number: int, file: File | None) -> None:
        self._claims.setdefault(path, []).append(_Claim(number, file))

    def _meaning(self, path: str, number: int) -> File | None:
        claims = self._claims.get(path, ())
        for claim in reversed(claims):
            # The only claim ever made holds on every line of history.
            if len(claims) == 1 or self._descends(number, claim.number):
                return claim.file
        return None

    def _join(self, commit: Commit) -> int:
        """Put a commit at the end of the lines of history that it goes on."""
        number = len(self._parents)
        self._numbers[commit.id] = number
        known = (self._numbers.get(parent) for parent in commit.parents)
        parents = tuple(parent for parent in known if parent is not None)
        self._parents.append(parents)
        self._tips.difference_update(parents)
        self._tips.add(number)
        alone = len(self._tips) == 1
        self._covers.append(number if alone else max((self._covers[parent] for parent in parents), default=-1))
        return number

    def _descends(self, number: int, ancestor: int) -> bool:
        """Whether a commit is the other one or descends from it."""
        waiting, seen = [number], {number}
        while waiting:
            candidate = waiting.pop()
            if candidate == ancestor or self._covers[candidate] >= ancestor:
                return True
            for parent in self._parents[candidate]:
                if parent >= ancestor and parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        return False


def _with_swaps(changes: Sequence[Change]) -> Sequence[Change]:
    """The changes, with renames onto a path that existed before.

    Git calls both files modified when two files swap names. Their contents tell: a file whose new content
    was another file's old content in the same commit, and is there no more, was moved from there.
    """
    if len(changes) < 2:
        return changes
    changed = [change for change in changes if change.status in "MD" and change.old != change.new]
    if len(changed) < 2:
        return changes
    origins: dict[str, str] = {}
    for change in changed:
        # Twins cannot be told apart, so nothing is said about them.
        origins[change.old] = "" if change.old in origins else change.path
    result = []
    moved_away: set[str] = set()
    for change in changes:
        former = origins.get(change.new, "") if change.status == "M" else ""
        if former and former != change.path and former not in moved_away:
            moved_away.add(former)
            result.append(Change("R", change.path, former, change.new, change.new))
        else:
            result.append(change)
    return [change for change in result if change.status != "D" or change.path not in moved_away]
