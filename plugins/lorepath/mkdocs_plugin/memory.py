"""How often Python looks for garbage while a portal is read and built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (2_000_000, 20, 100)


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
        is_settled = gc.get_freeze_count()
        gc.freeze()
        if not is_settled:
            gc.unfreeze()  # into the oldest generation
        gc.set_threshold(*usual)


def settle() -> None:
    """Spare the collector all that is there, which lives as long as the build, or the process.

    Looking through it first would take long, and find next to nothing.
    """
    gc.freeze()


def unsettle() -> None:
    """Let go of what an earlier build in this process has left."""
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
