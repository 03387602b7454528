"""What follows from things that are known by a digest: worked out once, then kept in a store.

The types of the model are the schema: msgspec checks every value against them while it reads, so bytes from a cache
that others share make a well-formed value or none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

from lorepath.store import Key, Store

T = TypeVar("T")


def derived(
    store: Store, kind: str, key: Key, shape: type[T], make: Callable[[], T], fits: Callable[[T], bool] = lambda _: True
) -> T:
    """What `make` gives, or gave before for the same `key`, which covers all that it depends on.

    What is kept must be what `make` might have given, as far as `fits` can tell: somebody else may have put it there.
    """
    value = recalled(store, kind, key, shape)
    if value is None or not fits(value):
        value = make()
        keep(store, kind, key, value)
    return value


def recalled(store: Store, kind: str, key: Key, shape: type[T]) -> T | None:
    """The value of this `shape` that was kept under a key, or None."""
    try:
        return msgspec.msgpack.decode(store.read(kind, key) or b"", type=shape)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def keep(store: Store, kind: str, key: Key, value: object) -> None:
    """Keep a value under a key, unless msgpack cannot say it (half a character)."""
    try:
        data = msgspec.msgpack.encode(value)
    except (msgspec.MsgspecError, TypeError, ValueError, OverflowError, RecursionError):
        return
    store.write(kind, key, data)
