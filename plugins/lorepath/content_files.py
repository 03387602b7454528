"""What lies in `content/`: every file classified by its place, none followed out of the folder."""

from __future__ import annotations

import errno
import math
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from lorepath.asset_kinds import asset_flaw
from lorepath.content_places import ContentFile, FileKind, Misplaced, misnamed, place_of, things_in
from lorepath.finding import Finding, Place, Standard
from lorepath.naming import SOUND, sound_name, unique
from lorepath.reading_standards import ASSET_KIND, FILE_KIND, FILE_SIZE

CONTENT = "content"
MAX_TEXT_BYTES = 1024 * 1024
MAX_ASSET_BYTES = 50 * 1024 * 1024

# Neither following a link nor waiting at a pipe.
_READ_ONLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class ContentFiles:
    """The files of a portal's `content/`, sorted by path, and the findings about files that do not belong.

    `unread` holds (kind, id) of what refused files and folders describe, an empty id for any of that kind, and
    `refused` their paths as they will be once what is wrong with them is mended. So nobody calls them missing.
    """

    def __init__(self, root: Path, instead: Mapping[str, bytes | None] | None = None) -> None:
        """Look through `content/`; without that folder there are no files.

        `instead` maps paths to what stands in place of the file on disk (what an editor holds, what another
        commit has); None stands for no file.
        """
        self.root = root
        self.instead = {path: text for path, text in (instead or {}).items() if path.startswith(f"{CONTENT}/")}
        self.findings: list[Finding] = []
        self.unread: set[tuple[str, str]] = set()
        self.refused: set[str] = set()
        self.files: tuple[ContentFile, ...] = ()
        if (root / CONTENT).is_symlink():
            self._refuse(CONTENT, FILE_KIND, "`content` is a link to another place", "make it a folder of its own")
        elif (root / CONTENT).is_dir():
            self.files = tuple(sorted(self._classified(root / CONTENT), key=lambda file: file.path))

    def of(self, kind: FileKind) -> Iterator[ContentFile]:
        """The files of one kind, by path."""
        return (file for file in self.files if file.kind is kind)

    def read(self, file: ContentFile) -> bytes:
        """The bytes of a text file. Raises OSError where it has become a link or a pipe, or unreadable, meanwhile."""
        if (bytes_instead := self.instead.get(file.path)) is not None:
            return bytes_instead[: MAX_TEXT_BYTES + 1]
        descriptor = os.open(self.root / file.path, _READ_ONLY)
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, "it is no ordinary file")
            return stream.read(MAX_TEXT_BYTES + 1)

    def _classified(self, folder: Path) -> Iterator[ContentFile]:
        present = {path for path in self._walk(folder, CONTENT) if path not in self.instead}
        present |= {path for path, text in self.instead.items() if text is not None}
        for path in sorted(present):
            file = place_of(PurePosixPath(path))
            if isinstance(file, ContentFile):
                if file.kind is not FileKind.ASSET or self._is_sound_asset(file):
                    yield file
            else:
                self._misplaced(path, file)

    def _walk(self, folder: Path, prefix: str) -> Iterator[str]:
        """Paths of the ordinary files below `folder` whose names may stand in a web address."""
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            message = f"this folder cannot be opened ({error.strerror})"
            self._refuse(prefix, FILE_KIND, message, "make it readable", is_folder=True)
            return
        names = {entry.name for entry in entries}
        for entry in entries:
            path = f"{prefix}/{entry.name}"
            if entry.name.startswith("."):
                continue
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and not entry.is_file(follow_symlinks=False):
                kind = "a link to another place" if entry.is_symlink() else "no ordinary file"
                self._refuse(path, FILE_KIND, f"this is {kind}", "put the file itself here", "." not in entry.name)
            elif not SOUND.match(entry.name):
                better = sound_name(entry.name)
                better = better if is_folder else unique(better, names)
                wrong = misnamed(PurePosixPath(path), better, _quoted(entry.name), is_folder)
                self._misplaced(path, wrong, f"{prefix}/{better}" if is_folder else "")
            elif is_folder:
                yield from self._walk(Path(entry.path), path)
            elif self._size_is_sound(entry, path):
                yield path

    def _size_is_sound(self, entry: os.DirEntry[str], path: str) -> bool:
        status = entry.stat(follow_symlinks=False)
        text = PurePosixPath(path).suffix in (".md", ".yml", ".yaml")
        most = MAX_TEXT_BYTES if text else MAX_ASSET_BYTES
        if stat.S_ISREG(status.st_mode) and status.st_size <= most:
            return True
        remedy = {
            ".md": "split it into lessons, and keep pictures in files beside them",
            ".yml": "keep names and short descriptions here, and the teaching in lessons",
        }.get(PurePosixPath(path).suffix, "make it smaller")
        found, limit = f"{math.ceil(status.st_size / 2**20 * 10) / 10:,} MB", f"{most // 2**20} MB"
        self._refuse(path, FILE_SIZE, f"this file holds {found}; {limit} is the most", remedy)
        return False

    def _is_sound_asset(self, file: ContentFile) -> bool:
        """Whether an asset holds what its name says. What an editor holds in its place is text, and captions only."""
        if file.path in self.instead:
            return True
        try:
            descriptor = os.open(self.root / file.path, _READ_ONLY)
            with os.fdopen(descriptor, "rb") as stream:
                flaw = asset_flaw(stream, os.fstat(descriptor).st_size, PurePosixPath(file.path).suffix)
        except OSError as error:
            flaw = (f"this file cannot be opened ({error.strerror})", "make it an ordinary, readable file")
        if flaw:
            self._refuse(file.path, ASSET_KIND, *flaw)
        return not flaw

    def _misplaced(self, path: str, wrong: Misplaced, folder: str = "") -> None:
        """Note a file in the wrong place, or a folder whose sound name would be `folder`."""
        self.findings.append(wrong.standard.at(Place(path), wrong.message, wrong.hint))
        if folder:
            self._remember_folder(PurePosixPath(folder))
        elif wrong.meant:
            self._remember(wrong.meant)

    def _refuse(self, path: str, standard: Standard, message: str, hint: str, is_folder: bool = False) -> None:
        self.findings.append(standard.at(Place(path), message, hint))
        if is_folder:
            self._remember_folder(PurePosixPath(path))
        elif isinstance(file := place_of(PurePosixPath(path)), ContentFile):
            self._remember(file)

    def _remember(self, file: ContentFile) -> None:
        """Note that a file is there, although nobody can read it."""
        self.refused.add(file.path.removeprefix(f"{CONTENT}/"))
        self.unread.add((file.kind.value, file.id))

    def _remember_folder(self, folder: PurePosixPath) -> None:
        self.refused.add(folder.as_posix().removeprefix(f"{CONTENT}/"))
        self.unread |= things_in(folder)


def _quoted(name: str) -> str:
    """A file name with what cannot be seen written out, short enough for a message."""
    shown = ascii(name)[1:-1]
    return f'"{shown}"' if len(shown) <= 60 else f'"{shown[:59]}…"'
