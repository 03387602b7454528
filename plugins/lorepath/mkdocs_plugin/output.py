"""The folder of the finished site: always the whole old one or the whole new one, and one build at a time.

A build writes into a folder beside the site, and the two change places when it is complete. Whatever ends a
build before that, the site stays as it was; what is left over beside it, the next build clears away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lorepath.mkdocs_plugin.folder_swap import change_places
from lorepath.mkdocs_plugin.lock import locked
from lorepath.mkdocs_plugin.stopped import Stopped
from lorepath.site import stylesheet

GENERATOR = b'<meta name="generator" content="mkdocs-'
"""Every page of MkDocs' themes has this mark, near its beginning."""
_HARMLESS = {".DS_Store"}


@dataclass
class NewSite:
    """A site that is being built in a folder beside the one that stands.

    `differs` is the one file by which it differs from that, or nothing where it is the same; the folder then holds
    no other. None means that the folder holds the whole site.
    """

    folder: Path
    differs: str | None = None


class SiteFolder:
    """The folder that a site stands in, and its neighbours while a build runs."""

    def __init__(self, site: Path) -> None:
        # A link to a folder elsewhere stays a link: the folder it leads to is replaced.
        self.site = site.resolve()
        self._new = self.site.with_name(f".{self.site.name}.lorepath-new")
        self._old = self.site.with_name(f".{self.site.name}.lorepath-old")
        self._lock = self.site.with_name(f".{self.site.name}.lorepath-lock")

    @contextmanager
    def replacing(self, say: Callable[[str], None]) -> Iterator[NewSite]:
        """An empty folder to build into; it becomes the site when the block ends without an exception.

        Where only one file differs from the site that stands, that file takes the other's place instead. Another
        build of the same site is waited for, after saying so. Raises Stopped when the site is a folder that no build
        made, and OSError where the folders cannot be written.
        """
        self.site.parent.mkdir(parents=True, exist_ok=True)
        with locked(self._lock, lambda: say(f"another build is writing {self.site.name}/; waiting for it to end")):
            self._mend()
            self._refuse_what_is_not_ours()
            self._new.mkdir()
            new = NewSite(self._new)
            try:
                yield new
                if new.differs is None:
                    change_places(self._new, self.site, self._old)
                elif new.differs:
                    (self._new / new.differs).replace(self.site / new.differs)
            finally:
                for leftover in (self._new, self._old):
                    shutil.rmtree(leftover, ignore_errors=True)

    @contextmanager
    def at_rest(self) -> Iterator[bool]:
        """Whether the site stands, no build is at work on it, and none has left something behind; none begins inside.

        Raises OSError where that cannot be found out.
        """
        try:
            with locked(self._lock, _is_busy):
                yield self.site.is_dir() and not self._new.exists() and not self._old.exists()
        except _Busy:
            yield False

    def _mend(self) -> None:
        """Put right what a build that was killed left behind."""
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        for leftover in (self._new, self._old):
            if leftover.exists():
                shutil.rmtree(leftover)

    def _refuse_what_is_not_ours(self) -> None:
        if not self.site.exists():
            return
        if not self.site.is_dir():
            raise Stopped(f"{self.site} is not a folder; name the folder for the site with --site")
        names = {entry.name for entry in self.site.iterdir()} - _HARMLESS
        # No build makes hidden entries: a `.git` here is somebody's work.
        hidden = sorted(name for name in names if name.startswith("."))
        if hidden or (names and not _is_built(self.site)):
            what = hidden[0] if hidden else "files"
            raise Stopped(
                f"the folder {self.site} holds {what} that no build made, so it is left alone; "
                "name another folder with --site, or empty this one"
            )


class _Busy(Exception):
    """Another build is at work."""


def _is_busy() -> None:
    raise _Busy


def _is_built(folder: Path) -> bool:
    """Whether Lorepath or MkDocs made this folder. Every site of ours has a stylesheet of ours."""
    if (folder / stylesheet.ADDRESS).is_file():
        return True
    home = folder / "index.html"
    if not home.is_file():
        return False
    with home.open("rb") as stream:
        return GENERATOR in stream.read(8192)


def contains(folder: Path, other: Path) -> bool:
    """Whether `other` is `folder` or inside it."""
    return os.path.commonpath([folder.resolve(), other.resolve()]) == str(folder.resolve())
