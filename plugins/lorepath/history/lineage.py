"""Follows files through renames: which file a path meant at each commit, on every line of history.

A path means the file that began there, until a commit renames that file away or another one onto it: it then lays a
claim to the path, which holds for the commits that descend from it. Of several claims the one of the highest rank
counts. So a branch that still edits the old path reaches the renamed file without a copy of all paths for each branch,
and nothing depends on the order in which commits of different branches arrive.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lorepath.history.ancestry import Ancestry
from lorepath.history.edits import ADDED, DELETED, DIGITS, RENAMED, Edits
from lorepath.history.records import Change
from lorepath.history.stamps import Suspect

NOBODY = -1
_KINDS = {"A": ADDED, "D": DELETED, "R": RENAMED}


class Claim(NamedTuple):
    """What a commit made of a path: `left` is the file that it renamed away, `arrived` the one that it renamed here."""

    order: tuple[int, bytes]
    number: int
    left: int
    arrived: int


class Lineage:
    """The files of a history. They are numbered as they begin."""

    def __init__(self, ancestry: Ancestry) -> None:
        self._ancestry = ancestry
        self.edits = Edits()
        self.begun: dict[str, int] = {}
        """A path to the file that began there."""
        self.anew: dict[tuple[str, int], int] = {}
        """A path and the commit whose rename set it free, to the file that began there next."""
        self.claims: dict[str, list[Claim]] = {}
        """The claims to a path, lowest rank first."""
        self.files = 0
        self.suspects: list[Suspect] = []
        """Edits that may be stamps, until somebody has looked."""

    def add(self, number: int, changes: Sequence[Change], reviews: bool = False) -> None:
        """Take in the changes that a commit made; `reviews` says that some may be stamps."""
        if len(changes) == 1 and not changes[0][2]:  # as most commits do
            self._edit(self._file(changes[0][1], number), number, changes[0], reviews)
            return
        # All paths are looked up before any is given away, so that two files can swap their names.
        found = [(change, self._file(change[2] or change[1], number)) for change in _with_swaps(changes)]
        for (_, _, former, _, _), file in found:
            if former:
                self.lay_claim(former, number, left=file)
        for change, file in found:
            if change[2]:
                self.lay_claim(change[1], number, arrived=file)
            self._edit(file, number, change, reviews)

    def at_head(self, path: str) -> int:
        """The file that has this path after the last commit, or NOBODY when no commit knows it."""
        claim = self._claim_on(path, len(self._ancestry) - 1)
        if claim is None:
            return self.begun.get(path, NOBODY)
        return claim.arrived if claim.arrived != NOBODY else self.anew.get((path, claim.number), NOBODY)

    def heirs(self) -> Iterator[tuple[str, int]]:
        """Every path ever known, with the last file that had it."""
        for path in {**self.begun, **self.claims}:
            claims = self.claims.get(path)
            if not claims:
                yield path, self.begun[path]
            elif claims[-1].arrived != NOBODY:
                yield path, claims[-1].arrived
            else:
                yield path, self.anew.get((path, claims[-1].number), claims[-1].left)

    def paths(self) -> dict[int, list[str]]:
        """The paths that each file that was ever renamed had, oldest first, each once."""
        renamed = {file for claims in self.claims.values() for claim in claims for file in (claim.left, claim.arrived)}
        first = [((-1, b""), path, file) for path, file in self.begun.items() if file in renamed]
        first += [((-1, b""), path, file) for (path, _), file in self.anew.items() if file in renamed]
        later = [
            (claim.order, path, claim.arrived)
            for path, claims in self.claims.items()
            for claim in claims
            if claim.arrived != NOBODY
        ]
        found: dict[int, dict[str, None]] = {}
        for _, path, file in sorted(first + later):
            found.setdefault(file, {})[path] = None
        return {file: list(paths) for file, paths in found.items()}

    def _edit(self, file: int, number: int, change: Change, reviews: bool) -> None:
        status, _, _, old, new = change
        kind = _KINDS.get(status, 0)
        position = self.edits.add(file, number, kind, int(old[:DIGITS], 16), int(new[:DIGITS], 16))
        if reviews and status in "MR" and old != new:
            self.suspects.append(Suspect(file, position, old, new))

    def _file(self, path: str, number: int) -> int:
        """The file that a path means to a commit; where it means none, one begins."""
        claim = self._claim_on(path, number) if path in self.claims else None
        if claim and claim.arrived != NOBODY:
            return claim.arrived
        if claim:
            file = self.anew.setdefault((path, claim.number), self.files)
        else:
            file = self.begun.setdefault(path, self.files)
        if file == self.files:
            self.files += 1
        return file

    def _claim_on(self, path: str, number: int) -> Claim | None:
        """The claim to a path that holds for a commit."""
        for claim in reversed(self.claims.get(path, ())):
            if self._ancestry.descends(number, claim.number):
                return claim
        return None

    def lay_claim(self, path: str, number: int, left: int = NOBODY, arrived: int = NOBODY) -> None:
        """Note that a commit renamed a file away from a path, or to it."""
        claims = self.claims.setdefault(path, [])
        order = self._ancestry.order(number)
        for position, claim in enumerate(claims):
            if claim.number == number:  # one file leaves and another one arrives
                claims[position] = Claim(order, number, max(left, claim.left), max(arrived, claim.arrived))
                return
        insort(claims, Claim(order, number, left, arrived))


def _with_swaps(changes: Sequence[Change]) -> Sequence[Change]:
    """The changes, with renames onto a path that existed before.

    Git calls both files modified when two files swap names. Their contents tell: a file whose new content
    was another file's old content in the same commit, and is there no more, was moved from there.
    """
    if len(changes) < 2:
        return changes
    origins: dict[str, str] = {}
    for status, path, _, old, new in changes:
        if status in "MD" and old != new:
            # Twins cannot be told apart, so nothing is said about them.
            origins[old] = "" if old in origins else path
    if len(origins) < 2:
        return changes
    result: list[Change] = []
    moved_away: set[str] = set()
    for status, path, former, old, new in changes:
        origin = origins.get(new, "") if status == "M" else ""
        if origin and origin != path and origin not in moved_away:
            moved_away.add(origin)
            result.append(("R", path, origin, new, new))
        else:
            result.append((status, path, former, old, new))
    return [change for change in result if change[0] != "D" or change[1] not in moved_away]
