"""Files as they lie on disk: a digest of what they hold, and stamps that tell whether anybody wrote meanwhile."""

from __future__ import annotations

import os
import stat
from collections.abc import Container

from lorepath.digest import Digest

MOST = 50 * 2**20
"""Of a larger file only the size counts: none is let into a portal."""
_MOST_KEPT = 2**20
"""No text of a portal is larger."""
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class LeadsElsewhere(Exception):
    """A link to a folder: what lies there may be anything, and may lead back."""


class RawFiles:
    """Takes in files and folders, each under a name, but for those whose names are `without`.

    Two that took in the same have the same `held`. Their `stamps` differ where somebody has written between the one
    and the other, even if it was undone; they are the same where the texts were not even `read`. What texts hold
    whose names end with one of the `keep` can be asked for in `kept`.
    """

    def __init__(self, without: Container[str] = (), read: bool = True, keep: tuple[str, ...] = ()) -> None:
        self._held, self._stamps = Digest(), Digest()
        self._without, self._read, self._keep = without, read, keep
        self.kept: dict[str, bytes] = {}

    @property
    def held(self) -> str:
        """A digest of what the files hold, and of their names."""
        return self._held.hex()

    @property
    def stamps(self) -> str:
        """A digest of when each was last written, and of which file on the disk it is."""
        return self._stamps.hex()

    def add(self, path: str | os.PathLike[str], name: str, follow: bool = True) -> None:
        """Take in a file, or a folder with all below it; that it is not there, or cannot be read, counts too.

        With `follow` a link stands for the file that it leads to, and one to a folder raises LeadsElsewhere;
        without, only where it leads counts.
        """
        if name in self._without:
            return
        try:
            self._add(os.fspath(path), name, follow)
        except OSError as error:
            self._held.add(name, "not to be read", str(error.errno))

    def _add(self, path: str, name: str, follow: bool) -> None:
        status = os.lstat(path)
        if stat.S_ISDIR(status.st_mode):
            names = sorted(os.listdir(path))  # noqa: PTH208 - all paths here are texts
            self._held.add(name, "folder", str(len(names)))
            self._stamp(status)
            for each in names:
                self.add(f"{path}{os.sep}{each}", f"{name}/{each}", follow)
        elif stat.S_ISLNK(status.st_mode):
            self._held.add(name, "link", os.fsencode(os.readlink(path)))  # noqa: PTH115
            if follow:
                self._target(path, name)
        elif self._read:
            self._file(path, name)
        else:
            self._stamp(status)

    def _target(self, path: str, name: str) -> None:
        status = os.stat(path)  # noqa: PTH116
        if stat.S_ISDIR(status.st_mode):
            raise LeadsElsewhere(path)
        self._file(path, name)

    def _file(self, path: str, name: str) -> None:
        descriptor = os.open(path, _READ)
        try:
            status = os.fstat(descriptor)
            self._stamp(status)
            if stat.S_ISREG(status.st_mode) and status.st_size <= MOST:
                data = os.read(descriptor, status.st_size + 1)
                self._held.add(name, "file", data)
                if name.endswith(self._keep) and len(data) <= _MOST_KEPT:
                    self.kept[name] = data
            else:
                self._held.add(name, "no text", f"{stat.S_IFMT(status.st_mode)} {status.st_size}")
        finally:
            os.close(descriptor)

    def _stamp(self, status: os.stat_result) -> None:
        self._stamps.add(f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}")
