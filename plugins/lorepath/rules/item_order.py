"""MCQ: the order of options that are numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from lorepath.finding import Fix, Severity
from lorepath.model import Item, Lesson
from lorepath.rules.item_text import plain, readable
from lorepath.rules.language import language
from lorepath.rules.quantities import Quantity, in_one_unit, is_sorted, quantity
from lorepath.rules.quiz_source import reordered
from lorepath.rules.rule import Remark, lesson_rule
from lorepath.wording import listed

_DIGIT = re.compile(r"\d")
_ALL = 10


@lesson_rule("MCQ09", "option-order", Severity.HINT)
def option_order(lesson: Lesson) -> Iterator[Remark]:
    """Options that are numbers stand in order.

    Readers look for the number that they have in mind. In a jumble they search, and a key that stands out of
    order gives itself away. Rising and falling are both fine. The rule looks at three numbers or more with the
    same words around them; one option that is no number may stand among them. The fix sorts them, with their
    comments. It is safe where no text of the lesson speaks of an option by its place.

    Bad: `30 minutes`, `5 minutes`, `60 minutes`

    Good: `5 minutes`, `30 minutes`, `60 minutes`

    Source: Haladyna, Downing & Rodriguez (2002): place options in logical or numerical order.
    """
    for item in readable(lesson):
        found = numbers_of(item, lesson.language)
        values = [each.low if each.low > float("-inf") else each.high - 0.5 for each in found.values()]
        if len(values) < 3 or len(found) < len(item.options) - 1 or is_sorted(values):
            continue
        if any("." in plain(item.options[number].text) for number in found) and is_sorted(_as_versions(item, found)):
            continue
        places = list(found)
        rising = sorted(places, key=lambda number: values[places.index(number)])
        if sum(one > other for one, other in pairwise(values)) > len(values) / 2:
            rising.reverse()
        turn = dict(zip(places, rising, strict=True))
        order = [turn.get(number, number) for number in range(len(item.options))]
        edit = reordered(lesson, item, order)
        yield Remark(
            item.at("options", next(number for number in places if turn[number] != number), "text"),
            f"the numbers of the item `{item.id}` stand in no order",
            "sort them: " + listed([plain(item.options[number].text) for number in order], most=_ALL),
            fix=Fix("Sort the options by their numbers", (edit,), safe=not names_places(lesson)) if edit else None,
        )


def numbers_of(item: Item, tag: str) -> dict[int, Quantity]:
    """The options that are numbers with the same words around them, by their place; nothing where these differ."""
    known = language(tag)
    starts = known.items.number_words if known else {}
    may_be = (_DIGIT.search(option.text) or option.text.partition(" ")[0].lower() in starts for option in item.options)
    if sum(map(bool, may_be)) < max(len(item.options) - 1, 2):
        return {}
    found = {number: each for number, option in enumerate(item.options) if (each := quantity(option.text, tag))}
    return in_one_unit(found, tag)


def names_places(lesson: Lesson) -> bool:
    """Whether some text of the lesson speaks of an option by its place ("the second answer", "option B")."""
    return any(pattern.search(lesson.body) for pattern in _references(lesson.language))


@cache
def _references(tag: str) -> tuple[re.Pattern[str], ...]:
    words = language(tag)
    found = words.items.position_references if words else ()
    return tuple(re.compile(each, re.IGNORECASE) for each in found) or (re.compile(""),)


def _as_versions(item: Item, places: dict[int, Quantity]) -> list[float]:
    """Numbers with a point as versions: 3.10 comes after 3.9."""
    found = []
    for number in places:
        major, _, minor = (re.findall(r"\d+(?:\.\d+)?", plain(item.options[number].text)) or ["0"])[0].partition(".")
        found.append(int(major) * 1e6 + int(minor or 0))
    return found
