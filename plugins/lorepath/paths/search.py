"""Which lessons: the set with the fewest minutes that does what a problem asks for.

Branch and bound, the most promising set first: each entry holds lessons to take and lessons to leave out. Landmarks
say what it must cost at least, a greedy plan what it costs at most; entries differ in which lesson of a landmark
they take. The result is the optimum, unless more lessons were looked at than the limit allows; then it is the best set
found. Nothing can be left out of either.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from lorepath.paths.problem import Problem, numbers
from lorepath.paths.relaxation import NEVER, Landmark, Relaxation


@dataclass(frozen=True, slots=True)
class Found:
    """A set of lessons, and whether no other one takes fewer minutes."""

    lessons: int
    is_shortest: bool


def shortest(problem: Problem, limit: int, out: int = 0) -> Found | None:
    """The lessons with the fewest minutes that do what is wanted, without the lessons `out`.

    None where these are needed. `limit` counts the lessons that are looked at, about 3 million a second; a first set
    is found whatever the limit. Of equal sets, the one with smaller numbers is preferred.
    """
    return _Search(problem, limit).run(out)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Sets that hold `chosen` and nothing of `out`, and what is known of them: landmarks and the least minutes."""

    least: int
    chosen: int
    out: int
    marks: tuple[Landmark, ...] = ()


class _Search:
    def __init__(self, problem: Problem, limit: int) -> None:
        self.problem, self.limit = problem, limit
        self.relaxation = Relaxation(problem)
        self.givers = [0] * self.relaxation.levels
        for lesson, levels in enumerate(self.relaxation.given):
            for level in levels:
                self.givers[level] |= 1 << lesson
        self.best: int | None = None
        self.most = NEVER
        """What the best set takes: a better one takes less."""

    def run(self, out: int) -> Found | None:
        entries = [(0, 0, 0, _Entry(0, self.problem.pinned, out))]
        number = 0
        while entries and entries[0][0] < self.most and (self.best is None or self.relaxation.work < self.limit):
            *_, entry = heapq.heappop(entries)
            for each in self._branches(entry):
                number += 1
                heapq.heappush(entries, (each.least, -each.chosen.bit_count(), number, each))
        if self.best is None:
            return None
        return Found(self.best, is_shortest=not entries or entries[0][0] >= self.most)

    def _branches(self, entry: _Entry) -> Iterator[_Entry]:
        """Entries that together hold every set of this one that may be better than the best one."""
        chosen, out, marks = entry.chosen, entry.out, list(entry.marks)
        while True:
            chosen = self._with_forced(chosen, out)
            marks = [mark for mark in marks if not mark[0] & chosen]
            goal, prices = self._rest(chosen)
            self._complete(chosen, out, prices, goal)
            for lessons, minutes in marks:
                for lesson in numbers(lessons):
                    prices[lesson] -= minutes
            least = self.problem.minutes_of(chosen) + sum(minutes for _, minutes in marks)
            for mark in self._more_marks(chosen, out, prices, goal):
                marks.append(mark)
                least += mark[1]
                if least >= self.most:
                    return
            if not marks:
                return  # the lessons that are chosen do it, and were offered
            for lesson, price in enumerate(prices):
                if least + price >= self.most and not chosen >> lesson & 1:
                    out |= 1 << lesson
            marks = [(lessons & ~out, minutes) for lessons, minutes in marks]
            if not all(lessons for lessons, _ in marks):
                return
            settled = sum({lessons for lessons, _ in marks if lessons.bit_count() == 1})
            if not settled:
                break
            chosen |= settled
        lessons, _ = min(marks, key=lambda mark: (mark[0].bit_count(), -mark[1], mark[0]))
        for lesson in sorted(numbers(lessons), key=lambda each: (prices[each], self.problem.minutes[each], each)):
            # Sets with this lesson; then those with the next one and without it; …
            kept = tuple((others & ~out, minutes) for others, minutes in marks if not others >> lesson & 1)
            taken = chosen | 1 << lesson
            bound = max(least, self.problem.minutes_of(taken) + sum(minutes for _, minutes in kept))
            if bound < self.most:
                yield _Entry(bound, taken, out, kept)
            out |= 1 << lesson

    def _with_forced(self, chosen: int, out: int) -> int:
        """The lessons with all that there is no choice about: those that alone give what is asked for."""
        wanted = self.problem.goal
        for lesson in numbers(chosen):
            wanted |= self.problem.asks[lesson]
        seen = 0
        while wanted & ~seen:
            level = wanted & ~seen & -(wanted & ~seen)
            seen |= level
            givers = self.givers[level.bit_length() - 1] & ~out
            if givers.bit_count() == 1:
                chosen |= givers
                wanted |= self.problem.asks[givers.bit_length() - 1]
        return chosen

    def _rest(self, chosen: int) -> tuple[int, list[int]]:
        """The levels that are still to be reached, what chosen lessons ask for included, and what lessons cost now."""
        goal, prices = self.problem.goal, list(self.problem.minutes)
        for lesson in numbers(chosen):
            goal |= self.problem.asks[lesson]
            prices[lesson] = 0
        return goal, prices

    def _more_marks(self, chosen: int, out: int, prices: list[int], goal: int) -> Iterator[Landmark]:
        """Landmarks of the quotas, then of the goal; they use the prices up."""
        for count, of in self.problem.quotas:
            options = of & ~chosen & ~out
            missing = count - (chosen & of).bit_count()
            if missing > options.bit_count():
                yield 0, NEVER
            elif missing == options.bit_count():
                for option in numbers(options):
                    yield 1 << option, prices[option]
                    prices[option] = 0
            elif missing > 0:
                minutes = min(prices[option] for option in numbers(options))
                for option in numbers(options):
                    prices[option] -= minutes
                yield options, minutes
        yield from self.relaxation.landmarks(prices, out, goal)

    def _complete(self, chosen: int, out: int, prices: list[int], goal: int) -> None:
        """Offer a set that takes the way to each level that is about the cheapest."""
        ways = self.relaxation.ways(prices, out, shared=False)
        wanted = list(numbers(goal))
        for count, of in self.problem.quotas:
            options = sorted(numbers(of & ~chosen & ~out), key=lambda each: (self._about(each, ways.minutes), each))
            for option in options[: max(0, count - (chosen & of).bit_count())]:
                chosen |= 1 << option
                wanted += self.relaxation.asked[option]
        while wanted:
            level = wanted.pop()
            lesson = ways.giver[level]
            if lesson < 0:
                return
            if not chosen >> lesson & 1:
                chosen |= 1 << lesson
                wanted += self.relaxation.asked[lesson]
        if self.problem.is_done_by(chosen):
            chosen = self.problem.without_needless(chosen)
            minutes = self.problem.minutes_of(chosen)
            if minutes < self.most:
                self.best, self.most = chosen, minutes

    def _about(self, lesson: int, minutes: list[int]) -> int:
        return self.problem.minutes[lesson] + sum(minutes[level] for level in self.relaxation.asked[lesson])
