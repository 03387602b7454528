"""What a role asks for, and the same as a problem in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from lorepath.model import Lesson, Levels
from lorepath.paths.problem import Problem, numbers
from lorepath.paths.scope import Scope, concerned
from lorepath.paths.supply import Supply


class Task(Struct, frozen=True):
    """A problem, and what its numbers stand for: lessons by id, levels of skills."""

    problem: Problem
    scope: Scope
    lessons: Sequence[Lesson]
    levels: Sequence[tuple[str, int]]

    def chosen(self, lessons: int) -> list[Lesson]:
        """The lessons with these numbers."""
        return [self.lessons[number] for number in numbers(lessons)]

    def members(self, lessons: Collection[str]) -> int:
        """The numbers of those lessons that the task has."""
        return sum(1 << number for number, lesson in enumerate(self.lessons) if lesson.id in lessons)

    def after(self, known: Levels, done: Collection[str]) -> Problem:
        """What is left to do for somebody who knows these levels and has done these lessons.

        `known` holds what the lessons that are done teach.
        """
        reached = sum(1 << number for number, (skill, level) in enumerate(self.levels) if known.get(skill, 0) >= level)
        pinned, quotas = self.problem.pinned, self.problem.quotas
        gone = self.members(done)
        return replace(
            self.problem.knowing(reached),
            pinned=pinned & ~gone,
            quotas=tuple(
                (elective.choose - len(set(done).intersection(elective.of)), of & ~gone)
                for elective, (_, of) in zip(self.scope.electives, quotas, strict=True)
            ),
        )


def task(supply: Supply, scope: Scope) -> Task:
    """All lessons that may be of use for what is asked, and no level that is of none.

    Lessons that stand back come in where the others alone do not lead as far.
    """
    choosy = _task(supply, scope, choosy=True)
    everything = (1 << len(choosy.lessons)) - 1
    return choosy if choosy.problem.is_done_by(everything) else _task(supply, scope, choosy=False)


def _task(supply: Supply, scope: Scope, choosy: bool) -> Task:
    named = [*scope.pinned, *(option for elective in scope.electives for option in elective.of)]
    found, levels = concerned(supply, scope.goals.items(), supply.named(named), choosy)
    # Numbers that follow the names: of equal sets, the same one is found whatever order things were read in.
    lessons = [found[identifier] for identifier in sorted(found)]
    number = {lesson.id: position for position, lesson in enumerate(lessons)}
    bit = {need: 1 << position for position, need in enumerate(sorted(levels))}
    by_skill: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (skill, level), member in bit.items():
        by_skill[skill].append((level, member))

    def up_to(reached: Levels) -> int:
        return sum(member for skill, top in reached.items() for level, member in by_skill[skill] if level <= top)

    def asked(needs: Levels) -> int:
        return sum(bit.get(need, 0) for need in needs.items())

    def members(identifiers: Iterable[str]) -> int:
        return sum(1 << number[identifier] for identifier in set(identifiers) & number.keys())

    problem = Problem(
        minutes=[lesson.minutes for lesson in lessons],
        asks=[asked(lesson.requires) for lesson in lessons],
        gives=[up_to(lesson.teaches) for lesson in lessons],
        goal=asked(scope.goals),
        pinned=members(scope.pinned),
        quotas=tuple((elective.choose, members(elective.of)) for elective in scope.electives),
    )
    return Task(problem, scope, lessons, sorted(levels))
