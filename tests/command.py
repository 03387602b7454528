"""Lorepath's command line as a process of its own, and folders as values.

done = lorepath("build", "--root", root)
assert done.returncode == 0, done.stderr
assert files(root / "site").keys() == {"index.html", …}
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-c", "from lorepath.cli import main; main()")
# What would change an answer, or draw on a terminal, is not inherited.
_UNWANTED = ("SOURCE_DATE_EPOCH", "GITHUB_STEP_SUMMARY", "LOREPATH_DEBUG", "FORCE_COLOR", "GIT_DIR")


def surroundings(**more: str) -> dict[str, str]:
    """The environment for a command, with `more` variables."""
    return {name: value for name, value in os.environ.items() if name not in _UNWANTED} | more


def lorepath(*arguments: str | Path, before: tuple[str, ...] = (), **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end. `before` stands in front of it (`nice`), `more` are environment variables."""
    command = [*before, *COMMAND, *map(str, arguments)]
    return subprocess.run(
        command, env=surroundings(**more), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


def start(*arguments: str | Path, **more: str) -> subprocess.Popen[str]:
    """Begin a command and go on; what it says is read with `communicate`."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        env=surroundings(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509 - it takes no lock
    )


def _hear_interrupts() -> None:
    """A process that was started in the background passes on that it ignores Ctrl+C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
