"""Which files stand in a site's folder, and when each was written: one that nobody has touched shows the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

Stamp = tuple[int, int]
"""A file's size in bytes, and when it was last written in nanoseconds since 1970."""

_NO_FILE: Stamp = (-1, -1)
"""The stamp of a link, which belongs to no built site, and of an empty folder."""


def stamps(folder: Path) -> dict[str, Stamp]:
    """Every file below a folder, by its path in it, in order."""
    return dict(sorted(_walk(str(folder), "")))


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, Stamp]]:
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        empty = True
        for entry in entries:
            empty, path = False, f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{path}/")
            elif entry.is_symlink():
                yield path, _NO_FILE
            else:
                status = entry.stat(follow_symlinks=False)
                yield path, (status.st_size, status.st_mtime_ns)
        if empty and prefix:
            yield prefix, _NO_FILE
