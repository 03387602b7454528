"""From a set of lessons to a path: their order, and what each of them is there for."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from lorepath.model import Elective, Lesson, Levels, Portal, Role
from lorepath.paths.alternatives import alternatives
from lorepath.paths.learning_path import Kind, Reason, Step
from lorepath.paths.scope import Scope
from lorepath.paths.supply import Supply


class Order(Struct, frozen=True):
    """What a path is made for: a role, what can be asked for it, and what is known at the start.

    `is_shortest` says that no other set of lessons takes fewer minutes.
    """

    supply: Supply
    role: Role
    scope: Scope
    start: Levels
    is_shortest: bool


def in_order(lessons: Iterable[Lesson], role: Role, start: Levels) -> list[Lesson]:
    """The lessons, each after what it builds on, the basics of every skill first.

    Among lessons that can be taken, those with the lowest level come first, then those of the skill that the role
    names first, then the smaller id. Lessons that cannot be taken are left out.
    """
    rank = {skill: number for number, skill in enumerate(role.requires)}
    levels = dict(start)
    waiting: dict[str, list[Lesson]] = defaultdict(list)
    able: list[tuple[int, int, str, Lesson]] = []

    def offer(lesson: Lesson) -> None:
        for skill, level in lesson.requires.items():
            if levels.get(skill, 0) < level:
                waiting[skill].append(lesson)
                return
        skills = lesson.teaches or {"": 0}
        first = min(rank.get(skill, len(rank)) for skill in skills)
        heapq.heappush(able, (min(skills.values()), first, lesson.id, lesson))

    for lesson in lessons:
        offer(lesson)
    found = []
    while able:
        lesson = heapq.heappop(able)[-1]
        found.append(lesson)
        for skill, level in lesson.teaches.items():
            if level > levels.get(skill, 0):
                levels[skill] = level
                for each in waiting.pop(skill, ()):
                    offer(each)
    return found


def steps(lessons: Iterable[Lesson], order: Order) -> tuple[Step, ...]:
    """A path of these lessons, each step with its reasons. The lessons must do what the order asks for."""
    ordered = in_order(lessons, order.role, order.start)
    reasons = _Reasons(ordered, order)
    on_path = {lesson.id for lesson in ordered}
    found = []
    for lesson in ordered:
        why = tuple(reasons.of(lesson))
        instead = alternatives(order.supply, lesson, why, order.scope.electives, order.start)
        found.append(Step(lesson.id, lesson.minutes, why, tuple(each for each in instead if each not in on_path)))
    return tuple(found)


class _Reasons:
    """What each lesson is on a path for: whoever needs a level takes it from the first step that teaches it."""

    def __init__(self, ordered: Sequence[Lesson], order: Order) -> None:
        self.order = order
        self.supply, self.role = order.supply, order.role
        self.teachers = _teachers(ordered)
        # Lesson → skill → (level, lesson that builds on it); no lesson stands for the role.
        self.taken: dict[str, dict[str, list[tuple[int, Lesson | None]]]] = defaultdict(lambda: defaultdict(list))
        self._note(order.scope.goals, None)
        for lesson in sorted(ordered, key=lambda each: each.id):
            self._note(lesson.requires, lesson)
        self.counted = [_counted(ordered, elective) for elective in order.scope.electives]

    def _note(self, asked: Levels, asker: Lesson | None) -> None:
        for skill, level in asked.items():
            if level > self.order.start.get(skill, 0):
                teacher = next(each for each in self.teachers[skill] if each.teaches[skill] >= level)
                self.taken[teacher.id][skill].append((level, asker))

    def of(self, lesson: Lesson) -> Iterator[Reason]:
        """The reasons of a lesson: skill by skill, the role before the lessons that build on it."""
        for skill in lesson.teaches:
            uses = self.taken[lesson.id][skill]
            for level, asker in sorted(uses, key=lambda use: (use[1] is not None, use[0])):
                yield self._taken(lesson, skill, level, asker)
        if lesson.id in self.role.required:
            yield Reason(Kind.REQUIRED, "is required for this role")
        for number, counted in enumerate(self.counted):
            if lesson.id in counted:
                asked = self.role.electives[number]
                because = f"counts towards the {asked.choose} of {len(asked.of)} lessons to choose for this role"
                yield Reason(Kind.ELECTIVE, because, elective=number)

    def _taken(self, lesson: Lesson, skill: str, level: int, asker: Lesson | None) -> Reason:
        taught, compared = (
            level_in_words(self.supply.portal, skill, lesson.teaches[skill]),
            self._compared(lesson, skill, level),
        )
        because = f"which “{asker.title}” builds on" if asker else "which the role needs"
        needed = level if asker else self.role.requires[skill]
        if lesson.teaches[skill] < needed:
            because = f"as near as lessons go to level {needed}, {because}"
        return Reason(
            Kind.LESSON if asker else Kind.ROLE,
            f"teaches {taught}, {because}{compared}",
            skill,
            level,
            level_in_words(self.supply.portal, skill, level),
            asker.id if asker else "",
        )

    def _compared(self, lesson: Lesson, skill: str, level: int) -> str:
        """How the lesson compares with those that could stand in its place, where there are any."""
        rivals, preferred = self.supply.leading_to(skill, level), self.supply.preferred(skill, level)
        fit = {each.id for each in preferred}
        standing_back = [each.id for each in self.supply.open_to(skill, level) if each.id not in fit]
        if not standing_back:
            if len(rivals) > 1 and lesson.minutes == rivals[0].minutes:
                return f"; shortest of {len(rivals)}"
            others = f"any of the {len(rivals) - 1} others" if len(rivals) > 2 else "the other one"
            # A beginner's path is pruned later on, so the words say whose path it is that they are about.
            whose = "a beginner's" if self.order.start == self.supply.start else "your"
            return f"; {whose} path is no shorter with {others}" if len(rivals) > 1 and self.order.is_shortest else ""
        if lesson.minutes > preferred[0].minutes:
            return ""
        fitting, offered = len(preferred), len(rivals)
        if any(each in self.supply.preference.stale for each in standing_back):
            return f"; shortest of {fitting} fresh ones" if fitting > 1 else f"; the only fresh one of {offered}"
        liked = "in a format you prefer"
        return f"; shortest of {fitting} {liked}" if fitting > 1 else f"; the only one of {offered} {liked}"


def level_in_words(portal: Portal, skill: str, level: int) -> str:
    """`Git 2 (Working)`."""
    name = portal.skills[skill].name if skill in portal.skills else skill
    return f"{name} {level} ({portal.level_name(level)})"


def _teachers(ordered: Iterable[Lesson]) -> Mapping[str, list[Lesson]]:
    """Skill → the lessons that raise it, in order."""
    found: dict[str, list[Lesson]] = defaultdict(list)
    for lesson in ordered:
        for skill, level in lesson.teaches.items():
            if not found[skill] or level > found[skill][-1].teaches[skill]:
                found[skill].append(lesson)
    return found


def _counted(ordered: Iterable[Lesson], elective: Elective) -> frozenset[str]:
    """The steps that count towards an elective: no more than it asks for, the shortest ones."""
    options = sorted((lesson.minutes, lesson.id) for lesson in ordered if lesson.id in elective.of)
    return frozenset(identifier for _, identifier in options[: elective.choose])
