"""Bounded work: what takes too much is stopped and named, and the rest goes on."""

from __future__ import annotations

import re
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from command import lorepath
from lorepath import bounds, kept, rendering
from lorepath import look as look_module
from lorepath.assemble import assemble
from lorepath.bounds import OutOfBounds, bounded
from lorepath.finding import Place, Severity
from lorepath.look import Question, look
from lorepath.model import Text
from lorepath.rendering import Renderer, usual_renderer
from lorepath.rules import RULES
from lorepath.rules.rule import Remark, text_rule
from portal import QUIZ, lesson, make_portal

COSTLY = "![a](" * 60_000
"""Python-Markdown takes time by the square of the length of this: minutes."""


def spin() -> None:
    while True:
        pass


def deeper() -> None:
    deeper()


def stubborn() -> None:
    """Work that handles every Exception, as some extensions do."""
    while True:
        with suppress(Exception):
            spin()


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (spin, "takes more than 0.2 seconds"),
        (stubborn, "takes more than 0.2 seconds"),
        (lambda: re.match("(a+)+b", "a" * 60), "takes more than 0.2 seconds"),
        (lambda: bytearray(2**30), "takes more than 512 MB of memory"),
        (lambda: ["x" * 2**20 + str(number) for number in range(2000)], "takes more than 512 MB of memory"),
        (deeper, "nests deeper than can be followed"),
    ],
    ids=["loop", "handles exceptions", "regular expression", "one block", "many blocks", "recursion"],
)
def test_work_beyond_its_bounds_is_stopped(work: object, reason: str) -> None:
    assert callable(work)
    with pytest.raises(OutOfBounds, match=reason):
        bounded(work, seconds=2 if "MB" in reason else 0.2)
    assert bounded(lambda: 42) == 42, "the next work is not concerned"


def test_nothing_is_left_of_the_bounds() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    bounded(lambda: None)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0


def test_waiting_costs_nothing() -> None:
    def wait() -> int:
        time.sleep(0.3)
        return 42

    assert bounded(wait, seconds=0.2) == 42


def test_work_inside_bounded_work_shares_its_bounds() -> None:
    with pytest.raises(OutOfBounds, match=r"0\.2 seconds"):
        bounded(lambda: bounded(spin, seconds=100), seconds=0.2)


def test_a_thread_works_without_bounds() -> None:
    done: list[int] = []
    thread = threading.Thread(target=lambda: done.append(bounded(lambda: 42)))
    thread.start()
    thread.join()
    assert done == [42]


def test_what_breaks_the_renderer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    renderer = Renderer([], {})

    def break_off(text: str) -> str:
        raise AssertionError("we should not get here")

    monkeypatch.setattr(renderer._markdown, "convert", break_off)
    with pytest.raises(OutOfBounds, match=r"breaks the Markdown renderer \(AssertionError\)"):
        renderer.html("x")


def test_deep_tags_are_refused_before_anything_reads_them() -> None:
    with pytest.raises(OutOfBounds, match="nests tags more than 500 deep"):
        usual_renderer().html("<div>" * 10_000)
    assert usual_renderer().html("<div>\n</div>\n\n" * 10_000)
    assert rendering._depth("<p><br><img src=x></p></p><DIV></div>") == 1


def test_one_lesson_beyond_its_bounds_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "CPU_SECONDS", 0.5)
    lessons = {"costly": lesson(f"{COSTLY}\n\n{QUIZ}"), "also-wrong": lesson(title=None)}
    assembly = assemble(make_portal(tmp_path, lessons=lessons), date(2026, 11, 22))
    said = {finding.place.path: finding for finding in assembly.findings}
    costly = said["content/lessons/basics/costly.md"]
    assert (costly.code, costly.message) == (
        "DOC19",
        "no page can be made of this text: it takes more than 0.5 seconds",
    )
    assert "content/lessons/basics/also-wrong.md" in said
    assert set(assembly.portal.lessons) == {"also-wrong", "short-sentences", "edit-for-a-reader"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_rule_that_would_not_end_hides_no_other_lesson(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """A pattern that takes for ever on one text, as a slip in a rule could make one."""

    @text_rule("ZZZ99", "slow", Severity.ERROR)
    def slow(text: Text) -> Iterator[Remark]:
        """Look for ever."""
        if re.search(r"(a+)+b", text.body):
            yield Remark(Place(text.path), "found")

    monkeypatch.setattr(bounds, "CPU_SECONDS", 0.5)
    monkeypatch.setattr(look_module, "RULES", (*RULES, slow))
    monkeypatch.setattr(kept, "WORTH_SHARING", 1)
    monkeypatch.setenv("LOREPATH_CACHE", "off")
    others = {f"other-{number}": lesson() for number in range(40)}
    root = make_portal(tmp_path, lessons={**others, "endless": lesson(f"{'a' * 60}\n\n{QUIZ}")})
    assembly, report = look(Question(root, date(2026, 11, 22), jobs=jobs))
    said = next(finding for finding in report.blocking if finding.place.path.endswith("/endless.md"))
    assert (said.code, said.place.line, said.message, said.hint) == (
        "DOC19",
        7,
        "the rules cannot be applied to this text: that takes more than 0.5 seconds",
        "look for signs that repeat (brackets, quotes, dashes) and delete what is not meant, or split the text",
    )
    assert assembly.portal.lessons.keys() >= others.keys()
    assert "endless" not in assembly.portal.lessons


def test_a_portal_is_built_without_a_text_that_cannot_be_rendered(tmp_path: Path) -> None:
    root = make_portal(tmp_path, lessons={"deep": lesson("<div>" * 10_000 + f"\n\n{QUIZ}")})
    done = lorepath("build", "--allow-findings", "--root", root)
    assert done.returncode == 0, done.stderr
    assert (
        "lorepath: left out content/lessons/basics/deep.md: DOC19 no page can be made of this text: it nests tags more "
        "than 500 deep" in done.stderr
    )
    assert (root / "site/lessons/basics/short-sentences/index.html").is_file()
    assert not (root / "site/lessons/basics/deep").exists()
