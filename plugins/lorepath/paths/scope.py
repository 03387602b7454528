"""What concerns a role: how far lessons lead towards what it needs, and which of them are closed."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from lorepath.graph import reach
from lorepath.model import Elective, Lesson, Levels, Role
from lorepath.paths.supply import Supply


class Scope(Struct, frozen=True):
    """What can be asked of a path for a role.

    `goals` holds the levels to reach, as near to what the role needs as lessons go, and `unmet` what stays out of
    reach. `pinned` are the pinned lessons that can be taken; `electives` are all of the role's, each choosing no
    more than can be taken. `closed` are lessons that might help and that nobody can get to.
    """

    goals: Levels
    unmet: Levels
    pinned: frozenset[str]
    electives: tuple[Elective, ...]
    closed: tuple[Lesson, ...]


def scope(supply: Supply, role: Role) -> Scope:
    """What can be asked of a path for a role. Looks at what may lead there, and at nothing else."""
    needs = [(skill, level) for skill, top in role.requires.items() for level in range(1, top + 1)]
    named = [*role.required, *(option for elective in role.electives for option in elective.of)]
    lessons, _ = concerned(supply, needs, supply.named(named), choosy=False)
    reached = reach((lessons[identifier] for identifier in sorted(lessons)), supply.start)
    taught: dict[str, int] = {}
    for identifier in reached.stages:
        for skill, level in lessons[identifier].teaches.items():
            if lessons[identifier].leads_to(skill, level):  # and not only asks for it: a pinned lesson may be so
                taught[skill] = max(level, taught.get(skill, 0))
    goals = {skill: min(level, taught.get(skill, 0)) for skill, level in role.requires.items()}
    return Scope(
        goals=dict(supply.lacks(goals)),
        unmet={skill: level for skill, level in role.requires.items() if goals[skill] < level},
        pinned=frozenset(reached.stages.keys() & set(role.required)),
        electives=tuple(
            Elective(min(each.choose, len(reached.stages.keys() & set(each.of))), tuple(dict.fromkeys(each.of)))
            for each in role.electives
        ),
        closed=tuple(lesson for identifier, lesson in sorted(lessons.items()) if identifier not in reached.stages),
    )


def concerned(
    supply: Supply, needs: Iterable[tuple[str, int]], lessons: Iterable[Lesson], choosy: bool
) -> tuple[dict[str, Lesson], set[tuple[str, int]]]:
    """The lessons that may be of use to reach these levels and to take these lessons, and all levels on the way."""
    found: dict[str, Lesson] = {}
    levels: set[tuple[str, int]] = set()
    waiting = list(needs)
    fresh = list(lessons)
    while fresh or waiting:
        for lesson in fresh:
            if lesson.id not in found:
                found[lesson.id] = lesson
                waiting.extend(supply.lacks(lesson.requires))
        fresh = []
        if waiting and (need := waiting.pop()) not in levels:
            levels.add(need)
            fresh = list(supply.best(*need, choosy))
    return found, levels
