"""Portals are checked in the main thread, while another one talks to the editor.

Only there the system counts what work on one text takes, and stops it (see `bounds`).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class MainThread(Executor):
    """Does what it is given in the thread that calls `run`, one piece of work after another."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def submit(self, act: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have something done; the future tells what came of it."""
        future: Future[R] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(act(*args, **kwargs))
            except Exception as error:
                future.set_exception(error)

        self._waiting.put(work)
        return future

    def run(self, beside: Callable[[], None]) -> None:
        """Work until `beside`, which another thread does meanwhile, has ended. What it raises is raised here."""
        with ThreadPoolExecutor(max_workers=1) as other:
            ended = other.submit(beside)
            ended.add_done_callback(lambda _: self._waiting.put(None))
            while work := self._waiting.get():
                work()
            ended.result()
