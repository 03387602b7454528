"""Whatever a lesson holds: an answer comes, it comes soon, and it does no harm."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from any_text import BODY, FRONT_MATTER, LARGE, LESSON, QUIZ, large_body
from examples import examples, is_night
from lorepath.assemble import complete
from lorepath.check import Report, check
from lorepath.history import History
from lorepath.loader import load
from lorepath.reporters import summary
from lorepath.reporters.formats import FORMATS, Setting
from lorepath.reporters.source import texts_of
from portal import WELL_MADE, lesson, make_portal

SECONDS = 2
"""Of CPU time, for a text of 100 KB: what reading, rules and a report may take together."""
LESSON_PATH = "content/lessons/basics/short-sentences.md"
# What a terminal obeys, what turns the text, what no reader sees, what is no character.
_HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def few(usual: int) -> settings:
    """Settings for texts that take their time to make."""
    slow = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
    return settings(examples(usual), suppress_health_check=slow)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small portal; what is tried stands in place of one of its lessons."""
    return make_portal(tmp_path_factory.mktemp("any"))


def answer(root: Path, text: str) -> tuple[Report, dict[str, str], float]:
    """The report on a portal with such a lesson, in each format, and the CPU seconds with the slowest format."""
    begun = time.process_time()
    portal, found = load(root, {LESSON_PATH: text.encode("utf-8", "surrogatepass")})
    report = check(complete(portal, found, History({}, available=False), date(2026, 11, 22)))
    texts = texts_of(portal, (finding.place.path for finding in report.findings))
    spent = time.process_time() - begun
    shown, slowest = {}, 0.0
    for form, render in FORMATS.items():
        begun = time.process_time()
        shown[form] = render(report, Setting(texts))
        slowest = max(slowest, time.process_time() - begun)
    shown["summary"] = summary.render(report, texts)
    return report, shown, spent + slowest


def assert_a_good_answer(root: Path, text: str) -> None:
    _, shown, spent = answer(root, text)
    for form, each in shown.items():
        assert not _HARMFUL.search(each), (form, _HARMFUL.search(each))
    if spent > SECONDS:  # a busy machine deserves a second try
        _, _, spent = answer(root, text)
    assert spent <= SECONDS


@given(LESSON)
@few(60)
def test_any_lesson(root: Path, text: str) -> None:
    assert_a_good_answer(root, text)


@given(BODY)
@few(60)
def test_any_body(root: Path, text: str) -> None:
    assert_a_good_answer(root, lesson(text))


@given(FRONT_MATTER)
@few(60)
def test_any_front_matter(root: Path, text: str) -> None:
    assert_a_good_answer(root, f"---\n{text}\n---\n\n{WELL_MADE}")


@given(QUIZ)
@few(60)
def test_any_knowledge_check(root: Path, text: str) -> None:
    assert_a_good_answer(root, lesson(f"{WELL_MADE}\n\n## More\n\n```quiz\n{text}\n```\n"))


@given(large_body())
@few(2)
def test_any_body_of_100_kb(root: Path, text: str) -> None:
    assert_a_good_answer(root, lesson(text))


def _filled(piece: str) -> str:
    return (piece * (LARGE // len(piece) + 1))[:LARGE]


def _item(number: int) -> str:
    options = "".join(f"    - {{text: {word}, because: It is {word}.}}\n" for word in ("one", "two", "three"))
    return f"- id: a{number}\n  objective: split\n  stem: Which of these is not one?\n  options:\n{options}"


SIGNS = (
    *(
        "[",
        "*",
        "`",
        "<",
        "|",
        "&#",
        "_",
        "~",
        ">",
        "](",
        "[](",
        "![",
        "[a](b",
        "[^",
        "{",
        "<a ",
        "<a b=",
        "<!--",
        "<?",
    ),
    *('"', "'", "&amp;", "&a", "\\", "$", ":", "\t", "\u00a0", "😀", "\u0301", "א", "中", ". ", "A. ", "ABC "),
    *("word ", "x", "\n", " \n"),
)
SHAPES = {
    "nested lists": "".join("  " * min(depth, 90) + "- a\n" for depth in range(1100))[:LARGE],
    "nested quotations": "".join("> " * (depth % 99 + 1) + "a\n\n" for depth in range(1000))[:LARGE],
    "lists in a line": _filled("- - - 1. 1. a\n"),
    "emphasis": _filled("**a *b* c** __d _e_ f__ "),
    "open emphasis": _filled("**a *b __c _d "),
    "links": _filled("[a](b.md) "),
    "other links": "".join(f"[a](b{number}.md)\n\n" for number in range(7000))[:LARGE],
    "links to headings": "## a\n\n" + "".join(f"[a](#b{number}) " for number in range(9000))[:LARGE],
    "pictures": _filled("![a](b.png) "),
    "references": _filled("[a][b] ") + "\n\n[b]: c.md\n",
    "footnotes": "".join(f"[^{number}]: a\n\n" for number in range(8000))[:LARGE],
    "one table": "| a | b |\n|---|---|\n" + _filled("| c | d |\n"),
    "a wide table": "|" + "a|" * 15_000 + "\n|" + "-|" * 15_000 + "\n|" + "b|" * 15_000 + "\n",
    "headings": _filled("## a b\n\n"),
    "skipped headings": _filled("## a\n\n#### b\n\n"),
    "lines in bold": _filled("**a b**\n\nc\n\n"),
    "callouts": _filled('!!! note "[a](b.md)"\n'),
    "nested callouts": "".join("    " * min(depth, 24) + "!!! note\n" for depth in range(1200))[:LARGE],
    "fences": _filled("```\na\n```\n"),
    "comments and a tag": _filled("<!-- a -->")[:-10] + "<p>text</p>\n",
    "comments": _filled("<!-- a -->\n\n"),
    "suppressions": _filled("<!-- lorepath: allow STR09 because a -->\n\nTODO a\n\n"),
    "dashes before a word": _filled("-") + "x\n",
    "placeholders": _filled("TODO lorem ipsum "),
    "players": _filled("<video src='a.mp4'></video>\n\n"),
    "one knowledge check": "```quiz\n" + "".join(map(_item, range(500)))[:LARGE] + "\n```\n",
    "many knowledge checks": "".join(f"```quiz\n{_item(number)}```\n\n" for number in range(450)),
    "prose": _filled("When you call, say who you are. Then say what has failed, since when, and for whom.\n\n"),
}
# A sample is enough each time; every night all are tried.
BY_DAY = ("[", "<", "&#", "comments and a tag", "links to headings", "suppressions", "many knowledge checks", "prose")
CASES = {**{f"only {sign!r}": _filled(sign) for sign in SIGNS}, **SHAPES}
TRIED = CASES if is_night() else {name: CASES[f"only {name!r}" if name in SIGNS else name] for name in BY_DAY}


@pytest.mark.slow
@pytest.mark.parametrize("text", TRIED.values(), ids=TRIED)
def test_100_kb_of_one_thing(root: Path, text: str) -> None:
    assert_a_good_answer(root, lesson(text))


def test_what_is_no_lesson_is_said_and_its_finding_shown_in_every_format(root: Path) -> None:
    report, shown, _ = answer(root, "# No front matter\n")
    assert {finding.code for finding in report.findings} >= {"DOC07"}
    assert all("DOC07" in text for text in shown.values())
