"""Which portal a file that an editor opens belongs to, and what it is called there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from pygls.uris import to_fs_path

from lorepath.content_places import CONTENT

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*\Z")


def file_of(uri: str) -> Path | None:
    """The file that a URI names; None for what lies on no disk (a new, unsaved document)."""
    path = to_fs_path(uri)
    return Path(os.path.normpath(path)) if path else None


def portal_of(file: Path, root: Path | None, known: Iterable[Path]) -> tuple[Path, str] | None:
    """The root of the portal that holds a file, and the file's path from there; None where it is no content file.

    With `root` there is that portal alone. Else it is the nearest folder above with a `content/portal.yml`, or one
    that is `known` already, whatever became of that file.
    """
    for each in [root] if root else [*_portals_above(file), *known]:
        for folder in (each, each.resolve()):  # an editor may have followed a link
            if file.is_relative_to(folder / CONTENT):
                return each, file.relative_to(folder).as_posix()
    return None


def may_stand_in(root: Path, path: str) -> bool:
    """Whether what an editor holds may stand in for the file: where its name or a link is at fault, the disk speaks."""
    steps = [root.joinpath(*PurePosixPath(path).parts[:number]) for number in range(1, path.count("/") + 2)]
    return all(map(_NAME.match, path.split("/"))) and not any(step.is_symlink() for step in steps)


def _portals_above(file: Path) -> list[Path]:
    return [
        folder.parent
        for folder in file.parents
        if folder.name == CONTENT and (file == folder / "portal.yml" or (folder / "portal.yml").is_file())
    ]
