"""Why a standard matters: its manual, shown where a finding or a code stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position, Range

from lorepath.finding import Finding, Standard
from lorepath.lsp.diagnostics import underlined
from lorepath.lsp.positions import Lines, touches
from lorepath.rules import STANDARDS
from lorepath.rules.manual import full_manual

_CODE = re.compile(r"\b[A-Za-z]{3}[0-9]{2}\b")
_BY_CODE = {standard.code: standard for standard in STANDARDS}


def hover(findings: Iterable[Finding], lines: Lines, position: Position, kind: MarkupKind) -> Hover | None:
    """The manuals of the findings at a position and of the code that is written there, each once."""
    here = Range(position, position)
    at = [(finding.code, place) for finding, place in underlined(findings, lines) if touches(place, here)]
    at += _written(lines, position)
    known = {code: _BY_CODE[code] for code, _ in at if code in _BY_CODE}
    if not known:
        return None
    manuals = "\n\n---\n\n".join(_manual(standard, kind) for standard in known.values())
    return Hover(MarkupContent(kind, manuals), next(place for code, place in at if code in known))


def _manual(standard: Standard, kind: MarkupKind) -> str:
    title = f"{standard.code} {standard.name}"
    if kind is MarkupKind.Markdown:
        title = f"**{title}**"
    return f"{title} ({standard.severity})\n\n{full_manual(standard)}"


def _written(lines: Lines, position: Position) -> list[tuple[str, Range]]:
    """The code that somebody wrote at a position, in a suppression for example."""
    number, column = lines.spot(position)
    return [
        (found[0].upper(), lines.range((number, found.start() + 1), (number, found.end() + 1)))
        for found in _CODE.finditer(lines.line(number))
        if found.start() < column <= found.end() + 1
    ]
