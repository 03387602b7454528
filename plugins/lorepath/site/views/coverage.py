"""Which skills of which roles can be learned here: for each, how many lessons lead to the level that is needed."""

from __future__ import annotations

from dataclasses import dataclass
from msgspec import Struct
from enum import StrEnum

from lorepath.history import Status
from lorepath.model import Role
from lorepath.site import addresses
from lorepath.site.views import words
from lorepath.site.views.shelf import Link, Shelf


class Cover(StrEnum):
    """How well a need is met."""

    NOT_NEEDED = "none"
    GAP = "gap"
    AGED = "aged"
    ONE = "one"
    SEVERAL = "several"


LABELS = {
    Cover.NOT_NEEDED: "Not needed",
    Cover.GAP: "No lesson",
    Cover.AGED: "Out of date",
    Cover.ONE: "One lesson",
    Cover.SEVERAL: "Several lessons",
}


class Cell(Struct, frozen=True):
    """A role's need of a skill: the level, how well it is met, and by how many lessons."""

    level: int
    cover: Cover
    label: str
    lessons: int


class Row(Struct, frozen=True):
    """A skill, and a cell for each role."""

    skill: Link
    cells: tuple[Cell, ...]
    gaps: int


class Coverage(Struct, frozen=True):
    """Skills that some role needs (rows) by roles (columns). `gaps` counts the needs that no lesson meets."""

    roles: tuple[Link, ...]
    rows: tuple[Row, ...]
    gaps: int


def coverage(shelf: Shelf) -> Coverage:
    """The whole table, skills in order of their names."""
    roles = tuple(shelf.portal.roles.values())
    skills = {skill for role in roles for skill in role.requires}
    rows = []
    for skill in sorted(skills, key=lambda skill: (shelf.skill(skill).text.casefold(), skill)):
        cells = tuple(_cell(shelf, role, skill) for role in roles)
        rows.append(Row(shelf.skill(skill), cells, sum(cell.cover == Cover.GAP for cell in cells)))
    return Coverage(
        tuple(Link(role.title, addresses.role(role.id)) for role in roles), tuple(rows), sum(row.gaps for row in rows)
    )


def _cell(shelf: Shelf, role: Role, skill: str) -> Cell:
    level = role.requires.get(skill, 0)
    if not level:
        return Cell(0, Cover.NOT_NEEDED, LABELS[Cover.NOT_NEEDED], 0)
    path = shelf.paths.get(role.id)
    lessons = shelf.portal.taught(skill, level)
    if not lessons or any(unmet.skill == skill for unmet in (path.unmet if path else ())):
        return Cell(level, Cover.GAP, LABELS[Cover.GAP], len(lessons))
    if all(shelf.freshness(lesson).status == Status.STALE for lesson in lessons):
        return Cell(level, Cover.AGED, LABELS[Cover.AGED], len(lessons))
    cover = Cover.ONE if len(lessons) == 1 else Cover.SEVERAL
    return Cell(level, cover, words.count(len(lessons), "lesson"), len(lessons))
