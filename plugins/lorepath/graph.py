"""Skills and lessons as a graph: what can be reached from what is known, and who waits for whom in a circle."""

from __future__ import annotations

import graphlib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from msgspec import Struct

from lorepath.model import Lesson, Levels, Portal


class Reach(Struct, frozen=True):
    """The levels that are reached, and the lessons that can be taken, each with its stage.

    Stage 0 asks for nothing beyond what is known, stage 1 for something that stage 0 teaches, and so on.
    """

    levels: Levels
    stages: Mapping[str, int]

    def has(self, skill: str, level: int) -> bool:
        """Whether this level of a skill is reached."""
        return self.levels.get(skill, 0) >= level


def reach(lessons: Iterable[Lesson], known: Levels) -> Reach:
    """Take every lesson that can be taken, starting from what is known. Linear in the number of lessons."""
    levels = dict(known)
    stages: dict[str, int] = {}
    waiting: dict[str, list[Lesson]] = defaultdict(list)
    ready: deque[tuple[Lesson, int]] = deque()

    def offer(lesson: Lesson, stage: int) -> None:
        """Take a lesson, or let it wait for the first thing that it lacks."""
        for skill, level in lesson.requires.items():
            if levels.get(skill, 0) < level:
                waiting[skill].append(lesson)
                return
        stages[lesson.id] = stage
        ready.append((lesson, stage))

    for lesson in lessons:
        offer(lesson, 0)
    while ready:
        lesson, stage = ready.popleft()
        for skill, level in lesson.teaches.items():
            if level > levels.get(skill, 0):
                levels[skill] = level
                for each in waiting.pop(skill, ()):
                    offer(each, stage + 1)
    return Reach(levels, stages)


def assumed(portal: Portal) -> Levels:
    """The lowest level of each skill that no lesson teaches: lessons may ask for it all the same."""
    floors = {skill.id: min(skill.levels) for skill in portal.skills.values() if skill.levels}
    return {skill: floor for skill, floor in floors.items() if not portal.taught(skill, floor)}


def circles(portal: Portal) -> Iterator[tuple[Lesson, ...]]:
    """Lessons that wait for each other's outcomes, one tuple for each circle, in the order of waiting.

    A requirement that no lesson teaches is left aside here: a missing lesson is another defect than a circle.
    """
    live = list(portal.live_lessons)
    found = reach((_with_taught_requirements(lesson, portal) for lesson in live), {})
    stuck = {lesson.id: lesson for lesson in live if lesson.id not in found.stages}
    waits_for = {
        lesson.id: [
            teacher.id
            for skill, level in sorted(lesson.requires.items())
            if not found.has(skill, level)
            for teacher in portal.taught(skill, level)
            if teacher.id in stuck and teacher.leads_to(skill, level)
        ]
        for _, lesson in sorted(stuck.items())
    }
    while waits_for:
        circle = _first_circle(waits_for)
        if not circle:
            return
        yield tuple(stuck[identifier] for identifier in circle)
        for identifier in circle:
            waits_for.pop(identifier)


def _with_taught_requirements(lesson: Lesson, portal: Portal) -> Lesson:
    taught = {skill: level for skill, level in lesson.requires.items() if portal.taught(skill, level)}
    return lesson if len(taught) == len(lesson.requires) else replace(lesson, requires=taught)


def _first_circle(waits_for: Mapping[str, list[str]]) -> tuple[str, ...]:
    """One circle, each id waiting for the next, starting with the smallest; empty where there is none."""
    try:
        graphlib.TopologicalSorter(
            {node: [other for other in others if other in waits_for] for node, others in waits_for.items()}
        ).prepare()
    except graphlib.CycleError as error:
        # graphlib lists each node after one of its predecessors, so the list backwards runs along "waits for".
        nodes = list(reversed(error.args[1]))[:-1]
        start = nodes.index(min(nodes))
        return (*nodes[start:], *nodes[:start])
    return ()
