"""Markdown files as they were last read, so that the next look reads only those that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lorepath.manuscript import Manuscript, Reading
from lorepath.schema import Schemas


class Kept:
    """What an earlier look has read; it is brought up to date."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[Manuscript, Reading]] = {}

    def readings(self, manuscripts: Iterable[Manuscript], schemas: Schemas) -> Iterator[Reading]:
        """What each manuscript says; the very same value where nothing that it depends on has changed."""
        for manuscript in manuscripts:
            path = manuscript.file.path
            if path not in self._read or self._read[path][0] != manuscript:
                self._read[path] = (manuscript, manuscript.read(schemas))
            yield self._read[path][1]
