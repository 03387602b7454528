"""A lesson as people name it on the command line: by its id, or by its file."""

from __future__ import annotations

from pathlib import PurePath

from lorepath.cli.common import stop
from lorepath.model import Lesson, Portal
from lorepath.reporters.safe import plain
from lorepath.wording import instead_of


def lesson_named(portal: Portal, written: str) -> Lesson:
    """The lesson with this id, or whose file this is. Ends the command where there is none."""
    identifier = PurePath(written).stem if written.endswith(".md") else written
    if identifier not in portal.lessons:
        otherwise = "write the id of a lesson: its file name without .md"
        stop(plain(f"there is no lesson {identifier!r}; {instead_of(identifier, portal.lessons, otherwise)}"))
    return portal.lessons[identifier]
