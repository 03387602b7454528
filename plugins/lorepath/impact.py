"""What a change does to learners: the lessons it touches, and what becomes of each role's path."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from lorepath.assemble import Assembly
from lorepath.model import Lesson, Levels, Portal
from lorepath.paths import LearningPath, Preference, Unmet, plan_all

_NO_PATH = LearningPath("", (), ())


class Fate(StrEnum):
    """What a change does to a lesson."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "renamed or moved"
    RETIRED = "retired"
    REMOVED = "removed"


class Touched(Struct, frozen=True):
    """A lesson that a change touches, as it is now; where it is gone, as it was.

    `was` and `now` are its minutes before and after, None where there is no such lesson then. `asks` and `gives` are
    the levels that it requires and teaches, where they are other than before. `roles` are the titles of the roles
    whose path for beginners has it.
    """

    lesson: Lesson
    fate: Fate
    was: int | None
    now: int | None
    roles: tuple[str, ...]
    asks: Levels | None = None
    gives: Levels | None = None


class PathChange(Struct, frozen=True):
    """A role whose path for beginners comes out otherwise.

    `was` and `now` are its minutes before and after, None where there is no such role then. `joined` and `left` are
    lessons, in the order of the paths; one that only got another id is neither. `lost` are levels that no lesson
    leads to any more, `gained` those that lessons lead to now. `reordered` says that lessons which stay change places.
    """

    role: str
    title: str
    was: int | None
    now: int | None
    joined: tuple[Lesson, ...]
    left: tuple[Lesson, ...]
    lost: tuple[Unmet, ...]
    gained: tuple[Unmet, ...]
    reordered: bool


@dataclass(frozen=True)
class Impact:
    """What becomes of lessons and paths where the files `differing` differ between a base and an assembly.

    Worked out when somebody asks for it. Paths are planned with the same facts of history on both sides.
    """

    base: Portal
    assembly: Assembly
    differing: Collection[str]

    @cached_property
    def unreadable(self) -> bool:
        """Whether a part of the portal cannot be read, so that nobody can tell what becomes of paths."""
        return bool(self.assembly.portal.unreadable)

    @cached_property
    def lessons(self) -> tuple[Touched, ...]:
        """The lessons that the change touches, by id; none that cannot be read."""
        return tuple(self._touched())

    @cached_property
    def paths(self) -> tuple[PathChange, ...]:
        """The roles whose path comes out otherwise, by id.

        Nothing is planned where nothing that a path depends on differs: most changes are to the text of a lesson.
        """
        return tuple(self._path_changes()) if self._may_differ and not self.unreadable else ()

    def skill_name(self, skill: str) -> str:
        """A skill's name, else its id."""
        known = self._after.skills.get(skill) or self.base.skills.get(skill)
        return known.name if known else skill

    @property
    def _after(self) -> Portal:
        return self.assembly.portal

    @cached_property
    def _old(self) -> Mapping[str, Lesson]:
        return {each.id: each for each in self.base.lessons.values() if each.path in self.differing}

    @cached_property
    def _new(self) -> Mapping[str, Lesson]:
        return {each.id: each for each in self._after.lessons.values() if each.path in self.differing}

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        """Former ids of lessons to those that they have now."""
        return {alias: each.id for each in self._after.lessons.values() for alias in each.aliases}

    @cached_property
    def _may_differ(self) -> bool:
        """Whether anything differs that planning looks at: any YAML file may, and the facts of a lesson."""
        return any(path.endswith(".yml") for path in self.differing) or _facts(self._old) != _facts(self._new)

    @cached_property
    def _paths_before(self) -> Mapping[str, LearningPath]:
        if not self._may_differ:
            return self.assembly.paths
        return plan_all(self.base, Preference(self.assembly.history.stale))

    def _touched(self) -> Iterator[Touched]:
        former = {self._renamed.get(each.id, each.id): each for each in self._old.values()}
        for identifier in sorted(former.keys() | self._new.keys()):
            then, here = former.get(identifier), self._new.get(identifier)
            shown = here or then
            if not shown or (not here and self._after.may_have("lesson", shown.id)):
                continue
            planned, portal = (self.assembly.paths, self._after) if here else (self._paths_before, self.base)
            yield Touched(
                lesson=shown,
                fate=_fate(then, here),
                was=then.minutes if then else None,
                now=here.minutes if here else None,
                roles=tuple(portal.roles[role].title for role, path in planned.items() if shown.id in path.lessons),
                asks=here.requires if then and here and dict(here.requires) != dict(then.requires) else None,
                gives=here.teaches if then and here and dict(here.teaches) != dict(then.teaches) else None,
            )

    def _path_changes(self) -> Iterator[PathChange]:
        before, after = self.base, self._after
        for role in sorted(before.roles.keys() | after.roles.keys()):
            then, here = self._paths_before.get(role), self.assembly.paths.get(role)
            old, new = then or _NO_PATH, here or _NO_PATH
            kept = [self._renamed.get(each, each) for each in old.lessons]
            stay = [each for each in new.lessons if each in kept]
            found = PathChange(
                role=role,
                title=(after.roles.get(role) or before.roles[role]).title,
                was=then.minutes if then else None,
                now=here.minutes if here else None,
                joined=tuple(after.lessons[each] for each in new.lessons if each not in kept),
                left=tuple(
                    before.lessons[each] for each, name in zip(old.lessons, kept, strict=True) if name not in stay
                ),
                lost=tuple(each for each in new.unmet if each not in old.unmet),
                gained=tuple(each for each in old.unmet if here and each not in new.unmet),
                reordered=stay != [each for each in kept if each in stay],
            )
            if found.was != found.now or found.reordered or found.joined or found.left or found.lost or found.gained:
                yield found


def _facts(lessons: Mapping[str, Lesson]) -> Mapping[str, object]:
    return {
        each.id: (dict(each.teaches), dict(each.requires), each.minutes, each.retired, each.format)
        for each in lessons.values()
    }


def _fate(then: Lesson | None, here: Lesson | None) -> Fate:
    if not here:
        return Fate.REMOVED
    if not then:
        return Fate.NEW
    if here.retired and not then.retired:
        return Fate.RETIRED
    return Fate.CHANGED if here.path == then.path else Fate.MOVED
