"""The fewest minutes of a path, as HiGHS finds them: an integer program that shares nothing with the planner.

It asks for a set of lessons that holds, for everything that one of them needs, a lesson that teaches it. Such a set may
still wait for itself in a circle. Then the largest set around it that does not do the task either shows which lessons
are missing: one of them must be taken. With that said, the program is solved again, until its set does the task.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import highspy
from msgspec import structs

from lorepath.model import Lesson, Levels, Portal, Role

PORTALS = 200
"""How many portals of `large_portal(seed, 15, 400)` the planner is held against."""
MOST_NODES, MOST_ROUNDS = 500, 60


def less_a_twentieth(minutes: int) -> int:
    """A set that takes less than this would make `minutes` over 5 % more than the fewest."""
    return -(-minutes * 100 // 105)


@dataclass
class Reached:
    """Who can be taken of a growing set of lessons, and where that leads."""

    levels: dict[str, int]
    taken: frozenset[str] = frozenset()
    waiting: tuple[Lesson, ...] = ()

    def with_also(self, *lessons: Lesson) -> Reached:
        levels, taken, waiting = dict(self.levels), set(self.taken), [*self.waiting, *lessons]
        found = True
        while found:
            found = False
            for lesson in waiting:
                if takeable(lesson, levels):
                    taken.add(lesson.id)
                    levels.update({s: max(level, levels.get(s, 0)) for s, level in lesson.teaches.items()})
                    found = True
            waiting = [lesson for lesson in waiting if lesson.id not in taken]
        return Reached(levels, frozenset(taken), tuple(waiting))


class TooHard(Exception):
    """HiGHS did not prove its optimum within the effort that a test may take."""


class Optimum:
    """The task of a role for somebody who knows `start`. Everything that is asked for can be reached."""

    def __init__(self, portal: Portal, role: Role, start: Levels) -> None:
        self.nothing = Reached(dict(start))
        everything = self.nothing.with_also(*(each for each in portal.live_lessons if each.id not in role.exclude))
        self.lessons = {each: portal.lessons[each] for each in sorted(everything.taken)}
        self.goals = {skill: min(level, everything.levels.get(skill, 0)) for skill, level in role.requires.items()}
        self.pinned = everything.taken.intersection(role.required)
        self.electives = [
            structs.replace(each, choose=min(each.choose, len(everything.taken.intersection(each.of))))
            for each in role.electives
        ]
        self.rounds = 0

    def below(self, minutes: int) -> int | None:
        """The minutes of the best set where it takes less than this, or None where HiGHS proves that none does.

        Raises TooHard; the effort is counted in nodes, the same on every machine.
        """
        program = highspy.Highs()
        program.silent()
        program.setOptionValue("threads", 1)
        program.setOptionValue("mip_rel_gap", 0.0)
        program.setOptionValue("mip_max_nodes", MOST_NODES)
        taken = {each: program.addBinary(obj=lesson.minutes) for each, lesson in self.lessons.items()}
        for lesson in self.lessons.values():
            for skill, level in lesson.requires.items():
                if self.nothing.levels.get(skill, 0) < level:
                    teachers = [each.id for each in self.lessons.values() if each.leads_to(skill, level)]
                    program.addConstr(sum(taken[each] for each in teachers) - taken[lesson.id] >= 0)
        program.addConstr(sum(lesson.minutes * taken[each] for each, lesson in self.lessons.items()) <= minutes - 1)
        for each in self.pinned:
            program.addConstr(taken[each] >= 1)
        for elective in self.electives:
            if elective.choose:
                program.addConstr(sum(taken[each] for each in elective.of if each in taken) >= elective.choose)
        chosen: list[Lesson] = []
        while not self._does(self.nothing.with_also(*chosen)):
            program.addConstr(sum(taken[each] for each in self._missing(chosen)) >= 1)
            program.minimize()
            self.rounds += 1
            if program.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
                return None
            if program.getModelStatus() != highspy.HighsModelStatus.kOptimal or self.rounds > MOST_ROUNDS:
                raise TooHard
            values = program.getSolution().col_value
            chosen = [self.lessons[each] for each, variable in taken.items() if values[variable.index] > 0.5]
        return sum(lesson.minutes for lesson in chosen)

    def _missing(self, chosen: list[Lesson]) -> list[str]:
        """The lessons outside a largest set around this one that does not do the task: each of them completes it."""
        reached = self.nothing.with_also(*chosen)
        outside, inside = [], {lesson.id for lesson in chosen}
        for lesson in sorted(self.lessons.values(), key=lambda each: (-each.minutes, each.id)):
            if lesson.id not in inside:
                more = reached.with_also(lesson) if takeable(lesson, reached.levels) else None
                if more and self._does(more):
                    outside.append(lesson.id)
                else:
                    reached = more or replace(reached, waiting=(*reached.waiting, lesson))
        return outside

    def _does(self, reached: Reached) -> bool:
        return (
            all(reached.levels.get(skill, 0) >= level for skill, level in self.goals.items())
            and self.pinned <= reached.taken
            and all(len(reached.taken.intersection(each.of)) >= each.choose for each in self.electives)
        )


def takeable(lesson: Lesson, levels: Levels) -> bool:
    return all(levels.get(skill, 0) >= level for skill, level in lesson.requires.items())
