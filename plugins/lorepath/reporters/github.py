"""The report on the lines of a pull request: workflow commands that GitHub makes annotations of."""

from __future__ import annotations

from collections.abc import Iterator

from lorepath.check import Report
from lorepath.finding import Severity
from lorepath.reporters import text
from lorepath.reporters.alike import Alike, alike
from lorepath.reporters.safe import command_property, command_value
from lorepath.wording import count, listed

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
MOST_OF_A_KIND = 10
"""GitHub shows ten annotations of a kind for a step and drops the others without a word.

It shows 50 for a job: three kinds leave room for those of two other steps.
"""
MOST_LINES = 40
"""Lines that an annotation names beside its own."""


def render(report: Report, prefix: str = "") -> str:
    """Workflow commands, errors first, then the line that sums up.

    `prefix` leads from the repository's root to the portal's (`docs/portal/`, or nothing).
    """
    lines = [line for severity in Severity for line in _annotations(report, severity, prefix)]
    return "\n".join([*lines, text.total(report)]) + "\n"


def _annotations(report: Report, severity: Severity, prefix: str) -> Iterator[str]:
    findings = alike(finding for finding in report.findings if finding.severity is severity)
    # The last place is kept for the annotation that counts those not shown.
    shown = findings if len(findings) <= MOST_OF_A_KIND else findings[: MOST_OF_A_KIND - 1]
    for group in shown:
        yield _annotation(group, prefix)
    if len(findings) > len(shown):
        left = sum(1 + len(group.others) for group in findings[len(shown) :])
        more = f"and {count(left, 'more ' + severity.value)}: see the summary of this job"
        yield f"::{COMMANDS[severity]}::{command_value(more)}"


def _annotation(group: Alike, prefix: str) -> str:
    """One annotation for all places of a file of which the same is to be said: there is room for few."""
    finding, place = group.first, group.first.place
    hint = f"; {finding.hint}" if finding.hint else ""
    also = listed([str(line) for line in group.lines[1:]], most=MOST_LINES)
    hint += f" (the same on line{'s' if len(group.lines) > 2 else ''} {also})" if also else ""
    properties = ",".join(
        (
            f"file={command_property(prefix + place.path)}",
            f"line={place.line}",
            f"col={place.column}",
            f"title={command_property(f'{finding.code} {finding.name}')}",
        )
    )
    return f"::{COMMANDS[finding.severity]} {properties}::{command_value(finding.message + hint)}"
