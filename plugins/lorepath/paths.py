"""Learning paths: the shortest explained order of lessons from what a learner knows to what a role needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lorepath.graph import assumed, reach
from lorepath.lesson_choice import Lessons, Wanted, choose
from lorepath.model import Elective, Lesson, Levels, Portal, Role


@dataclass(frozen=True, slots=True)
class Step:
    """One lesson of a path, its minutes, and in words why it is there."""

    lesson: str
    minutes: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmet:
    """A level that the role needs and no lesson can bring this learner to."""

    skill: str
    level: int


@dataclass(frozen=True, slots=True)
class LearningPath:
    """The ordered lessons for a role. Every step's requirements are met by what is known and earlier steps."""

    role: str
    steps: tuple[Step, ...]
    unmet: tuple[Unmet, ...]

    @property
    def minutes(self) -> int:
        """The minutes of all steps."""
        return sum(step.minutes for step in self.steps)


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
        wanted = Wanted(
            goals={skill: level for skill, level in goals.items() if level > self.start.get(skill, 0)},
            pinned=frozenset(lesson for lesson in role.required if lesson in self.lessons.by_id),
            electives=tuple(self._possible(role.electives)),
        )
        chosen = [self.lessons.by_id[identifier] for identifier in sorted(choose(self.lessons, wanted))]
        return LearningPath(
            role=role.id,
            steps=tuple(_steps(self.portal, role, chosen, self.start, goals)),
            unmet=tuple(Unmet(skill, level) for skill, level in role.requires.items() if goals[skill] < level),
        )

    def _possible(self, electives: Iterable[Elective]) -> Iterator[Elective]:
        """The electives with only the lessons that can be taken."""
        for elective in electives:
            options = tuple(lesson for lesson in dict.fromkeys(elective.of) if lesson in self.lessons.by_id)
            if options:
                yield Elective(min(elective.choose, len(options)), options)


def _highest(*several: Levels) -> Levels:
    """The highest level of each skill."""
    highest: dict[str, int] = {}
    for levels in several:
        for skill, level in levels.items():
            highest[skill] = max(level, highest.get(skill, 0))
    return highest


def _steps(portal: Portal, role: Role, chosen: list[Lesson], start: Levels, goals: Levels) -> Iterator[Step]:
    """The chosen lessons in order, basics of every skill first, each with its reasons."""
    rank = {skill: number for number, skill in enumerate(role.requires)}
    levels = dict(start)
    left = {lesson.id: lesson for lesson in chosen}
    reasons = _Reasons(portal, role, chosen, goals)

    def order(lesson: Lesson) -> tuple[int, int, str]:
        skills = lesson.teaches or {"": 0}
        return (min(skills.values()), min(rank.get(skill, len(rank)) for skill in skills), lesson.id)

    while left:
        able = [each for each in left.values() if all(levels.get(s, 0) >= level for s, level in each.requires.items())]
        lesson = min(able, key=order)
        yield Step(lesson.id, lesson.minutes, tuple(dict.fromkeys(reasons.of(lesson, levels))))
        for skill, level in lesson.teaches.items():
            levels[skill] = max(level, levels.get(skill, 0))
        del left[lesson.id]


class _Reasons:
    """Why each lesson is on a path, in words."""

    def __init__(self, portal: Portal, role: Role, chosen: list[Lesson], goals: Levels) -> None:
        self.portal, self.role, self.goals = portal, role, goals
        self.asked_by: dict[str, list[tuple[int, Lesson]]] = defaultdict(list)
        for lesson in chosen:
            for skill, level in lesson.requires.items():
                self.asked_by[skill].append((level, lesson))

    def of(self, lesson: Lesson, before: Levels) -> Iterator[str]:
        """The reasons of a lesson, given the levels that are reached before it."""
        for skill, level in lesson.teaches.items():
            reached = before.get(skill, 0)
            goal, needed = self.goals.get(skill, 0), self.role.requires.get(skill, 0)
            if reached < goal <= level < needed:
                yield (
                    f"teaches {self._named(skill, level)}, as near as lessons go to level {needed}, "
                    f"which the role needs{self._compared(lesson, skill, goal)}"
                )
            elif reached < goal <= level:
                yield f"teaches {self._named(skill, level)}, which the role needs{self._compared(lesson, skill, goal)}"
            else:
                waiting = [
                    (need, each)
                    for need, each in self.asked_by[skill]
                    if reached < need <= level and each is not lesson
                ]
                if waiting:
                    need, asker = min(waiting, key=lambda pair: (pair[0], pair[1].id))
                    yield (
                        f"teaches {self._named(skill, level)}, which “{asker.title}” builds on"
                        f"{self._compared(lesson, skill, need)}"
                    )
        if lesson.id in self.role.required:
            yield "is required for this role"
        for elective in self.role.electives:
            if lesson.id in elective.of:
                yield f"counts towards the {elective.choose} of {len(elective.of)} lessons to choose for this role"

    def _named(self, skill: str, level: int) -> str:
        name = self.portal.skills[skill].name if skill in self.portal.skills else skill
        return f"{name} {level} ({self.portal.level_name(level)})"

    def _compared(self, lesson: Lesson, skill: str, level: int) -> str:
        """How the lesson compares with those that could stand in its place, where there are any."""
        others = [each for each in self.portal.taught(skill, level) if each.requires.get(skill, 0) < level]
        if len(others) > 1 and lesson.minutes == min(other.minutes for other in others):
            return f"; shortest of {len(others)}"
        return ""
