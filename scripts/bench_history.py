"""The history: what it costs beside a bare `git log`, and beside the plugins that start Git for each page."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from pathlib import Path

from _env import BIN, ROOT, say
from bench_history_repository import SEED, make_repository
from bench_measure import Sample, interleaved, measure, median, ratio, set_aside
from bench_report import Row
from bench_targets import promised

SECONDS = attrgetter("seconds")
CPU = attrgetter("cpu")
PEERS = ("mkdocs==1.6.1", "mkdocs-git-revision-date-localized-plugin==1.6.3", "mkdocs-git-authors-plugin==0.10.0")
"""The peers have an environment of their own, from the package index that this machine is set up for."""
NEW = 50
PEERS_PLUGINS = "[git-revision-date-localized, git-authors]"


def bench_history(place: Path, repository: Path | None, lessons: int, rounds: int) -> list[Row]:
    """Beside the peers on a generated repository and on a real one (if given); alone on larger ones."""
    rows = _beside_peers(place, _generated(place, lessons, 5 * lessons), f"{lessons:,} lessons", rounds)
    if repository:
        rows += _beside_peers(place, _cloned(place, repository), repository.stem, rounds)
    rows += _alone(place, _generated(place, 5 * lessons, 25 * lessons), f"{25 * lessons:,} commits", rounds)
    return rows + _memory(place, lessons, rounds)


def _beside_peers(place: Path, folder: Path, told: str, rounds: int) -> list[Row]:
    """What Git facts of all pages cost us, and what the peers add to a build of these pages."""
    say(f"history of {told}, beside the plugins that start Git for each page")
    mkdocs = _peers(place)
    settings = {name: place / f"{folder.name}-{name}.yml" for name in ("with", "without")}
    pages = next(path for path in (folder / "content", folder / "docs", folder) if path.is_dir())
    for name, file in settings.items():
        plugins = PEERS_PLUGINS if name == "with" else "[]"
        file.write_text(
            f"site_name: Pages\ndocs_dir: {pages}\nsite_dir: {place / 'peers-site'}\ntheme: mkdocs\n"
            f"plugins: {plugins}\nvalidation: {{links: {{not_found: ignore, unrecognized_links: ignore}}}}\n",
            encoding="utf-8",
        )

    def build(name: str) -> Callable[[], Sample]:
        def run() -> Sample:
            set_aside(place / "peers-site")
            return measure([mkdocs, "build", "--quiet", "-f", settings[name]], folder)

        return run

    jobs = {"peers": build("with"), "build": build("without"), "ours": _reader(place, folder, cold=True)}
    is_portal = pages.name == "content"
    if is_portal:
        jobs["site"] = lambda: _site(place, folder)
    found = interleaved(jobs, rounds, print)
    added = [
        Sample(peers.seconds - alone.seconds, peers.cpu - alone.cpu, peers.memory)
        for peers, alone in zip(found["peers"], found["build"], strict=True)
    ]
    rows = [
        Row(f"history of {told}, cold", median(found["ours"]).seconds, "s"),
        Row(f"peers' share of a build, {told}", median(added).seconds, "s"),
        Row(f"peers against ours, {told}", ratio(added, found["ours"], SECONDS), "×", at_least=30),
        Row(f"peers against ours, {told}, CPU", ratio(added, found["ours"], CPU), "×"),
    ]
    if is_portal:
        whole = "first build with credit and freshness, against MkDocs with these plugins"
        rows.append(
            promised(
                "first build of 1,000 with credit, against plugins that start Git for each page",
                f"{whole}, {told}",
                ratio(found["site"], found["peers"], SECONDS),
            )
        )
    return rows


def _site(place: Path, folder: Path) -> Sample:
    """The whole portal from nothing, whatever the check finds: its lessons are made for their history."""
    site, cache = place / f"{folder.name}-site", place / f"{folder.name}-site-kept"
    set_aside(site, cache)
    command = [str(BIN / "lorepath"), "build", "--allow-findings", "--site", str(site)]
    return measure(command, folder, {"LOREPATH_CACHE": str(cache)})


def _alone(place: Path, folder: Path, told: str, rounds: int) -> list[Row]:
    """Cold against a bare log, then with nothing new since the last pass, and with fifty commits more."""
    say(f"history of {told}, against a bare log")
    bare = ["git", "--no-pager", "log", "--name-status", "-M"]
    jobs: dict[str, Callable[[], Sample]] = {
        "bare": lambda: measure(bare, folder),
        "cold": _reader(place, folder, cold=True),
        "warm": _reader(place, folder, cold=False),
        "grown": partial(_grown, place, folder, _before(folder, NEW), "seconds"),
        "passed": partial(_grown, place, folder, _before(folder, NEW), "passed"),
    }
    found = interleaved(jobs, 2 * rounds + 1, print)
    cold, warm, grown, passed = (median(found[name]) for name in ("cold", "warm", "grown", "passed"))
    return [
        Row(f"bare log, {told}", median(found["bare"]).seconds, "s"),
        Row(f"history of {told}, cold", cold.seconds, "s"),
        Row(f"history of {told}, cold, memory", cold.memory, "MB"),
        promised(
            "history, against a bare git log",
            "history against a bare log, cold",
            ratio(found["cold"], found["bare"], SECONDS),
        ),
        Row("history against a bare log, cold, CPU of all processes", ratio(found["cold"], found["bare"], CPU), "×"),
        Row(f"history of {told}, no commit since the last pass", warm.seconds, "s", at_most=0.3),
        Row(f"history of {told}, no commit since the last pass, CPU", warm.cpu, "s"),
        promised(
            "history, 50 new commits", f"pass through {NEW} commits more than the last one, {told}", passed.seconds
        ),
        Row(f"history of {told}, {NEW} commits since the last pass", grown.seconds, "s"),
        Row(f"history of {told}, {NEW} commits since the last pass, CPU", grown.cpu, "s"),
    ]


def _grown(place: Path, folder: Path, before: str, part: str) -> Sample:
    """What a `part` takes that finds what was kept at the commit `before`, and the commits since then."""
    git = ["git", "-C", str(folder), "checkout", "--quiet"]
    subprocess.run([*git, "--detach", before], check=True)
    try:
        _reader(place, folder, cold=True)()
    finally:
        subprocess.run([*git, "main"], check=True)
    return _reader(place, folder, cold=False, part=part)()


def _before(folder: Path, commits: int) -> str:
    """The last commit that so many came after, or a few more: a merge brings several at once."""
    git = ["git", "-C", str(folder), "rev-list"]
    lines = subprocess.run([*git, "--first-parent", "main"], capture_output=True, text=True, check=True).stdout.split()
    for revision in lines[: commits + 1]:
        since = subprocess.run(
            [*git, "--count", f"{revision}..main"], capture_output=True, text=True, check=True
        ).stdout
        if int(since) >= commits:
            return revision
    raise SystemExit(f"{folder} has fewer than {commits} commits")


def _memory(place: Path, lessons: int, rounds: int) -> list[Row]:
    """Four times the commits on as many lessons: only what is known of each commit may grow."""
    few, many = 25 * lessons, 100 * lessons
    say(f"memory, {few:,} and {many:,} commits")
    readers = {str(number): _reader(place, _generated(place, lessons, number), cold=True) for number in (few, many)}
    found = interleaved(readers, rounds, print)
    small, large = median(found[str(few)]).memory, median(found[str(many)]).memory
    each = (large - small) * 1_000_000 / (many - few)
    return [
        Row(f"memory that {few:,} commits take", small, "MB"),
        Row(f"memory that {many:,} commits take", large, "MB"),
        Row("memory for each commit more", each, "bytes", at_most=500),
    ]


def _reader(place: Path, folder: Path, cold: bool, part: str = "seconds") -> Callable[[], Sample]:
    """Reads the history in a new process, telling a `part` of it; warm goes on from what the last cold one kept."""
    store = place / f"{folder.name}-store"
    command = [str(BIN / "python"), str(ROOT / "scripts/bench_history_read.py"), str(folder), str(store)]

    def read() -> Sample:
        if cold:
            set_aside(store)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
        cost = json.loads(done.stdout)
        return Sample(cost[part], cost["cpu"], cost["memory"])

    return read


def _generated(place: Path, lessons: int, commits: int) -> Path:
    """A generated repository, made once; a change of the generator makes it anew."""
    folder = place / f"history-{lessons}-{commits}"
    stamp = folder.with_suffix(".made-by")
    maker = f"{SEED}\n{(ROOT / 'scripts/bench_history_repository.py').read_text(encoding='utf-8')}"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != maker:
        stamp.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        print(f"making a repository of {lessons:,} lessons and {commits:,} commits", flush=True)
        make_repository(folder, lessons, commits)
        stamp.write_text(maker, encoding="utf-8")
    return folder


def _cloned(place: Path, repository: Path) -> Path:
    """A clone of a real repository, whose pages lie in `docs`, or at its top."""
    folder = place / f"history-{repository.stem}"
    if not folder.is_dir():
        listed = subprocess.run(["git", "ls-remote", str(repository)], capture_output=True, text=True, check=True)
        # The HEAD of a bundle may be a branch that it does not hold.
        branch = ["--branch=main"] if "refs/heads/main\n" in listed.stdout else []
        subprocess.run(["git", "clone", "--quiet", *branch, str(repository), str(folder)], check=True)
    return folder


def _peers(place: Path) -> Path:
    """MkDocs in the peers' environment, made once."""
    folder = place / f"peers-{'-'.join(each.partition('==')[2] for each in PEERS)}"
    mkdocs = folder / ("Scripts/mkdocs.exe" if sys.platform == "win32" else "bin/mkdocs")
    if not (folder / "made").is_file():
        print("setting up the peers, once", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(mkdocs.with_name("python")), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *PEERS], check=True)
        (folder / "made").touch()
    return mkdocs
