"""The same work on many things, shared out among processes.

Each worker is a copy of this process (a fork), so that the work and the things cost nothing to hand over; only
results travel. Where the system cannot copy a process, or one worker is enough, the work is done here.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

_BATCH = 10
"""Things are handed out, and results travel, so many at a time: one by one costs more than small work itself."""
_MOST_BATCHES = 1000
"""Their tickets fit into a pipe of any size."""
_TICKET = 4  # bytes


class WorkerDied(Exception):
    """A worker ended without an answer: the system ended it, most likely for want of memory."""


def cores() -> int:
    """How many workers can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared_out(
    work: Callable[[T], R],
    things: Sequence[T],
    jobs: int,
    done: Callable[[int], None] = lambda count: None,
    meanwhile: Callable[[], None] = lambda: None,
) -> list[R]:
    """The result of `work` for each of the things, in their order, made by up to `jobs` workers.

    `done` hears how many more are done. `meanwhile` is done here: while the workers are at work, or else before.
    What `work` changes besides its result stays in its worker. An exception of `work` is raised here, and ends the
    others' work; WorkerDied where a worker is killed.
    """
    return sent_here(work, lambda _, result: result, things, jobs, done, meanwhile)


def sent_here(
    work: Callable[[T], R],
    unpack: Callable[[T, R], S],
    things: Sequence[T],
    jobs: int,
    done: Callable[[int], None] = lambda count: None,
    meanwhile: Callable[[], None] = lambda: None,
) -> list[S]:
    """As `shared_out`, with what `unpack` makes of each thing and its result: here, while workers go on with others."""
    jobs = min(jobs, -(-len(things) // _BATCH))
    if jobs < 2 or not _can_copy():
        meanwhile()
        return [_here(work, unpack, thing, done) for thing in things]
    return _Workers(work, unpack, things, jobs).results(done, meanwhile)


def beside(work: Callable[[], R], jobs: int, meanwhile: Callable[[], None]) -> R:
    """The result of `work`, which a worker does while `meanwhile` is done here.

    With one job, and where the worker is killed, it is done here, too. What `work` changes besides its result may stay
    in the worker; its exceptions are raised here.
    """
    if jobs > 1 and _can_copy():
        alone = _Workers(lambda _: work(), lambda _, result: result, (None,), 1)
        try:
            return alone.results(lambda count: None, meanwhile)[0]
        except WorkerDied:
            return work()
    meanwhile()
    return work()


def _can_copy() -> bool:
    """Whether the system can copy a process."""
    import multiprocessing  # who only wants to know how many cores there are need not wait for it

    return "fork" in multiprocessing.get_all_start_methods()


def _here(work: Callable[[T], R], unpack: Callable[[T, R], S], thing: T, done: Callable[[int], None]) -> S:
    result = unpack(thing, work(thing))
    done(1)
    return result


class _Workers(Generic[T, R, S]):
    """Workers that draw one batch of the things after the other, so that all end at about the same time."""

    def __init__(self, work: Callable[[T], R], unpack: Callable[[T, R], S], things: Sequence[T], jobs: int) -> None:
        self._work, self._unpack, self._things, self._jobs = work, unpack, things, jobs
        self._batch = max(_BATCH, -(-len(things) // _MOST_BATCHES))
        self._results: dict[int, S] = {}

    def results(self, done: Callable[[int], None], meanwhile: Callable[[], None]) -> list[S]:
        import multiprocessing

        context = multiprocessing.get_context("fork")
        workers: list[BaseProcess] = []
        ends: list[Connection] = []
        self._tickets = self._drawn()
        try:
            for share in range(self._jobs):
                mine, theirs = context.Pipe(duplex=False)
                worker = context.Process(target=self._run, args=(share, theirs, [*ends, mine]), daemon=True)
                worker.start()
                theirs.close()  # so that the pipe ends when the worker does
                workers.append(worker)
                ends.append(mine)
            meanwhile()
            self._collect(ends, done)
        finally:
            os.close(self._tickets)
            for started in workers:
                started.terminate()
                started.join()
        return [self._results[place] for place in range(len(self._things))]

    def _drawn(self) -> int:
        """The end of a pipe that holds the numbers of all batches but the first ones, of which each worker has one."""
        tickets, box = os.pipe()
        batches = -(-len(self._things) // self._batch)
        os.write(box, b"".join(number.to_bytes(_TICKET) for number in range(self._jobs, batches)))
        os.close(box)
        return tickets

    def _collect(self, ends: list[Connection], done: Callable[[int], None]) -> None:
        from multiprocessing.connection import wait

        at_work = set(ends)
        while at_work:
            for end in cast("list[Connection]", wait(at_work)):
                try:
                    batch: dict[int, R] | BaseException | None = end.recv()
                except (EOFError, OSError):  # it ended between two batches, or within one
                    raise WorkerDied("a worker was ended by the system; was there too little memory?") from None
                if batch is None:
                    at_work.remove(end)
                elif isinstance(batch, BaseException):
                    raise batch
                else:
                    for place, result in batch.items():
                        self._results[place] = self._unpack(self._things[place], result)
                    done(len(batch))

    def _run(self, share: int, end: Connection, others: list[Connection]) -> None:
        """A worker's life. It ends, too, as soon as nobody reads its results any more."""
        # Ctrl+C reaches all processes of a terminal; the one that shares out the work hears it, and ends the others.
        # What that one does when it is asked to end is none of theirs.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for other in others:
            other.close()
        ticket = share.to_bytes(_TICKET)
        try:
            while ticket:
                first = int.from_bytes(ticket) * self._batch
                places = range(first, min(first + self._batch, len(self._things)))
                end.send({place: self._work(self._things[place]) for place in places})
                ticket = os.read(self._tickets, _TICKET)
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
