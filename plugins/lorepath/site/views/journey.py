"""A role's path in weeks, at the portal's own minutes a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lorepath.model import Portal, Section
from lorepath.paths import LearningPath
from lorepath.paths.weeks import Sitting, in_weeks


@dataclass(frozen=True, slots=True)
class PartView:
    """A sitting of a lesson that takes longer than a week: where it begins and how long it is."""

    week: int
    begins: str
    anchor: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Journey:
    """Lesson id to the week it begins in; the parts of lessons that are split; how many weeks it all takes."""

    begins: Mapping[str, int]
    parts: Mapping[str, tuple[PartView, ...]]
    weeks: int


def journey(portal: Portal, path: LearningPath) -> Journey:
    """The weeks of a path."""
    found, weeks = in_weeks(portal, path)
    begins: dict[str, int] = {}
    parts: dict[str, tuple[PartView, ...]] = {}
    for each in found:
        begins.setdefault(each.lesson, each.week)
        if each.part:
            parts[each.lesson] = (*parts.get(each.lesson, ()), _part(each, portal.lessons[each.lesson].sections))
    return Journey(begins, parts, weeks)


def _part(sitting: Sitting, split: Sequence[Section]) -> PartView:
    first = split[sitting.first]
    return PartView(sitting.week, first.title or "The beginning", first.anchor, sitting.minutes)
