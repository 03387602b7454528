"""CSV that is safe to open in a spreadsheet, and that gives the same values back when it is read.

A spreadsheet takes a text that begins with `=`, `+`, `-` or `@` for a formula, quoted or not. Such a text gets an
apostrophe in front, as one would type it there, and so does a text that begins with an apostrophe: whoever reads the
file takes one leading apostrophe away and has every value as it was. Source: OWASP, CSV injection.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

_MARK = "'"
# Also as full-width characters, and behind white space, which some spreadsheets skip.
_RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", _MARK)

Cell = str | int | bool | None


def write(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """The rows as CSV (RFC 4180, CRLF line ends) below a row of column names.

    None is an empty cell, True is `yes` and False `no`.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _safe(row.get(name)) for name in columns} for row in rows)
    return text.getvalue()


def read(text: str) -> list[dict[str, str]]:
    """The rows of such a CSV, every value as text and as it was before it was made safe."""
    names, *rows = table(text)
    return [dict(zip(names, row, strict=True)) for row in rows if row]


def table(text: str, separator: str = ",") -> list[list[str]]:
    """The rows of such a CSV with the row of names, each as long as it is. Raises csv.Error."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator, strict=True)
    return [[cell.removeprefix(_MARK) for cell in row] for row in rows]


def _safe(value: Cell) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.lstrip().startswith(_RISKY):
        return _MARK + value
    return value
