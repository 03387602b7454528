"""How far long work is: whoever does it tells, and the terminal on the top floor shows it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Hears of the steps of one piece of work, one after the other."""

    def begin(self, what: str, total: int = 0) -> None:
        """A step starts; `total` is 0 where it cannot be counted."""

    def advance(self, count: int = 1) -> None:
        """So many more are done."""


class _Unseen:
    def begin(self, what: str, total: int = 0) -> None: ...

    def advance(self, count: int = 1) -> None: ...


UNSEEN: Progress = _Unseen()
"""Nobody wants to know."""
