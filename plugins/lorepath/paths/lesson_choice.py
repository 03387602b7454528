"""Which lessons: the set with the fewest minutes that takes a learner from what is known to every goal.

Choosing the cheapest set that also respects what each lesson requires is NP-hard in general, and easy on real
portals, where most levels are taught by one to three lessons. So: take what there is no choice about, never look
at a lesson that another one beats in everything, and branch and bound over what is left, the most promising
lesson first. Within `NODE_LIMIT` visited nodes the result is the optimum; beyond it, the best set found. Nothing
can be left out of either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lorepath.graph import Reach, minutes_to, reach
from lorepath.model import Elective, Lesson, Levels

NODE_LIMIT = 50


@dataclass(frozen=True)
class Wanted:
    """What a set of lessons has to do: reach the goals, hold the pinned lessons and enough of each elective."""

    goals: Levels
    pinned: frozenset[str] = frozenset()
    electives: tuple[Elective, ...] = ()


class Lessons:
    """The lessons that a learner can get to from what is known, looked up by what they teach."""

    def __init__(self, takeable: Iterable[Lesson], known: Levels) -> None:
        self.known = known
        self.by_id = {each.id: each for each in takeable}
        self.minutes_to = minutes_to(self.by_id.values(), known)
        self._teachers: dict[str, list[Lesson]] = defaultdict(list)
        self._best: dict[tuple[str, int], list[Lesson]] = {}
        for each in sorted(self.by_id.values(), key=_price):
            for skill in each.teaches:
                self._teachers[skill].append(each)

    def leading_to(self, skill: str, level: int) -> Iterator[Lesson]:
        """The lessons that take a learner from below this level to it or beyond, cheapest first."""
        return (each for each in self._teachers.get(skill, ()) if each.leads_to(skill, level))

    def best(self, skill: str, level: int) -> list[Lesson]:
        """Those of them that no other one beats in everything, cheapest first. Worked out once."""
        if (skill, level) not in self._best:
            self._best[skill, level] = _unbeaten(self.leading_to(skill, level), self.known)
        return self._best[skill, level]


def choose(lessons: Lessons, wanted: Wanted) -> frozenset[str]:
    """The ids of the lessons with the fewest minutes that do what is wanted.

    All lessons together must be able to; of two lessons that do the same, the one with the smaller id is taken.
    """
    return _Search(lessons, wanted).best()


class _Search:
    def __init__(self, lessons: Lessons, wanted: Wanted) -> None:
        self.lessons, self.wanted = lessons, wanted
        self.options = {option for elective in wanted.electives for option in elective.of}

    def best(self) -> frozenset[str]:
        """Branch and bound: each entry of `open_sets` holds lessons to take and lessons not to take."""
        answer: frozenset[str] | None = None
        open_sets = [(self.wanted.pinned, frozenset[str]())]
        visited = 0
        while open_sets and (visited < NODE_LIMIT or answer is None):
            visited += 1
            chosen, excluded = open_sets.pop()
            chosen, needs = self._settled(chosen, excluded)
            if answer is not None and self._minutes(chosen) + _at_least(needs) >= self._minutes(answer):
                continue
            if not needs:
                answer = self._pruned(chosen)
                continue
            suppliers = self._promising_first(chosen, needs[0])
            # The first supplier is looked at first; the second without it, since together they were looked at; …
            open_sets += [
                (chosen | {supplier}, excluded.union(suppliers[:number]))
                for number, supplier in reversed(list(enumerate(suppliers)))
            ]
        return answer or frozenset()

    def _promising_first(self, chosen: frozenset[str], suppliers: Iterable[Lesson]) -> list[str]:
        """The ids of lessons, those first that take the fewest minutes with what they still ask for."""
        reached = self._reach(chosen)

        def about(lesson: Lesson) -> int:
            asked = [level for level in lesson.requires.items() if not reached.has(*level)]
            return lesson.minutes + sum(self.lessons.minutes_to[level] for level in asked)

        return [each.id for each in sorted(suppliers, key=lambda each: (about(each), each.id))]

    def _settled(self, chosen: frozenset[str], excluded: frozenset[str]) -> tuple[frozenset[str], list[list[Lesson]]]:
        """The set with all lessons that there is no choice about, and the suppliers of each need, the fewest first.

        A need without any supplier says that nothing comes of this set.
        """
        while True:
            reached = self._reach(chosen)
            needs = [
                [each for each in suppliers if each.id not in excluded] for suppliers in self._needs(chosen, reached)
            ]
            forced = {need[0].id for need in needs if len(need) == 1}
            if not forced or not all(needs):
                return chosen, sorted(needs, key=len)
            chosen |= forced

    def _needs(self, chosen: frozenset[str], reached: Reach) -> list[list[Lesson]]:
        """The suppliers of everything that a set lacks: levels of the goals and of its own lessons, electives."""
        waiting = [self.lessons.by_id[each] for each in chosen if each not in reached.stages]
        levels = {
            (skill, level)
            for asked in (self.wanted.goals, *(each.requires for each in waiting))
            for skill, level in asked.items()
            if not reached.has(skill, level)
        }
        coming: dict[str, list[Lesson]] = defaultdict(list)
        for each in waiting:
            for skill in each.teaches:
                coming[skill].append(each)
        # What a chosen lesson leads to waits for that lesson; unless everything does, which is a circle to break.
        open_levels = [
            (skill, level)
            for skill, level in sorted(levels)
            if not any(each.leads_to(skill, level) for each in coming[skill])
        ]
        needs = [self._suppliers({level}, chosen, reached) for level in open_levels]
        if levels and not open_levels:
            needs = [self._suppliers(levels, chosen, reached)]
        for elective in self.wanted.electives:
            if len(chosen.intersection(elective.of)) < elective.choose:
                needs.append(sorted((self.lessons.by_id[o] for o in elective.of if o not in chosen), key=_price))
        return needs

    def _suppliers(self, levels: Iterable[tuple[str, int]], chosen: frozenset[str], reached: Reach) -> list[Lesson]:
        """The lessons outside a set that supply one of these levels and may be the best to do so, cheapest first."""
        found = {each.id: each for level in levels for each in self.lessons.best(*level) if each.id not in chosen}
        unbeaten = _unbeaten(sorted(found.values(), key=_price), reached.levels)
        # An elective's lesson counts for more than what it teaches.
        twofold = [
            self.lessons.by_id[option]
            for option in self.options - chosen - {each.id for each in unbeaten}
            if any(self.lessons.by_id[option].leads_to(*level) for level in levels)
        ]
        return sorted([*unbeaten, *twofold], key=_price)

    def _pruned(self, chosen: frozenset[str]) -> frozenset[str]:
        """The set without what can be left out of it, dearest first."""
        for identifier in sorted(chosen, key=lambda each: _price(self.lessons.by_id[each]), reverse=True):
            if self._does(chosen - {identifier}):
                chosen -= {identifier}
        return chosen

    def _does(self, chosen: frozenset[str]) -> bool:
        """Whether a set does all that is wanted."""
        reached = self._reach(chosen)
        return (
            all(reached.has(skill, level) for skill, level in self.wanted.goals.items())
            and self.wanted.pinned <= reached.stages.keys()
            and all(
                sum(option in reached.stages for option in elective.of) >= elective.choose
                for elective in self.wanted.electives
            )
        )

    def _reach(self, chosen: Iterable[str]) -> Reach:
        return reach((self.lessons.by_id[identifier] for identifier in chosen), self.lessons.known)

    def _minutes(self, chosen: Iterable[str]) -> int:
        return sum(self.lessons.by_id[identifier].minutes for identifier in chosen)


def _price(lesson: Lesson) -> tuple[int, str]:
    return (lesson.minutes, lesson.id)


def _at_least(needs: Sequence[Sequence[Lesson]]) -> float:
    """A lower bound in minutes: needs that share no supplier each cost at least their cheapest one."""
    counted: set[str] = set()
    total = 0
    for need in needs:
        if not need:
            return float("inf")
        if counted.isdisjoint(each.id for each in need):
            counted.update(each.id for each in need)
            total += need[0].minutes
    return total


def _unbeaten(cheapest_first: Iterable[Lesson], reached: Levels) -> list[Lesson]:
    """The lessons that no cheaper one can replace wherever they stand, given the levels that are reached."""
    kept: list[Lesson] = []
    for each in cheapest_first:
        if not any(_replaces(other, each, reached) for other in kept):
            kept.append(each)
    return kept


def _replaces(lesson: Lesson, other: Lesson, reached: Levels) -> bool:
    """Whether a lesson asks for no more and teaches no less than another one."""
    return _covers(other.requires, lesson.requires, reached) and _covers(lesson.teaches, other.teaches, reached)


def _covers(have: Mapping[str, int], asked: Mapping[str, int], reached: Levels) -> bool:
    return all(level <= max(have.get(skill, 0), reached.get(skill, 0)) for skill, level in asked.items())
