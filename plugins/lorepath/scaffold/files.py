"""Writing files that are not there yet: all of them or none, and never over or through anything."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from lorepath.scaffold.refused import Refused
from lorepath.wording import listed


def write_new(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files (by path from `root`, which need not exist); texts as UTF-8 with LF line ends.

    Raises Refused where something is in the way, and OSError where the disk says no; what was written until then
    is taken away again.
    """
    if blocking := in_the_way(root, files):
        verb = "is" if len(blocking) == 1 else "are"
        names = listed([f"`{name}`" for name in blocking], most=len(blocking))
        raise Refused(f"{names} {verb} there already, so nothing was written")
    made: list[Path] = []
    try:
        for name, text in files.items():
            _make_folders(root / PurePosixPath(name).parent, made)
            with (root / name).open("xb") as stream:
                made.append(root / name)
                stream.write(_bytes(text))
    except BaseException:
        _take_away(made)
        raise


def renew(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files in place of those that are there, each in one step. Raises Refused where a link is in the way."""
    links = [
        name for name in files for part in (name, *map(str, PurePosixPath(name).parents)) if (root / part).is_symlink()
    ]
    if links:
        raise Refused(f"`{links[0]}` is a link, or lies behind one; put the file itself there (nothing was written)")
    for name, text in files.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, waiting = tempfile.mkstemp(prefix=".lorepath-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_bytes(text))
            Path(waiting).chmod(0o644)
            Path(waiting).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(waiting).unlink()
            raise


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def in_the_way(root: Path, names: Iterable[str]) -> list[str]:
    """The files that are there already, and what stands where a folder is wanted (a link may lead anywhere)."""
    found: dict[str, None] = {}
    for name in names:
        path = PurePosixPath(name)
        for folder in [*reversed(path.parents)][1:]:
            place = root / folder
            if place.is_symlink() or (place.exists() and not place.is_dir()):
                found[str(folder)] = None
                break
        else:
            if os.path.lexists(root / path):
                found[name] = None
    return list(found)


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, noting each that was not there."""
    if folder.is_dir():
        return
    _make_folders(folder.parent, made)
    folder.mkdir()
    made.append(folder)


def _take_away(made: list[Path]) -> None:
    """Remove what was made, last first; a folder that somebody else has put something into stays."""
    for path in reversed(made):
        with contextlib.suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()
