"""The report for people, for programs and for a pull request, word for word, and what each keeps below.

The files in golden/reporters/ are one report in every format, about the lesson that stands beside them;
LOREPATH_ACCEPT=1 makes them anew.
"""

from __future__ import annotations

import json as json_module
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from lorepath.assemble import assemble
from lorepath.check import Report
from lorepath.finding import Edit, Finding, Fix, Place, Severity, Standard
from lorepath.reporters import github, json, rdjson, sarif, summary, text
from lorepath.reporters.formats import FORMATS, Setting
from lorepath.reporters.reference import page_of
from lorepath.reporters.source import excerpt, texts_of
from lorepath.reporters.suggestion import Suggestion, suggestion
from lorepath.rules.references import owner_known
from portal import make_portal

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "reporters"
LESSON = "content/lessons/git/a.md"


def finding(
    severity: Severity = Severity.ERROR,
    message: str = "there is no person `zoe`",
    hint: str = "add them",
    path: str = LESSON,
    line: int = 6,
) -> Finding:
    codes = {Severity.ERROR: "REF02", Severity.WARNING: "SKL04", Severity.HINT: "HIS02"}
    return Finding(codes[severity], "a-name", severity, Place(path, line, 8), message, hint)


ERROR, WARNING, HINT = finding(), finding(Severity.WARNING, line=7), finding(Severity.HINT, hint="", line=9)
NOTHING = Report((), "standard", lessons=36)
MIXED = Report((ERROR, WARNING, HINT), "standard", lessons=36, suppressed=2)

# ── one report in every format ──────────────────────────────────────────────────────────────────────────────

TEXTS = {LESSON: (GOLDEN / "lesson.md").read_text(), "content/portal.yml": "name: Northwind\n"}
BOLD = Fix("Set “not” in bold", (Edit((9, 19), (9, 19), "**"), Edit((9, 22), (9, 22), "**")), safe=True)
OTHER_OWNER = Fix("Name `maria`", (Edit((4, 8), (4, 11), "maria"),))


def at(line: int, column: int, path: str = LESSON) -> Place:
    return Place(path, line, column)


E, W, H = Severity
SAMPLE = Report(
    (
        Finding("DOC04", "no-tab", W, at(2, 29), "there is a tab", "write a space"),
        Finding("PLN01", "short", H, at(3, 14), "this is short"),
        Finding("REF02", "owner-known", E, at(4, 8), "there is no person `zoe`", "add them", OTHER_OWNER),
        Finding("ITM07", "not-in-bold", W, at(9, 19), "“not” is easy to miss", "set it in bold", BOLD),
        Finding("PLN04", "spelling", H, at(11, 135), "“niether” is no word", "did you mean “neither”?"),
        Finding("SCH01", "required", E, at(7, 1, "content/portal.yml"), "this line is not there", "add `{a: [b](c)}`"),
    ),
    "standard",
    lessons=36,
    suppressed=1,
)
STANDARDS = (
    Standard("REF02", "owner-known", Severity.ERROR, "An owner is\na person.\n\nBad: `zoe`\n\nGood: `maria`\n"),
    Standard("ITM07", "not-in-bold", Severity.WARNING, "A “not” is easy to miss.\n\nBad: not\n\nGood: **not**\n"),
)
SITE = "https://learn.example.org/portal/"
PREFIX = "docs/portal/"

FILES: dict[str, Callable[[], str]] = {
    "report.txt": lambda: text.render(SAMPLE, TEXTS),
    "coloured.txt": lambda: text.render(SAMPLE, TEXTS, lambda piece, tone: f"<{tone}>{piece}</{tone}>"),
    "report.json": lambda: json.render(SAMPLE),
    "github.txt": lambda: github.render(SAMPLE, PREFIX),
    "summary.md": lambda: summary.render(SAMPLE, TEXTS, SITE),
    "report.sarif": lambda: sarif.render(SAMPLE, PREFIX, SITE, STANDARDS),
    "report.rdjson": lambda: rdjson.render(SAMPLE, TEXTS, PREFIX, SITE),
}


@pytest.mark.parametrize(("name", "render"), FILES.items(), ids=FILES)
def test_golden(name: str, render: Callable[[], str]) -> None:
    golden = GOLDEN / name
    if os.environ.get("LOREPATH_ACCEPT"):
        golden.write_text(render())
    assert render() == golden.read_text()


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_a_word_for_a_sound_portal_and_needs_no_setting(form: str) -> None:
    assert FORMATS[form](NOTHING, Setting())
    assert FORMATS[form](SAMPLE, Setting()).count("REF02") >= 1


# ── for people ──────────────────────────────────────────────────────────────────────────────────────────────


def test_text_without_sources_has_a_line_for_each_finding_and_says_where_to_read_on() -> None:
    assert text.render(MIXED) == (
        f"{LESSON}:6:8: REF02 there is no person `zoe`; add them\n"
        f"{LESSON}:7:8: SKL04 there is no person `zoe`; add them (warning)\n"
        f"{LESSON}:9:8: HIS02 there is no person `zoe` (hint)\n"
        "\n"
        "36 lessons checked: 1 error, 1 warning, 1 hint (2 suppressed); 1 of these 3 findings blocks.\n"
        "To read why, with an example:\n"
        "  REF02 a-name: lorepath explain REF02\n"
        "  SKL04 a-name: lorepath explain SKL04\n"
        "  HIS02 a-name: lorepath explain HIS02\n"
    )


TOTALS = [
    (NOTHING, "36 lessons checked, nothing to mend."),
    (Report((), "strict", 1, suppressed=3), "1 lesson checked, nothing to mend (3 suppressed)."),
    (Report((), "strict", 1, known=1200), "1 lesson checked, nothing to mend (1,200 in the baseline)."),
    (
        Report((HINT,), "strict", 2, 3, 4),
        "2 lessons checked: 1 hint (3 suppressed, 4 in the baseline); nothing blocks.",
    ),
    (Report((HINT,), "strict", 1), "1 lesson checked: 1 hint; nothing blocks."),
    (Report((WARNING, WARNING), "standard", 2), "2 lessons checked: 2 warnings; nothing blocks."),
    (Report((WARNING, WARNING), "strict", 2), "2 lessons checked: 2 warnings; all of them block."),
    (Report((ERROR,) * 1200, "pilot", 5000), "5,000 lessons checked: 1,200 errors; all of them block."),
]


@pytest.mark.parametrize(("report", "total"), TOTALS, ids=[total for _, total in TOTALS])
def test_text_ends_with_a_sum(report: Report, total: str) -> None:
    assert text.total(report) == total
    assert total in text.render(report)


@pytest.mark.parametrize(
    ("codes", "named", "more"), [(18, 18, ""), (19, 17, "  and 2 more codes"), (60, 17, "  and 43 more codes")]
)
def test_what_text_says_below_the_findings_fits_on_a_screen(codes: int, named: int, more: str) -> None:
    findings = tuple(
        Finding(f"ABC{number:02}", "a-name", Severity.HINT, Place(LESSON, number), "so") for number in range(codes)
    )
    below = text.render(Report((*findings, *findings), "standard", 1)).split("\n\n")[-1].splitlines()
    assert len(below) <= text.MOST_HELP
    assert sum(": lorepath explain ABC" in line for line in below) == named
    assert (below[-1] if more else "") == more


EXCERPTS: dict[str, tuple[str, int, int, tuple[str, int]]] = {
    "the first column": ("owner: zoe", 1, 40, ("owner: zoe", 0)),
    "a column": ("owner: zoe", 8, 40, ("owner: zoe", 7)),
    "the end of the line": ("owner: zoe", 11, 40, ("owner: zoe", 10)),
    "a column that is not there": ("owner: zoe", 99, 40, ("owner: zoe", 10)),
    "behind a tab": ("\ta\tb", 4, 40, ("    a    b", 9)),
    "behind wide letters": ("短い文: x", 6, 40, ("短い文: x", 8)),
    "behind letters of several characters": ("e\u0301e\u0301: x", 7, 40, ("e\u0301e\u0301: x", 4)),
    "behind what cannot be seen": ("a\u202e\x1bb", 4, 40, (r"a\u202e\x1bb", 11)),
    "behind a workflow command": ("##[error]x", 10, 40, ("## [error]x", 10)),
    "as wide as there is room": ("0123456789", 5, 10, ("0123456789", 4)),
    "a long line's start": ("0123456789" * 3, 2, 10, ("01234567…", 1)),
    "a long line's middle": ("0123456789" * 3, 16, 10, ("…12345678…", 5)),
    "a long line's end": ("0123456789" * 3, 30, 10, ("…23456789", 8)),
    "a long line of wide letters": ("文" * 30, 16, 10, ("…文文文文…", 5)),
    "a very long line": ("x" * 100_000 + "y", 100_001, 10, ("…xxxxxxxy", 8)),
    "very many marks on one letter": ("e" + "\u0301" * 1000 + "x", 1002, 10, ("…" + "\u0301" * 20 + "x", 1)),
}


@pytest.mark.parametrize(("line", "column", "width", "shown"), EXCERPTS.values(), ids=EXCERPTS)
def test_an_excerpt_has_its_caret_below_the_column(line: str, column: int, width: int, shown: tuple[str, int]) -> None:
    assert excerpt(line, column, width) == shown


def test_texts_are_those_of_the_files_with_findings(tmp_path: Path) -> None:
    portal = assemble(make_portal(tmp_path, {"content/about.md": "# Welcome\n"}), date(2026, 6, 1)).portal
    paths = {next(iter(portal.lessons.values())).path, "content/portal.yml", "content/about.md"}
    texts = texts_of(portal, [*paths, *paths, "content/gone.md"])
    assert texts == {path: (tmp_path / path).read_text() for path in paths}


# ── for programs ────────────────────────────────────────────────────────────────────────────────────────────


def test_json_has_the_shape_that_the_readme_promises() -> None:
    assert json_module.loads(json.render(Report((ERROR, HINT), "strict", 36, 2))) == {
        "findings": [
            {
                "code": "REF02",
                "name": "a-name",
                "severity": "error",
                "path": LESSON,
                "line": 6,
                "column": 8,
                "message": "there is no person `zoe`",
                "hint": "add them",
            },
            {
                "code": "HIS02",
                "name": "a-name",
                "severity": "hint",
                "path": LESSON,
                "line": 9,
                "column": 8,
                "message": "there is no person `zoe`",
                "hint": "",
            },
        ],
        "summary": {
            "errors": 1,
            "warnings": 0,
            "hints": 1,
            "suppressed": 2,
            "known": 0,
            "lessons": 36,
            "profile": "strict",
            "blocking": 1,
            "unknown_languages": [],
        },
    }


def test_json_of_a_sound_portal_has_the_same_shape() -> None:
    assert json_module.loads(json.render(NOTHING)) == {
        "findings": [],
        "summary": {
            "errors": 0,
            "warnings": 0,
            "hints": 0,
            "suppressed": 0,
            "known": 0,
            "lessons": 36,
            "profile": "standard",
            "blocking": 0,
            "unknown_languages": [],
        },
    }


def test_languages_without_word_lists_are_said() -> None:
    report = Report((), lessons=3, unknown_languages=("fr", "nl-BE"))
    said = "No word lists are known for `fr` and `nl-BE`: rules about wording passed over the lessons in it."
    assert text.render(report) == f"3 lessons checked, nothing to mend.\n{said}\n"
    assert said in summary.render(report)
    assert json_module.loads(json.render(report))["summary"]["unknown_languages"] == ["fr", "nl-BE"]


def sarif_errors(log: dict[str, Any]) -> list[str]:
    schema = json_module.loads((HERE / "fixtures/sarif/sarif-2.1.0-rtm.5.json").read_text())
    checker = jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(log)]


@pytest.mark.parametrize("report", [NOTHING, MIXED, SAMPLE], ids=["nothing", "mixed", "with fixes"])
def test_sarif_keeps_to_its_schema(report: Report) -> None:
    log = json_module.loads(sarif.render(report, PREFIX, SITE))
    assert sarif_errors(log) == []
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert all(rule["help"]["text"] and rule["helpUri"].startswith(SITE) for rule in rules)
    for result in log["runs"][0]["results"]:
        assert result.get("ruleIndex") is None or rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_the_schema_of_sarif_would_tell() -> None:
    log = json_module.loads(sarif.render(SAMPLE))
    log["runs"][0]["results"][0]["level"] = "hint"
    assert sarif_errors(log) == [
        "$.runs[0].results[0].level: 'hint' is not one of ['none', 'note', 'warning', 'error']"
    ]


def test_rdjson_counts_bytes() -> None:
    wide = Finding("PLN01", "short", Severity.HINT, Place(LESSON, 3, 14), "this is short")
    (diagnostic,) = json_module.loads(rdjson.render(Report((wide,), "standard", 1), TEXTS))["diagnostics"]
    assert diagnostic["location"]["range"] == {"start": {"line": 3, "column": 20}}
    (diagnostic,) = json_module.loads(rdjson.render(Report((wide,), "standard", 1)))["diagnostics"]
    assert diagnostic["location"]["range"] == {"start": {"line": 3}}


# ── the address of a manual ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("site", "page"),
    [
        ("https://a.example", "https://a.example/reference/obj/#obj07"),
        ("http://localhost:8000/portal/", "http://localhost:8000/portal/reference/obj/#obj07"),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("https://a.example/)[x](javascript:y", ""),
        ("https://a.example/|<b>", ""),
        ("https://a.example/\n", ""),
    ],
)
def test_a_code_has_a_page_where_the_site_is_known(site: str, page: str) -> None:
    assert page_of("OBJ07", site) == page


# ── a fix as whole lines ────────────────────────────────────────────────────────────────────────────────────

FOUR = "a\nb\nc\nd\n"
SUGGESTIONS: dict[str, tuple[str, tuple[Edit, ...], Suggestion | None]] = {
    "a word": (FOUR, (Edit((2, 1), (2, 2), "B"),), Suggestion(2, 2, ("B",))),
    "two words": (FOUR, (Edit((1, 1), (1, 2), "A"), Edit((3, 1), (3, 2), "C")), Suggestion(1, 3, ("A", "b", "C"))),
    "a line more": (FOUR, (Edit((2, 2), (2, 2), "\nx"),), Suggestion(2, 2, ("b", "x"))),
    "a line before": (FOUR, (Edit((2, 1), (2, 1), "x\n"),), Suggestion(2, 2, ("x", "b"))),
    "a line at the end": (FOUR, (Edit((5, 1), (5, 1), "x\n"),), Suggestion(4, 4, ("d", "x"))),
    "a line less": (FOUR, (Edit((2, 1), (3, 1), ""),), Suggestion(2, 2, ())),
    "the last line less": (FOUR, (Edit((4, 1), (5, 1), ""),), Suggestion(4, 4, ())),
    "lines in another order": (FOUR, (Edit((2, 1), (3, 2), "c\nb"),), Suggestion(2, 3, ("c", "b"))),
    "a file without a last line end": ("a\nb", (Edit((2, 1), (2, 2), "B"),), Suggestion(2, 2, ("B",))),
    "an empty file": ("", (Edit((1, 1), (1, 1), "x\n"),), Suggestion(1, 1, ("x",))),
    "a place that is not there": (FOUR, (Edit((9, 1), (9, 1), "x"),), None),
    "too many lines": (FOUR, (Edit((1, 1), (1, 1), "x\n" * 40),), None),
    "no edits": (FOUR, (), None),
}


@pytest.mark.parametrize(("before", "edits", "expected"), SUGGESTIONS.values(), ids=SUGGESTIONS)
def test_a_fix_as_whole_lines(before: str, edits: tuple[Edit, ...], expected: Suggestion | None) -> None:
    fixed = Finding("ABC01", "a-name", Severity.HINT, Place(LESSON), "so", fix=Fix("Mend it", edits))
    assert suggestion(fixed, {LESSON: before}) == expected
    assert suggestion(fixed, {}) is None


def test_a_suggestion_is_fenced_so_that_nothing_in_it_ends_it() -> None:
    assert Suggestion(1, 1, ()).block() == "```suggestion\n```"
    assert Suggestion(1, 2, ("````quiz", "```")).block() == "`````suggestion\n````quiz\n```\n`````"


# ── for a pull request ──────────────────────────────────────────────────────────────────────────────────────


def test_github_annotates_lines_gravest_first_and_sums_up() -> None:
    assert github.render(Report((HINT, WARNING, ERROR), "standard", 36), prefix="docs/portal/") == (
        f"::error file=docs/portal/{LESSON},line=6,col=8,title=REF02 a-name::there is no person `zoe`; add them\n"
        f"::warning file=docs/portal/{LESSON},line=7,col=8,title=SKL04 a-name::there is no person `zoe`; add them\n"
        f"::notice file=docs/portal/{LESSON},line=9,col=8,title=HIS02 a-name::there is no person `zoe`\n"
        "36 lessons checked: 1 error, 1 warning, 1 hint; 1 of these 3 findings blocks.\n"
    )


def test_github_escapes_what_a_workflow_command_is_made_of() -> None:
    awkward = finding(message="100%: a,b\n::error::c %0A", path="content/50%,a:b.md", hint="x::y")
    (line, _, _) = github.render(Report((awkward,), "standard", 1)).split("\n")
    assert line == (
        "::error file=content/50%25%2Ca%3Ab.md,line=6,col=8,title=REF02 a-name::"
        r"100%25: a,b\n::error::c %250A; x::y"
    )


AGAIN = Report(
    (ERROR, finding(Severity.WARNING, line=7), *(finding(line=line) for line in (7, 7, 9, 12))), "standard", 36
)
"""The same is to be said on four lines, and another thing between."""


def test_what_is_the_same_in_a_file_is_said_once_with_every_place() -> None:
    said = text.render(AGAIN, {LESSON: "\n" * 6 + "1234567zoe and more words\n\n" + "1234567" + "long " * 40})
    assert said.split("\n\n")[0].splitlines() == [
        f"{LESSON}:6:8: REF02 there is no person `zoe`; add them",
        *[f"{LESSON}:7:8: REF02 the same here: zoe and more words"] * 2,
        f"{LESSON}:9:8: REF02 the same here: {('long ' * 40)[:64]}…",
        f"{LESSON}:12:8: REF02 the same here",
        f"{LESSON}:7:8: SKL04 there is no person `zoe`; add them (warning)",
        "    7 | 1234567zoe and more words",
        "      |        ^",
    ]
    assert github.render(AGAIN).splitlines() == [
        f"::error file={LESSON},line=6,col=8,title=REF02 a-name::there is no person `zoe`; add them "
        "(the same on lines 7, 9 and 12)",
        f"::warning file={LESSON},line=7,col=8,title=SKL04 a-name::there is no person `zoe`; add them",
        "36 lessons checked: 5 errors, 1 warning; 5 of these 6 findings block.",
    ]
    rows = [line for line in summary.render(AGAIN).splitlines() if line.endswith("(error) |")]
    assert rows == ["| 6, 7, 9, 12 | there is no person <code>zoe</code> | add them | REF02 (error) |"]
    assert len(json_module.loads(json.render(AGAIN))["findings"]) == 6, "programs get each"


def test_the_same_in_another_file_is_another_matter() -> None:
    twice = Report((ERROR, finding(path="content/lessons/git/b.md")), "standard", 36)
    assert text.render(twice).count("there is no person") == github.render(twice).count("there is no person") == 2


@pytest.mark.parametrize(("number", "shown"), [(9, 9), (10, 10), (11, 9), (25, 9)])
def test_github_shows_ten_of_a_kind_the_last_saying_how_many_more(number: int, shown: int) -> None:
    findings = tuple(
        finding(severity, f"word {line}", line=line) for severity in Severity for line in range(1, number + 1)
    )
    lines = github.render(Report(findings, "standard", 1)).splitlines()[:-1]
    assert len(lines) <= 50, "more than a job may have"
    for command, noun in ("error", "error"), ("warning", "warning"), ("notice", "hint"):
        mine = [line for line in lines if line.startswith(f"::{command}")]
        assert len(mine) <= 10
        assert sum(" file=" in line for line in mine) == shown
        if shown < number:
            plural = "s" if number - shown > 1 else ""
            assert mine[-1] == f"::{command}::and {number - shown} more {noun}{plural}: see the summary of this job"
    assert [line.split(" ")[0].split("::")[1] for line in lines] == sorted(
        (line.split(" ")[0].split("::")[1] for line in lines), key=["error", "warning", "notice"].index
    )


# ── for the page of a job ───────────────────────────────────────────────────────────────────────────────────


def test_the_summary_of_the_job_says_file_by_file_what_to_do() -> None:
    other = finding(path="content/portal.yml", line=1, message="say a | b", hint="*or* <b>c</b>")
    page = summary.render(Report((ERROR, WARNING, other), "standard", 36))
    said, _, why = page.partition("<details>")
    assert said == (
        "## 2 things to change before this can be merged\n"
        "\n"
        "36 lessons checked: 2 errors, 1 warning; 2 of these 3 findings block.\n"
        "\n"
        "Mend the lines on the branch of your pull request (the pencil on GitHub will do). "
        "Each commit is checked again.\n"
        "\n"
        "### content/lessons/git/a.md\n"
        "\n"
        "| line | what | do this | code |\n"
        "|---|---|---|---|\n"
        "| 6 | there is no person <code>zoe</code> | add them | REF02 (error) |\n"
        "| 7 | there is no person <code>zoe</code> | add them | SKL04 (warning) |\n"
        "\n"
        "### content/portal.yml\n"
        "\n"
        "| line | what | do this | code |\n"
        "|---|---|---|---|\n"
        "| 1 | say a \\| b | \\*or\\* \\<b\\>c\\</b\\> | REF02 (error) |\n"
        "\n"
    )
    folded = f"<details><summary>{{}}</summary>\n\n{owner_known.standard.manual.strip()}\n\n</details>\n"
    assert folded.format("Why REF02 (owner-known) matters, with an example") in f"<details>{why}"
    assert why.count("</details>") == 2, "each code once"


def test_the_summary_of_a_sound_change_is_good_news() -> None:
    assert summary.render(NOTHING) == "## Nothing to change: this is ready for review\n"
    assert summary.render(Report((HINT,), "standard", 1)).startswith("## A few things that could be better\n")
    assert summary.render(Report((ERROR,), "standard", 1)).startswith(
        "## 1 thing to change before this can be merged\n"
    )


def test_the_summary_of_very_many_findings_shows_what_blocks_and_ends_in_a_number() -> None:
    hints = tuple(finding(Severity.HINT, f"word {line}", line=line) for line in range(1, 201))
    page = summary.render(Report((*hints, ERROR), "standard", 1))
    assert page.count("| HIS02 (hint) |") == summary.MOST_FINDINGS - 1
    assert page.count("| REF02 (error) |") == 1
    assert "… and 51 more: they show once some of these are mended.\n" in page


@pytest.mark.parametrize("letter", ["|", "\U0001f600", "\U000e0001", "`", "\x00", "a"])
def test_a_summary_is_never_larger_than_github_takes(letter: str) -> None:
    long = letter * 100_000
    fix = Fix(long, (Edit((1, 1), (1, 1), letter * 1900),))
    findings = tuple(
        Finding("ABC01", "a-name", Severity.ERROR, Place(f"{number}{long}", 1), long, long, fix)
        for number in range(300)
    )
    texts = {finding.place.path: "x\n" for finding in findings}
    page = summary.render(Report(findings, "standard", 1), texts, f"https://{'a' * 200}.example/")
    assert len(page.encode()) <= 2**20
