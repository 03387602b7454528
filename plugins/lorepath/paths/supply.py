"""Which lessons a role's path may draw on, by what they teach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lorepath.graph import Reach, reach
from lorepath.model import Lesson, Levels


@dataclass(frozen=True)
class Preference:
    """Which lessons are rather taken than others: fresh ones, and among those the formats that a learner prefers.

    `stale` holds ids of lessons. No format stands for any.
    """

    stale: Collection[str] = frozenset()
    formats: Collection[str] = frozenset()

    def rank(self, lesson: Lesson) -> int:
        """0 for what is preferred; what is stale comes last."""
        other_format = bool(self.formats) and lesson.format not in self.formats
        return 2 * (lesson.id in self.stale) + other_format


class Supply:
    """The lessons that somebody can get to from `start`, looked up by what they teach."""

    def __init__(self, lessons: Iterable[Lesson], start: Levels, preference: Preference) -> None:
        self.start, self.preference = start, preference
        offered = {lesson.id: lesson for lesson in lessons}
        self.reach: Reach = reach(offered.values(), start)
        self.by_id: Mapping[str, Lesson] = {each: offered[each] for each in sorted(self.reach.stages)}
        self._teachers: dict[str, list[Lesson]] = defaultdict(list)
        self._leading: dict[tuple[str, int], Sequence[Lesson]] = {}
        self._best: dict[tuple[str, int, bool], Sequence[Lesson]] = {}
        for lesson in sorted(self.by_id.values(), key=lambda each: (each.minutes, each.id)):
            for skill in lesson.teaches:
                self._teachers[skill].append(lesson)

    def teaching(self, skill: str, level: int) -> Iterator[Lesson]:
        """The lessons that teach at least this level, shortest first."""
        return (each for each in self._teachers[skill] if each.teaches_at_least(skill, level))

    def leading_to(self, skill: str, level: int) -> Sequence[Lesson]:
        """The lessons that take a learner from below this level to it or beyond, shortest first."""
        if (skill, level) not in self._leading:
            self._leading[skill, level] = [each for each in self._teachers[skill] if each.leads_to(skill, level)]
        return self._leading[skill, level]

    def preferred(self, skill: str, level: int) -> Sequence[Lesson]:
        """Those of them that do not stand back for one that is preferred and teaches the same level or a lower one."""
        leading = self.leading_to(skill, level)
        rank = self.preference.rank
        lowest: dict[int, int] = {}
        for each in leading:
            lowest[rank(each)] = min(each.teaches[skill], lowest.get(rank(each), each.teaches[skill]))
        if len(lowest) < 2:
            return leading
        return [
            each
            for each in leading
            if not any(other < rank(each) and level <= each.teaches[skill] for other, level in lowest.items())
        ]

    def best(self, skill: str, level: int, choosy: bool = True) -> Sequence[Lesson]:
        """Those that no other one beats in everything. Nobody stands back where this is not to be choosy."""
        key = (skill, level, choosy)
        if key not in self._best:
            self._best[key] = self._unbeaten(self.preferred(skill, level) if choosy else self.leading_to(skill, level))
        return self._best[key]

    def _unbeaten(self, shortest_first: Iterable[Lesson]) -> Sequence[Lesson]:
        kept: list[Lesson] = []
        for each in shortest_first:
            if not any(self._replaces(other, each) for other in kept):
                kept.append(each)
        return kept

    def _replaces(self, lesson: Lesson, other: Lesson) -> bool:
        """Whether a lesson asks for no more and teaches no less than another one, wherever both stand."""
        return all(
            level <= max(other.requires.get(skill, 0), self.start.get(skill, 0))
            for skill, level in lesson.requires.items()
        ) and all(
            level <= max(lesson.teaches.get(skill, 0), self.start.get(skill, 0))
            for skill, level in other.teaches.items()
        )
