"""The report for people at a terminal: `path:line:col: CODE what is wrong; what to write instead (severity)`.

Editors read these lines too (`.vscode/tasks.json` has the pattern), so that their form is stable. Errors need no
word for their severity. Findings that say the same of one file stand together, said in full once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from itertools import groupby

from msgspec.structs import replace

from lorepath.check import Report
from lorepath.finding import Finding, Severity
from lorepath.reporters.alike import alike
from lorepath.reporters.impact import as_text
from lorepath.reporters.safe import clipped, plain
from lorepath.reporters.source import Texts, excerpt, line_at
from lorepath.wording import count, listed

_BLOCK = re.compile("[>|][+-]?")
"""What YAML has before a text that stands on lines of its own."""
MOST_HELP = 20
"""Lines below the findings: what sums up, and where to read on."""
MOST_AGAIN = 80
"""Characters of what is said of a place of which the finding above says all."""


class Tone(StrEnum):
    """What a piece of the report is, for who gives it a colour."""

    PLACE = "place"
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    SOURCE = "source"
    CARET = "caret"


Paint = Callable[[str, Tone], str]
"""Puts a piece of text into the colour of its tone."""


def uncoloured(piece: str, _: Tone) -> str:
    """The piece as it is: for files, pipes and people who want no colour."""
    return piece


def render(report: Report, texts: Texts | None = None, paint: Paint = uncoloured) -> str:
    """File by file one line for each finding, with its source line where `texts` has it; then what sums up."""
    lines: list[str] = []
    for _, groups in groupby(alike(report.findings), key=lambda group: group.first.place.path):
        for group in groups:
            lines += [_painted(group.first, paint), *_source(group.first, texts or {}, paint)]
            lines += [_again(finding, texts or {}, paint) for finding in group.others]
        lines.append("")
    about = as_text(report.impact) if report.impact else ()
    return "\n".join([*lines, total(report), *passed_over(report), *about, *_help(report, paint)]) + "\n"


def line(finding: Finding) -> str:
    """One finding in one line."""
    hint = f"; {finding.hint}" if finding.hint else ""
    severity = "" if finding.severity is Severity.ERROR else f" ({finding.severity})"
    return plain(f"{finding.place}: {finding.code} {finding.message}{hint}{severity}")


def total(report: Report) -> str:
    """`36 lessons checked: 2 errors, 1 warning (1 suppressed); 2 of these 3 findings block.`"""
    parts = [count(number, severity.value) for severity in Severity if (number := report.count(severity))]
    silent = [(report.suppressed, "suppressed"), (report.known, "in the baseline")]
    aside = ", ".join(f"{number:,} {which}" for number, which in silent if number)
    aside = f" ({aside})" if aside else ""
    checked = f"{count(report.lessons, 'lesson')} checked" if report.lessons else ""
    if not parts:
        return f"{checked or 'Checked'}, nothing to mend{aside}."
    verdict = _verdict(len(report.blocking), len(report.findings))
    return f"{checked}{': ' if checked else ''}{', '.join(parts)}{aside}; {verdict}."


def passed_over(report: Report) -> Iterator[str]:
    """A line about languages of which nothing is known, where there are any."""
    if tags := report.unknown_languages:
        shown = listed([f"`{plain(tag)}`" for tag in tags], most=5)
        yield f"No word lists are known for {shown}: rules about wording passed over the lessons in it."


def _verdict(blocking: int, findings: int) -> str:
    if not blocking:
        return "nothing blocks"
    if blocking == findings:
        return "it blocks" if findings == 1 else "all of them block"
    return f"{blocking:,} of these {findings:,} findings {'blocks' if blocking == 1 else 'block'}"


def _painted(finding: Finding, paint: Paint) -> str:
    """The line of a finding, its place and its code in colour."""
    place, code = plain(str(finding.place)), finding.code
    rest = line(finding)[len(f"{place}: {code}") :]
    return f"{paint(place, Tone.PLACE)}: {paint(code, Tone(finding.severity.value))}{rest}"


def _again(finding: Finding, texts: Texts, paint: Paint) -> str:
    """A finding that says the same as the one before: its place, and what stands there."""
    source = (line_at(texts, finding.place) or "")[finding.place.column - 1 :].strip()
    if _BLOCK.fullmatch(source):  # the text itself stands below
        source = (line_at(texts, replace(finding.place, line=finding.place.line + 1)) or "").strip()
    severity = "" if finding.severity is Severity.ERROR else f" ({finding.severity})"
    said = clipped(f"the same here: {source}", MOST_AGAIN) if source else "the same here"
    place = plain(str(finding.place))
    return f"{paint(place, Tone.PLACE)}: {paint(finding.code, Tone(finding.severity.value))} {said}{severity}"


def _source(finding: Finding, texts: Texts, paint: Paint) -> Iterator[str]:
    """The source line behind its number, and a caret under the column."""
    source = line_at(texts, finding.place)
    if source and source.strip():
        shown, before = excerpt(source, finding.place.column)
        number = f"{finding.place.line:>5}"
        yield paint(f"{number} | {shown}", Tone.SOURCE)
        yield paint(f"{'':{len(number)}} | ", Tone.SOURCE) + " " * before + paint("^", Tone.CARET)


def _help(report: Report, paint: Paint) -> Iterator[str]:
    """Where to read about each code, the gravest first; never more than fits on a screen."""
    first: dict[str, Finding] = {}
    for finding in sorted(report.findings, key=lambda finding: (finding.severity.rank, finding.code)):
        first.setdefault(finding.code, finding)
    if first:
        yield "To read why, with an example:"
    yield from _shortened(first, paint)


def _shortened(first: Mapping[str, Finding], paint: Paint) -> Iterator[str]:
    room = MOST_HELP - 2
    shown = list(first.values())[: room if len(first) <= room else room - 1]
    for finding in shown:
        code = paint(finding.code, Tone(finding.severity.value))
        yield f"  {code} {finding.name}: lorepath explain {finding.code}"
    if len(shown) < len(first):
        yield f"  and {count(len(first) - len(shown), 'more code')}"
