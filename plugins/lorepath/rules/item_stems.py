"""MCQ: the stem of a knowledge-check item, what it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import Annotated

from lorepath.finding import Fix, Severity
from lorepath.model import Item, Lesson
from lorepath.rules.item_text import asking, bare, holds_any, masked, plain, readable
from lorepath.rules.language import language
from lorepath.rules.negation import denies, is_denial, is_emphasised, negation
from lorepath.rules.quiz_source import emphasised, place_within
from lorepath.rules.rule import Remark, Span, lesson_rule
from lorepath.wording import count

_BLANK = re.compile(r"(?:\\?_){3,}|\.{4,}|\[ *\]|\(\.{3,}\)|(?<= )(?:\.{3}|…)(?= [^\W\d_A-Z])")
_BLANKS = ("_", "...", "…", "[")
_WORD = re.compile(r"\w[^\s]*")
_LONG = 90
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@lesson_rule("MCQ05", "negative-stem", Severity.WARNING)
def negative_stem(lesson: Lesson) -> Iterator[Remark]:
    """A stem asks for what is right. Where it must ask for what is wrong, the negative word stands out.

    Readers miss a "not", and then a wrong answer says nothing about what they know. A warning where the
    negative word of the question (not, never, cannot, except, least) is neither in bold or italics nor in
    capitals; an error where an option denies something too, because nobody can follow a double denial.

    A negation that belongs to the situation is no finding: "The scanner does not start. What do you check
    first?", "What do you do when a customer does not answer?", "Why does the lamp not light?"

    Bad:
    ```yaml
    stem: Which of these steps is not needed before you lift a load?
    ```
    Good:
    ```yaml
    stem: You are about to lift a load of 20 kg. What do you do first?
    ```
    or, where it cannot be asked otherwise, `Which of these steps is **not** needed …`. The fix sets the word
    in bold.

    Source: Haladyna, Downing & Rodriguez (2002).
    """
    for item in readable(lesson):
        span = negation(item, lesson.language)
        if span is None:
            continue
        word = item.stem[slice(*span)]
        denying = [number for number, option in enumerate(item.options) if denies(option.text, lesson.language)]
        denying = denying if is_denial(word, lesson.language) else []
        if denying:
            yield Remark(
                item.at("options", denying[0], "text"),
                f"this option denies something, and so does the stem of the item `{item.id}` (“{word}”)",
                "ask in the stem for what is right, and let the options say what somebody does",
                Severity.ERROR,
            )
        elif not is_emphasised(item.stem, *span):
            edits = emphasised(lesson, item, *span)
            yield Remark(
                place_within(lesson, item, ("stem",), *span) or item.at("stem"),
                f"the stem asks for what is wrong, and its “{word}” is easily missed",
                f"ask for what is right, or write `**{word}**`",
                fix=Fix(f"Set “{word}” in bold", edits, safe=True) if edits else None,
            )


@lesson_rule("MCQ10", "stem-complete", Severity.WARNING)
def stem_complete(
    lesson: Lesson,
    *,
    words: Annotated[int, Span("the lowest number of words in a stem", 1, 20)] = 5,
    opening: Annotated[int, Span("how many words at the start of all options belong to the stem", 1, 20)] = 3,
) -> Iterator[Remark]:
    """A stem can be answered before the options are read.

    Readers who know the subject should have an answer in mind after the stem. A finding where the stem has
    fewer than `words` words, has a blank before its end, asks no more than which option is true, or where all
    options start with the same `opening` words or more, which then belong to the stem.

    A statement that is true or false may be short. Options that are code or quotations may start alike:
    their wording is what the question is about. The rule also speaks of stems such as "Which of the following
    is true?", which are long enough and hold no idea all the same.

    Bad:
    ```yaml
    stem: Fire doors
    stem: Call ____ before you touch the alarm.
    stem: Which of these statements is correct?
    ```
    Good:
    ```yaml
    stem: Boxes block a fire door. What do you do first?
    ```
    Source: Haladyna, Downing & Rodriguez (2002); Pham et al. (2018), where stems without an idea changed scores.
    """
    for item in readable(lesson):
        stem = masked(item.stem)
        length = len(item.stem.split())
        if length < 2 * words:
            length = len(_WORD.findall(item.stem))
        if blank := _blank(stem):
            yield Remark(
                place_within(lesson, item, ("stem",), *blank.span()) or item.at("stem"),
                f"the stem of the item `{item.id}` has a blank before its end",
                "ask a question, or move the blank to the end",
            )
        elif length < words and item.kind != "true-false" and not _UNSPACED.search(item.stem):
            yield Remark(
                item.at("stem"),
                f"the stem of the item `{item.id}` has {count(length, 'word')}; {words} is the least",
                "describe a small situation, and ask what to do",
            )
        elif _is_empty(stem, lesson.language):
            yield Remark(
                item.at("stem"),
                f"the stem of the item `{item.id}` asks only which option is true",
                "name the situation and what you want to know about it",
            )
        elif shared := _shared_opening(item, opening):
            yield Remark(
                item.at("options", 0, "text"),
                f"every option of the item `{item.id}` starts with “{shared}”",
                "move these words to the end of the stem",
            )


def _blank(stem: str) -> re.Match[str] | None:
    """The first blank of a stem that a word of the same sentence follows."""
    if not holds_any(stem, _BLANKS):
        return None
    for match in _BLANK.finditer(stem):
        if re.match(r"[^.?!\w]*\w", stem[match.end() :]):
            return match
    return None


def _is_empty(stem: str, tag: str) -> bool:
    """Whether the stem is nothing but a request to choose what is true."""
    if len(stem) > _LONG:
        return False
    sentences = [text for _, text in asking(stem)]
    if len(sentences) != 1 or sentences[0].strip() != stem.strip():
        return False
    said = bare(stem)
    return any(pattern.fullmatch(said) for pattern in _empty_stems(tag))


@cache
def _empty_stems(tag: str) -> tuple[re.Pattern[str], ...]:
    words = language(tag)
    return tuple(re.compile(each, re.IGNORECASE) for each in words.items.empty_stems) if words else ()


def _shared_opening(item: Item, least: int) -> str:
    """The words with which all options start, if there are enough of them and each option goes on."""
    if len({option.text[:3].lower() for option in item.options}) > 1 or len(item.options) < 3:
        return ""
    if any(option.text.startswith(("`", '"', "“", "„", "'", "‘")) for option in item.options):
        return ""
    openings = [plain(option.text).split() for option in item.options]
    ranks = zip(*([word.lower() for word in each] for each in openings), strict=False)
    shared = sum(1 for _ in takewhile(lambda rank: len(set(rank)) == 1, ranks))
    is_shared = least <= shared < min(map(len, openings))
    return " ".join(openings[0][:shared]) if is_shared else ""
