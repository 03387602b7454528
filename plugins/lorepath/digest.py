"""Values as bytes, and their digests: the same in every process where the same is said."""

from __future__ import annotations

from hashlib import blake2b


class Digest:
    """A digest of parts; where one ends makes a difference."""

    def __init__(self, *parts: str | bytes) -> None:
        self._digest = blake2b(digest_size=16)
        self.add(*parts)

    def add(self, *parts: str | bytes) -> None:
        """Take more parts in."""
        for part in parts:
            data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            self._digest.update(b"%d:" % len(data))
            self._digest.update(data)

    def hex(self) -> str:
        """The digest of all parts so far."""
        return self._digest.hexdigest()


def stated(value: object) -> bytes:
    """A value as bytes that are the same wherever the same is said."""
    import msgspec  # not every command states a value

    try:
        return msgspec.msgpack.encode(value)  # a tenth of the time that `repr` takes
    except (TypeError, ValueError, OverflowError):  # half a character, a number too long
        return repr(value).encode("utf-8", "surrogatepass")
