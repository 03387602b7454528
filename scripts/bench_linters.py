"""The check beside linters that each do a part of it: rumdl, markdownlint-cli2 and check-jsonschema."""

from __future__ import annotations

import shutil
import subprocess
import venv
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from _env import BIN, ROOT, say
from bench_check import CPU, SECONDS, Portal, cold, warm
from bench_measure import Sample, interleaved, measure, median, ratio
from bench_report import Row
from bench_targets import promised

RUMDL, SCHEMAS, MARKDOWNLINT = "rumdl==0.3.0", "check-jsonschema==0.39.0", "markdownlint-cli2@0.22.1"
"""The linters have an environment of their own, from the package indexes that this machine is set up for."""
MARKDOWNLINT_NAME = MARKDOWNLINT.replace("@", " ")
FOUND_SOMETHING = (0, 1)
Command = list[str | Path]


def bench_linters(place: Path, portal: Portal, lessons: int, rounds: int) -> list[Row]:
    """The check beside linters that each do a part of it, one right after the other on the same lessons."""
    say(f"check beside linters, {lessons:,} lessons")
    folder = portal(lessons)
    jobs: dict[str, Callable[[], Sample]] = {"check": lambda: cold(folder, "--jobs", "1")}
    linters = dict(_linters(place, folder, lessons))
    for name, command in linters.items():
        jobs[name] = partial(measure, command, folder, statuses=FOUND_SOMETHING)
    jobs["check, all kept"] = lambda: warm(folder)
    found = interleaved(jobs, rounds, print)
    rows = [Row(f"{name}, CPU of a lesson", median(found[name]).cpu / lessons * 1000, "ms") for name in found]
    rows += [Row(f"{name}, peak memory of all processes", median(found[name]).memory, "MB") for name in found]
    for ours in ("check", "check, all kept"):
        rows += [Row(f"{ours}, against {name}, CPU", ratio(found[ours], found[name], CPU), "×") for name in linters]
    if MARKDOWNLINT_NAME in linters:
        rows += _as_a_whole(linters[MARKDOWNLINT_NAME], portal(10 * lessons), 10 * lessons, rounds)
    return rows


def _as_a_whole(markdownlint: Command, folder: Path, lessons: int, rounds: int) -> list[Row]:
    """How long somebody waits who has two cores: for the check, and for markdownlint-cli2 alone."""
    told = f"{lessons:,} lessons"
    say(f"check beside markdownlint-cli2, {told}")
    ours, peer = f"check, {told}, two processes", f"{MARKDOWNLINT_NAME}, {told}"
    found = interleaved(
        {
            ours: lambda: cold(folder, "--jobs", "2"),
            peer: lambda: measure(markdownlint, folder, statuses=FOUND_SOMETHING),
        },
        rounds,
        print,
    )
    return [
        *(Row(name, median(samples).seconds, "s") for name, samples in found.items()),
        *(Row(f"{name}, peak memory of all processes", median(found[name]).memory, "MB") for name in found),
        promised(
            "check of 10,000, against markdownlint-cli2 alone",
            f"{ours}, against {MARKDOWNLINT_NAME} alone",
            ratio(found[ours], found[peer], SECONDS),
        ),
    ]


def _linters(place: Path, folder: Path, lessons: int) -> Iterator[tuple[str, Command]]:
    """The commands that can be run, with the name of each; those that cannot be installed are named as absent."""
    programs = _python_linters(place / "linters")
    if rumdl := programs.get("rumdl"):
        yield RUMDL.replace("==", " "), [rumdl, "check", "--no-cache", "--quiet", folder / "content"]
    if markdownlint := _markdownlint(place / "linters-npm"):
        yield MARKDOWNLINT_NAME, [markdownlint, "content/**/*.md"]
    if validator := programs.get("check-jsonschema"):
        fronts = _fronts(folder, place / f"fronts-{lessons}")
        schema = ROOT / "schemas/lesson.schema.json"
        yield f"{SCHEMAS.replace('==', ' ')} (front matter)", [validator, "--schemafile", schema, *fronts]


def _python_linters(place: Path) -> dict[str, Path]:
    programs = {name: place / BIN.name / name for name in ("rumdl", "check-jsonschema")}
    if not all(program.is_file() for program in programs.values()):
        venv.create(place, with_pip=True)
        pip: Command = [place / BIN.name / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        for package in (RUMDL, SCHEMAS):
            _install(package, [*pip, package])
    return {name: program for name, program in programs.items() if program.is_file()}


def _markdownlint(place: Path) -> Path | None:
    program = place / "node_modules/.bin/markdownlint-cli2"
    npm = shutil.which("npm")
    if not program.is_file() and npm:
        place.mkdir(parents=True, exist_ok=True)
        _install(MARKDOWNLINT, [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", place, MARKDOWNLINT])
    if not npm:
        print(f"absent: {MARKDOWNLINT}, because there is no npm")
    return program if program.is_file() else None


def _install(package: str, command: Command) -> None:
    if subprocess.run(command, check=False).returncode:
        print(f"absent: {package} could not be installed")


def _fronts(folder: Path, place: Path) -> list[Path]:
    """The front matter of each lesson as a file of its own: check-jsonschema does not look into Markdown."""
    place.mkdir(parents=True, exist_ok=True)
    files = []
    for lesson in sorted(folder.glob("content/lessons/*/*.md")):
        files.append(place / f"{lesson.stem}.yml")
        files[-1].write_text(lesson.read_text(encoding="utf-8").split("---\n")[1], encoding="utf-8")
    return files
