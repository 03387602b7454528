"""Fixes of rules about knowledge checks: what they write, that they change nothing else, and that they are final."""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path

import pytest

from lorepath.assemble import assemble
from lorepath.finding import Finding
from lorepath.fixes import apply
from lorepath.rules.chance import tail
from lorepath.rules.item_clues import cue
from lorepath.rules.item_order import option_order
from lorepath.rules.item_positions import key_position
from lorepath.rules.item_stems import negative_stem
from lorepath.rules.rule import Rule
from portal import lesson, make_portal

PLACE = "content/lessons/basics/x.md"


def found(root: Path, rule: Rule) -> list[Finding]:
    return [each for each in rule.findings(assemble(root, date(2026, 11, 22))) if each.place.path == PLACE]


def mended(folder: Path, rule: Rule, quiz: str) -> tuple[str, list[Finding]]:
    """The knowledge check after the fixes of the rule, and what the rule found before; after them it finds nothing."""
    before = lesson(f"```quiz\n{textwrap.dedent(quiz).strip()}\n```\n")
    root = make_portal(folder, lessons={"x": before})
    findings = found(root, rule)
    after = apply({PLACE: before}, findings, unsafe=True)[0][PLACE]
    (root / PLACE).write_text(after, "utf-8")
    assert [each for each in found(root, rule) if each.fix] == []
    return after.partition("```quiz\n")[2].removesuffix("\n```\n"), findings


JUMBLE = """
# about waiting
- id: wait
  objective: do-it
  stem: For how long do you wait?
  options:
    # as the old rule said
    - text: 30 minutes # half an hour
      because: Too long.
    - text: "5 minutes"
      because: >
        Right, because nobody
        waits longer.
      correct: true
      # until June
    - {text: 60 minutes, because: "Far too long: an hour."}
- id: next
  objective: do-it
  stem: Which of these would you send?
  options: [{text: One}, {text: Two}, {text: Three}]
"""
SORTED = """\
# about waiting
- id: wait
  objective: do-it
  stem: For how long do you wait?
  options:
    - text: "5 minutes"
      because: >
        Right, because nobody
        waits longer.
      correct: true
      # until June
    # as the old rule said
    - text: 30 minutes # half an hour
      because: Too long.
    - {text: 60 minutes, because: "Far too long: an hour."}
- id: next
  objective: do-it
  stem: Which of these would you send?
  options: [{text: One}, {text: Two}, {text: Three}]"""


def test_options_move_with_their_comments(tmp_path: Path) -> None:
    after, findings = mended(tmp_path, option_order, JUMBLE)
    assert after == SORTED
    assert [each.fix.safe for each in findings if each.fix] == [True]


def test_an_order_is_not_safe_to_change_where_a_text_names_an_option_by_its_place(tmp_path: Path) -> None:
    _, findings = mended(tmp_path, option_order, JUMBLE.replace("Too long.", "See the second option."))
    assert [each.fix.safe for each in findings if each.fix] == [False]


@pytest.mark.parametrize(
    "options",
    [
        "[{text: 30 minutes}, {text: 5 minutes}, {text: 60 minutes}]",
        "\n    - {text: 30 minutes}\n    - {text: 5 minutes}\n    -\n      text: 60 minutes",
    ],
)
def test_options_in_another_style_are_left_to_the_author(tmp_path: Path, options: str) -> None:
    quiz = f"- id: wait\n  objective: do-it\n  stem: For how long do you wait?\n  options: {options}"
    after, findings = mended(tmp_path, option_order, quiz)
    assert after == quiz
    assert [each.fix for each in findings] == [None]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Which step is not needed here?", "Which step is **not** needed here?"),
        ('"Which step isn\'t needed here?"', '"Which step **isn\'t** needed here?"'),
        ("'Which step isn''t needed here?'", "'Which step **isn''t** needed here?'"),
        (">\n    A not so new case.\n    Which step is\n    not needed?", None),
        ("The lamp is not lit. Which step is not needed?", "The lamp is not lit. Which step is **not** needed?"),
        ("All of these are signs of it except", "All of these are signs of it **except**"),
    ],
)
def test_the_negative_word_is_set_in_bold(tmp_path: Path, before: str, after: str | None) -> None:
    options = "\n  options: [{text: Look}, {text: Wait}, {text: Go}]"
    quiz, findings = mended(tmp_path, negative_stem, f"- id: one\n  objective: do-it\n  stem: {before}{options}")
    wanted = after or before.replace("    not", "    **not**")
    assert quiz == f"- id: one\n  objective: do-it\n  stem: {wanted}{options}"
    assert [each.fix.safe for each in findings if each.fix] == [True]


def test_the_article_fits_every_option(tmp_path: Path) -> None:
    quiz = """
        - id: one
          objective: do-it
          stem: A place where a program waits is called an
          options: [{text: endpoint, correct: true}, {text: port}, {text: gateway}]
        """
    after, _ = mended(tmp_path, cue, quiz)
    assert "  stem: A place where a program waits is called a(n)\n" in after


def test_keys_move_to_all_places(tmp_path: Path) -> None:
    item = """\
- id: item-{}
  objective: do-it
  stem: Which of these do you send?
  options:
    - text: This
      correct: true
    - text: That
    - text: Both"""
    after, findings = mended(tmp_path, key_position, "\n".join(item.format(number) for number in range(10)))
    assert [each.fix.safe for each in findings if each.fix] == [False]
    places = [
        [option.startswith("text: This\n      correct: true") for option in part.split("    - ")].index(True)
        for part in after.split("- id: ")[1:]
    ]
    assert sorted(places) == [1, 1, 1, 1, 2, 2, 2, 3, 3, 3]


def test_the_tail_is_that_of_the_binomial_distribution() -> None:
    assert tail([0.25] * 10, 6) == pytest.approx(0.0197277, abs=1e-7)
    assert tail([0.5] * 3, 0) == pytest.approx(1)
    assert tail([0.5, 0.25], 2) == pytest.approx(0.125)
