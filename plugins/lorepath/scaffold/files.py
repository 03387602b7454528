"""Writing files that are not there yet: all of them or none, and never over or through anything."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from lorepath.scaffold.refused import Refused
from lorepath.wording import listed


def write_new(root: Path, files: Mapping[str, str]) -> None:
    """Write texts (by path from `root`, which need not exist) as UTF-8 with LF line ends.

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
                stream.write(text.encode())
    except BaseException:
        _take_away(made)
        raise


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
