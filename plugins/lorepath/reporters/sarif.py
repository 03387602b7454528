"""The report for code scanners and their viewers: SARIF 2.1.0.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from lorepath import __version__
from lorepath.check import Report
from lorepath.finding import Edit, Finding, Fix, Severity, Standard
from lorepath.reporters.reference import page_of
from lorepath.reporters.safe import as_json, exact, plain
from lorepath.rules import STANDARDS

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}

Shape = dict[str, Any]


def render(report: Report, prefix: str = "", site_url: str = "", standards: Iterable[Standard] = STANDARDS) -> str:
    """One run: what was looked for, and what was found.

    `prefix` leads from the repository's root, to which SARIF's addresses are relative, to the portal's; `site_url`
    is the address of the portal's site, or nothing.
    """
    rules = [_rule(standard, site_url) for standard in standards]
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    driver = {"name": "Lorepath", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, places, prefix) for finding in report.findings],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(standard: Standard, site_url: str) -> Shape:
    page = page_of(standard.code, site_url)
    return {
        "id": standard.code,
        "name": standard.name,
        "shortDescription": {"text": standard.name.replace("-", " ").capitalize()},
        "fullDescription": {"text": " ".join(standard.manual.split("\n\n")[0].split()) or standard.name},
        "help": {"text": standard.manual, "markdown": standard.manual},
        **({"helpUri": page} if page else {}),
        "defaultConfiguration": {"level": LEVELS[standard.severity]},
    }


def _result(finding: Finding, places: dict[str, int], prefix: str) -> Shape:
    place = finding.place
    where = {"uri": _uri(prefix + place.path)}
    region = {"startLine": place.line, "startColumn": place.column}
    message = f"{finding.message}; {finding.hint}" if finding.hint else finding.message
    return {
        "ruleId": finding.code,
        **({"ruleIndex": places[finding.code]} if finding.code in places else {}),
        "level": LEVELS[finding.severity],
        "message": {"text": _message(message)},
        "locations": [{"physicalLocation": {"artifactLocation": where, "region": region}}],
        **({"fixes": [_fix(finding.fix, where)]} if finding.fix and finding.fix.edits else {}),
    }


def _message(text: str) -> str:
    """The text without what SARIF reads into messages: links (`[text](address)`) and placeholders (`{0}`)."""
    return plain(text).replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _fix(fix: Fix, where: Shape) -> Shape:
    return {
        "description": {"text": _message(fix.title)},
        "artifactChanges": [
            {"artifactLocation": where, "replacements": [_replacement(edit) for edit in fix.edits]},
        ],
    }


def _replacement(edit: Edit) -> Shape:
    (line, column), (end_line, end_column) = edit.start, edit.end
    return {
        "deletedRegion": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
        "insertedContent": {"text": exact(edit.text)},
    }


def _uri(path: str) -> str:
    return quote(plain(path), safe="/")
