"""When the files changed that lessons include (pictures, films) or describe (`watches`)."""

from __future__ import annotations

import posixpath
from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lorepath.history.days import day_of
from lorepath.history.records import TEXTS, Change


class Touch(NamedTuple):
    """A commit that changed a file, by its number, and the day on which it was made (20260105)."""

    number: int
    day: int


class Watches:
    """The commits that changed any file below `folder` that is no text, or what lessons describe (`described`).

    All paths lead from the top of the repository. `described` are files and folders.
    """

    def __init__(self, folder: str, described: Iterable[str]) -> None:
        self.folder = folder
        self.described = frozenset(described)
        self.touches: dict[str, array[int]] = {}
        """A path to pairs of a commit's number and its day, in order of arrival."""
        self._found: dict[str, tuple[str, ...]] = {}

    def note(self, number: int, changes: Iterable[Change], seconds: int) -> None:
        """Take in what a commit changed."""
        found: dict[str, None] = {}
        for _, path, former, old, new in changes:
            changed = old != new
            if changed and path.startswith(self.folder) and not path.endswith(TEXTS):
                found[path] = None
            if self.described and (changed or former):
                found.update(dict.fromkeys((*self._about(path), *self._about(former))))
        for path in found:
            self.touches.setdefault(path, array("q")).extend((number, day_of(seconds)))

    def of(self, path: str) -> Iterator[Touch]:
        """The commits that changed a path."""
        packed = self.touches.get(path, array("q"))
        return (Touch(packed[at], packed[at + 1]) for at in range(0, len(packed), 2))

    @property
    def unseen(self) -> frozenset[str]:
        """What lessons describe and no commit has ever touched."""
        return frozenset(path for path in self.described if path not in self.touches)

    def _about(self, path: str) -> tuple[str, ...]:
        """Those of the described files and folders that this path is, or is in."""
        found = self._found.get(path)
        if found is None:
            above = [path]
            while folder := posixpath.dirname(above[-1]):
                above.append(folder)
            found = self._found[path] = tuple(each for each in above if each in self.described)
        return found


def tidy_path(written: str) -> str:
    """A path that a lesson watches, as Git writes it; nothing where it leads out of the repository."""
    tidy = posixpath.normpath(written.strip().strip("/"))
    return "" if tidy == "." or tidy.split("/")[0] == ".." else tidy


def described(watches: Iterable[str]) -> Iterator[str]:
    """The paths that lessons watch, as Git writes them."""
    return filter(None, map(tidy_path, watches))
