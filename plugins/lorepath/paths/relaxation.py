"""What a set of lessons must cost at least, and about what it costs: estimates that guide the search.

Both follow the cheapest way to each level, as if ways shared nothing (an estimate) or everything (a lower bound).
The bound is that of landmark cuts (Helmert and Domshlak, Landmarks, critical paths and abstractions, ICAPS 2009):
a landmark is a set of lessons one of which every solution takes, and the prices of lessons are split between them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from msgspec import Struct

from lorepath.paths.problem import Problem, numbers

NEVER = 1 << 60
"""Minutes to a level that cannot be reached."""

NOTHING, CLOSED = -1, -2

Landmark = tuple[int, int]
"""Lessons one of which every solution takes, and the minutes that are counted for it."""


class Ways(Struct, frozen=True):
    """Minutes to each level and the lesson that it comes from; for each lesson the level that it waits for longest.

    That level is NOTHING where a lesson waits for none, CLOSED where it cannot be taken.
    """

    minutes: list[int]
    giver: list[int]
    waits_for: list[int]


class Relaxation:
    """Estimates for one problem. `work` counts the lessons that were looked at."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.work = 0
        self.asked = [list(numbers(each)) for each in problem.asks]
        self.given = [list(numbers(each)) for each in problem.gives]
        self.levels = max((each.bit_length() for each in (*problem.asks, *problem.gives, problem.goal)), default=0)
        self.givers = [0] * self.levels
        for lesson, levels in enumerate(self.given):
            for level in levels:
                self.givers[level] |= 1 << lesson
        self.users: list[list[int]] = [[] for _ in range(self.levels)]
        for lesson, levels in enumerate(self.asked):
            for level in levels:
                self.users[level].append(lesson)
        self.open = [len(levels) for levels in self.asked]

    def ways(self, prices: list[int], out: int, shared: bool) -> Ways:
        """The cheapest way to each level without the lessons `out`.

        What a lesson asks for counts together, or, where ways are shared, only the dearest of it does.
        """
        self.work += len(prices)
        minutes, giver = [NEVER] * self.levels, [-1] * self.levels
        waits_for = [CLOSED] * len(prices)
        before = [0] * len(prices)
        still_open = self.open.copy()
        for lesson in numbers(out):
            still_open[lesson] = -1  # never to become 0
        queue: list[tuple[int, int]] = []

        def take(lesson: int, level: int) -> None:
            waits_for[lesson] = level
            total = before[lesson] + prices[lesson]
            for given in self.given[lesson]:
                if total < minutes[given]:
                    minutes[given], giver[given] = total, lesson
                    heapq.heappush(queue, (total, given))

        for lesson, count in enumerate(still_open):
            if not count:
                take(lesson, NOTHING)
        while queue:
            total, level = heapq.heappop(queue)
            if total > minutes[level]:
                continue
            for lesson in self.users[level]:
                still_open[lesson] -= 1
                before[lesson] = total if shared else before[lesson] + total
                if not still_open[lesson]:
                    take(lesson, level)
        return Ways(minutes, giver, waits_for)

    def landmarks(self, prices: list[int], out: int, goal: int) -> Iterator[Landmark]:
        """Landmarks on the way to the goal, which together cost what can be proven. Uses the prices up.

        The last one is empty where the goal cannot be reached.
        """
        while True:
            ways = self.ways(prices, out, shared=True)
            minutes, dearest = max(((ways.minutes[level], -level) for level in numbers(goal)), default=(0, 0))
            if minutes >= NEVER:
                yield 0, NEVER
            if not minutes or minutes >= NEVER:
                return
            cut = self._cut(prices, ways, -dearest)
            minutes = min(prices[lesson] for lesson in cut)
            for lesson in cut:
                prices[lesson] -= minutes
            yield sum(1 << lesson for lesson in cut), minutes

    def _cut(self, prices: list[int], ways: Ways, level: int) -> list[int]:
        """The lessons by which every way enters the levels from which this one costs nothing more."""
        gives = self.problem.gives
        taken = [lesson for lesson, level in enumerate(ways.waits_for) if level != CLOSED]
        free = [lesson for lesson in taken if not prices[lesson]]
        zone, before = 1 << level, 0
        while zone != before:
            before = zone
            rest = []
            for lesson in free:
                if gives[lesson] & zone:
                    zone |= 1 << ways.waits_for[lesson]
                else:
                    rest.append(lesson)
            free = rest
        return [
            lesson
            for lesson in taken
            if gives[lesson] & zone and (ways.waits_for[lesson] == NOTHING or not zone >> ways.waits_for[lesson] & 1)
        ]
