"""Many small things in few entries: what is kept, what makes room, and what two processes do to each other."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from lorepath.bundles import Bundles
from lorepath.store import Key, Store, key_of

KIND = "small"
KEY = len(key_of())


def key(number: int, beginning: str = "ab") -> Key:
    """A key of the bundle with that beginning."""
    return Key(beginning + key_of(str(number))[2:])


def test_what_was_written_is_there_after_it_was_saved(tmp_path: Path) -> None:
    keys = [key_of(str(number)) for number in range(1000)]
    bundles = Bundles(Store(tmp_path), KIND)
    for each in keys:
        bundles.write(each, f"data of {each}".encode())
        assert bundles.read(each) == f"data of {each}".encode()
    assert Bundles(Store(tmp_path), KIND).read(keys[0]) is None
    bundles.save()
    again = Bundles(Store(tmp_path), KIND)
    assert [again.read(each) for each in keys] == [f"data of {each}".encode() for each in keys]
    assert again.read(key_of("another")) is None
    assert Bundles(Store(tmp_path), "other").read(keys[0]) is None
    assert Store(tmp_path).uses()[0].entries == len({each[:2] for each in keys}) <= 256


def test_one_more_writes_one_entry(tmp_path: Path) -> None:
    bundles = Bundles(Store(tmp_path), KIND)
    for number in range(1000):
        bundles.write(key_of(str(number)), b"data")
    bundles.save()
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*") if path.is_file()}
    bundles.read(key_of("1"))
    bundles.write(key_of("one more"), b"data")
    bundles.save()
    after = {path: path.stat().st_ino for path in tmp_path.rglob("*") if path.is_file()}
    assert before.keys() == after.keys()
    assert len(before.items() - after.items()) == 1


def test_nothing_is_held_after_it_was_saved(tmp_path: Path) -> None:
    first, second = Bundles(Store(tmp_path), KIND), Bundles(Store(tmp_path), KIND)
    assert first.read(key(1)) is None
    first.save()
    second.write(key(1), b"by another")
    second.save()
    assert first.read(key(1)) == b"by another"


def test_two_at_once_lose_no_more_than_what_one_of_them_added(tmp_path: Path) -> None:
    first, second = Bundles(Store(tmp_path), KIND), Bundles(Store(tmp_path), KIND)
    first.write(key(0), b"before")
    first.save()
    first.write(key(1), b"one")
    second.write(key(2), b"two")
    first.save()
    second.save()
    assert [Bundles(Store(tmp_path), KIND).read(key(number)) for number in range(3)] == [b"before", None, b"two"]


def test_what_was_not_used_for_longest_makes_room(tmp_path: Path) -> None:
    store = Store(tmp_path, limit_bytes=512 * 1000)
    bundles = Bundles(store, KIND)
    for number in range(10):
        bundles.write(key(number), bytes(100 - KEY))
    bundles.write(key(0, "cd"), bytes(1000 - KEY))
    bundles.save()
    assert bundles.read(key(0)) == bytes(100 - KEY)
    bundles.write(key(10), bytes(150 - KEY))
    bundles.save()
    kept = [number for number in range(11) if bundles.read(key(number)) is not None]
    assert kept == [0, 3, 4, 5, 6, 7, 8, 9, 10]
    assert bundles.read(key(0, "cd")) == bytes(1000 - KEY)


def test_what_no_bundle_can_hold_takes_the_place_of_nothing(tmp_path: Path) -> None:
    bundles = Bundles(Store(tmp_path, limit_bytes=512 * 1000), KIND)
    bundles.write(key(0), bytes(100))
    bundles.save()
    bundles.write(key(1), bytes(1001 - KEY))
    bundles.save()
    assert bundles.read(key(0)) == bytes(100)
    assert bundles.read(key(1)) is None


@pytest.mark.parametrize(
    "bundle",
    [
        {key(0): b"data", key(1): bytes(2000)},  # 256 of these would be held at once
        {key(0): b"data", "1": b""},  # as many as fit would take a multiple in memory
        {key(0): b"data", key(1): 1},
        [key(0)],
    ],
    ids=["large", "keys of another kind", "no bytes", "a list"],
)
def test_a_bundle_that_nobody_here_wrote_counts_for_nothing(tmp_path: Path, bundle: object) -> None:
    store = Store(tmp_path, limit_bytes=512 * 1000)
    store.write(KIND, key_of("bundle", KIND, "ab"), msgspec.msgpack.encode({key(0): b"data"}))
    assert Bundles(store, KIND).read(key(0)) == b"data"
    store.write(KIND, key_of("bundle", KIND, "ab"), msgspec.msgpack.encode(bundle))
    assert Bundles(store, KIND).read(key(0)) is None


def test_the_fullest_bundle_can_be_read_again(tmp_path: Path) -> None:
    """What is around small things takes room too."""
    bundles = Bundles(Store(tmp_path, limit_bytes=512 * 1000), KIND)
    for number in range(100):
        bundles.write(key(number), b"")
    bundles.save()
    assert [number for number in range(100) if bundles.read(key(number)) is not None] == list(range(67, 100))


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    bundles = Bundles(Store(None), KIND)
    bundles.write(key(1), b"data")
    bundles.save()
    assert bundles.read(key(1)) is None
