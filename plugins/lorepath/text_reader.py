"""Bytes → text: UTF-8, LF line ends, nothing that a reader cannot see. Also the day that a text names."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from lorepath.file_standards import ENCODING
from lorepath.finding import Finding, Place
from lorepath.reading_standards import TOO_COMPLEX

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROLS = bytes(sign for sign in range(128) if _CONTROL.match(chr(sign)))
_UNKNOWN = "\ufffd"
_DEEPEST = 100
_INDENT = " " * 4 * _DEEPEST
_RUNS = re.compile(r"[*_~>]{500,}|(?:> ?){100,}|(?:(?:[-*+]|[0-9]{1,9}[.)]) {1,4}){100,}|&#x?[0-9a-fA-F]{9,}")
_MANY_ITEMS = r"[-*+.)] {1,4}(?:(?:[-*+]|[0-9]{1,9}[.)]) {1,4}){99}"
_SIGNS_OF_RUNS = tuple(map(re.compile, (r"[*_~>][*_~>]{499}", r"> ?(?:> ?){99}", _MANY_ITEMS, "&#")))
"""Each run holds one of these, which begin with a sign to search for: a fifth of the time, where there is none."""
_EVERY = 12
_LONG_RUN = re.compile(r"[-*_~>+.)0-9 ]{8}")
"""A run of 100 signs or more, as every twelfth of them shows it: eight in a row, and hardly a text holds so many."""


class Text(Struct, frozen=True):
    """A file's text with LF line ends. `readable` is false where nothing sensible can be read from it."""

    text: str
    findings: tuple[Finding, ...] = ()
    readable: bool = True


def decode(data: bytes, path: str) -> Text:
    """The text of a file's bytes, with findings about how it is written."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _unreadable(Place(path), "this file is UTF-16", 'open it in a text editor and save it as "UTF-8"')
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, path)
    findings = []
    if text.startswith("\ufeff"):
        text = text.lstrip("\ufeff")
        message, hint = "this file starts with a byte order mark (BOM)", 'save it as "UTF-8", without BOM'
        findings.append(ENCODING.at(Place(path), message, hint))
    if len(data.translate(None, _CONTROLS)) < len(data) and (found := _CONTROL.search(text)):
        place = _place(path, text[: found.start()])
        hint = 'open it in a text editor, delete what you cannot see, and save it as "UTF-8"'
        return _unreadable(place, f"there is a control character here (U+{ord(found[0]):04X})", hint)
    if "\r" in text:
        end = text.index("\r")
        way = "Windows way (CRLF)" if text.startswith("\r\n", end) else "old Macintosh way (CR)"
        finding = ENCODING.at(
            _place(path, text[:end]),
            f"this line ends the {way}",
            'save the file with line ends "LF"; editors show the choice in the status bar or the save dialogue',
        )
        findings.append(finding)
    return Text(_unix(text), tuple(findings))


def too_complex(text: str, path: str, first_line: int) -> Finding | None:
    """A finding where brackets, quotations, lists or emphasis nest so deep that rendering would take minutes.

    `text` is a Markdown text that starts at `first_line` of the file. Linear in the length of the text.
    """
    may_hold_run = "&#" in text or _LONG_RUN.search(text[::_EVERY])
    holds_run = may_hold_run and any(sign.search(text) for sign in _SIGNS_OF_RUNS)
    if text.count("[") <= _DEEPEST and _INDENT not in text and not holds_run:
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


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Text:
    """What to say of the first byte that UTF-8 does not know, and what it was probably meant to be."""
    at = error.start
    place = _place(path, data[:at].decode("utf-8"))
    if error.end == len(data) and error.reason == "unexpected end of data" and error.end - at > 1:
        remedy = 'put back what was cut off behind it, and save the file as "UTF-8"'
        return _unreadable(place, "this file ends in the middle of a character", remedy)
    message = f"this file is not UTF-8: byte 0x{data[at]:02X} is no character"
    if b"\0" in data:
        remedy = "put it beside the lesson under its own ending (such as `.png` or `.pdf`), and link to it"
        return _unreadable(place, "this file holds no text, whatever its ending says", remedy)
    meant = data[at : at + 1].decode("cp1252", "replace")
    meant = f' (in Windows-1252 it is "{meant}")' if meant.isprintable() and meant != _UNKNOWN else ""
    encoding = "Windows-1252 (also called Western or ANSI; or Latin-1)"
    return _unreadable(place, message + meant, f'open it in a text editor as {encoding}, and save it as "UTF-8"')


def _unreadable(place: Place, message: str, hint: str) -> Text:
    return Text("", (ENCODING.at(place, message, hint),), readable=False)


def _place(path: str, before: str) -> Place:
    """The place of what follows the text `before`."""
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
