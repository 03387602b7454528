"""A path in weeks: which lessons, or parts of lessons, fill each week of a learner's time.

A browser does the same with the learner's own minutes; tests/golden/weeks.json holds it as cases that both replay:

    A lesson that fits into a week is one sitting. A longer one is split at its sections: as many as fit into a week
    make a sitting, and a section that is longer still is one by itself.
    A sitting that does not fit into what is left of a week begins the next one. A week that holds nothing yet takes
    any sitting; one that is longer than a week runs on into as many as it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from lorepath.model import Portal, Section
from lorepath.paths.learning_path import LearningPath


class Sitting(Struct, frozen=True):
    """What is learned in one go: sections `first` to `last` of a lesson, counted from 0, and the week it begins in.

    `part` counts from 1 where the lesson is split, and is 0 where it is not; weeks count from 1.
    """

    lesson: str
    week: int
    minutes: int
    part: int = 0
    first: int = 0
    last: int = 0


def in_weeks(portal: Portal, path: LearningPath) -> tuple[tuple[Sitting, ...], int]:
    """The sittings of a path at the portal's own minutes a week, and how many weeks they take."""
    steps = [(step.lesson, step.minutes, portal.lessons[step.lesson].sections) for step in path.steps]
    return sittings(steps, max(1, portal.weekly_minutes))


def sittings(
    lessons: Iterable[tuple[str, int, Sequence[Section]]], weekly_minutes: int
) -> tuple[tuple[Sitting, ...], int]:
    """The sittings of lessons (id, minutes, sections; in order), and how many weeks they take."""
    found: list[Sitting] = []
    week, left = 1, weekly_minutes
    for lesson, minutes, sections in lessons:
        for part, (first, last, length) in enumerate(_parts(minutes, sections, weekly_minutes), 1):
            if length > left and left < weekly_minutes:
                week, left = week + 1, weekly_minutes
            whole = first == 0 and last == max(0, len(sections) - 1)
            found.append(Sitting(lesson, week, length, 0 if whole else part, first, last))
            left -= length
            while left < 0:
                week, left = week + 1, left + weekly_minutes
    return tuple(found), week if found else 0


def _parts(minutes: int, sections: Sequence[Section], most: int) -> Iterator[tuple[int, int, int]]:
    """First section, last section and minutes of each sitting of one lesson."""
    if minutes <= most or len(sections) < 2:
        yield 0, max(0, len(sections) - 1), minutes
        return
    first, length = 0, 0
    for number, section in enumerate(sections):
        if length and length + section.minutes > most:
            yield first, number - 1, length
            first, length = number, 0
        length += section.minutes
    yield first, len(sections) - 1, length
