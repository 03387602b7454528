"""Planning: which lessons take a learner from what is known to what a role needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from lorepath.graph import assumed
from lorepath.model import Lesson, Levels, Portal, Role
from lorepath.paths.learning_path import LearningPath, Unmet
from lorepath.paths.pruning import NotNeeded, Pruned, prune
from lorepath.paths.scope import scope
from lorepath.paths.search import Found, shortest
from lorepath.paths.steps import Order, steps
from lorepath.paths.supply import Preference, Supply
from lorepath.paths.task import Task, task

LIMIT = 100_000
"""How many lessons a search for a role's path looks at, about a quarter of a second: plenty for all but odd portals."""
PATIENCE = 10
"""How many times as many a search for one learner may look at, who waits for one path and not for all."""


_Opening = frozenset[tuple[str, int]]


class Planner:
    """Plans for one portal. What several roles share is worked out once.

    **A learner's path never gets longer by knowing more**, by construction. A role's path for beginners is fixed
    first. A learner's path is this one without what is not needed (`pruning`: knowing more only takes steps away), or
    the shortest one of all where that takes fewer minutes; both only fall with what is known. Where the search for
    the beginners' path was cut short by LIMIT, only its own lessons are looked at, and the same holds.

    What is known can open lessons that are closed to beginners, since they ask for something that no lesson leads to.
    Then the path may lead further: to levels, pinned lessons and electives that were out of reach. So the promise is
    about what was within reach before: for that the minutes do not grow. Such a path is planned anew from what is
    open then, so that here the promise rests on the search not being cut short.
    """

    def __init__(self, portal: Portal, preference: Preference | None = None) -> None:
        self.portal = portal
        self.preference = preference or Preference()
        self.floor = assumed(portal)
        self._supplies: dict[tuple[frozenset[str], _Opening, frozenset[str]], Supply] = {}
        self._bases: dict[tuple[str, _Opening], _Base] = {}

    def beginners_path(self, role: Role) -> LearningPath:
        """The path with the fewest minutes for somebody who knows nothing yet."""
        return self._base(role, {}).path

    def learners_path(self, role: Role, known: Levels, done: Collection[str] = ()) -> Pruned:
        """The path for somebody who knows these levels and has done these lessons, and what it does without."""
        lessons = self.portal.lessons
        known = _highest(known, *(lessons[each].teaches for each in sorted(done) if each in lessons))
        base = self._base(role, self._opening(role, known))
        left = prune(self.portal, base.path, known, done)
        if not known and not done:
            return left
        problem = base.task.after(known, done)
        out = base.task.members(done)
        if not base.found.is_shortest:
            out |= ~base.found.lessons & ((1 << len(base.task.lessons)) - 1)
        found = shortest(problem, PATIENCE * LIMIT, out)
        if not found or not found.is_shortest or problem.minutes_of(found.lessons) >= left.path.minutes:
            return left
        start = _highest(base.order.start, known)
        chosen = base.task.chosen(found.lessons)
        path = replace(left.path, steps=steps(chosen, replace(base.order, start=start, is_shortest=True)))
        return Pruned(path, tuple(_not_needed(base.path, left, chosen)))

    def _base(self, role: Role, opening: Levels) -> _Base:
        """The path for those who know this much that lessons do not lead to. Planned once for each role."""
        key = (role.id, frozenset(opening.items()))
        if key not in self._bases or self._bases[key].order.role is not role:
            self._bases[key] = self._planned(role, opening)
        return self._bases[key]

    def _planned(self, role: Role, opening: Levels) -> _Base:
        supply = self._supply(role, opening)
        asked = scope(supply, role)
        if asked.closed:
            supply = self._supply(role, opening, frozenset(lesson.id for lesson in asked.closed))
        work = task(supply, asked)
        found = shortest(work.problem, LIMIT) or Found((1 << len(work.lessons)) - 1, is_shortest=False)
        order = Order(supply, role, asked, supply.start, found.is_shortest)
        path = LearningPath(
            role=role.id,
            steps=steps(work.chosen(found.lessons), order),
            unmet=tuple(Unmet(skill, level) for skill, level in asked.unmet.items()),
            electives=asked.electives,
        )
        return _Base(path, work, found, order)

    def _supply(self, role: Role, opening: Levels, closed: frozenset[str] = frozenset()) -> Supply:
        key = (frozenset(role.exclude), frozenset(opening.items()), closed)
        if key not in self._supplies:
            self._supplies[key] = Supply(self.portal, _highest(self.floor, opening), self.preference, key[0], closed)
        return self._supplies[key]

    def _opening(self, role: Role, known: Levels) -> Levels:
        """What is known beyond what lessons lead to, as far as lessons ask for it: it may open some of them."""
        supply = self._supply(role, {})
        asked: dict[str, int] = {}
        for lesson in scope(supply, role).closed:
            for skill, level in supply.lacks(lesson.requires):
                if level <= known.get(skill, 0):
                    asked[skill] = max(level, asked.get(skill, 0))
        return asked


class _Base(Struct, frozen=True):
    """A role's path with what it was found from."""

    path: LearningPath
    task: Task
    found: Found
    order: Order


def plan(
    portal: Portal,
    role: Role,
    known: Levels | None = None,
    done: Collection[str] = (),
    preference: Preference | None = None,
) -> LearningPath:
    """The path for a role with the fewest minutes, given the levels a learner already has and the lessons done.

    Where no lesson reaches a level that the role needs, the path leads as near to it as lessons go, and the
    level is listed as unmet. What lessons ask for and `graph.assumed` names needs no lesson before them. `Planner`
    says what is promised.
    """
    return Planner(portal, preference).learners_path(role, known or {}, done).path


def plan_all(portal: Portal, preference: Preference | None = None) -> Mapping[str, LearningPath]:
    """Role id to its path for somebody who knows nothing yet."""
    planner = Planner(portal, preference)
    return {role.id: planner.beginners_path(role) for role in portal.roles.values()}


def _not_needed(base: LearningPath, left: Pruned, chosen: Iterable[Lesson]) -> Iterator[NotNeeded]:
    """Why steps of the path for beginners are not on another one that takes fewer minutes."""
    taken = {lesson.id for lesson in chosen}
    said = {each.lesson: each for each in left.not_needed}
    for step in base.steps:
        if step.lesson not in taken:
            yield said.get(step.lesson) or NotNeeded(step.lesson, ("what you know opens a shorter way",))


def _highest(*several: Levels) -> Levels:
    """The highest level of each skill."""
    highest: dict[str, int] = {}
    for levels in several:
        for skill, level in levels.items():
            highest[skill] = max(level, highest.get(skill, 0))
    return highest
