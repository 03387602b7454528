"""`lorepath check`: what a lesson costs, how that grows, and what a change costs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from operator import attrgetter
from pathlib import Path

from _env import BIN, say
from bench_measure import Sample, fastest, interleaved, measure, median, ratio, set_aside
from bench_report import Row
from bench_targets import promised

LOREPATH = BIN / "lorepath"
SECONDS = attrgetter("seconds")
CPU = attrgetter("cpu")
CHANGED = "\n\nSentence number {} stands here since a minute ago.\n"
FOR_A_REQUEST = ("--changed", "HEAD", "--policy-from", "HEAD")

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
    one, both = median(found["ten times"]), median(found["two processes"])
    growth = ratio(found["ten times"], found["cold"], CPU)
    return [
        Row(
            f"check, {told}, nothing kept, CPU of a lesson", median(found["cold"]).cpu / lessons * 1000, "ms", at_most=4
        ),
        Row(f"check, {told}, nothing kept, CPU of a lesson, least", fastest(found["cold"], CPU) / lessons * 1000, "ms"),
        Row(f"check, {told}, nothing kept, peak memory", median(found["cold"]).memory, "MB"),
        Row(f"check, {told}, all kept, CPU", median(found["warm"]).cpu, "s"),
        Row(f"check, {told}, all kept, CPU, least", fastest(found["warm"], CPU), "s"),
        Row(f"check, {ten} against {told}, CPU", growth, "×", at_most=11),
        Row(f"check, growth exponent from {lessons:,} to {10 * lessons:,}, CPU", math.log10(growth), ""),
        Row(f"check, {ten}, one process", one.seconds, "s"),
        Row(f"check, {ten}, one process, peak memory", one.memory, "MB"),
        promised("check of 10,000 on two cores", f"check, {ten}, two processes", both.seconds),
        Row(f"check, {ten}, two processes, peak memory of both", both.memory, "MB"),
        *_changed(portal(5 * lessons), 5 * lessons, rounds),
    ]


def _changed(folder: Path, lessons: int, rounds: int) -> list[Row]:
    """A check of what differs from the last commit, beside one of everything, both with as many processes as cores."""
    told = f"one changed lesson of {lessons:,}"
    say(f"check, {told}")
    edits = count()
    found = interleaved(
        {
            "as a fresh machine does for a pull request": lambda: _of_an_edit(
                folder, next(edits), cold, *FOR_A_REQUEST
            ),
            "all of them": lambda: cold(folder),
            "changed": lambda: _of_an_edit(folder, next(edits), warm, "--changed", "HEAD"),
        },
        rounds,
        print,
    )
    fresh, full, changed = map(median, found.values())
    against = ratio(found["changed"], found["all of them"], SECONDS)
    return [
        Row(f"check, all of {lessons:,}, nothing kept", full.seconds, "s"),
        promised("check, one changed lesson of 5,000", f"check, {told}", changed.seconds),
        promised("check, one changed lesson of 5,000, against a full check", f"check, {told}, against all", against),
        Row(f"check, {told}, CPU", changed.cpu, "s"),
        Row(f"check, {told}, peak memory", changed.memory, "MB"),
        Row(f"check, {told}, nothing kept, as for a pull request ({' '.join(FOR_A_REQUEST)})", fresh.seconds, "s"),
    ]


def _of_an_edit(folder: Path, number: int, check: Callable[..., Sample], *arguments: str) -> Sample:
    with one_changed(folder, number):
        return check(folder, *arguments)


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
