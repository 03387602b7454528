"""Good sets of lessons, quickly: a greedy choice, and better ones near it."""

from __future__ import annotations

from lorepath.paths.problem import Problem, numbers
from lorepath.paths.relaxation import NEVER, Relaxation


class Completion:
    """Makes sets that do what a problem asks for. No set is improved twice."""

    def __init__(self, problem: Problem, relaxation: Relaxation) -> None:
        self.problem, self.relaxation = problem, relaxation
        self._seen: set[int] = set()

    def around(self, chosen: int, out: int, free: int = 0) -> int | None:
        """A set that takes about the cheapest way to each level, or None where none is found.

        It need not hold all of `chosen`, which cost nothing and should be taken, nor of `free`, which only cost
        nothing; it holds nothing of `out`.
        """
        prices = self.problem.prices(chosen | free)
        ways = self.relaxation.ways(prices, out, shared=False)
        wanted = list(numbers(self.problem.wanted(chosen)))
        for count, of in self.problem.quotas:
            options = sorted(
                numbers(of & ~chosen & ~out), key=lambda each: (self._about(each, prices, ways.minutes), each)
            )
            for option in options[: max(0, count - (chosen & of).bit_count())]:
                chosen |= 1 << option
                wanted += self.relaxation.asked[option]
        while wanted:
            level = wanted.pop()
            if ways.minutes[level] >= NEVER:
                return None
            lesson = ways.giver[level]
            if not chosen >> lesson & 1:
                chosen |= 1 << lesson
                wanted += self.relaxation.asked[lesson]
        return self.problem.without_needless(chosen) if self.problem.is_done_by(chosen) else None

    def improved(self, lessons: int, out: int) -> int:
        """A set that is no dearer, and does not get cheaper by doing without one of its lessons."""
        better: int | None = lessons
        while better is not None and better not in self._seen:
            lessons = better
            self._seen.add(lessons)
            better = self._without_one(lessons, out)
        return lessons if better is None else better

    def _without_one(self, lessons: int, out: int) -> int | None:
        """A cheaper set that does without one of these lessons and may use the others."""
        minutes = self.problem.minutes_of(lessons)
        for each in sorted(
            numbers(lessons & ~self.problem.pinned), key=lambda each: (-self.problem.minutes[each], each)
        ):
            found = self.around(self.problem.pinned, out | 1 << each, free=lessons & ~(1 << each))
            if found is not None and self.problem.minutes_of(found) < minutes:
                return found
        return None

    def _about(self, lesson: int, prices: list[int], minutes: list[int]) -> int:
        return prices[lesson] + sum(minutes[level] for level in self.relaxation.asked[lesson])
