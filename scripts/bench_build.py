"""`lorepath build` beside MkDocs with Material on the same lessons: a first build, and what an edit costs."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from itertools import count
from operator import attrgetter
from pathlib import Path
from statistics import mean

from _env import BIN, ROOT, say
from bench_check import Portal, one_changed
from bench_measure import Sample, interleaved, measure, median, ratio, set_aside
from bench_report import Row
from bench_targets import promised

LOREPATH = BIN / "lorepath"
MKDOCS = BIN / "mkdocs"
SECONDS = attrgetter("seconds")
CPU = attrgetter("cpu")
# The peer: MkDocs and Material with the settings of a portal, on the same lessons, without Lorepath.
PLAIN = """\
site_name: Benchmark learning
docs_dir: {content}
exclude_docs: "*.yml"
theme: {{name: material, font: false, features: [navigation.prune, navigation.tabs, navigation.top, toc.follow]}}
plugins: [search]
"""
FIRST = {
    1000: "first build of 1,000, against MkDocs + Material",
    5000: "first build of 5,000, against MkDocs + Material",
}
"""What is promised of a first build, by the number of lessons."""
MEMORY = {5000: "first build of 5,000, peak memory of all processes"}


def bench_build(portal: Portal, lessons: int, rounds: int) -> list[Row]:
    """First builds of a fifth of so many lessons, of so many, and of five times as many; then of all but an edit."""
    folders = {number: portal(number) for number in (lessons // 5, lessons, 5 * lessons)}
    many = 5 * lessons
    say(f"build, {', '.join(f'{number:,}' for number in folders)} lessons, against MkDocs with Material")
    jobs: dict[str, Callable[[], Sample]] = {}
    for number, folder in folders.items():
        jobs[f"MkDocs, {number:,}"] = partial(_peer, folder)
        jobs[f"first, {number:,}"] = partial(first, folder)
    jobs["nothing changed"] = partial(again, folders[many])
    edits = count()
    jobs["one text changed"] = lambda: _edited(folders[many], next(edits))
    found = interleaved(jobs, rounds, print)
    rows = [
        row for number in folders for row in _rows(found[f"first, {number:,}"], found[f"MkDocs, {number:,}"], number)
    ]
    few, large = median(found[f"first, {lessons:,}"]), median(found[f"first, {many:,}"])
    size, larger = (
        mean(page.stat().st_size for page in folders[number].glob("site/lessons/*/*/index.html"))
        for number in (lessons, many)
    )
    told = f"{many:,} lessons"
    return [
        *rows,
        promised(
            "first build, growth exponent from 1,000 to 5,000",
            f"first build, growth exponent from {lessons:,} to {many:,}",
            math.log(large.seconds / few.seconds, 5),
        ),
        promised(
            "bytes of a lesson's page, 5,000 against 1,000",
            f"bytes of a lesson's page, {many:,} against {lessons:,}",
            larger / size,
        ),
        *_again(
            "build of 5,000, nothing changed",
            "build of 5,000, nothing changed, against MkDocs + Material",
            f"build, {told}, nothing changed",
            found["nothing changed"],
            found[f"MkDocs, {many:,}"],
        ),
        *_again(
            "build of 5,000, one text changed",
            "build of 5,000, one text changed, against MkDocs + Material",
            f"build, {told}, one text changed",
            found["one text changed"],
            found[f"MkDocs, {many:,}"],
        ),
    ]


def _rows(ours: list[Sample], peers: list[Sample], lessons: int) -> list[Row]:
    build, peer = median(ours), median(peers)
    told = f"{lessons:,} lessons"
    against, share = f"first build, {told}, against MkDocs + Material", ratio(ours, peers, SECONDS)
    memory = f"first build, {told}, peak memory of all processes"
    return [
        Row(f"first build, {told}", build.seconds, "s"),
        Row(f"MkDocs + Material, {told}", peer.seconds, "s"),
        promised(FIRST[lessons], against, share) if lessons in FIRST else Row(against, share, "×"),
        Row(f"{against}, CPU", ratio(ours, peers, CPU), "×"),
        promised(MEMORY[lessons], memory, build.memory) if lessons in MEMORY else Row(memory, build.memory, "MB"),
        Row(f"MkDocs + Material, {told}, peak memory of all processes", peer.memory, "MB"),
    ]


def _again(target: str, target_against: str, name: str, ours: list[Sample], peers: list[Sample]) -> list[Row]:
    """What a build takes with what the one before left."""
    build = median(ours)
    return [
        promised(target, name, build.seconds),
        promised(target_against, f"{name}, against MkDocs + Material", ratio(ours, peers, SECONDS)),
        Row(f"{name}, peak memory of all processes", build.memory, "MB"),
    ]


def _peer(folder: Path) -> Sample:
    site = folder.with_name("plain-site")
    set_aside(site)
    return measure([MKDOCS, "build", "--quiet", "-f", _plain(folder), "-d", site], folder)


def _edited(folder: Path, number: int) -> Sample:
    with one_changed(folder, number):
        return again(folder)


def first(folder: Path) -> Sample:
    """A build of which nothing is kept, neither readings nor a site."""
    set_aside(_cache(folder), folder / "site")
    return again(folder)


def again(folder: Path) -> Sample:
    """A build with what the last one left."""
    return measure([LOREPATH, "build"], folder, {"LOREPATH_CACHE": str(_cache(folder))})


def _cache(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-built")


def _plain(folder: Path) -> Path:
    """The peer's settings, with the same Markdown as ours."""
    plain = folder.with_name(f"{folder.name}-plain.yml")
    extensions = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nmarkdown_extensions:\n")[2]
    extensions = extensions.partition("\n\n")[0]
    settings = PLAIN.format(content=folder / "content") + f"markdown_extensions:\n{extensions}\n"
    plain.write_text(settings, encoding="utf-8")
    return plain
