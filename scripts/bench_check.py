"""`lorepath check`: what a lesson costs, how that grows, and what a change costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path

from _env import BIN, say
from bench_measure import Sample, fastest, interleaved, measure, median, set_aside
from bench_report import Row

LOREPATH = BIN / "lorepath"
SECONDS = attrgetter("seconds")
CPU = attrgetter("cpu")
CHANGED = "\n\nSentence number {} stands here since a minute ago.\n"

Portal = Callable[[int], Path]
"""A generated portal of so many lessons."""


def bench_check(portal: Portal, lessons: int, rounds: int) -> list[Row]:
    """All lessons with nothing kept and with all kept, ten times as many, and one changed lesson among five times."""
    few, many = portal(lessons), portal(10 * lessons)
    say(f"check, {lessons:,} and {10 * lessons:,} lessons")
    found = interleaved(
        {
            "cold": lambda: cold(few, "--jobs", "1"),
            "warm": lambda: warm(few),
            "ten times": lambda: cold(many, "--jobs", "1"),
            "two processes": lambda: cold(many, "--jobs", "2"),
        },
        rounds,
        print,
    )
    told, ten = f"{lessons:,} lessons", f"{10 * lessons:,} lessons"
    each = fastest(found["cold"], CPU) / lessons * 1000
    growth = fastest(found["ten times"], CPU) / fastest(found["cold"], CPU)
    return [
        Row(f"check, {told}, nothing kept, CPU of a lesson", each, "ms", at_most=4),
        Row(f"check, {told}, all kept, CPU", fastest(found["warm"], CPU), "s"),
        Row(f"check, {ten} against {told}, CPU", growth, "×", at_most=11),
        Row(f"check, {ten}, one process, peak memory", median(found["ten times"]).memory, "MB"),
        Row(f"check, {ten}, two processes", median(found["two processes"]).seconds, "s", at_most=12),
        Row(f"check, {ten}, two processes, peak memory", median(found["two processes"]).memory, "MB"),
        *_changed(portal(5 * lessons), 5 * lessons, rounds),
    ]


def _changed(folder: Path, lessons: int, rounds: int) -> list[Row]:
    told = f"one changed lesson of {lessons:,}"
    say(f"check, {told}")
    full = cold(folder, "--jobs", "1")
    print(f"all of them, {full}")
    with one_changed(folder):
        found = interleaved({"changed": lambda: warm(folder, "--changed", "HEAD")}, 2 * rounds + 1, print)["changed"]
    cpu = fastest(found, CPU)
    return [
        Row(f"check, {told}, CPU", cpu, "s", at_most=1.5),
        Row(f"check, {told}, against all of them, CPU", cpu / full.cpu, "×", at_most=0.2),
        Row(f"check, {told}, peak memory", median(found).memory, "MB"),
    ]


def cold(folder: Path, *arguments: str) -> Sample:
    """A check with an empty cache, which the next `warm` one finds full."""
    set_aside(_cache(folder))
    return warm(folder, *arguments)


def warm(folder: Path, *arguments: str) -> Sample:
    """A check with what the last one has kept."""
    return measure([LOREPATH, "check", *arguments], folder, {"LOREPATH_CACHE": str(_cache(folder))})


def _cache(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-kept")


@contextmanager
def one_changed(folder: Path, number: int = 1) -> Iterator[None]:
    """One lesson in the middle of a portal reads otherwise than in the last commit, and with every number."""
    lesson = middle_lesson(folder)
    before = lesson.read_bytes()
    lesson.write_bytes(before.replace(b"\n\n## In short", f"{CHANGED.format(number)}\n## In short".encode(), 1))
    try:
        yield
    finally:
        lesson.write_bytes(before)


def middle_lesson(folder: Path) -> Path:
    """The lesson in the middle of a portal."""
    lessons = sorted(folder.glob("content/lessons/*/*.md"))
    return lessons[len(lessons) // 2]
