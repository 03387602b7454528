"""Work shared out among processes gives what it gives in one."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lorepath.workers import WorkerDied, beside, sent_here, shared_out


@pytest.mark.parametrize("jobs", [1, 2, 3, 64])
@pytest.mark.parametrize("many", [0, 1, 21, 500])
def test_results_come_in_the_order_of_the_things(jobs: int, many: int) -> None:
    told: list[int] = []
    assert shared_out(lambda number: number**2, range(many), jobs, told.append) == [n**2 for n in range(many)]
    assert sum(told) == many


def test_the_work_is_done_by_as_many_processes_as_were_asked_for() -> None:
    processes = set(shared_out(lambda _: os.getpid(), range(100), 3))
    assert len(processes) == 3
    assert os.getpid() not in processes


@pytest.mark.parametrize("jobs", [1, 2])
def test_something_else_is_done_here_meanwhile(jobs: int) -> None:
    done: list[int] = []
    assert shared_out(abs, range(100), jobs, meanwhile=lambda: done.append(os.getpid())) == list(range(100))
    assert done == [os.getpid()]


def test_workers_leave_signals_to_the_process_that_shares_out_the_work() -> None:
    """Else one that is asked to end as it ends tells a traceback: a preview takes the signal for Ctrl+C."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        kinds = (signal.SIGTERM, signal.SIGINT)
        heard = set(shared_out(lambda _: tuple(map(signal.getsignal, kinds)), range(100), 2))
    finally:
        signal.signal(signal.SIGTERM, before)
    assert heard == {(signal.SIG_DFL, signal.SIG_IGN)}


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_sent_is_unpacked_here_beside_the_thing_that_it_is_about(jobs: int) -> None:
    def unpack(thing: int, sent: tuple[int, int]) -> tuple[int, int, bool, int]:
        square, maker = sent
        return thing, square, maker == os.getpid(), os.getpid()

    found = sent_here(lambda number: (number**2, os.getpid()), unpack, range(100), jobs)
    assert found == [(number, number**2, jobs == 1, os.getpid()) for number in range(100)]


def test_what_goes_wrong_in_unpacking_ends_the_work() -> None:
    def unpack(thing: int, sent: int) -> int:
        raise ValueError(f"no {thing * sent}")

    with pytest.raises(ValueError, match="no "):
        sent_here(abs, unpack, range(200), 2)


def test_what_goes_wrong_meanwhile_ends_the_work() -> None:
    def stop() -> None:
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        shared_out(abs, range(100), 2, meanwhile=stop)


def test_very_many_things_are_handed_out_in_larger_batches() -> None:
    assert shared_out(abs, range(25_007), 3) == list(range(25_007))


def test_little_work_stays_in_this_process() -> None:
    assert set(shared_out(lambda _: os.getpid(), range(10), 8)) == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_exception_of_the_work_is_raised_here(jobs: int) -> None:
    def work(number: int) -> int:
        if number == 77:
            raise ValueError("not 77")
        return number

    with pytest.raises(ValueError, match="not 77"):
        shared_out(work, range(200), jobs)


def test_an_exception_that_cannot_travel_arrives_in_words() -> None:
    class Local(Exception):
        pass

    def work(number: int) -> int:
        raise Local("its class is known to nobody else")

    with pytest.raises(RuntimeError, match="Local: its class is known to nobody else"):
        shared_out(work, range(200), 2)


def test_a_worker_that_is_killed_is_named() -> None:
    def work(number: int) -> int:
        if number == 50:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(WorkerDied, match="too little memory"):
        shared_out(work, range(200), 2)


def test_a_worker_that_is_killed_within_what_it_sends_is_named_too() -> None:
    def kill() -> None:
        time.sleep(0.3)  # by then a pipe is full, and the rest waits
        for worker in multiprocessing.active_children():
            os.kill(worker.pid or 0, signal.SIGKILL)

    with pytest.raises(WorkerDied, match="too little memory"):
        shared_out(lambda _: bytes(5_000_000), range(40), 2, meanwhile=kill)


def test_workers_end_when_the_process_that_made_them_is_killed(tmp_path: Path) -> None:
    script = f"""
import os, time
from pathlib import Path
from lorepath.workers import shared_out
def work(number):
    Path({str(tmp_path)!r}, str(os.getpid())).touch()
    time.sleep(0.01)
shared_out(work, range(100_000), 2)
"""
    parent = subprocess.Popen([sys.executable, "-c", script])
    until = time.monotonic() + 30
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    workers = [int(entry.name) for entry in tmp_path.iterdir()]
    assert len(workers) == 2
    parent.kill()
    parent.wait()
    while any(map(_alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(_alive, workers))


def _alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_piece_of_work_is_done_beside_another(jobs: int) -> None:
    done: list[int] = []
    worker = beside(os.getpid, jobs, lambda: done.append(os.getpid()))
    assert done == [os.getpid()]
    assert (worker == os.getpid()) == (jobs == 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_beside_is_raised_here(jobs: int) -> None:
    def stop() -> None:
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        beside(stop, jobs, lambda: None)


def test_work_whose_worker_is_killed_is_done_here() -> None:
    here, done = os.getpid(), []

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    assert beside(work, 2, lambda: done.append("meanwhile")) == here
    assert done == ["meanwhile"]
