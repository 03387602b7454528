"""Many small things that are kept in few entries of a store: a file for each would take longer than what it holds.

A bundle holds what has keys that begin alike. What has one key is always the same, so nothing in it is ever out of
date; where two processes write the same bundle at once, what one of them added is made again some time.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from lorepath.store import KEY_LENGTH, Key, Store, key_of

_BEGINNING = 2
"""So many of a key's hexadecimal digits tell its bundle: there are 256."""
_PART = 512
"""A bundle may hold this part of what the store may: all bundles of a kind together, half of it."""
_SLACK = 2
"""A bundle that takes so many times what it may hold was written by somebody else."""

_DECODER = msgspec.msgpack.Decoder(
    dict[Annotated[str, msgspec.Meta(min_length=KEY_LENGTH, max_length=KEY_LENGTH)], bytes]
)


class Bundles:
    """The bundles of one kind, each read when it is first asked for and held until `save`."""

    def __init__(self, store: Store, kind: str) -> None:
        self._store, self._kind = store, kind
        self._most = store.limit_bytes // _PART
        self._held: dict[str, dict[str, bytes]] = {}
        self._grown: set[str] = set()

    def read(self, key: Key) -> bytes | None:
        """What is kept under this key, or None."""
        bundle = self._bundle(key)
        data = bundle.pop(key, None)
        if data is not None:
            bundle[key] = data  # what was used last is let go last
        return data

    def write(self, key: Key, data: bytes) -> None:
        """Keep data under a key, from the next `save` on, unless no bundle could hold it."""
        if _size(key, data) > self._most:
            return
        self._bundle(key)[key] = data
        self._grown.add(key[:_BEGINNING])

    def save(self) -> None:
        """Write the bundles that have grown, and hold none any more. What was not used for longest makes room."""
        for beginning in self._grown:
            bundle = self._held[beginning]
            size = sum(_size(key, data) for key, data in bundle.items())
            for key in list(bundle):
                if size <= self._most:
                    break
                size -= _size(key, bundle.pop(key))
            self._store.write(self._kind, self._entry(beginning), msgspec.msgpack.encode(bundle))
        self._held.clear()
        self._grown.clear()

    def _bundle(self, key: Key) -> dict[str, bytes]:
        beginning = key[:_BEGINNING]
        bundle = self._held.get(beginning)
        if bundle is None:
            bundle = self._held[beginning] = self._stored(beginning)
        return bundle

    def _stored(self, beginning: str) -> dict[str, bytes]:
        data = self._store.read(self._kind, self._entry(beginning)) or b""
        try:
            return _DECODER.decode(data) if len(data) <= self._most * _SLACK else {}
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return {}

    def _entry(self, beginning: str) -> Key:
        return key_of("bundle", self._kind, beginning)


def _size(key: str, data: bytes) -> int:
    """How much room this takes in a bundle, in bytes; nearly."""
    return len(key) + len(data)
