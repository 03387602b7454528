"""Applying fixes: the edits of findings put into the texts of files, and nothing else touched."""

from __future__ import annotations

import os
import re
import tempfile
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from lorepath.content_disk import MAX_TEXT_BYTES
from lorepath.content_places import CONTENT
from lorepath.errors import PortalError
from lorepath.file_standards import FILE_KIND
from lorepath.finding import Edit, Finding, Place

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"
_Span = tuple[int, int, str]
"""Start, end and new text of an edit, as indices of a text."""


def apply(
    texts: Mapping[str, str], findings: Iterable[Finding], unsafe: bool = False
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The texts with the findings' safe fixes in them (with `unsafe` the others too), and the findings fixed.

    `texts` maps paths to texts as they stand in their files, line ends included; a file that is not among them is
    left alone. A fix is applied as a whole or not at all: not where it touches an earlier one, nor where it names
    a place that is not there. Then another look, after a new check, may apply it. What is inserted gets the line
    ends of its file.
    """
    files = {path: _File(text) for path, text in texts.items()}
    applied = []
    for finding in findings:
        fix, file = finding.fix, files.get(finding.place.path)
        if fix and file and (fix.safe or unsafe) and file.take(fix.edits):
            applied.append(finding)
    return {path: file.text() for path, file in files.items()}, tuple(applied)


def edited(text: str, edits: Iterable[Edit]) -> str | None:
    """The text with these edits in it; None where they touch each other or name a place that is not there."""
    file = _File(text)
    return file.text() if file.take(edits) else None


class _File:
    """One text and the edits taken for it so far."""

    def __init__(self, text: str) -> None:
        self._original = text
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._stops = [*(end.start() for end in ends), len(text)]
        if text.startswith(_BOM):
            self._starts[0] = 1  # columns are counted without it
        self._line_end = ends[0][0] if ends else "\n"
        self._spans: list[_Span] = []
        self._taken: set[tuple[_Span, ...]] = set()

    def take(self, edits: Iterable[Edit]) -> bool:
        """Take the edits of one fix, all or none; whether they are in the text now."""
        found = [self._span(edit) for edit in edits]
        spans = tuple(sorted(span for span in found if span))
        if not spans or len(spans) < len(found):
            return False
        if spans in self._taken:
            return True  # two findings, one remedy
        if any(map(_collide, spans, spans[1:])) or any(map(self._is_taken, spans)):
            return False
        self._taken.add(spans)
        self._spans = sorted([*self._spans, *spans])
        return True

    def text(self) -> str:
        """The text with all edits that were taken."""
        parts, at = [], 0
        for start, end, new in self._spans:
            parts += [self._original[at:start], new]
            at = end
        return "".join([*parts, self._original[at:]])

    def _span(self, edit: Edit) -> _Span | None:
        start, end = self._index(edit.start), self._index(edit.end)
        if start is None or end is None or start > end:
            return None
        return start, end, edit.text.replace("\n", self._line_end)

    def _index(self, spot: tuple[int, int]) -> int | None:
        """The index of a line and column; the column after a line's last character is its end."""
        line, column = spot
        if not 1 <= line <= len(self._starts) or column < 1:
            return None
        index = self._starts[line - 1] + column - 1
        return index if index <= self._stops[line - 1] else None

    def _is_taken(self, span: _Span) -> bool:
        at = bisect_left(self._spans, span)
        return any(_collide(*sorted((span, other))) for other in self._spans[max(at - 1, 0) : at + 1])


def _collide(first: _Span, second: _Span) -> bool:
    """Whether two edits, in order, touch the same characters, or the same place."""
    return second[0] < first[1] or first[0] == second[0]


def read(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """The texts of a portal's content files, line ends and all. Files that cannot be read are left out."""
    texts = {}
    for path in paths:
        with suppress(OSError, UnicodeDecodeError, PortalError):
            _refuse_links(root, path)
            data = (root / path).read_bytes()
            if len(data) <= MAX_TEXT_BYTES:
                texts[path] = data.decode()
    return texts


def write(root: Path, path: str, before: str, after: str) -> None:
    """Put the text `after` into a content file that holds `before`, in one step: readers see the one or the other.

    Raises PortalError where the file is a link or stands behind one, lies outside `content/`, or holds something
    else by now, and OSError where the disk says no; the file is then as it was.
    """
    _refuse_links(root, path)
    target = root / path
    if target.read_bytes() != before.encode():
        message = "this file has been changed since it was checked, so it was not mended"
        raise PortalError(FILE_KIND.at(Place(path), message, "check again"))
    handle, name = tempfile.mkstemp(prefix=".lorepath-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(after.encode())
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(target.stat().st_mode & 0o7777)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _refuse_links(root: Path, path: str) -> None:
    """Raise PortalError where a path leads out of `content/`, or through a link to wherever."""
    parts = PurePosixPath(path).parts
    steps = [root.joinpath(*parts[: number + 1]) for number in range(len(parts))]
    if parts[:1] != (CONTENT,) or ".." in parts or any(map(Path.is_symlink, steps)) or not steps[-1].is_file():
        message = "this is no ordinary file below `content/`, so it is left alone"
        raise PortalError(FILE_KIND.at(Place(path), message, "put the file itself there"))
