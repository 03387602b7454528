"""A file that one process at a time can hold. The system frees it when its holder ends, however it ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def locked(file: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock `file`; calls `on_wait` once where another process has it, and waits. Raises OSError."""
    descriptor = _take(file, on_wait)
    try:
        yield
    finally:
        if sys.platform != "win32":  # there, an open file cannot be removed
            file.unlink(missing_ok=True)
        os.close(descriptor)


def _take(file: Path, on_wait: Callable[[], None]) -> int:
    waiting = False
    while True:
        descriptor = os.open(file, os.O_CREAT | os.O_RDWR, 0o666)
        try:
            if not _lock(descriptor, wait=waiting):
                if not waiting:
                    on_wait()
                waiting = True
            # Whoever held it may have removed the file meanwhile; then this lock keeps nobody out.
            elif _is_still(file, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is_still(file: Path, descriptor: int) -> bool:
    """Whether the file is still the one that was opened."""
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


def _lock(descriptor: int, *, wait: bool) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        # EDEADLK: Windows gives up waiting after ten seconds.
        if error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            raise
        return False
    return True
