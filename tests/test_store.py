"""The store on disk: what is written is read again or is missing, never wrong, whatever happens to its folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lorepath import store
from lorepath.store import Key, Store, Use, key_of, place_of

KEY = key_of("a lesson")
DAY = 24 * 60 * 60


def entry(folder: Path, kind: str = "facts", key: Key = KEY) -> Path:
    return folder / kind / key[:1] / key[1:]


def kept(folder: Path, data: bytes = b"what was worked out") -> Store:
    found = Store(folder)
    found.write("facts", KEY, data)
    return found


def used_days_ago(folder: Path, key: Key, days: float) -> None:
    when = time.time() - days * DAY
    os.utime(entry(folder, key=key), (when, when))


@pytest.mark.parametrize("data", [b"", b"x", bytes(range(256)) * 5000])
def test_what_is_written_is_read_again(tmp_path: Path, data: bytes) -> None:
    kept(tmp_path / "cache", data)
    assert Store(tmp_path / "cache").read("facts", KEY) == data


def test_kinds_and_keys_are_apart(tmp_path: Path) -> None:
    found = kept(tmp_path)
    assert found.read("pages", KEY) is None
    assert found.read("facts", key_of("another lesson")) is None


def test_what_is_written_again_replaces(tmp_path: Path) -> None:
    found = kept(tmp_path)
    found.write("facts", KEY, b"new")
    assert found.read("facts", KEY) == b"new"


def test_a_key_tells_where_parts_end() -> None:
    keys = {key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("abc", ""), key_of("1:a"), key_of("a")}
    assert len(keys) == 6
    assert key_of("é") == key_of("é".encode())


def test_a_key_belongs_to_one_version_of_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "code_version", lambda: "another")
    assert key_of("a lesson") != KEY


@given(cut=st.integers(0, 34), data=st.binary(max_size=40))
def test_damage_is_seen(tmp_path_factory: pytest.TempPathFactory, cut: int, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("cache")
    found = kept(folder, b"what was worked out")
    whole = entry(folder).read_bytes()
    damaged = whole[:cut] + data
    entry(folder).write_bytes(damaged)
    assert found.read("facts", KEY) == (b"what was worked out" if damaged == whole else None)


def test_an_entry_under_another_name_is_not_taken(tmp_path: Path) -> None:
    found = kept(tmp_path)
    other = key_of("another lesson")
    entry(tmp_path, key=other).parent.mkdir(exist_ok=True)
    entry(tmp_path).rename(entry(tmp_path, key=other))
    assert found.read("facts", other) is None


@pytest.mark.parametrize("thing", ["folder", "link", "pipe"])
def test_what_is_no_file_is_no_entry(tmp_path: Path, thing: str) -> None:
    found = kept(tmp_path)
    place = entry(tmp_path)
    elsewhere = place.rename(tmp_path / "elsewhere")
    match thing:
        case "folder":
            place.mkdir()
        case "link":
            place.symlink_to(elsewhere)
        case "pipe":
            os.mkfifo(place)
    assert found.read("facts", KEY) is None
    found.write("facts", KEY, b"again")
    assert found.read("facts", KEY) == (None if thing == "folder" else b"again")


def test_a_folder_may_vanish_at_any_moment(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    found = kept(folder)
    Store(folder).clear()
    assert not folder.exists()
    assert found.read("facts", KEY) is None
    assert found.uses() == ()
    found.write("facts", KEY, b"lost, for its folder is gone")
    found.write("facts", KEY, b"kept")
    assert found.read("facts", KEY) == b"kept"


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file of somebody else")
    found = kept(tmp_path / "cache")
    assert found.read("facts", KEY) is None
    found.sweep()
    found.clear()
    assert found.uses() == ()
    assert (tmp_path / "cache").read_text() == "a file of somebody else"


def test_without_a_folder_nothing_is_kept() -> None:
    found = Store(None)
    found.write("facts", KEY, b"data")
    found.sweep()
    found.clear()
    assert found.read("facts", KEY) is None
    assert found.uses() == ()


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    program = """
import resource, sys
from pathlib import Path
from lorepath.store import Store, key_of
found = Store(Path(sys.argv[1]))
found.write("facts", key_of("small"), b"fits")
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
found.write("facts", key_of("small"), b"too much" * 1000)
assert found.read("facts", key_of("small")) == b"fits"
"""
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()].count(key_of("small")[1:]) == 1
    assert not list(tmp_path.rglob(".*-*"))


@pytest.mark.parametrize("level", [1, 2, 3])
def test_nothing_is_written_through_a_link(tmp_path: Path, level: int) -> None:
    """A repository may hold links where the cache wants its folders."""
    outside = tmp_path / "outside"
    (outside / "facts" / KEY[:1]).mkdir(parents=True)
    folder = tmp_path / "cache"
    link = [folder, folder / "facts", folder / "facts" / KEY[:1]][level - 1]
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to([outside, outside / "facts", outside / "facts" / KEY[:1]][level - 1])
    found = kept(folder)
    found.clear()
    assert not [path for path in outside.rglob("*") if path.is_file()]
    assert found.read("facts", KEY) is None


def test_what_was_not_used_for_the_longest_time_goes_first(tmp_path: Path) -> None:
    keys = [key_of(str(number)) for number in range(8)]
    found = Store(tmp_path, limit_bytes=10**9)
    for days, key in enumerate(keys):
        found.write("facts", key, bytes(984))
        used_days_ago(tmp_path, key, days + 2)
    assert found.read("facts", keys[7]) is not None  # the oldest, in use again
    found.limit_bytes = 8000
    found.sweep()
    assert len(list(tmp_path.rglob("facts/*/*"))) == 8, "it holds no more than it may"
    found.limit_bytes = 6000
    found.sweep()
    assert [number for number, key in enumerate(keys) if found.read("facts", key) is not None] == [0, 1, 2, 7]


def test_an_entry_from_the_future_goes_first(tmp_path: Path) -> None:
    found = Store(tmp_path, limit_bytes=10**9)
    other = key_of("another lesson")
    found.write("facts", KEY, bytes(1000))
    found.write("facts", other, bytes(1000))
    used_days_ago(tmp_path, KEY, -365)
    found.limit_bytes = 1500
    found.sweep()
    assert found.read("facts", KEY) is None
    assert found.read("facts", other) is not None


def test_writing_keeps_to_the_limit(tmp_path: Path) -> None:
    found = Store(tmp_path, limit_bytes=100_000)
    for number in range(300):
        found.write("facts", key_of(str(number)), bytes(3000))
        assert sum(use.size for use in found.uses()) <= 100_000
    assert found.read("facts", key_of("299")) is not None
    found.write("facts", KEY, bytes(100_001))
    assert found.read("facts", KEY) is None


def test_a_sweep_takes_out_what_a_stopped_process_left(tmp_path: Path) -> None:
    found = kept(tmp_path)
    old, new = (entry(tmp_path).with_name(f".{KEY[1:]}.1f-{name}-0") for name in ("aa", "bb"))
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (time.time() - DAY, time.time() - DAY))
    found.sweep()
    assert not old.exists()
    assert new.exists(), "somebody may be writing it"
    assert found.read("facts", KEY) is not None
    assert found.uses() == (Use("facts", 1, 16 + len(b"what was worked out")),)


def test_clearing_takes_out_only_what_the_store_has_made(tmp_path: Path) -> None:
    found = kept(tmp_path)
    found.write("pages", KEY, b"html")
    others = [tmp_path / "bench/portal.yml", tmp_path / "facts/notes.txt", entry(tmp_path).with_name("mine")]
    for other in others:
        other.parent.mkdir(exist_ok=True)
        other.write_text("mine")
    assert [use.kind for use in found.uses()] == ["facts", "pages"]
    found.clear()
    files = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {*others, tmp_path / ".gitignore", tmp_path / "CACHEDIR.TAG"}
    assert not (tmp_path / "pages").exists()


def test_git_and_backups_pass_the_folder_by(tmp_path: Path) -> None:
    kept(tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "*\n"
    assert (tmp_path / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_where_a_portal_keeps_things(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOREPATH_CACHE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert place_of(Path("portal")) == tmp_path / "portal/.lorepath-cache"
    monkeypatch.setenv("LOREPATH_CACHE", "elsewhere")
    assert place_of(Path("portal")) == tmp_path / "elsewhere"
    for word in ("off", "OFF", "no", "0"):
        monkeypatch.setenv("LOREPATH_CACHE", word)
        assert place_of(Path("portal")) is None


def test_many_processes_at_once(tmp_path: Path) -> None:
    """Writers, readers, sweepers and somebody who clears: nobody fails, and nobody reads what was not written."""
    program = """
import random, sys
from pathlib import Path
from lorepath.store import Store, key_of
found = Store(Path(sys.argv[1]), limit_bytes=200_000)
chance = random.Random(sys.argv[2])
for _ in range(1500):
    name = str(chance.randrange(60))
    key, data = key_of(name), name.encode() * 2000
    match chance.randrange(200):
        case 0:
            found.clear()
        case 1:
            found.sweep()
        case number if number < 80:
            found.write("facts", key, data)
        case _:
            assert found.read("facts", key) in (None, data)
"""
    running = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", program, str(tmp_path / "cache"), str(seed)])
        for seed in range(4)
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0, 0]
    assert not list(tmp_path.rglob(".*-*"))
