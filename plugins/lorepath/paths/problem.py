"""Planning in numbers: which lessons reach what is wanted, with sets as integers whose bits count the members.

A learner forgets nothing, so this is planning without deletion: lessons are actions, levels are facts. It is NP-hard
to solve in the fewest minutes, and easy on most portals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace


class Problem(Struct, frozen=True):
    """Lessons by number, each with its minutes, the levels that it asks for and those that it gives.

    `goal` holds levels to reach, `pinned` lessons to take, and each quota says how many of some lessons to take at
    least. What is known already stands nowhere. All lessons together can do what is wanted.
    """

    minutes: Sequence[int]
    asks: Sequence[int]
    gives: Sequence[int]
    goal: int
    pinned: int = 0
    quotas: tuple[tuple[int, int], ...] = ()

    def knowing(self, levels: int) -> Problem:
        """The same problem for somebody who knows these levels."""
        return replace(
            self,
            asks=[each & ~levels for each in self.asks],
            gives=[each & ~levels for each in self.gives],
            goal=self.goal & ~levels,
        )

    def taken(self, lessons: int) -> tuple[int, int]:
        """Of these lessons those that can be taken, and the levels that they lead to."""
        taken = levels = 0
        waiting: dict[int, list[int]] = {}
        ready = list(numbers(lessons))
        while ready:
            lesson = ready.pop()
            if missing := self.asks[lesson] & ~levels:
                waiting.setdefault(missing & -missing, []).append(lesson)
                continue
            taken |= 1 << lesson
            new = self.gives[lesson] & ~levels
            levels |= new
            while new:
                ready += waiting.pop(new & -new, ())
                new &= new - 1
        return taken, levels

    def is_done_by(self, lessons: int) -> bool:
        """Whether these lessons do all that is wanted."""
        taken, levels = self.taken(lessons)
        return (
            not self.goal & ~levels
            and not self.pinned & ~taken
            and all((taken & of).bit_count() >= count for count, of in self.quotas)
        )

    def wanted(self, lessons: int) -> int:
        """The levels to reach where these lessons are to be taken."""
        levels = self.goal
        for each in numbers(lessons):
            levels |= self.asks[each]
        return levels

    def prices(self, paid: int) -> list[int]:
        """The minutes of each lesson, nothing for those that are paid."""
        prices = list(self.minutes)
        for each in numbers(paid):
            prices[each] = 0
        return prices

    def without_needless(self, lessons: int) -> int:
        """The lessons without what can be left out of them, dearest first."""
        before = 0
        while lessons != before:
            before = lessons
            for each in sorted(numbers(self._replaceable(lessons)), key=lambda each: (-self.minutes[each], -each)):
                if self.is_done_by(lessons & ~(1 << each)):
                    lessons &= ~(1 << each)
        return lessons

    def _replaceable(self, lessons: int) -> int:
        """Of these lessons those that give no level alone that another one or the goal asks for."""
        asked, once, twice = self.wanted(lessons), 0, 0
        for each in numbers(lessons):
            twice |= once & self.gives[each]
            once |= self.gives[each]
        return sum(1 << each for each in numbers(lessons) if not self.gives[each] & asked & ~twice)

    def minutes_of(self, lessons: int) -> int:
        """The minutes of these lessons."""
        return sum(self.minutes[each] for each in numbers(lessons))


def numbers(members: int) -> Iterator[int]:
    """The members of a set, ascending."""
    while members:
        lowest = members & -members
        yield lowest.bit_length() - 1
        members ^= lowest
