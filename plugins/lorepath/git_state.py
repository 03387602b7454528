"""Where the repository around a portal stands, read from its files: no Git is started, which would take longer.

This tells only whether anything may have changed. What Git itself would have to be asked for is not told.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

_ID = re.compile(rb"(?:[0-9a-f]{40}|[0-9a-f]{64})\Z")
_BRANCH = re.compile(rb"ref: (refs/heads/[^\n\0]+)\n?\Z")
# Settings in other files, and contents that arrive later.
_ELSEWHERE = re.compile(rb"include|promisor|partialclone", re.IGNORECASE)
_MOST = 64 * 2**20
_CORRECTING = (".mailmap", ".git-blame-ignore-revs")


class GitState(Struct, frozen=True):
    """The id of the commit that is HEAD, and bytes that differ whenever the history may differ.

    They stand for HEAD, for how much of its history is there, for the settings, for the files that correct the
    history, and for Git itself.
    """

    head: str
    parts: bytes


def git_state(root: Path) -> GitState | None:
    """The state of the repository around a portal; None where its files do not tell."""
    try:
        top = _top(root.resolve())
        own, common = _folders(top)
        head = _head(own, common)
        parts = [os.fsencode(top), os.fsencode(own), head, *_settings(own, common), *_corrections(top), *_git()]
    except (OSError, _Untold):
        return None
    return GitState(head.decode(), b"".join(b"%d:%s" % (len(part), part) for part in parts))


def places_of_history(root: Path) -> tuple[Path, ...]:
    """What changes when the history around a portal does, so that it can be watched; nothing where that is not told.

    They are files, and the folder of all branches: one may be made, or gone to, later.
    """
    try:
        top = _top(root.resolve())
        own, common = _folders(top)
    except (OSError, _Untold):
        return ()
    return own / "HEAD", common / "refs" / "heads", common / "packed-refs", *(top / name for name in _CORRECTING)


class _Untold(Exception):
    """This is no repository of a kind whose files are read here."""


def _top(root: Path) -> Path:
    """The folder that holds `.git`. Git looks no further than the file system that it starts in."""
    device = root.stat().st_dev
    for folder in (root, *root.parents):
        if folder.stat().st_dev != device or (folder / "HEAD").exists():  # a bare repository, perhaps
            break
        if os.path.lexists(folder / ".git"):
            return folder
    raise _Untold


def _folders(top: Path) -> tuple[Path, Path]:
    """The folder of this working tree's own state, and the one that all working trees share."""
    own = top / ".git"
    if own.is_symlink():
        raise _Untold
    if (told := _read(own)) is not None:
        kind, _, way = told.partition(b": ")
        if kind != b"gitdir":
            raise _Untold
        own = top / os.fsdecode(way.rstrip(b"\n"))
    shared = _read(own / "commondir")
    common = own / os.fsdecode(shared.rstrip(b"\n")) if shared is not None else own
    # Git passes by what lacks one of these.
    if not ((common / "objects").is_dir() and (common / "refs").is_dir()):
        raise _Untold
    # To whom a repository belongs decides whether Git reads it; it reads the user's own in any case.
    if hasattr(os, "geteuid") and any(each.stat().st_uid != os.geteuid() for each in (top, own, common)):
        raise _Untold
    return own.resolve(), common.resolve()


def _head(own: Path, common: Path) -> bytes:
    """The id of the commit that is HEAD."""
    found = _read(own / "HEAD") or b""
    if branch := _BRANCH.fullmatch(found):
        found = _read(common / os.fsdecode(branch[1])) or _packed(common, branch[1])
    if not _ID.match(found.strip()):
        raise _Untold
    return found.strip()


def _packed(common: Path, branch: bytes) -> bytes:
    """The id of a branch that has no file of its own."""
    end = b" " + branch
    lines = (_read(common / "packed-refs") or b"").splitlines()
    return next((line.removesuffix(end) for line in lines if line.endswith(end)), b"")


def _settings(own: Path, common: Path) -> Iterator[bytes]:
    """What the repository's own settings say, and where its history ends, if that is cut off."""
    for place in (common / "config", own / "config.worktree"):
        text = _read(place) or b""
        if _ELSEWHERE.search(text):
            raise _Untold
        yield text
    yield repr(_read(common / "shallow")).encode()


def _corrections(top: Path) -> Iterator[bytes]:
    """The files at the top that correct the history."""
    for name in _CORRECTING:
        place = top / name
        yield repr((place.is_symlink(), _read(place))).encode()


def _git() -> Iterator[bytes]:
    """Which Git would be asked, and what its environment tells it."""
    program = shutil.which("git")
    if program is None:
        raise _Untold
    status = Path(program).stat()
    yield repr((program, status.st_size, status.st_mtime_ns)).encode()
    yield repr(sorted(pair for pair in os.environ.items() if pair[0].startswith("GIT_"))).encode()


def _read(path: Path) -> bytes | None:
    """The bytes of a file; None where there is no ordinary one."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        text = file.read(_MOST + 1)
    if len(text) > _MOST:
        raise _Untold
    return text
