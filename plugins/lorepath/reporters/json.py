"""The report for programs. The shape is documented in the README and stable."""

from __future__ import annotations

from typing import Any

from lorepath.check import Report
from lorepath.finding import Finding, Fix, Severity
from lorepath.reporters.safe import as_json, exact, plain


def render(report: Report) -> str:
    """`{"findings": […], "summary": {…}}`, indented, in ASCII."""
    return as_json(
        {
            "findings": [_finding(finding) for finding in report.findings],
            "summary": {
                "errors": report.count(Severity.ERROR),
                "warnings": report.count(Severity.WARNING),
                "hints": report.count(Severity.HINT),
                "suppressed": report.suppressed,
                "known": report.known,
                "lessons": report.lessons,
                "profile": report.profile,
                "blocking": len(report.blocking),
                "unknown_languages": [plain(tag) for tag in report.unknown_languages],
            },
        }
    )


def _finding(finding: Finding) -> dict[str, Any]:
    shape = {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "path": plain(finding.place.path),
        "line": finding.place.line,
        "column": finding.place.column,
        "message": plain(finding.message),
        "hint": plain(finding.hint),
    }
    return {**shape, "fix": _fix(finding.fix)} if finding.fix else shape


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": plain(fix.title),
        "safe": fix.safe,
        "edits": [{"start": _spot(edit.start), "end": _spot(edit.end), "text": exact(edit.text)} for edit in fix.edits],
    }


def _spot(spot: tuple[int, int]) -> dict[str, int]:
    return {"line": spot[0], "column": spot[1]}
