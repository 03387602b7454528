"""A path in weeks, at the portal's own minutes a week, as pages and commands show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from lorepath.model import Portal, Section
from lorepath.paths.learning_path import LearningPath
from lorepath.paths.weeks import Sitting, in_weeks


class Part(Struct, frozen=True):
    """A sitting of a lesson that takes longer than a week: its week from 1, the heading it begins at, its minutes."""

    week: int
    begins: str
    anchor: str
    minutes: int


class Journey(Struct, frozen=True):
    """Lesson id to the week it begins in; the parts of lessons that are split; how many weeks it all takes."""

    begins: Mapping[str, int]
    parts: Mapping[str, tuple[Part, ...]]
    weeks: int


def journey(portal: Portal, path: LearningPath) -> Journey:
    """The weeks of a path."""
    found, weeks = in_weeks(portal, path)
    begins: dict[str, int] = {}
    parts: dict[str, tuple[Part, ...]] = {}
    for each in found:
        begins.setdefault(each.lesson, each.week)
        if each.part:
            parts[each.lesson] = (*parts.get(each.lesson, ()), _part(each, portal.lessons[each.lesson].sections))
    return Journey(begins, parts, weeks)


def _part(sitting: Sitting, split: Sequence[Section]) -> Part:
    first = split[sitting.first]
    return Part(sitting.week, first.title or "The beginning", first.anchor, sitting.minutes)
