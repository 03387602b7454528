"""The same work on many things, shared out among processes.

Each worker is a copy of this process (a fork), so that the work and the things cost nothing to hand over; only
results travel. Where the system cannot copy a process, or one worker is enough, the work is done here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

_BATCH = 20
"""Results travel together: one message for each costs more than small work itself."""


class WorkerDied(Exception):
    """A worker ended without an answer: the system ended it, most likely for want of memory."""


def cores() -> int:
    """How many workers can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared_out(
    work: Callable[[T], R], things: Sequence[T], jobs: int, done: Callable[[int], None] = lambda count: None
) -> list[R]:
    """The result of `work` for each of the things, in their order, made by up to `jobs` workers.

    `done` hears how many more are done. What `work` changes besides its result stays in its worker. An
    exception of `work` is raised here, and ends the others' work; WorkerDied where a worker is killed.
    """
    import multiprocessing  # who only wants to know how many cores there are need not wait for it

    jobs = min(jobs, -(-len(things) // _BATCH))
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [_here(work, thing, done) for thing in things]
    return _Workers(work, things, jobs).results(done)


def _here(work: Callable[[T], R], thing: T, done: Callable[[int], None]) -> R:
    result = work(thing)
    done(1)
    return result


class _Workers(Generic[T, R]):
    """Workers, each with every n-th thing: neighbours take about as long as each other."""

    def __init__(self, work: Callable[[T], R], things: Sequence[T], jobs: int) -> None:
        self._work, self._things, self._jobs = work, things, jobs
        self._results: dict[int, R] = {}

    def results(self, done: Callable[[int], None]) -> list[R]:
        import multiprocessing

        context = multiprocessing.get_context("fork")
        workers: list[BaseProcess] = []
        ends: list[Connection] = []
        try:
            for share in range(self._jobs):
                mine, theirs = context.Pipe(duplex=False)
                worker = context.Process(target=self._run, args=(share, theirs, [*ends, mine]), daemon=True)
                worker.start()
                theirs.close()  # so that the pipe ends when the worker does
                workers.append(worker)
                ends.append(mine)
            self._collect(ends, done)
        finally:
            for started in workers:
                started.terminate()
                started.join()
        return [self._results[place] for place in range(len(self._things))]

    def _collect(self, ends: list[Connection], done: Callable[[int], None]) -> None:
        from multiprocessing.connection import wait

        at_work = set(ends)
        while at_work:
            for end in cast("list[Connection]", wait(at_work)):
                try:
                    batch: dict[int, R] | BaseException | None = end.recv()
                except EOFError:
                    raise WorkerDied("a worker was ended by the system; was there too little memory?") from None
                if batch is None:
                    at_work.remove(end)
                elif isinstance(batch, BaseException):
                    raise batch
                else:
                    self._results |= batch
                    done(len(batch))

    def _run(self, share: int, end: Connection, others: list[Connection]) -> None:
        """A worker's life. It ends, too, as soon as nobody reads its results any more."""
        for other in others:
            other.close()
        batch: dict[int, Any] = {}
        try:
            for place in range(share, len(self._things), self._jobs):
                batch[place] = self._work(self._things[place])
                if len(batch) == _BATCH:
                    end.send(batch)
                    batch = {}
            end.send(batch)
            end.send(None)
        except BrokenPipeError:
            return
        except BaseException as error:  # whatever it is, it is the caller's to handle
            end.send(_that_travels(error))


def _that_travels(error: BaseException) -> BaseException:
    """The exception, or its words where it cannot be sent from one process to another."""
    import pickle

    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own, made in this line
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
