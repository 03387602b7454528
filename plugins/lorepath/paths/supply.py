"""Which lessons a path may draw on, by what they teach."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from lorepath.model import Lesson, Levels, Portal


class Preference(Struct, frozen=True):
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
    """The live lessons of a portal but for those that a role excludes, for learners who start from some levels.

    `closed` names lessons that nobody can get to. Nothing is looked up before it is asked for: what a path costs
    depends on what concerns it, not on the portal.
    """

    def __init__(
        self,
        portal: Portal,
        start: Levels,
        preference: Preference,
        excluded: Collection[str],
        closed: Collection[str] = frozenset(),
    ) -> None:
        self.portal, self.start, self.preference = portal, start, preference
        self.excluded, self.closed = frozenset(excluded), frozenset(closed)
        self._teachers: dict[str, Sequence[Lesson]] = {}
        self._leading: dict[tuple[str, int], Sequence[Lesson]] = {}
        self._preferred: dict[tuple[str, int], Sequence[Lesson]] = {}
        self._best: dict[tuple[str, int, bool], Sequence[Lesson]] = {}

    def named(self, identifiers: Iterable[str]) -> Iterator[Lesson]:
        """Those of these lessons that are there."""
        for identifier in identifiers:
            lesson = self.portal.lessons.get(identifier)
            if lesson and not lesson.retired and identifier not in self.excluded:
                yield lesson

    def teaching(self, skill: str, level: int) -> Iterator[Lesson]:
        """The lessons that teach at least this level, shortest first."""
        if skill not in self._teachers:
            offered = [each for each in self.portal.teachers.get(skill, ()) if each.id not in self.excluded]
            self._teachers[skill] = sorted(offered, key=lambda each: (each.minutes, each.id))
        return (each for each in self._teachers[skill] if each.teaches_at_least(skill, level))

    def leading_to(self, skill: str, level: int) -> Sequence[Lesson]:
        """The lessons that take a learner from below this level to it or beyond, shortest first."""
        if (skill, level) not in self._leading:
            self._leading[skill, level] = [each for each in self.teaching(skill, level) if each.leads_to(skill, level)]
        return self._leading[skill, level]

    def open_to(self, skill: str, level: int) -> Sequence[Lesson]:
        """Those of them that are not closed."""
        leading = self.leading_to(skill, level)
        return [each for each in leading if each.id not in self.closed] if self.closed else leading

    def preferred(self, skill: str, level: int) -> Sequence[Lesson]:
        """Those of them that are open and do not stand back for a better one that teaches no higher level."""
        if (skill, level) not in self._preferred:
            self._preferred[skill, level] = self._not_standing_back(skill, self.open_to(skill, level))
        return self._preferred[skill, level]

    def best(self, skill: str, level: int, choosy: bool) -> Sequence[Lesson]:
        """Open lessons that no other one beats in everything. Nobody stands back where this is not to be choosy."""
        key = (skill, level, choosy)
        if key not in self._best:
            self._best[key] = self._unbeaten(self.preferred(skill, level) if choosy else self.open_to(skill, level))
        return self._best[key]

    def lacks(self, needs: Levels) -> Iterator[tuple[str, int]]:
        """The levels among these that nobody has at the start."""
        return (need for need in needs.items() if need[1] > self.start.get(need[0], 0))

    def _not_standing_back(self, skill: str, lessons: Sequence[Lesson]) -> Sequence[Lesson]:
        lowest: dict[int, int] = {}
        ranked = [(self.preference.rank(each), each) for each in lessons]
        for rank, each in ranked:
            lowest[rank] = min(each.teaches[skill], lowest.get(rank, each.teaches[skill]))
        if len(lowest) < 2:
            return lessons
        return [
            each
            for rank, each in ranked
            if not any(other < rank and level <= each.teaches[skill] for other, level in lowest.items())
        ]

    def _unbeaten(self, shortest_first: Iterable[Lesson]) -> Sequence[Lesson]:
        kept: list[Lesson] = []
        for each in shortest_first:
            if not any(self._replaces(other, each) for other in kept):
                kept.append(each)
        return kept

    def _replaces(self, lesson: Lesson, other: Lesson) -> bool:
        """Whether a lesson asks for no more and teaches no less than another one, wherever both stand."""
        return all(level <= other.requires.get(skill, 0) for skill, level in self.lacks(lesson.requires)) and all(
            level <= lesson.teaches.get(skill, 0) for skill, level in self.lacks(other.teaches)
        )
