"""A path, fitted to one learner by leaving out what is not needed any more.

This is the part of planning that a browser does as well, from a role's path alone. tests/golden/plans.json holds it as
cases that any implementation can replay. All it takes is one look at each step, from the last one to the first:

    known   skill → level: what the learner says, and for every lesson that is done what it teaches
    done    ids of lessons
    a reason of kind
        role      holds while its level is above what is known of its skill
        lesson    holds while its level is above what is known of its skill, and the step that it names is kept
        required  holds while the step is not done
        elective  holds for the first steps with this reason, in the order of the path, that are not done: as many as
                  the elective asks for, less the lessons of it that are done
    a step is kept while one of its reasons holds and it is not done

What a reason names stands later on the path, so that it is decided before. The steps that are kept stay in order, and
every one of them can be taken: what it asks for is known or comes from a step that is kept for it. Knowing more, or
having done more, only ever takes steps away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from lorepath.model import Levels, Portal
from lorepath.paths.learning_path import Kind, LearningPath, Reason, Step


class NotNeeded(Struct, frozen=True):
    """A lesson that a path for beginners holds and this learner does not need, and in words why."""

    lesson: str
    because: tuple[str, ...]


class Pruned(Struct, frozen=True):
    """What is left of a path, and what is not."""

    path: LearningPath
    not_needed: tuple[NotNeeded, ...]


def prune(portal: Portal, path: LearningPath, known: Levels, done: Collection[str] = ()) -> Pruned:
    """The path without what this learner does not need. Takes time in proportion to its reasons."""
    return _Pruning(portal, path, known, done).pruned()


class _Pruning:
    def __init__(self, portal: Portal, path: LearningPath, known: Levels, done: Collection[str]) -> None:
        self.portal, self.path, self.done = portal, path, frozenset(done)
        self.known = dict(known)
        for lesson in self.done & portal.lessons.keys():
            for skill, level in portal.lessons[lesson].teaches.items():
                self.known[skill] = max(level, self.known.get(skill, 0))
        self.kept: dict[str, tuple[Reason, ...]] = {}
        self.counted = [self._counted(number) for number in range(len(path.electives))]

    def _counted(self, number: int) -> frozenset[str]:
        """The steps that are still taken for an elective."""
        elective = self.path.electives[number]
        steps = [
            step.lesson
            for step in self.path.steps
            if step.lesson not in self.done
            and any(reason.kind is Kind.ELECTIVE and reason.elective == number for reason in step.reasons)
        ]
        return frozenset(steps[: max(0, elective.choose - len(self.done.intersection(elective.of)))])

    def pruned(self) -> Pruned:
        for step in reversed(self.path.steps):
            reasons = tuple(reason for reason in step.reasons if self._holds(reason, step))
            if reasons and step.lesson not in self.done:
                self.kept[step.lesson] = reasons
        steps = [replace(step, reasons=self.kept[step.lesson]) for step in self.path.steps if step.lesson in self.kept]
        unmet = [each for each in self.path.unmet if each.level > self.known.get(each.skill, 0)]
        return Pruned(
            replace(self.path, steps=tuple(steps), unmet=tuple(unmet)),
            tuple(
                NotNeeded(step.lesson, tuple(dict.fromkeys(self._why_not(step))))
                for step in self.path.steps
                if step.lesson not in self.kept
            ),
        )

    def _holds(self, reason: Reason, step: Step) -> bool:
        if reason.kind is Kind.ELECTIVE:
            return step.lesson in self.counted[reason.elective]
        if reason.kind is Kind.REQUIRED:
            return step.lesson not in self.done
        wanted = reason.kind is Kind.ROLE or reason.lesson in self.kept
        return wanted and reason.level > self.known.get(reason.skill, 0)

    def _why_not(self, step: Step) -> Iterator[str]:
        if step.lesson in self.done:
            yield "you have done it"
            return
        for reason in step.reasons:
            if reason.kind is Kind.ELECTIVE:
                yield "you have done enough of the lessons to choose from"
            elif reason.level <= self.known.get(reason.skill, 0):
                yield f"you have {reason.named} already"
            else:
                state = "done" if reason.lesson in self.done else "not needed"
                yield f"“{self.portal.lessons[reason.lesson].title}”, which builds on it, is {state}"
