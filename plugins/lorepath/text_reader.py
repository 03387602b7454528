"""Bytes → text: UTF-8, LF line ends, nothing that a reader cannot see. Also the day that a text names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lorepath.finding import Finding, Place
from lorepath.reading_standards import ENCODING, TOO_COMPLEX

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DEEPEST = 100
_INDENT = " " * 4 * _DEEPEST
_RUNS = re.compile(r"[*_~>]{500,}|(?:> ?){100,}|(?:(?:[-*+]|[0-9]{1,9}[.)]) {1,4}){100,}|&#x?[0-9a-fA-F]{9,}")


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text with LF line ends. `readable` is false where nothing sensible can be read from it."""

    text: str
    findings: tuple[Finding, ...] = ()
    readable: bool = True


def decode(data: bytes, path: str) -> Text:
    """The text of a file's bytes, with findings about how it is written."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _unreadable(Place(path), "this file is UTF-16")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(path, data[: error.start].decode("utf-8"))
        return _unreadable(place, f"this file is not UTF-8: byte 0x{data[error.start]:02X} is no character")
    findings = []
    if text.startswith("\ufeff"):
        text = text.lstrip("\ufeff")
        message, hint = "this file starts with a byte order mark (BOM)", 'save it as "UTF-8", without BOM'
        findings.append(ENCODING.at(Place(path), message, hint))
    if found := _CONTROL.search(text):
        place = _place(path, text[: found.start()])
        return _unreadable(place, f"there is a control character here (U+{ord(found[0]):04X})")
    if "\r" in text:
        finding = ENCODING.at(
            _place(path, text[: text.index("\r")]),
            "this line ends the Windows way (CRLF)",
            'save the file with line ends "LF"; editors show the choice in the status bar or the save dialogue',
        )
        findings.append(finding)
    return Text(_unix(text), tuple(findings))


def too_complex(text: str, path: str, first_line: int) -> Finding | None:
    """A finding where brackets, quotations, lists or emphasis nest so deep that rendering would take minutes.

    `text` is a Markdown text that starts at `first_line` of the file. Linear in the length of the text.
    """
    if text.count("[") <= _DEEPEST and _INDENT not in text and not _RUNS.search(text):
        return None  # nearly every text: there is nothing to count
    depth = 0
    for number, line in enumerate(text.split("\n"), first_line):
        column, depth = _too_deep(line, depth)
        if column:
            return TOO_COMPLEX.at(
                Place(path, number, column),
                f"brackets or other marks nest more than {_DEEPEST} deep here",
                "delete the marks that are not meant; sample data fits better into a file beside the lesson",
            )
    return None


def _too_deep(line: str, depth: int) -> tuple[int, int]:
    """The column where a line nests too deep, or 0, and how many brackets of its paragraph are open after it."""
    if not line.strip():
        return 0, 0
    if len(line) > _DEEPEST:
        if line.startswith(_INDENT):
            return len(_INDENT), depth
        if run := _RUNS.search(line):
            return run.start() + 1, depth
    for bracket in re.finditer(r"[\[\]]", line):
        depth = depth + 1 if bracket[0] == "[" else max(depth - 1, 0)
        if depth > _DEEPEST:
            return bracket.start() + 1, depth
    return 0, depth


def read_day(text: object) -> date | None:
    """The day that `2026-01-05` names, or None for anything else."""
    if isinstance(text, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return None


def _unreadable(place: Place, message: str) -> Text:
    hint = 'open it in a text editor, delete what you cannot see, and save it as "UTF-8"'
    return Text("", (ENCODING.at(place, message, hint),), readable=False)


def _place(path: str, before: str) -> Place:
    """The place of what follows the text `before`."""
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
