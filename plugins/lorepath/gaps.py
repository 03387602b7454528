"""What the crowd should write next: levels that roles need and lessons teach badly or not at all, by need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from lorepath import spreadsheet
from lorepath.model import Lesson, Portal, Role
from lorepath.paths import LearningPath
from lorepath.wording import listed


class Lack(StrEnum):
    """What is missing, the worst first."""

    NO_LESSON = "no-lesson"
    """No lesson teaches the level, or none that the people of these roles can take."""
    STALE = "only-stale"
    """Only lessons teach it that nobody has verified for too long."""
    ONE_FORMAT = "one-format"
    """All lessons that teach it have the same format."""


WEIGHTS = {Lack.NO_LESSON: 3, Lack.STALE: 2, Lack.ONE_FORMAT: 1}
"""How much worse one is than another: a missing lesson for ten people weighs as much as a stale one for fifteen."""


class Gap(Struct, frozen=True):
    """A level of a skill, what is missing, and who needs it: roles that need this level or a higher one.

    `lessons` teach it all the same, shortest first. `people` adds up the head counts of the roles; it is None where
    `portal.yml` counts none of them. `urgency` is the people, one for each role that is not counted, times the weight.
    """

    skill: str
    level: int
    lack: Lack
    roles: tuple[str, ...]
    people: int | None
    lessons: tuple[Lesson, ...]
    urgency: int

    @property
    def said(self) -> str:
        """What is missing, in words."""
        match self.lack:
            case Lack.STALE:
                return f"only stale lessons teach it ({self._names})"
            case Lack.ONE_FORMAT:
                return f"only lessons of the format {self.lessons[0].format} teach it ({self._names})"
        return (
            f"only lessons that these roles cannot take teach it ({self._names})"
            if self.lessons
            else "no lesson teaches it"
        )

    @property
    def remedy(self) -> str:
        """What to do about it, in words."""
        teaches = f"teaches: {{{self.skill}: {self.level}}}"
        match self.lack:
            case Lack.STALE:
                return f"bring {self.lessons[0].id} up to date, or write a new lesson with `{teaches}`"
            case Lack.ONE_FORMAT:
                return f"write a lesson with `{teaches}` in another format than {self.lessons[0].format}"
        who = " that these roles can take" if self.lessons else ""
        return f"write a lesson with `{teaches}`{who}"

    @property
    def _names(self) -> str:
        return listed([lesson.id for lesson in self.lessons], most=3)


COLUMNS = ("skill", "level", "lack", "roles", "people", "lessons", "urgency", "remedy")


def facts(gap: Gap) -> dict[str, str | int | list[str] | None]:
    """A gap for programs: the stable shape that the README documents."""
    return {
        "skill": gap.skill,
        "level": gap.level,
        "lack": str(gap.lack),
        "roles": list(gap.roles),
        "people": gap.people,
        "lessons": [lesson.id for lesson in gap.lessons],
        "urgency": gap.urgency,
        "remedy": gap.remedy,
    }


def as_csv(found: Iterable[Gap]) -> str:
    """The same for spreadsheets; several names stand in one cell, with semicolons between them."""
    rows = ({name: "; ".join(v) if isinstance(v, list) else v for name, v in facts(gap).items()} for gap in found)
    return spreadsheet.write(COLUMNS, rows)


def gaps(portal: Portal, paths: Mapping[str, LearningPath], stale: Collection[str]) -> tuple[Gap, ...]:
    """Every gap of a portal, the most urgent first.

    `paths` are the beginners' paths of all roles, `stale` the ids of stale lessons.
    """
    needed: dict[tuple[str, int], dict[Lack, list[Role]]] = defaultdict(lambda: defaultdict(list))
    for skill, level in sorted({need for role in portal.roles.values() for need in role.requires.items()}):
        for role in portal.roles.values():
            if role.requires.get(skill, 0) < level:
                continue
            if lack := _lack(portal, role, paths.get(role.id), stale, skill, level):
                needed[skill, level][lack].append(role)
    found = [
        _gap(portal, skill, level, lack, roles)
        for (skill, level), lacks in needed.items()
        for lack, roles in lacks.items()
    ]
    return tuple(sorted(found, key=lambda gap: (-gap.urgency, -len(gap.roles), gap.skill, gap.level, gap.lack)))


def _lack(
    portal: Portal, role: Role, path: LearningPath | None, stale: Collection[str], skill: str, level: int
) -> Lack | None:
    lessons = [lesson for lesson in portal.taught(skill, level) if lesson.id not in role.exclude]
    if not lessons or (path and _is_out_of_reach(portal, path, skill, level)):
        return Lack.NO_LESSON
    if all(lesson.id in stale for lesson in lessons):
        return Lack.STALE
    return Lack.ONE_FORMAT if len({lesson.format for lesson in lessons}) == 1 else None


def _is_out_of_reach(portal: Portal, path: LearningPath, skill: str, level: int) -> bool:
    """Whether a path leads to no such level, although lessons teach it."""
    if not any(unmet.skill == skill for unmet in path.unmet):
        return False
    return level > max((portal.lessons[lesson].teaches.get(skill, 0) for lesson in path.lessons), default=0)


def _gap(portal: Portal, skill: str, level: int, lack: Lack, roles: list[Role]) -> Gap:
    counts = [portal.head_counts.get(role.id) for role in roles]
    return Gap(
        skill,
        level,
        lack,
        tuple(role.id for role in roles),
        sum(filter(None, counts)) if any(counts) else None,
        tuple(sorted(portal.taught(skill, level), key=lambda lesson: (lesson.minutes, lesson.id))),
        WEIGHTS[lack] * sum(count or 1 for count in counts),
    )
