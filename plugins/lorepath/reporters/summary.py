"""The report on the page of a job, in Markdown: what to change, file by file, for somebody who only sees this page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from lorepath.check import Report
from lorepath.finding import Finding, Standard
from lorepath.reporters import impact, text
from lorepath.reporters.alike import alike
from lorepath.reporters.reference import page_of
from lorepath.reporters.safe import fence, markdown, message, plain
from lorepath.reporters.source import Texts
from lorepath.reporters.suggestion import Suggestion, suggestion
from lorepath.rules import STANDARDS
from lorepath.wording import count

# GitHub drops a summary of more than 1 MiB. A character takes at most four bytes and a page's address a few hundred,
# so that these limits keep below it, whatever the texts.
MOST_FINDINGS = 150
MOST_SUGGESTIONS = 20
MOST_IN_CELL = 500
MOST_IN_HEADING = 200
MOST_IN_SUGGESTION = 2000
MOST_MANUALS = 10
_NEXT = (
    "Mend the lines on the branch of your pull request (the pencil on GitHub will do). Each commit is checked again."
)
_NOT_YOURS = (
    "This is about how the check was started, not about what you wrote. Please show it to those who look after this "
    "repository."
)


def render(report: Report, texts: Texts | None = None, site_url: str = "") -> str:
    """The page. `site_url` is the address of the portal's site, where it is known: codes then link to their manuals."""
    lines = [f"## {_headline(report)}", ""]
    if report.findings:
        lines += [text.total(report), "", _NOT_YOURS if _is_about_git(report) else _NEXT, ""]
    lines += [line for note in text.passed_over(report) for line in (note, "")]
    shown = _gravest(report)
    suggestions = _suggestions(shown, texts or {})
    for path, findings in groupby(shown, key=lambda finding: finding.place.path):
        mine = list(findings)
        lines += _table(path, mine, site_url)
        lines += [each for finding in mine if finding in suggestions for each in _offer(finding, suggestions[finding])]
    if len(report.findings) > len(shown):
        more = f"{len(report.findings) - len(shown):,} more"
        lines += [f"… and {more}: they show once some of these are mended.", ""]
    if report.impact:
        lines += impact.as_markdown(report.impact)
    if report.findings:
        lines += _why(shown, site_url)
    return "\n".join(lines)


def _headline(report: Report) -> str:
    if report.blocking and _is_about_git(report):
        return "The check could not run"
    if report.blocking:
        return f"{count(len(report.blocking), 'thing')} to change before this can be merged"
    return "A few things that could be better" if report.findings else "Nothing to change: this is ready for review"


def _is_about_git(report: Report) -> bool:
    """Whether all that was found is about the repository, which no author can mend."""
    return all(finding.code.startswith("HIS") for finding in report.findings)


def _gravest(report: Report) -> list[Finding]:
    """As many findings as fit, those that block before others, in the order of the report."""
    order = sorted(range(len(report.findings)), key=lambda at: not report.blocks(report.findings[at]))
    return [report.findings[at] for at in sorted(order[:MOST_FINDINGS])]


def _table(path: str, findings: Sequence[Finding], site_url: str) -> list[str]:
    rows = [
        f"| {', '.join(map(str, group.lines))} | {message(group.first.message, MOST_IN_CELL)} "
        f"| {message(group.first.hint, MOST_IN_CELL)} | {_code(group.first, site_url)} ({group.first.severity}) |"
        for group in alike(findings)
    ]
    heading = markdown(path, MOST_IN_HEADING)
    return [f"### {heading}", "", "| line | what | do this | code |", "|---|---|---|---|", *rows, ""]


def _code(finding: Finding, site_url: str) -> str:
    page = page_of(finding.code, site_url)
    return f"[{finding.code}]({page})" if page else finding.code


def _suggestions(findings: Iterable[Finding], texts: Texts) -> dict[Finding, Suggestion]:
    """Fixes to offer: those that can be shown letter by letter, and no line of which anybody would obey."""
    found: dict[Finding, Suggestion] = {}
    for finding in findings:
        lines = suggestion(finding, texts) if len(found) < MOST_SUGGESTIONS else None
        if lines and len(lines.text) <= MOST_IN_SUGGESTION and all(plain(line) == line for line in lines.lines):
            found[finding] = lines
    return found


def _offer(finding: Finding, lines: Suggestion) -> list[str]:
    """A suggestion inside another fence, so that it can be copied with its own."""
    fix = finding.fix
    title = message(fix.title, MOST_IN_HEADING) if fix else ""
    where = f"Line {lines.first}" if lines.first == lines.last else f"Lines {lines.first} to {lines.last}"
    block = lines.block()
    marks = fence(block)
    what = f"{where} ({finding.code}): {title}. Reviewers can paste this into a comment there:"
    return [what, "", f"{marks}markdown", block, marks, ""]


def _why(findings: Iterable[Finding], site_url: str) -> list[str]:
    """Where to read why: on the portal's site, else here, since who sees this page may have no other place."""
    codes = dict.fromkeys(finding.code for finding in findings)
    if any(page_of(code, site_url) for code in codes):
        return ["Each code leads to the page that says why it matters, with an example.", ""]
    manuals = [standard for standard in STANDARDS if standard.code in codes][:MOST_MANUALS]
    return [line for standard in manuals for line in _manual(standard)]


def _manual(standard: Standard) -> list[str]:
    """A manual, folded away; it is our own text."""
    summary = f"Why {standard.code} ({standard.name}) matters, with an example"
    return [f"<details><summary>{summary}</summary>", "", standard.manual.strip(), "", "</details>", ""]
