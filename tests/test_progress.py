"""Progress shows in a terminal, after a second, and nowhere else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from command import surroundings
from portal import lesson, make_portal
from repo import Repo

pty = pytest.importorskip("pty", reason="needs a terminal of a Unix system")

SLOWLY = """
import sys, time
from lorepath import loader
from lorepath.cli import main
real = loader._Loader.load
def load(self):
    time.sleep(1.5)
    return real(self)
loader._Loader.load = load
main(sys.argv[1:])
"""
"""Commands, where reading a portal takes over a second."""
AT_ONCE = (
    SLOWLY.replace("1.5", "0.5")
    .replace("\nmain", "\nprogress._PATIENCE = 0\nmain", 1)
    .replace("import loader", "import loader\nfrom lorepath.mkdocs_plugin import progress")
)
"""The same, where nobody has the patience to wait for a second."""
EACH_SLOWLY = """
import sys, time
from lorepath import kept
from lorepath.cli import main
from lorepath.manuscript import Manuscript
from lorepath.mkdocs_plugin import full_text, progress
kept.WORTH_SHARING = 20
progress._PATIENCE = 0
def slowly(real, seconds):
    def work(*given):
        time.sleep(seconds)
        return real(*given)
    return work
Manuscript.read = slowly(Manuscript.read, 0.05)
full_text._made = slowly(full_text._made, 0.3)
main(sys.argv[1:])
"""
"""Commands, where each lesson takes a while to read, and nobody has the patience to wait for a second."""
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


def in_a_terminal(work: str, *arguments: str | Path, stdout: IO[bytes] | None = None, **variables: str) -> str:
    """What a program writes to a terminal."""
    ours, theirs = pty.openpty()
    environment = surroundings(TERM="xterm", COLUMNS="100", **variables)
    environment.pop("CI", None) if "CI" not in variables else None
    process = subprocess.Popen(
        [sys.executable, "-c", work, *arguments], env=environment, stderr=theirs, stdout=stdout or theirs
    )
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
    assert re.search(r"20 of 1,200, about [0-9]{2,3} s left", said)
    assert r"lorepath: a page was left out \x1b[31m[red]" in said


@pytest.mark.parametrize(("steps", "variables"), [(1, {}), (15, {"CI": "true"})], ids=["short", "in CI"])
def test_nothing_shows_of_short_work_or_in_ci(steps: int, variables: dict[str, str]) -> None:
    said = in_a_terminal(WORK.format(steps=steps), **variables)
    assert "Writing pages" not in said
    assert r"lorepath: a page was left out \x1b[31m[red]" in said


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    repo = Repo(tmp_path_factory.mktemp("portal"))
    make_portal(repo.root)
    repo.commit("Begin")
    return repo.root


COMMANDS = [
    ("check",),
    ("check", "--changed", "HEAD"),
    ("check", "--fix"),
    ("path", "writer"),
    ("baseline", "--update"),
    ("matrix", "export"),
    ("gaps",),
    ("fresh",),
    ("credit", "short-sentences"),
    ("career", "writer"),
    ("verify", "short-sentences"),
    ("links", "--most", "1"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(command) for command in COMMANDS])
def test_commands_that_read_a_big_portal_show_what_they_do(command: tuple[str, ...], portal: Path) -> None:
    said = in_a_terminal(AT_ONCE, *command, "--root", portal)
    assert "Reading the portal" in said
    assert "\x1b[2K" in said, "the line goes away"


def test_they_are_quiet_in_ci_and_where_nobody_watches(portal: Path) -> None:
    assert "Reading" not in in_a_terminal(SLOWLY, "check", "--root", portal, CI="true")
    done = subprocess.run(
        [sys.executable, "-c", SLOWLY, "check", "--root", portal],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("2 lessons checked, nothing to mend.\n", "")


def test_a_report_for_programs_is_whole_while_progress_is_shown(portal: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.json"
    with answer.open("wb") as stream:
        said = in_a_terminal(SLOWLY, "check", "--format", "json", "--root", portal, stdout=stream)
    assert "Reading the portal" in said
    assert json.loads(answer.read_text())["findings"] == []


@pytest.fixture(scope="module")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal of forty lessons."""
    repo = Repo(tmp_path_factory.mktemp("lessons"))
    make_portal(repo.root, lessons={f"lesson-{number}": lesson(title=f"Lesson {number}") for number in range(38)})
    repo.commit("Begin")
    return repo.root


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_reading_shows_how_many_lessons_are_read_and_how_long_the_rest_will_take(jobs: str, lessons: Path) -> None:
    said = in_a_terminal(EACH_SLOWLY, "check", "--jobs", jobs, "--root", lessons, LOREPATH_CACHE="off")
    assert re.search(r"Reading lessons .*[1-3][0-9] of 40, about [0-9]+ s left", said)
    assert re.search(r"40 lessons checked, [^\n]*\r\n$", said), "what stays is the answer"


def test_the_index_for_search_is_a_step_of_its_own(lessons: Path, tmp_path: Path) -> None:
    pytest.importorskip("pagefind")
    arguments = ("build", "--full-text", "--site", tmp_path / "site", "--root", lessons)
    said = in_a_terminal(EACH_SLOWLY, *arguments, LOREPATH_CACHE="off")
    assert "Indexing texts" in said
