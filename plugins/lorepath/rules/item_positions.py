"""MCQ: where the right options of a lesson stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated

from lorepath.finding import Edit, Fix, Severity
from lorepath.model import Item, Lesson
from lorepath.rules.chance import SIGNIFICANT, tail
from lorepath.rules.item_order import numbers_of
from lorepath.rules.item_text import readable, the_key
from lorepath.rules.quiz_source import reordered
from lorepath.rules.rule import Remark, Span, lesson_rule

_ORDINALS = ("first", "second", "third", "fourth", "fifth")


@lesson_rule("MCQ07", "key-position", Severity.WARNING)
def key_position(
    lesson: Lesson,
    *,
    items: Annotated[int, Span("how many items a lesson has before their keys are counted", 3, 50)] = 10,
) -> Iterator[Remark]:
    """The right options stand in all places.

    Authors write the right option first, or hide it in the middle; readers who guess "the second" then do well.
    A finding in a lesson with `items` items or more (with one right option each; not those that are true or
    false) where one place holds it more often than chance would have it. The probability of so many or more is
    computed exactly (the upper tail of a binomial distribution; an item with four options counts with one in
    four). It must be under 0.05 for all places together, so under 0.05 divided by the number of places.

    The fix moves right options to the places that have too few, together with their comments. It is never
    safe: an order may be meant (first things first), and feedback may speak of "the second option". Items
    whose options are numbers stay as they are.

    Bad: ten items, eight of them with the right option first

    Good: ten items, with two or three right options in each place

    Source: Haladyna, Downing & Rodriguez (2002): vary the place of the right answer.
    """
    asked = [
        (item, key)
        for item in readable(lesson)
        if item.kind == "single" and len(item.options) > 2 and (key := the_key(item)) is not None
    ]
    if len(asked) < items:
        return
    held = Counter(key for _, key in asked)
    for place, hits in held.most_common():
        chances = [1 / len(item.options) for item, _ in asked if len(item.options) > place]
        if hits <= sum(chances) or tail(chances, hits) >= SIGNIFICANT / max(len(item.options) for item, _ in asked):
            continue
        edits = _spread(lesson, asked, place)
        first = next(item for item, key in asked if key == place)
        yield Remark(
            first.at("options", place),
            f"in {hits} of {len(asked)} items the right option is the {_name(place)}, more often than by chance",
            "let the right options stand in all places, about equally often",
            fix=Fix("Move right options to other places", edits) if edits else None,
        )
        return


def _spread(lesson: Lesson, asked: Sequence[tuple[Item, int]], place: int) -> tuple[Edit, ...]:
    """Edits that move right options from a crowded place to the emptiest ones, until it is no longer crowded."""
    held = Counter(key for _, key in asked)
    share = -(-sum(1 for _ in asked) // max(len(item.options) for item, _ in asked))
    edits = []
    # The later ones move, so that the first items of a lesson stay as the author knows them.
    for item, key in reversed(asked):
        if key != place or held[place] <= share or numbers_of(item, lesson.language):
            continue
        target = min((other for other in range(len(item.options)) if other != place), key=lambda other: held[other])
        order = list(range(len(item.options)))
        order[key], order[target] = target, key
        if edit := reordered(lesson, item, order):
            edits.append(edit)
            held[place] -= 1
            held[target] += 1
    return tuple(reversed(edits))


def _name(place: int) -> str:
    return _ORDINALS[place] if place < len(_ORDINALS) else f"{place + 1}th"
