"""The report for review bots: rdjson, the Reviewdog Diagnostic Format.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. Its columns count bytes of UTF-8, and bots post its
messages as Markdown.
"""

from __future__ import annotations

from typing import Any

from lorepath.check import Report
from lorepath.finding import Finding, Place, Severity
from lorepath.reporters.reference import page_of
from lorepath.reporters.safe import as_json, comment, exact, plain
from lorepath.reporters.source import Texts, line_at
from lorepath.reporters.suggestion import suggestion

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.HINT: "INFO"}


def render(report: Report, texts: Texts | None = None, prefix: str = "", site_url: str = "") -> str:
    """One DiagnosticResult. `prefix` leads from the repository's root to the portal's; `site_url` may be empty."""
    source = {"name": "lorepath"}
    diagnostics = [_diagnostic(finding, texts or {}, prefix, site_url) for finding in report.findings]
    return as_json({"source": source, "diagnostics": diagnostics})


def _diagnostic(finding: Finding, texts: Texts, prefix: str, site_url: str) -> dict[str, Any]:
    said = "; ".join(comment(text) for text in (finding.message, finding.hint) if text)
    page = page_of(finding.code, site_url)
    shape: dict[str, Any] = {
        "message": said,
        "location": {"path": plain(prefix + finding.place.path), "range": {"start": _start(finding.place, texts)}},
        "severity": SEVERITIES[finding.severity],
        "code": {"value": finding.code, **({"url": page} if page else {})},
    }
    if lines := suggestion(finding, texts):
        # A range without columns means whole lines.
        whole = {"start": {"line": lines.first}, "end": {"line": lines.last}}
        shape["suggestions"] = [{"range": whole, "text": exact(lines.text)}]
    return shape


def _start(place: Place, texts: Texts) -> dict[str, int]:
    """The place in bytes, or its line alone where the line's text is not known."""
    line = line_at(texts, place)
    if line is None:
        return {"line": place.line}
    before = line[: place.column - 1]
    # What is ASCII has a byte for each character: very long lines with very many findings take no time.
    return {"line": place.line, "column": 1 + (len(before) if before.isascii() else len(exact(before).encode()))}
