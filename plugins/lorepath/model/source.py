"""Where each value of a content file stands."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from lorepath.finding import Place

Key = str | int
Keys = tuple[Key, ...]


class Source(Struct, frozen=True):
    """A content file and where each of its values stands.

    `values` and `keys` map a path of keys (`("objectives", 0, "id")`) to (line, column) of the value and of
    the key that names it.
    """

    path: str
    values: Mapping[Keys, tuple[int, int]] = {}
    keys: Mapping[Keys, tuple[int, int]] = {}

    def at(self, *keys: Key) -> Place:
        """The place of a value, or of the nearest value around it."""
        return self._nearest(self.values, keys)

    def key(self, *keys: Key) -> Place:
        """The place of the key that names a value, or the nearest value around it."""
        if mark := self.keys.get(keys):
            return Place(self.path, *mark)
        return self._nearest(self.values, keys)

    def _nearest(self, marks: Mapping[Keys, tuple[int, int]], keys: Keys) -> Place:
        while keys and keys not in marks:
            keys = keys[:-1]
        return Place(self.path, *marks.get(keys, (1, 1)))
