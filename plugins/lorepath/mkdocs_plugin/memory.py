"""How often Python looks for garbage while a portal is read and built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

_SELDOM = (2_000_000, 20, 100)
_settled = False  # the collector could say, but counts all that it was spared


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Look for unreachable objects less often inside the block.

    A portal is very many small objects that all last. Looking through them as often as Python does by itself
    takes a tenth of a build of 1,000 lessons, and saves a few megabytes. When the block ends, all that is left counts
    as old: as new it would be looked through at once.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.freeze()
        if not _settled:
            gc.unfreeze()  # into the oldest generation
        gc.set_threshold(*usual)


def settle() -> None:
    """Spare the collector all that is there, which lives as long as the build, or the process.

    Looking through it first would take long, and find next to nothing.
    """
    global _settled  # noqa: PLW0603 - there is one collector in a process
    gc.freeze()
    _settled = True


def unsettle() -> None:
    """Let go of what earlier builds in this process have left."""
    global _settled  # noqa: PLW0603
    if _settled:
        _settled = False
        gc.unfreeze()
        gc.collect()


class Sweeper:
    """Lets go of what builds have left when nothing was built for some seconds.

    That takes half a second for a portal of 5,000 lessons, in which this process does nothing else.
    """

    def __init__(self, after_seconds: float = 3.0) -> None:
        self._after = after_seconds
        self._timer: Timer | None = None

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Nothing is swept inside the block, and the time counts from its end."""
        self.stop()
        try:
            yield
        finally:
            self._timer = Timer(self._after, unsettle)
            self._timer.daemon = True
            self._timer.start()

    def stop(self) -> None:
        """Sweep no more."""
        if self._timer:
            self._timer.cancel()
