"""What was worked out before, kept on disk by content. `Store.read` and `Store.write` never fail; they forget.

An entry is one file, `<folder>/<kind>/<1 digit>/<29 digits>`, named after everything that its data was made from
(`key_of`), so it is never out of date, only missing. That makes a folder safe to delete at any moment, to share
between branches and computers, and to use from several processes at once.

Entries may come from a cache that many share. A checksum tells damaged ones from whole ones, but it is no signature:
whoever reads an entry checks its shape, and what it holds is data, never code (no pickles).
"""

from __future__ import annotations

import os
import random
import re
import stat
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import NewType

from msgspec import Struct

from lorepath.code_version import code_version

Key = NewType("Key", str)
"""What an entry was made from, as `key_of` says it."""
KEY_LENGTH = 30
"""So many hexadecimal digits a key has."""

FOLDER = ".lorepath-cache"
VARIABLE = "LOREPATH_CACHE"
OFF = frozenset({"off", "no", "0"})
LIMIT = 512 * 2**20
MOST = 64 * 2**20
"""The most bytes that one entry may hold."""

_DAY = 24 * 60 * 60.0
_HOUR = 60 * 60.0
_KEEP = 0.75
"""How full a sweep leaves the folder, as a part of the limit."""
_SWEEPS = 64
"""How often the folder is swept while as much is written as it may hold."""

_KIND = re.compile(r"[a-z][a-z-]{0,30}\Z")
_SHARD = re.compile(r"[0-9a-f]\Z")
"""Sixteen folders: with as many as 256, making them takes as long as writing a thousand entries."""
_ENTRY = re.compile(r"[0-9a-f]{29}\Z")
_UNFINISHED = re.compile(r"\.[0-9a-f]{29}\.[0-9a-f-]{1,60}\Z")
_CHECKSUM = 16
# What tells tools for copies and versions to pass the folder by.
_MARKERS = {
    ".gitignore": b"*\n",
    "CACHEDIR.TAG": b"Signature: 8a477f597d28d172789f06886806bc55\n# Lorepath's cache: safe to delete.\n",
}
# Neither following a link nor waiting at a pipe.
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class Use(Struct, frozen=True):
    """How many entries of a kind there are, and their size in bytes."""

    kind: str
    entries: int
    size: int


def key_of(*parts: bytes | str) -> Key:
    """The key of what this version of Lorepath makes from these parts; where one ends makes a difference."""
    digest = blake2b(code_version().encode(), digest_size=KEY_LENGTH // 2)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return Key(digest.hexdigest())


def place_of(root: Path) -> Path | None:
    """Where the portal at `root` keeps things: `LOREPATH_CACHE`, which `off` switches off, else a folder of its own."""
    wish = os.environ.get(VARIABLE, "").strip()
    if wish.lower() in OFF:
        return None
    return Path(wish).expanduser().absolute() if wish else root.absolute() / FOLDER


class Store:
    """A folder of entries, of at most about `limit_bytes`; with no folder, nothing is kept."""

    def __init__(self, folder: Path | None, limit_bytes: int = LIMIT) -> None:
        self.folder = folder
        self.limit_bytes = limit_bytes
        self._prefix = f"{folder}{os.sep}"
        self._shards: set[str] = set()
        self._writable = folder is not None
        self._names = (f"{os.urandom(4).hex()}-{number:x}" for number in count())

    def read(self, kind: str, key: Key) -> bytes | None:
        """What was written under this key, or None where it is not there, or not whole."""
        if self.folder is None:
            return None
        path = self._path(kind, key)
        try:
            descriptor = os.open(path, _READ)
        except (OSError, ValueError):
            return None
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or not _CHECKSUM <= status.st_size <= MOST + _CHECKSUM:
                return None
            held = os.read(descriptor, status.st_size)
        except OSError:
            return None
        finally:
            os.close(descriptor)
        data = held[_CHECKSUM:]
        if held[:_CHECKSUM] != _checksum(kind, key, data):
            return None
        if time.time() - status.st_mtime > _DAY:  # once a day is enough to tell what is in use
            with suppress(OSError):
                os.utime(path)
        return data

    def write(self, kind: str, key: Key, data: bytes) -> None:
        """Keep data under a key. Where that cannot be done (a full disk, a folder of somebody else), nothing is."""
        if not self._writable or len(data) > min(MOST, self.limit_bytes):
            return
        path = self._path(kind, key)
        # By lot, so that no process need know what others have written: a sweep looks at every entry. What takes the
        # place of its like makes the folder no fuller.
        drawn = random.random() * self.limit_bytes < len(data) * _SWEEPS  # noqa: S311
        adds = drawn and not os.path.lexists(path)
        try:
            unfinished = self._unfinished(kind, key)
            descriptor = os.open(unfinished, _CREATE, 0o666)
        except (OSError, ValueError):
            self._forget_shards()
            return
        try:
            _write(descriptor, _checksum(kind, key, data), data)
            os.replace(unfinished, path)  # noqa: PTH105 - a thousand times in a check
        except OSError:
            _remove(unfinished)
            return
        if adds:
            self.sweep()

    def keeps(self, kind: str) -> bool:
        """Whether anything of a kind may be there."""
        return self.folder is not None and os.path.isdir(f"{self._prefix}{kind}")  # noqa: PTH112

    def uses(self) -> tuple[Use, ...]:
        """What the folder holds, by kind."""
        entries: Counter[str] = Counter()
        sizes: Counter[str] = Counter()
        for kind, entry, status in self._entries():
            if _ENTRY.match(entry.name):
                entries[kind] += 1
                sizes[kind] += status.st_size
        return tuple(Use(kind, entries[kind], sizes[kind]) for kind in sorted(entries))

    def sweep(self) -> None:
        """Where the folder holds more than it may, take out what was not used for the longest time."""
        now = time.time()
        found = []
        for _, entry, status in self._entries():
            if _ENTRY.match(entry.name):
                # A day that has not come yet would keep an entry for ever.
                found.append((min(status.st_mtime, now) if status.st_mtime < now + _DAY else 0.0, entry, status))
            elif now - status.st_mtime > _HOUR:  # whoever was writing it has been stopped
                _remove(entry.path)
        total = sum(status.st_size for _, _, status in found)
        if total <= self.limit_bytes:
            return
        for _, entry, status in sorted(found, key=lambda each: each[0]):
            if total <= self.limit_bytes * _KEEP:
                break
            _remove(entry.path)
            total -= status.st_size

    def clear(self) -> None:
        """Take out every entry, and the folders that are empty then. What others put there stays."""
        if self.folder is None or self.folder.is_symlink():
            return
        for _, entry, _ in self._entries():
            _remove(entry.path)
        for kind in self._folders(self.folder, _KIND):
            for shard in self._folders(kind, _SHARD):
                _remove_folder(shard)
            _remove_folder(kind)
        try:
            if {each.name for each in self.folder.iterdir()} <= _MARKERS.keys():
                for name in _MARKERS:
                    _remove(f"{self._prefix}{name}")
                _remove_folder(self.folder)
        except OSError:
            pass  # it is gone already
        self._shards.clear()

    def _path(self, kind: str, key: Key) -> str:
        return f"{self._prefix}{kind}{os.sep}{key[:1]}{os.sep}{key[1:]}"

    def _unfinished(self, kind: str, key: Key) -> str:
        """A new name beside an entry, in a folder that is there. Raises OSError where there can be none."""
        shard = f"{self._prefix}{kind}{os.sep}{key[:1]}"
        if shard not in self._shards:
            self._make(Path(shard))
            self._shards.add(shard)
        return f"{shard}{os.sep}.{key[1:]}.{os.getpid():x}-{next(self._names)}"

    def _make(self, shard: Path) -> None:
        """Make the folder of some entries, and those above it."""
        folder = shard.parent.parent
        for each in (folder, shard.parent, shard):
            if each.is_symlink():  # a hostile repository could bring one along
                raise OSError(f"{each} leads elsewhere")
        shard.mkdir(parents=True, exist_ok=True)
        for name, text in _MARKERS.items():
            if not (folder / name).exists():
                (folder / name).write_bytes(text)

    def _forget_shards(self) -> None:
        """After a failure: somebody may have cleared the folder; if not, do not try again for every entry."""
        self._writable = bool(self._shards)
        self._shards.clear()

    def _entries(self) -> Iterator[tuple[str, os.DirEntry[str], os.stat_result]]:
        """Every file that this module has written, with its kind; finished or not."""
        if self.folder is None or self.folder.is_symlink():
            return
        for kind in self._folders(self.folder, _KIND):
            for shard in self._folders(kind, _SHARD):
                for entry in _scan(shard):
                    if not (_ENTRY.match(entry.name) or _UNFINISHED.match(entry.name)):
                        continue
                    with suppress(OSError):
                        if entry.is_file(follow_symlinks=False):
                            yield kind.name, entry, entry.stat(follow_symlinks=False)

    def _folders(self, folder: Path, name: re.Pattern[str]) -> list[Path]:
        return sorted(
            Path(entry.path)
            for entry in _scan(folder)
            if name.match(entry.name) and entry.is_dir(follow_symlinks=False)
        )


NO_STORE = Store(None)
"""Keeps nothing."""


def _checksum(kind: str, key: Key, data: bytes) -> bytes:
    """What tells a whole entry under its own name from anything else."""
    digest = blake2b(f"{kind}/{key}:".encode(), digest_size=_CHECKSUM)
    digest.update(data)
    return digest.digest()


def _write(descriptor: int, *pieces: bytes) -> None:
    """Write all of it, and close the file whatever happens. Nothing is copied: an entry may be large."""
    try:
        for piece in pieces:
            written = 0
            while written < len(piece):
                written += os.write(descriptor, piece[written:] if written else piece)
    finally:
        os.close(descriptor)


def _scan(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _remove(path: str) -> None:
    with suppress(OSError):
        Path(path).unlink()


def _remove_folder(path: Path) -> None:
    with suppress(OSError):  # something is left in it
        path.rmdir()
