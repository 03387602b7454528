"""MCQ: options of an item that say the same, or share values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from lorepath.finding import Severity
from lorepath.model import Item, Lesson
from lorepath.rules.item_order import numbers_of
from lorepath.rules.item_text import find_any, plain, readable
from lorepath.rules.language import language
from lorepath.rules.quantities import Quantity, is_same_amount, overlap
from lorepath.rules.rule import Remark, lesson_rule

_SIMILAR = 0.75
_SHORT = 6
"""Words with fewer letters may differ in a space or a mark and mean something else."""
_AT_END = " .,;:!?…*_`\"'”’)>"


@lesson_rule("MCQ03", "option-duplicate", Severity.ERROR)
def option_duplicate(lesson: Lesson) -> Iterator[Remark]:
    """The options of an item exclude each other.

    Two options that say the same are both wrong, or both right. The same goes for numbers that fall into two
    ranges. White space, hyphens, marks such as bold, the mark at the end and the capital of the first word make no
    difference, nor does it matter how an amount is written: 72 hours are three days. Options that differ only in
    other capitals or in an article are a warning; where an item is about spelling, code or units, such differences
    are its point, and the rule is silent.

    Ranges that meet in one number ("1 to 5", "5 to 10") are an error, and so are others that divide a scale. Ranges
    that overlap otherwise are a warning where the stem asks for one value ("How many …?"). Where it asks for a
    range ("Between which …?", "What is the normal pulse?"), or one range lies inside another, the range itself is
    the answer: no finding, but for a stem that gives a value to be put into one of them.

    Bad:
    ```yaml
    options:
      - {text: 1 to 5 days, because: …}
      - {text: 5 to 10 days, because: …}
      - {text: 10 to 15 days, because: …}
    ```
    Good: `1 to 5 days`, `6 to 10 days`, `11 to 15 days`

    Source: Haladyna, Downing & Rodriguez (2002): keep options independent.
    """
    for item in readable(lesson):
        yield from _overlapping(item, lesson.language)
        if _end_differently(item):
            continue
        for number, option in enumerate(item.options):
            for earlier, other in enumerate(item.options[:number]):
                if severity := _repeats(option.text, other.text, item, lesson.language):
                    yield Remark(
                        item.at("options", number, "text"),
                        f"this option says the same as option {earlier + 1} of the item `{item.id}`",
                        "write another mistake that people make, or delete it",
                        severity,
                    )
                    break


def _end_differently(item: Item) -> bool:
    """A quick look: options whose last letters differ cannot say the same in the same words, but numbers can."""
    ends = {option.text.rstrip(_AT_END)[-3:].lower() for option in item.options}
    return len(ends) == len(item.options) and not any(map(str.isdecimal, "".join(o.text for o in item.options)))


def _repeats(one: str, other: str, item: Item, tag: str) -> Severity | None:
    """How grave it is that an option says the same as an earlier one, or None where it does not."""
    first, second = (plain(text).strip(" .;") for text in (one, other))
    if first == second:
        return Severity.ERROR
    is_same_word = first.lower() != second.lower() and _letters(first) == _letters(second)
    if is_same_word or is_same_amount(first, second, tag):
        is_about_form = _is_alike(first, second, item) if is_same_word else _same_amounts(item, tag)
        return None if is_about_form else Severity.ERROR
    if first.lower() != second.lower() and _without_article(first, tag) != _without_article(second, tag):
        return None
    if first[1:] == second[1:] and " " in first and _others(first, second, item):
        return Severity.ERROR
    return None if _is_about_form(first, second, item, tag) else Severity.WARNING


def _without_article(text: str, tag: str) -> str:
    words = language(tag)
    first, _, rest = text.lower().partition(" ")
    return rest if words and rest and first in words.items.all_articles else text.lower()


def _is_about_form(one: str, other: str, item: Item, tag: str) -> bool:
    """Whether what differs may be the point: code, symbols, capitals inside a word, an item about spelling."""
    if "`" in one + other:
        return True
    pairs = zip(reversed(one.split()), reversed(other.split()), strict=False)
    if any(not _differ_in_capitals(*pair) for pair in pairs if "".join(pair).lower() not in _articles(tag)):
        return True
    return _is_alike(one, other, item)


def _is_alike(one: str, other: str, item: Item) -> bool:
    """Whether the other options are much like these two, or there are none: then the difference is the point."""
    others = _others(one, other, item)
    return not others or any(SequenceMatcher(None, text.lower(), one.lower()).ratio() > _SIMILAR for text in others)


def _same_amounts(item: Item, tag: str) -> bool:
    """Whether all options name one amount: then the item is about how to write it."""
    first, *rest = (option.text for option in item.options)
    return all(is_same_amount(first, other, tag) for other in rest)


def _letters(text: str) -> str:
    """The letters and digits of a text of some length, else the text: a help desk is a helpdesk."""
    letters = re.sub(r"[\s\-!?]", "", text)
    return letters.lower() if len(letters) >= _SHORT or text[:1].isdigit() else text


def _others(one: str, other: str, item: Item) -> list[str]:
    """The options that say something else. Where there are none, all of them differ in form alone."""
    texts = (plain(option.text).strip(" .;") for option in item.options)
    return [text for text in texts if text.lower() not in (one.lower(), other.lower())]


def _articles(tag: str) -> frozenset[str]:
    words = language(tag)
    return (
        frozenset(one + other for one in words.items.all_articles for other in words.items.all_articles)
        if words
        else frozenset()
    )


def _differ_in_capitals(one: str, other: str) -> bool:
    return one == other or (len(one) > 3 and {one, other} <= {one.lower(), one.capitalize(), one.upper()})


def _overlapping(item: Item, tag: str) -> Iterator[Remark]:
    """Ranges that share values, where a value is asked for."""
    words = language(tag)
    found = numbers_of(item, tag) if item.kind == "single" else {}
    if not words or sum(each.is_range for each in found.values()) < 2:
        return
    if find_any(item.stem, words.items.range_questions) and not _asks_for_class(item.stem, found):
        return
    ordered = sorted(found.items(), key=lambda pair: (pair[1].low, pair[1].high))
    kinds = [overlap(one[1], other[1]) for one, other in pairwise(ordered)]
    if "nest" in kinds or not any(kinds):
        return
    if "touch" not in kinds and not find_any(item.stem, words.items.value_questions):
        return
    follow = "touch" in kinds or _adjoin([each for _, each in ordered])
    for kind, one, other in zip(kinds, ordered, ordered[1:], strict=False):
        if kind:
            later, earlier = max(one[0], other[0]), min(one[0], other[0])
            yield Remark(
                item.at("options", later, "text"),
                f"this range shares values with option {earlier + 1} of the item `{item.id}`, so both can be right",
                "let each range start after the end of the one before",
                None if follow else Severity.WARNING,
            )


def _asks_for_class(stem: str, found: Mapping[int, Quantity]) -> bool:
    """Whether the stem gives a value with the ranges' unit: then it asks into which of them the value falls."""
    unit = next(iter(found.values())).unit
    return bool(unit) and bool(re.search(rf"\d ?{re.escape(unit)}", stem))


def _adjoin(ranges: Sequence[Quantity]) -> bool:
    """Whether some of the ranges follow each other without a gap: then they divide a scale."""
    return any(0 < other.low - one.high <= 1 for one, other in pairwise(ranges))
