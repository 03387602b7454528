"""What is being done, and how much of it: shown when it takes over a second and somebody is watching."""

from __future__ import annotations

import os
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from lorepath.reporters.safe import plain

if TYPE_CHECKING:
    from rich.progress import Progress, Task

PREPARING = "Preparing pages"
_PATIENCE = 1.0  # seconds


def watched() -> bool:
    """Whether somebody looks at standard error: a terminal, and no CI."""
    return sys.stderr.isatty() and not os.environ.get("CI")


class Steps:
    """The steps of one piece of work, as a line that goes away when the work is done.

    `with Steps() as steps: steps.begin("Writing pages", 120); …; steps.advance()`. Inside, print with `say`.
    """

    def __init__(self, show: bool | None = None) -> None:
        shown = watched() if show is None else show
        self._bar = _bar() if shown else None
        self._task = self._bar.add_task("") if self._bar else None

    def __enter__(self) -> Self:
        if self._bar:
            self._timer = threading.Timer(_PATIENCE, self._bar.start)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._timer.cancel()
            self._timer.join()
            self._bar.stop()

    def begin(self, what: str, total: int = 0) -> None:
        """Start a step; `total` is 0 where it cannot be counted."""
        if self._bar and self._task is not None:
            self._bar.remove_task(self._task)  # resetting it would keep a total that is unknown now
            self._task = self._bar.add_task(what, total=total or None)

    def advance(self, count: int = 1) -> None:
        """So many more are done."""
        if self._bar and self._task is not None:
            self._bar.advance(self._task, count)

    def say(self, message: str) -> None:
        """Tell the person something that stays, on standard error."""
        line = plain(f"lorepath: {message}")
        if self._bar:
            self._bar.console.print(line, markup=False, highlight=False, emoji=False, soft_wrap=True)
        else:
            click.echo(line, err=True)


def _counts(task: Task) -> str:
    """`120 of 1,200, about 9 s left`, as far as that is known."""
    if not task.total:
        return ""
    left = task.total - task.completed
    seconds = f", about {(task.elapsed or 0) / task.completed * left:,.0f} s left" if task.completed else ""
    return f"{task.completed:,.0f} of {task.total:,.0f}{seconds}"


def _bar() -> Progress:
    # Where nobody watches, its import would take longer than a check of a small portal.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Counts(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(_counts(task))

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), Counts(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
