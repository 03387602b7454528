"""Put a new folder in the place of another, at one stroke where the system can."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are as they are
_EXCHANGE = 2  # RENAME_EXCHANGE


def change_places(new: Path, current: Path, aside: Path) -> None:
    """Make `new` stand where `current` stands; what stood there is then at `new` or at `aside`.

    Where two folders cannot be exchanged in one step, there is a moment in which `current` is missing and
    `aside` holds it.
    """
    if not current.exists():
        new.rename(current)
    elif not _exchange(new, current):
        current.rename(aside)
        new.rename(current)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where this system or this file system cannot."""
    if sys.platform != "linux":
        return False
    import ctypes  # a build that finds nothing changed has no need of it

    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    status: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return status == 0
