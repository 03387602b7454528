"""Findings as an editor underlines them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lsprotocol.types import Diagnostic, DiagnosticSeverity, Range

from lorepath.finding import Finding, Severity
from lorepath.lsp.positions import Lines
from lorepath.reporters.safe import plain

SOURCE = "lorepath"
# An editor all but hides its own kind of hint; ours are meant to be read.
_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.HINT: DiagnosticSeverity.Information,
}
_QUOTED = re.compile(r"`([^`]+)`|“([^”]+)”|\"([^\"]+)\"")


def diagnostics(findings: Iterable[Finding], lines: Lines) -> list[Diagnostic]:
    """Every finding of one file as a diagnostic."""
    return [diagnostic(finding, place) for finding, place in underlined(findings, lines)]


def diagnostic(finding: Finding, place: Range) -> Diagnostic:
    """A finding, in the words of the command line."""
    message = f"{finding.message}; {finding.hint}" if finding.hint else finding.message
    return Diagnostic(place, plain(message), _SEVERITIES[finding.severity], finding.code, source=SOURCE)


def underlined(findings: Iterable[Finding], lines: Lines) -> Iterator[tuple[Finding, Range]]:
    """Every finding of one file with what is underlined for it."""
    for finding in findings:
        start = (finding.place.line, finding.place.column)
        yield finding, lines.range(start, (start[0], _end(finding, lines.line(start[0]))))


def _end(finding: Finding, line: str) -> int:
    """The column after what a finding is about: the words it quotes, if they stand there, else the rest of the line."""
    rest = line[finding.place.column - 1 :]
    for quoted in _QUOTED.finditer(finding.message):
        words = next(filter(None, quoted.groups()))
        for start in (words, f'"{words}"', f"'{words}'"):
            if rest.startswith(start):
                return finding.place.column + len(start)
    return finding.place.column + max(len(rest.rstrip()), 1)
