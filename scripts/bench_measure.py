"""Measure a command: wall time, and the peak memory of all its processes together."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from _env import ROOT

_ASIDE = ROOT / ".lorepath-cache/bench/set-aside"
_EVERY = 0.05  # seconds between two looks at the memory, at least
_REST = 40
"""So many times as long as a look takes, the next one waits: the looks must not take from what is measured."""
_SHARE = re.compile(r"^Pss: +([0-9]+) kB$", re.MULTILINE)
_MB = 1_000_000
# Where the system has no /proc, the largest process stands for all; on Linux it would
# count what this process held when it forked.
_PROC = Path("/proc")


@dataclass(frozen=True)
class Sample:
    """One run: wall and CPU seconds, and peak memory in MB."""

    seconds: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.cpu:.2f} s CPU), {self.memory:.0f} MB"


def measure(
    command: Sequence[str | Path],
    folder: Path,
    variables: Mapping[str, str] | None = None,
    statuses: Collection[int] = (0,),
) -> Sample:
    """Run a command in `folder`; ends the benchmark where it ends with none of the `statuses`."""
    environment = {**os.environ, "CI": "true", "NO_MKDOCS_2_WARNING": "1", **(variables or {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # few set it, and it makes every start of a program slower
    with tempfile.TemporaryFile() as said:
        started = time.monotonic()
        # A session of its own tells its processes, and those that they start, from all others.
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = watch.end()
        if process.returncode not in statuses:
            said.seek(0)
            text = said.read().decode(errors="replace")[-4000:]
            raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{text}")
    return Sample(seconds, usage.ru_utime + usage.ru_stime, (peak or usage.ru_maxrss * 1024) / _MB)


def interleaved(
    jobs: dict[str, Callable[[], Sample]], rounds: int, say: Callable[[str], None]
) -> dict[str, list[Sample]]:
    """Run each job once in every round, so that a busy minute hits all alike."""
    samples: dict[str, list[Sample]] = {name: [] for name in jobs}
    for number in range(1, rounds + 1):
        for name, job in jobs.items():
            sample = job()
            samples[name].append(sample)
            say(f"round {number} of {rounds}: {name}, {sample}")
    return samples


def median(samples: Sequence[Sample]) -> Sample:
    """The median of each figure."""
    return Sample(
        statistics.median(each.seconds for each in samples),
        statistics.median(each.cpu for each in samples),
        statistics.median(each.memory for each in samples),
    )


def fastest(samples: Sequence[Sample], figure: Callable[[Sample], float]) -> float:
    """The least of a figure: what else runs on the machine only ever adds to it."""
    return min(map(figure, samples))


def ratio(ours: Sequence[Sample], peers: Sequence[Sample], figure: Callable[[Sample], float]) -> float:
    """The median of the rounds' ratios: what is compared ran one right after the other."""
    return statistics.median(figure(our) / figure(peer) for our, peer in zip(ours, peers, strict=True))


def set_aside(*folders: Path) -> None:
    """Let nothing have these names, whatever has them now; it is deleted when all is measured.

    Deleted at once, it would slow down what is measured next: for minutes, ext4 keeps what was deleted from being
    used again and looks through it for each new file, so that a file takes ten times as long to make.
    """
    for folder in filter(Path.exists, folders):
        _ASIDE.mkdir(parents=True, exist_ok=True)
        folder.rename(Path(tempfile.mkdtemp(dir=_ASIDE), folder.name))


atexit.register(shutil.rmtree, _ASIDE, ignore_errors=True)


class _Watch:
    """Adds up, again and again, what the processes of one session hold in memory."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> int:
        """Stop looking; returns the highest sum, in bytes."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        rest = _EVERY
        while not self._over.wait(rest):
            started = time.thread_time()
            held = sum(map(self._held, _PROC.glob("[0-9]*/stat")))
            self._peak = max(self._peak, held)
            rest = max(_EVERY, _REST * (time.thread_time() - started))

    def _held(self, stat: Path) -> int:
        """The bytes that a process of our session holds, else 0; what several share is shared out among them."""
        try:
            # The name, in brackets, may hold anything; after it come state, parent, group, session, …
            if int(stat.read_text().rpartition(")")[2].split()[3]) != self._session:
                return 0
            share = _SHARE.search(stat.with_name("smaps_rollup").read_text())
        except OSError:
            return 0  # it has just ended
        return int(share[1]) * 1024 if share else 0
