"""Which lessons: the set with the fewest minutes that does what a problem asks for.

Branch and bound: an entry stands for all sets that hold some lessons and leave others out. Landmarks say what they
must cost at least, a greedy set what they cost at most; entries differ in which lesson of a landmark they take. The
search follows the most promising entry down to where it closes, then goes on with the best one that is left. The
result is the optimum, unless more lessons were looked at than the limit allows; then it is the best set found. Nothing
can be left out of either.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from msgspec import Struct

from lorepath.paths.completion import Completion
from lorepath.paths.problem import Problem, numbers
from lorepath.paths.relaxation import NEVER, Landmark, Relaxation


class Found(Struct, frozen=True):
    """A set of lessons, and whether no other one takes fewer minutes."""

    lessons: int
    is_shortest: bool


def shortest(problem: Problem, limit: int, out: int = 0) -> Found | None:
    """The lessons with the fewest minutes that do what is wanted, without the lessons `out`.

    None where these are needed. `limit` counts the lessons that are looked at, about 400,000 a second; a first set
    is found whatever the limit. Of equal sets, the one with smaller numbers is preferred.
    """
    return _Search(problem, limit).run(out)


class _Entry(Struct, frozen=True):
    """Sets that hold `chosen` and nothing of `out`, and what is known of them: landmarks and the least minutes."""

    least: int
    chosen: int
    out: int
    marks: tuple[Landmark, ...] = ()


class _Search:
    def __init__(self, problem: Problem, limit: int) -> None:
        self.problem, self.limit = problem, limit
        self.relaxation = Relaxation(problem)
        self.completion = Completion(problem, self.relaxation)
        self.best: int | None = None
        self.most = NEVER
        """What the best set takes: a better one takes less."""

    def run(self, out: int) -> Found | None:
        if self.problem.pinned & out:
            return None
        waiting: list[tuple[int, int, int, _Entry]] = []
        entry: _Entry | None = _Entry(0, self.problem.pinned, out)
        number = 0
        while entry and (self.best is None or self.relaxation.work < self.limit):
            children = sorted(self._branches(entry), key=lambda each: each.least)
            for each in children[1:]:
                number += 1
                heapq.heappush(waiting, (each.least, -each.chosen.bit_count(), number, each))
            entry = children[0] if children else self._next(waiting)
        if self.best is None:
            return None
        return Found(self.best, is_shortest=not entry)

    def _next(self, waiting: list[tuple[int, int, int, _Entry]]) -> _Entry | None:
        """The most promising entry that may hold a better set, if any."""
        return heapq.heappop(waiting)[-1] if waiting and waiting[0][0] < self.most else None

    def _branches(self, entry: _Entry) -> Iterator[_Entry]:
        """Entries that together hold every set of this one that may be better than the best one."""
        chosen, out, marks = entry.chosen, entry.out, list(entry.marks)
        while True:
            chosen = self._with_forced(chosen, out)
            marks = [mark for mark in marks if not mark[0] & chosen]
            near = self.completion.around(chosen, out)
            self._offer(near)
            prices = self.problem.prices(chosen)
            for lessons, minutes in marks:
                for lesson in numbers(lessons):
                    prices[lesson] -= minutes
            least = self.problem.minutes_of(chosen) + sum(minutes for _, minutes in marks)
            for mark in self._more_marks(chosen, out, prices):
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
        if near is not None:
            self._offer(self.completion.improved(near, entry.out))
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
        wanted, seen = self.problem.wanted(chosen), 0
        while new := wanted & ~seen:
            seen |= new
            for level in numbers(new):
                givers = self.relaxation.givers[level] & ~out
                if givers.bit_count() == 1:
                    chosen |= givers
                    wanted |= self.problem.asks[givers.bit_length() - 1]
        return chosen

    def _more_marks(self, chosen: int, out: int, prices: list[int]) -> Iterator[Landmark]:
        """Landmarks of the quotas, then of the levels to reach; they use the prices up."""
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
        yield from self.relaxation.landmarks(prices, out, self.problem.wanted(chosen))

    def _offer(self, lessons: int | None) -> None:
        if lessons is not None and (minutes := self.problem.minutes_of(lessons)) < self.most:
            self.best, self.most = lessons, minutes
