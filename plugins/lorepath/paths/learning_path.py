"""The nouns of a learning path: frozen values that a page, a command and a browser read alike."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from lorepath.model import Elective


class Kind(StrEnum):
    """What a step stands or falls with."""

    ROLE = "role"
    """The role needs a level that the step teaches."""
    LESSON = "lesson"
    """A later step builds on a level that the step teaches."""
    REQUIRED = "required"
    """The role pins the lesson."""
    ELECTIVE = "elective"
    """The step counts towards an elective of the role."""


class Reason(Struct, frozen=True):
    """One thing that a step is on a path for, and in words why.

    For the kinds ROLE and LESSON, `skill` and `level` are what is taken from the step, `named` is the same in words;
    `lesson` is the later step that builds on it. For the kind ELECTIVE, `elective` counts the path's electives from 0.
    """

    kind: Kind
    because: str
    skill: str = ""
    level: int = 0
    named: str = ""
    lesson: str = ""
    elective: int = 0


class Step(Struct, frozen=True):
    """One lesson of a path, its minutes, and everything that it is there for, what counts most first.

    `instead` names lessons that could stand in its place, shortest first: they ask for nothing that the step does not
    ask for, and teach some of what is taken from it. One fits where it teaches all that is still taken.
    """

    lesson: str
    minutes: int
    reasons: tuple[Reason, ...]
    instead: tuple[str, ...] = ()

    @property
    def because(self) -> tuple[str, ...]:
        """Why it is there, in words: for each skill the reason that counts most."""
        said: dict[str, str] = {}
        for number, reason in enumerate(self.reasons):
            said.setdefault(reason.skill or str(number), reason.because)
        return tuple(dict.fromkeys(said.values()))


class Unmet(Struct, frozen=True):
    """A level that the role needs and no lesson can bring this learner to."""

    skill: str
    level: int


class LearningPath(Struct, frozen=True):
    """The ordered lessons for a role. Every step's requirements are met by what is known and earlier steps.

    `electives` are those of the role, each choosing no more lessons than can be taken.
    """

    role: str
    steps: tuple[Step, ...]
    unmet: tuple[Unmet, ...]
    electives: tuple[Elective, ...] = ()

    @property
    def minutes(self) -> int:
        """The minutes of all steps."""
        return sum(step.minutes for step in self.steps)

    @property
    def lessons(self) -> Iterator[str]:
        """The ids of the lessons, in order."""
        return (step.lesson for step in self.steps)
