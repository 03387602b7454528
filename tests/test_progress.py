"""Progress shows in a terminal, after a second, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from command import surroundings

pty = pytest.importorskip("pty", reason="needs a terminal of a Unix system")

WORK = """
import time
from lorepath.mkdocs_plugin.progress import Steps
with Steps() as steps:
    steps.begin("Writing pages", 1200)
    for _ in range({steps}):
        steps.advance()
        time.sleep(0.1)
    steps.say("a page was left out \\x1b[31m[red]")
"""


def in_a_terminal(work: str, **variables: str) -> str:
    """What a program writes to a terminal."""
    ours, theirs = pty.openpty()
    environment = surroundings(TERM="xterm", COLUMNS="100", **variables)
    environment.pop("CI", None) if "CI" not in variables else None
    process = subprocess.Popen([sys.executable, "-c", work], env=environment, stderr=theirs, stdout=theirs)
    os.close(theirs)
    said = b""
    try:
        while piece := os.read(ours, 4096):
            said += piece
    except OSError:
        pass  # Linux says so when the other side has closed
    os.close(ours)
    assert process.wait() == 0, said
    return said.decode()


def test_counts_show_after_a_second() -> None:
    said = in_a_terminal(WORK.format(steps=20))
    assert "Writing pages" in said
    assert "20 of 1,200" in said
    assert r"lorepath: a page was left out \x1b[31m[red]" in said


@pytest.mark.parametrize(("steps", "variables"), [(1, {}), (15, {"CI": "true"})], ids=["short", "in CI"])
def test_nothing_shows_of_short_work_or_in_ci(steps: int, variables: dict[str, str]) -> None:
    said = in_a_terminal(WORK.format(steps=steps), **variables)
    assert "Writing pages" not in said
    assert r"lorepath: a page was left out \x1b[31m[red]" in said
