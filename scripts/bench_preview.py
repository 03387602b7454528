"""`lorepath serve`: from saving a lesson to the page that shows what was saved."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from _env import BIN, say
from bench_check import Portal, middle_lesson
from bench_report import Row
from bench_targets import promised

PATIENCE = 300.0  # seconds
_EVERY = 0.02  # seconds between two looks at the page


def bench_preview(portal: Portal, lessons: int, rounds: int) -> list[Row]:
    """The median of some saves in a portal of five times as many lessons."""
    folder = portal(5 * lessons)
    told = f"{5 * lessons:,} lessons"
    say(f"preview, {told}")
    lesson = middle_lesson(folder)
    before = lesson.read_bytes()
    taken = []
    with _previewed(folder) as address:
        page = f"{address}{lesson.relative_to(folder / 'content').with_suffix('')}/"
        _shown(page, "</html>")
        try:
            for number in range(rounds):
                time.sleep(1)  # so that nothing is left to do from before
                saved = f"The sentence number {number} was saved just now."
                started = time.monotonic()
                lesson.write_bytes(before.replace(b"\n\n## In short", f"\n\n{saved}\n\n## In short".encode(), 1))
                _shown(page, saved)
                taken.append(time.monotonic() - started)
                print(f"round {number + 1} of {rounds}: {taken[-1]:.2f} s", flush=True)
        finally:
            lesson.write_bytes(before)
    return [promised("preview of 5,000, from saving to the page", f"preview, save to page, {told}", median(taken))]


@contextmanager
def _previewed(folder: Path) -> Iterator[str]:
    """A running preview's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    cache = folder.with_name(f"{folder.name}-built")
    environment = {**os.environ, "CI": "true", "NO_MKDOCS_2_WARNING": "1", "LOREPATH_CACHE": str(cache)}
    command = [str(BIN / "lorepath"), "serve", "--root", str(folder), "--port", str(port)]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def _shown(page: str, text: str) -> None:
    """Return when the page holds the text."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
                if text.encode() in answer.read():
                    return
        except urllib.error.URLError:
            pass  # it has not begun to listen, or has no such page yet
        time.sleep(_EVERY)
    raise SystemExit(f"{page} did not show {text!r} within {PATIENCE:.0f} s")
