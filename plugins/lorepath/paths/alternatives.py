"""Which lessons could stand in the place of a step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from lorepath.model import Elective, Lesson, Levels
from lorepath.paths.learning_path import Kind, Reason
from lorepath.paths.supply import Supply

OF_EACH_FORMAT = 4


def alternatives(
    supply: Supply, lesson: Lesson, reasons: Sequence[Reason], electives: Sequence[Elective], start: Levels
) -> tuple[str, ...]:
    """The ids of the lessons that could replace a step, shortest first.

    Each asks for nothing that the step does not ask for, so that whatever is left out of the path before it, it can be
    taken where the step could; it teaches at least one level that is taken from the step, and counts towards the
    same electives. Nothing replaces a lesson that the role pins. Of each format there are no more than OF_EACH_FORMAT.
    """
    if any(reason.kind is Kind.REQUIRED for reason in reasons):
        return ()
    counted: list[Collection[str]] = [electives[each.elective].of for each in reasons if each.kind is Kind.ELECTIVE]
    taken = {(reason.skill, reason.level) for reason in reasons if reason.skill}
    teaching = {each.id: each for skill, level in taken for each in supply.teaching(skill, level)}
    options = {each.id: each for each in supply.named(chain(*counted))}
    fitting = [
        (each.minutes, each.id)
        for each in (teaching if taken else options).values()
        if each is not lesson
        and all(each.id in of for of in counted)
        and all(
            level <= max(lesson.requires.get(skill, 0), start.get(skill, 0)) for skill, level in each.requires.items()
        )
    ]
    return tuple(_some_of_each_format(supply.named(identifier for _, identifier in sorted(fitting))))


def _some_of_each_format(lessons: Iterable[Lesson]) -> Iterator[str]:
    """The ids of the first lessons of each format: a choice, not a catalogue."""
    taken: Counter[str] = Counter()
    for lesson in lessons:
        taken[lesson.format] += 1
        if taken[lesson.format] <= OF_EACH_FORMAT:
            yield lesson.id
