"""Work on one text of an author, stopped before it takes more of the computer than any honest text needs.

The system counts this process's time and memory, so work that stays within its bounds costs a few microseconds more.
Where the system does not count (Windows, a thread that is not the main one), work is done without bounds.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import FrameType
from typing import TypeVar

if sys.platform != "win32":
    import resource

R = TypeVar("R")

CPU_SECONDS = 10
LEAST_SECONDS = 1.5
CHARACTERS_A_SECOND = 70_000
MEGABYTES = 512
_PAGE = os.sysconf("SC_PAGE_SIZE") if sys.platform == "linux" else 0


class OutOfBounds(Exception):
    """Work was stopped: `reason` says what it would have taken."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class _TimeIsUp(BaseException):
    """Not an Exception, so that nothing that handles those can go on working."""


_running = False


def seconds_for(text: str) -> float:
    """The CPU time that reading a text may take: some seven times what an honest text of this length needs."""
    return min(max(LEAST_SECONDS, round(len(text) / CHARACTERS_A_SECOND, 1)), CPU_SECONDS)


def bounded(work: Callable[[], R], seconds: float = 0, megabytes: int = MEGABYTES) -> R:
    """The result of `work`, which may take so many seconds of CPU time (CPU_SECONDS for 0) and so much more memory.

    Raises OutOfBounds where it would take more, or where it nests deeper than Python can follow. Work inside other
    bounded work shares its bounds.
    """
    if _running or threading.current_thread() is not threading.main_thread():
        return work()
    seconds = seconds or CPU_SECONDS
    try:
        with _memory(megabytes), _clock(seconds):
            return work()
    except _TimeIsUp:
        reason = f"takes more than {seconds:g} seconds"
    except MemoryError:
        reason = f"takes more than {megabytes} MB of memory"
    except RecursionError:
        reason = "nests deeper than can be followed"
    raise OutOfBounds(reason)  # here, where nothing holds on to what the work had made


@contextmanager
def _clock(seconds: float) -> Iterator[None]:
    global _running  # noqa: PLW0603 - there is one clock in a process
    if sys.platform == "win32":
        yield
        return
    # The handler stays: a signal that comes too late would end the process without one.
    if signal.getsignal(signal.SIGPROF) is not _ring:
        signal.signal(signal.SIGPROF, _ring)
    _running = True
    # Again and again: an exception inside a callback of the collector, or of other code than Python's, is lost.
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)
    try:
        yield
    finally:
        _running = False
        signal.setitimer(signal.ITIMER_PROF, 0)


def _ring(number: int, frame: FrameType | None) -> None:
    if _running:
        raise _TimeIsUp


@contextmanager
def _memory(megabytes: int) -> Iterator[None]:
    """Let this process have so much more memory than it has, where it can be said how much that is."""
    if sys.platform != "linux":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = _in_use() + megabytes * 2**20
    if soft != resource.RLIM_INFINITY and soft <= limit:  # somebody has set a lower one
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _in_use() -> int:
    """The address space of this process, in bytes."""
    return int(os.pread(_statistics(os.getpid()), 32, 0).split()[0]) * _PAGE


@cache
def _statistics(process: int) -> int:
    """The system's figures of this process, held open: opening them would cost more than all else here."""
    return os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
