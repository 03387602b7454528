"""Whatever is mended: it says the same, it ends, nothing is left to mend, and line ends are what they were."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_text import BODY
from examples import examples
from lorepath import fixes
from lorepath.assemble import complete
from lorepath.check import Report, check
from lorepath.history import History
from lorepath.loader import load
from lorepath.model import Lesson
from lorepath.outline import BlockKind
from portal import lesson, make_portal

PATH = "content/lessons/basics/short-sentences.md"
ROUNDS = 12
UNREAD = (BlockKind.HTML, BlockKind.QUIZ)
# What can be mended, each in several ways; chance puts it together, in lists and quotations too.
_OPTIONS = st.lists(
    st.sampled_from(["10 days", "9", "2 %", "11", "All of it", "An apple", "Nothing # here", "30"]),
    min_size=2,
    max_size=5,
    unique=True,
)
_STEMS = st.sampled_from(
    ["Which of these is not a reason to call?", "What would you pick first, an", "Which number is right?"]
)


def _quiz(stem: str, options: list[str], key: int) -> str:
    lines = []
    for number, text in enumerate(options):
        lines += [f"    - text: {text!r}  # {number}", "      because: Why not."]
        lines += ["      correct: true"] if number == key else []
    return "\n".join(["```quiz", "- id: one", "  objective: do-it", f"  stem: {stem!r}", "  options:", *lines, "```"])


_PIECES = st.sampled_from(
    (
        *("![image of a cat](cat.png)", "![Photo of](a.png) ![picture of the desk](b.png)", "**A line in bold**"),
        *("## One", "#### Too deep", "##### Deeper", "# A second title", "Words stand here, and more of them."),
        *("<!-- lorepath: allow STR09 because it was once -->", "> <!-- lorepath: allow TXT01 because x -->"),
        *("<!-- lorepath: allow STR09 because a --><!-- lorepath: allow TXT04 because b -->", "- one\n- two"),
        *("Title\n=====", "| a | b |\n|---|---|\n| c | d |", "    code", "<b>x</b>", "tail\t\u00a0é 😀"),
    )
)
_FLAWED = st.lists(st.builds(_quiz, _STEMS, _OPTIONS, st.integers(0, 4)) | _PIECES, min_size=1, max_size=10).map(
    "\n\n".join
)
_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "minutes": st.sampled_from([1, 90, 500]),
        "language": st.sampled_from(["en-UK", "EN", "english", "en"]),
        "allow": st.sampled_from([[{"code": "STR09", "reason": "x"}], [{"code": "TXT01", "reason": "x"}] * 2]),
    },
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_portal(tmp_path_factory.mktemp("fixes"))


def look(root: Path, text: str) -> tuple[Report, Lesson | None]:
    portal, found = load(root, {PATH: text.encode("utf-8", "surrogatepass")})
    report = check(complete(portal, found, History({}, available=False), date(2026, 11, 22)))
    return report, portal.lessons.get("short-sentences")


def settled(root: Path, text: str, unsafe: bool) -> str:
    """The text when nothing is left to mend."""
    for _ in range(ROUNDS):
        report, _ = look(root, text)
        after, mended = fixes.apply({PATH: text}, [each for each in report.findings if each.place.path == PATH], unsafe)
        if not mended:
            assert after[PATH] == text
            return text
        assert after[PATH] != text
        text = after[PATH]
    raise AssertionError("it goes on and on")


def said(of: Lesson | None) -> tuple[object, ...]:
    """What a lesson says, apart from its form: its objectives, what its items ask and take for right, its words."""
    if not of:
        return ()
    items = [
        (
            item.id,
            item.objective,
            item.stem.replace("*", ""),
            Counter((each.text, each.correct) for each in item.options),
        )
        for item in of.items
    ]
    words = Counter(re.findall(r"\w+", " ".join(block.text for block in of.outline.blocks if block.kind not in UNREAD)))
    return of.title, of.summary, of.teaches, of.objectives and of.objectives[0].text, items, words


@given(_FLAWED | BODY, _FIELDS, st.sampled_from(["\n", "\r\n"]))
@settings(examples(30))
def test_safe_fixes_keep_what_is_said_and_come_to_an_end(
    root: Path, body: str, fields: dict[str, object], end: str
) -> None:
    text = lesson(body, **fields).replace("\r", "").replace("\n", end)
    after = settled(root, text, unsafe=False)
    assert said(look(root, after)[1]) == said(look(root, text)[1])
    assert after.count("\r") == (after.count("\n") if end == "\r\n" else 0)


@given(_FLAWED | BODY, _FIELDS, st.sampled_from(["\n", "\r\n"]))
@settings(examples(30))
def test_all_fixes_come_to_an_end_and_keep_line_ends(
    root: Path, body: str, fields: dict[str, object], end: str
) -> None:
    text = lesson(body, **fields).replace("\r", "").replace("\n", end)
    after = settled(root, text, unsafe=True)
    assert after.count("\r") == (after.count("\n") if end == "\r\n" else 0)
