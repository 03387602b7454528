"""`lorepath build` beside MkDocs with Material on the same lessons: a first build, and what an edit costs."""

from __future__ import annotations

import math
from operator import attrgetter
from pathlib import Path
from statistics import mean

from _env import BIN, ROOT, say
from bench_check import Portal, one_changed
from bench_measure import Sample, interleaved, measure, median, ratio, set_aside
from bench_report import Row

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
AT_MOST = {1000: 0.6, 5000: 0.3}
"""How much of the peer's time a first build may take, by the number of lessons."""


def bench_build(portal: Portal, lessons: int, rounds: int) -> list[Row]:
    """First builds of so many lessons and of five times as many, then builds with all or nearly all kept."""
    few, many = portal(lessons), portal(5 * lessons)
    firsts = {folder: _beside_plain(folder, number, rounds) for folder, number in ((few, lessons), (many, 5 * lessons))}
    rows = [row for folder, number in ((few, lessons), (many, 5 * lessons)) for row in _rows(firsts[folder], number)]
    ours = {folder: median(firsts[folder]["ours"]) for folder in firsts}
    growth = math.log(ours[many].seconds / ours[few].seconds, 5)
    sizes = {
        folder: mean(page.stat().st_size for page in folder.glob("site/lessons/*/*/index.html")) for folder in ours
    }
    return [
        *rows,
        Row(f"build, growth exponent from {lessons:,} to {5 * lessons:,}", growth, "", at_most=1.05),
        Row("build, bytes of a lesson's page, against the smaller portal", sizes[many] / sizes[few], "×", at_most=1.05),
        *_again(many, 5 * lessons, rounds, median(firsts[many]["plain"])),
    ]


def _beside_plain(folder: Path, lessons: int, rounds: int) -> dict[str, list[Sample]]:
    say(f"build, {lessons:,} lessons, against MkDocs with Material")
    plain = _plain(folder)
    site = folder.with_name("plain-site")
    return interleaved(
        {
            "plain": lambda: _peer(folder, plain, site),
            "ours": lambda: first(folder),
        },
        rounds,
        print,
    )


def _peer(folder: Path, plain: Path, site: Path) -> Sample:
    set_aside(site)
    return measure([MKDOCS, "build", "--quiet", "-f", plain, "-d", site], folder)


def _rows(found: dict[str, list[Sample]], lessons: int) -> list[Row]:
    build, peer = median(found["ours"]), median(found["plain"])
    told = f"{lessons:,} lessons"
    most = AT_MOST.get(lessons)
    return [
        Row(f"first build, {told}", build.seconds, "s"),
        Row(f"MkDocs + Material, {told}", peer.seconds, "s"),
        Row(f"first build, {told}, against that", ratio(found["ours"], found["plain"], SECONDS), "×", at_most=most),
        Row(f"first build, {told}, against that, CPU", ratio(found["ours"], found["plain"], CPU), "×"),
        Row(f"first build, {told}, peak memory of all processes", build.memory, "MB", at_most=700),
        Row(f"MkDocs + Material, {told}, peak memory", peer.memory, "MB"),
    ]


def _again(folder: Path, lessons: int, rounds: int, peer: Sample) -> list[Row]:
    """What is built when nothing changed, and when one lesson's text did."""
    told = f"{lessons:,} lessons"
    say(f"build again, {told}")
    same = median(interleaved({"nothing changed": lambda: again(folder)}, rounds, print)["nothing changed"])
    edits = []
    for number in range(rounds):
        with one_changed(folder, number):
            edits.append(again(folder))
            print(f"one text changed, {edits[-1]}")
    edited = median(edits)
    return [
        Row(f"build, nothing changed, {told}", same.seconds, "s", at_most=1.2),
        Row(
            f"build, nothing changed, {told}, against MkDocs + Material", same.seconds / peer.seconds, "×", at_most=0.01
        ),
        Row(f"build, one text changed, {told}", edited.seconds, "s", at_most=2),
        Row(
            f"build, one text changed, {told}, against MkDocs + Material",
            edited.seconds / peer.seconds,
            "×",
            at_most=0.015,
        ),
    ]


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
