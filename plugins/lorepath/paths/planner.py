"""Planning: which lessons take a learner from what is known to what a role needs."""

from __future__ import annotations

from collections.abc import Mapping

from lorepath.graph import assumed, reach
from lorepath.model import Elective, Levels, Portal, Role
from lorepath.paths.learning_path import LearningPath, Unmet
from lorepath.paths.lesson_choice import Lessons, Wanted, choose
from lorepath.paths.steps import Order, steps


def plan(portal: Portal, role: Role, known: Levels | None = None) -> LearningPath:
    """The path for a role with the fewest minutes, given the levels a learner already has.

    Where no lesson reaches a level that the role needs, the path leads as near to it as lessons go, and the
    level is listed as unmet. What lessons ask for and `graph.assumed` names needs no lesson before them.
    """
    return _Planner(portal, known or {}).plan(role)


def plan_all(portal: Portal) -> Mapping[str, LearningPath]:
    """Role id to its path for somebody who knows nothing yet."""
    planner = _Planner(portal, {})
    return {role.id: planner.plan(role) for role in portal.roles.values()}


class _Planner:
    """Plans for learners who know the same: where they start and what they can get to is worked out once."""

    def __init__(self, portal: Portal, known: Levels) -> None:
        self.portal = portal
        self.start = _highest(assumed(portal), known)
        takeable = [portal.lessons[identifier] for identifier in reach(portal.live_lessons, self.start).stages]
        self.attainable = _highest(known, *(lesson.teaches for lesson in takeable))
        self.lessons = Lessons(takeable, self.start)

    def plan(self, role: Role) -> LearningPath:
        """The path for a role."""
        goals = {skill: min(level, self.attainable.get(skill, 0)) for skill, level in role.requires.items()}
        electives = tuple(
            Elective(min(each.choose, len(self.lessons.by_id.keys() & set(each.of))), tuple(dict.fromkeys(each.of)))
            for each in role.electives
        )
        wanted = Wanted(
            goals={skill: level for skill, level in goals.items() if level > self.start.get(skill, 0)},
            pinned=frozenset(lesson for lesson in role.required if lesson in self.lessons.by_id),
            electives=tuple(
                Elective(each.choose, tuple(lesson for lesson in each.of if lesson in self.lessons.by_id))
                for each in electives
            ),
        )
        chosen = [self.lessons.by_id[identifier] for identifier in sorted(choose(self.lessons, wanted))]
        return LearningPath(
            role=role.id,
            steps=steps(chosen, Order(self.portal, role, wanted.goals, electives, self.start)),
            unmet=tuple(Unmet(skill, level) for skill, level in role.requires.items() if goals[skill] < level),
            electives=electives,
        )


def _highest(*several: Levels) -> Levels:
    """The highest level of each skill."""
    highest: dict[str, int] = {}
    for levels in several:
        for skill, level in levels.items():
            highest[skill] = max(level, highest.get(skill, 0))
    return highest
