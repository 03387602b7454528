"""Which code this is: Lorepath's own files, the libraries beside it, and Python."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

_OWN = str(Path(__file__).parent)
_APART = frozenset({"__pycache__", "starter"})


@cache
def code_version() -> str:
    """A digest that changes whenever the code may answer otherwise, in a developer's checkout too.

    What was worked out by one version is not taken for what another would say. Costs some milliseconds, once.
    """
    digest = blake2b(f"{sys.implementation.name} {sys.version} {sys.byteorder}".encode(), digest_size=16)
    for library in sorted(_libraries()):
        digest.update(f"{library}\n".encode())
    for path in _files(_OWN):
        data = _read(path)
        digest.update(f"{path[len(_OWN) :]} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _libraries() -> set[str]:
    """`name-version` of every library that can be imported."""
    return {
        entry.name.removesuffix(".dist-info")
        for folder in map(Path, sys.path)
        if folder.is_dir()
        for entry in os.scandir(folder)
        if entry.name.endswith(".dist-info")
    }


def _files(folder: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name not in _APART:
                yield from _files(entry.path)
        elif not entry.name.endswith(".pyc"):
            yield entry.path


def _read(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(descriptor, os.fstat(descriptor).st_size)
    finally:
        os.close(descriptor)
