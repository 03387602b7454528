"""`content/` as it lies on disk at one moment: looked through once, each text read once, no link followed."""

from __future__ import annotations

import errno
import math
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from lorepath.asset_kinds import asset_flaw
from lorepath.content_places import CONTENT, TEXTS, ContentFile, Misplaced, misnamed, place_of, things_in, too_deep
from lorepath.file_standards import FILE_KIND, FILE_SIZE
from lorepath.finding import Finding, Place, Standard
from lorepath.naming import LONGEST_PATH, is_sound, sound_name, unique

MAX_TEXT_BYTES = 1024 * 1024
MAX_ASSET_BYTES = 50 * 1024 * 1024

# Neither following a link nor waiting at a pipe.
_READ_ONLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class LeftOut:
    """What is not let in: findings, (kind, id) of what it describes (an empty id: any of that kind), and its paths."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.things: set[tuple[str, str]] = set()
        self.paths: set[str] = set()

    def copy(self) -> LeftOut:
        """The same, to add to."""
        copy = LeftOut()
        copy.findings, copy.things, copy.paths = [*self.findings], {*self.things}, {*self.paths}
        return copy

    def misplaced(self, path: str, wrong: Misplaced, folder: str = "") -> None:
        """Note a file in the wrong place, or a folder whose sound name would be `folder`."""
        self.findings.append(wrong.standard.at(Place(path), wrong.message, wrong.hint))
        if folder:
            self._remember_folder(PurePosixPath(folder))
        elif wrong.meant:
            self._remember(wrong.meant)

    def refuse(self, path: str, standard: Standard, message: str, hint: str, is_folder: bool = False) -> None:
        """Note a file or folder that cannot be what it should be."""
        self.findings.append(standard.at(Place(path), message, hint))
        if is_folder:
            self._remember_folder(PurePosixPath(path))
        elif isinstance(file := place_of(path), ContentFile):
            self._remember(file)

    def _remember(self, file: ContentFile) -> None:
        """Note that a file is there, although nobody can read it."""
        self.paths.add(file.path.removeprefix(f"{CONTENT}/"))
        self.things.add((file.kind.value, file.id))

    def _remember_folder(self, folder: PurePosixPath) -> None:
        self.paths.add(folder.as_posix().removeprefix(f"{CONTENT}/"))
        self.things |= things_in(folder)


class Disk:
    """The folder `content/` of a portal. `paths` are its ordinary files whose names may stand in a web address."""

    def __init__(self, root: Path, texts: Mapping[str, bytes] | None = None) -> None:
        """Look through `content/`; without that folder there are no files.

        `texts` are what some of its files held a moment ago, by their paths: these are not read again.
        """
        self.root = root
        self.left_out = LeftOut()
        self.paths: tuple[str, ...] = ()
        self.is_there = not (root / CONTENT).is_symlink() and (root / CONTENT).is_dir()
        self._places: dict[str, ContentFile | Misplaced] = {}
        self._flaws: dict[str, tuple[str, str] | None] = {}
        self._read = dict(texts or {})
        if (root / CONTENT).is_symlink():
            hint = "make it a folder of its own"
            self.left_out.refuse(CONTENT, FILE_KIND, "`content` is a link to another place", hint)
        elif self.is_there:
            self.paths = tuple(self._walk(root / CONTENT, CONTENT))
            self._fetch()

    def _fetch(self) -> None:
        """Have the system fetch all texts, in the order that suits the disk; one by one, each would be waited for."""
        if not hasattr(os, "posix_fadvise"):
            return
        for path in self.paths:
            if path.endswith(TEXTS) and path not in self._read:
                try:
                    descriptor = os.open(f"{self.root}/{path}", _READ_ONLY)
                except OSError:
                    continue  # `read` says what is wrong with it
                try:
                    os.posix_fadvise(descriptor, 0, MAX_TEXT_BYTES, os.POSIX_FADV_WILLNEED)
                except OSError:
                    pass
                finally:
                    os.close(descriptor)

    def place(self, path: str) -> ContentFile | Misplaced:
        """What the file at a path is."""
        if path not in self._places:
            self._places[path] = place_of(path)
        return self._places[path]

    def read(self, path: str) -> bytes:
        """The bytes of a text file. Raises OSError where it has become a link or a pipe, or unreadable, meanwhile."""
        if path not in self._read:
            descriptor = os.open(f"{self.root}/{path}", _READ_ONLY)
            try:
                status = os.fstat(descriptor)
                if not stat.S_ISREG(status.st_mode):
                    raise OSError(errno.EINVAL, "it is no ordinary file")
                # Thousands are read, so this asks for no buffer, nor for more room than a text takes.
                self._read[path] = os.read(descriptor, min(status.st_size, MAX_TEXT_BYTES) + 1)
            finally:
                os.close(descriptor)
        return self._read[path]

    def flaw(self, path: str) -> tuple[str, str] | None:
        """What is wrong with an asset, and what to do, where it does not hold what its name says."""
        if path not in self._flaws:
            self._flaws[path] = self._flaw(path)
        return self._flaws[path]

    def _flaw(self, path: str) -> tuple[str, str] | None:
        try:
            descriptor = os.open(self.root / path, _READ_ONLY)
            with os.fdopen(descriptor, "rb") as stream:
                return asset_flaw(stream, os.fstat(descriptor).st_size, PurePosixPath(path).suffix)
        except OSError as error:
            return f"this file cannot be opened ({error.strerror})", "make it an ordinary, readable file"

    def _walk(self, folder: Path, prefix: str) -> Iterator[str]:
        """Paths of the ordinary files below `folder` whose names may stand in a web address."""
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            message = f"this folder cannot be opened ({error.strerror})"
            self.left_out.refuse(prefix, FILE_KIND, message, "make it readable", is_folder=True)
            return
        names = {entry.name for entry in entries}
        for entry in entries:
            path = f"{prefix}/{entry.name}"
            if entry.name.startswith("."):
                continue
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and not entry.is_file(follow_symlinks=False):
                kind = "a link to another place" if entry.is_symlink() else "no ordinary file"
                self.left_out.refuse(
                    path, FILE_KIND, f"this is {kind}", "put the file itself here", "." not in entry.name
                )
            elif not is_sound(entry.name):
                better = sound_name(entry.name)
                better = better if is_folder else unique(better, names)
                wrong = misnamed(path, better, _quoted(entry.name), is_folder)
                self.left_out.misplaced(path, wrong, f"{prefix}/{better}" if is_folder else "")
            elif len(path) > LONGEST_PATH:
                self.left_out.misplaced(path, too_deep())
            elif is_folder:
                yield from self._walk(Path(entry.path), path)
            elif self._size_is_sound(entry, path):
                yield path

    def _size_is_sound(self, entry: os.DirEntry[str], path: str) -> bool:
        status = entry.stat(follow_symlinks=False)
        text = path.endswith(TEXTS)
        most = MAX_TEXT_BYTES if text else MAX_ASSET_BYTES
        if stat.S_ISREG(status.st_mode) and status.st_size <= most:
            return True
        remedy = {
            ".md": "split it into lessons, and keep pictures in files beside them",
            ".yml": "keep names and short descriptions here, and the teaching in lessons",
        }.get(PurePosixPath(path).suffix, "make it smaller")
        found, limit = f"{math.ceil(status.st_size / 2**20 * 10) / 10:,} MB", f"{most // 2**20} MB"
        self.left_out.refuse(path, FILE_SIZE, f"this file holds {found}; {limit} is the most", remedy)
        return False


def _quoted(name: str) -> str:
    """A file name with what cannot be seen written out, short enough for a message."""
    shown = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in name)
    return f'"{shown}"' if len(shown) <= 60 else f'"{shown[:59]}…"'
