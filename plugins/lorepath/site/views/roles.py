"""What a role's page says: its skills, its path as a journey, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from msgspec import Struct

from lorepath.model import Role
from lorepath.paths import LearningPath
from lorepath.paths.journey import Part, journey
from lorepath.site import addresses
from lorepath.site.radar import Radar, radar
from lorepath.site.views import words
from lorepath.site.views.career import MoveView, career
from lorepath.site.views.shelf import Card, LevelView, Link, RoleCard, Shelf


class RolesView(Struct, frozen=True):
    """The page of all roles."""

    trail: tuple[Link, ...]
    roles: tuple[RoleCard, ...]
    weekly_minutes: int


class NeedView(Struct, frozen=True):
    """A level that the role needs, and all levels of its skill, to choose one's own from."""

    id: str
    level: LevelView
    ladder: tuple[LevelView, ...]


class StepView(Struct, frozen=True):
    """One step of the journey. `week` is set where a new week begins, `parts` where the lesson takes several."""

    number: int
    card: Card
    because: tuple[str, ...]
    so_far: str
    week: int | None
    pinned: bool
    parts: tuple[Part, ...]


class ElectiveView(Struct, frozen=True):
    """Choose so many of these lessons."""

    choose: int
    cards: tuple[Card, ...]


class RoleView(Struct, frozen=True):
    """A role's page."""

    card: RoleCard
    trail: tuple[Link, ...]
    owner: Link | None
    weekly_minutes: int
    skills: tuple[NeedView, ...]
    scale: int
    scale_names: tuple[str, ...]
    radar: Radar | None
    formats: tuple[tuple[str, str], ...]
    steps: tuple[StepView, ...]
    unmet: tuple[LevelView, ...]
    electives: tuple[ElectiveView, ...]
    leads_to: tuple[MoveView, ...]
    comes_from: tuple[RoleCard, ...]


def roles_view(shelf: Shelf) -> RolesView:
    """The page of all roles."""
    return RolesView(
        trail=(Link("Home", addresses.HOME),),
        roles=tuple(shelf.role_card(role) for role in shelf.portal.roles.values()),
        weekly_minutes=shelf.portal.weekly_minutes,
    )


def role_view(shelf: Shelf, role: Role) -> RoleView:
    """The page of one role."""
    portal = shelf.portal
    path = shelf.paths.get(role.id, LearningPath(role.id, (), ()))
    scale = max((len(portal.levels), *role.requires.values()))
    live = {lesson.id: lesson for lesson in portal.live_lessons}
    return RoleView(
        card=shelf.role_card(role),
        trail=(Link("Home", addresses.HOME), Link("Roles", addresses.ROLES)),
        owner=shelf.person(role.owner),
        weekly_minutes=portal.weekly_minutes,
        skills=tuple(_need(shelf, skill, level) for skill, level in role.requires.items()),
        scale=scale,
        scale_names=tuple(portal.level_name(level) for level in range(1, scale + 1)),
        radar=radar(tuple(role.requires.values()), scale),
        formats=_formats(shelf, path),
        steps=_steps(shelf, role, path),
        unmet=tuple(shelf.level(unmet.skill, unmet.level) for unmet in path.unmet),
        electives=tuple(
            ElectiveView(elective.choose, shelf.cards(live[name] for name in elective.of if name in live))
            for elective in role.electives
        ),
        leads_to=career(shelf, role),
        comes_from=tuple(shelf.role_card(other) for other in portal.roles.values() if role.id in other.leads_to),
    )


def _need(shelf: Shelf, skill: str, level: int) -> NeedView:
    known = shelf.portal.skills.get(skill)
    numbers = sorted({*(known.levels if known else ()), level})
    return NeedView(skill, shelf.level(skill, level), tuple(shelf.level(skill, number) for number in numbers))


def _formats(shelf: Shelf, path: LearningPath) -> tuple[tuple[str, str], ...]:
    """The formats that lessons on the path have, and those that may stand in for them."""
    lessons = {name for step in path.steps for name in (step.lesson, *step.instead)}
    used = {shelf.portal.lessons[name].format for name in lessons}
    return tuple((key, label) for key, label in words.FORMATS.items() if key in used)


def _steps(shelf: Shelf, role: Role, path: LearningPath) -> tuple[StepView, ...]:
    found: list[StepView] = []
    way = journey(shelf.portal, path)
    so_far, week_before = 0, 0
    for number, step in enumerate(path.steps, 1):
        week = way.begins[step.lesson]
        so_far += step.minutes
        found.append(
            StepView(
                number=number,
                card=shelf.card(shelf.portal.lessons[step.lesson]),
                because=step.because,
                so_far=words.duration(so_far),
                week=week if week != week_before else None,
                pinned=step.lesson in role.required,
                parts=way.parts.get(step.lesson, ()),
            )
        )
        week_before = week
    return tuple(found)
