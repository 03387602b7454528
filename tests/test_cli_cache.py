"""`lorepath cache`, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import command
import lorepath
from lorepath.cli.cache import HOLDS
from lorepath.store import Store, key_of

KEY = key_of("a lesson")


def lines(*arguments: str | Path, **more: str) -> list[str]:
    done = command.lorepath("cache", *arguments, **more)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_the_cache_tells_what_it_holds(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    store.write("readings", KEY, bytes(2000))
    store.write("readings", key_of("another"), bytes(3000))
    store.write("pages", KEY, bytes(4 * 2**20))
    assert lines("info", LOREPATH_CACHE=str(tmp_path / "cache")) == [
        f"{tmp_path}/cache",
        "  pages: 1 entry, 4.0 MB",
        "  readings: 2 entries, 4.9 KB  (what lessons and pages say, and what the check finds in each)",
        "3 entries, 4.0 MB of at most 512.0 MB",
    ]


def test_it_says_of_every_kind_what_its_entries_hold() -> None:
    modules = Path(lorepath.__file__).parent.rglob("*.py")
    kinds = {kind for path in modules for kind in re.findall(r'(?m)^_?KIND = "(.+)"', path.read_text("utf-8"))}
    assert kinds == HOLDS.keys()


def test_the_cache_stands_beside_the_content(tmp_path: Path) -> None:
    folder = tmp_path / ".lorepath-cache"
    assert lines("info", "--root", tmp_path, LOREPATH_CACHE="") == [
        str(folder),
        "0 entries, 0.0 KB of at most 512.0 MB",
    ]
    assert not folder.exists()
    Store(folder).write("readings", KEY, b"data")
    (folder / "bench").mkdir()
    (folder / "bench/mine.txt").write_text("mine")
    assert lines("clear", "--root", tmp_path, LOREPATH_CACHE="") == [f"Took 1 entry out of {folder}."]
    assert (folder / "bench/mine.txt").read_text() == "mine"
    assert not (folder / "readings").exists()


def test_a_cache_that_is_switched_off(tmp_path: Path) -> None:
    said = ["No cache is used: LOREPATH_CACHE switches it off."]
    assert lines("info", "--root", tmp_path, LOREPATH_CACHE="off") == said
    assert lines("clear", "--root", tmp_path, LOREPATH_CACHE="off") == said
