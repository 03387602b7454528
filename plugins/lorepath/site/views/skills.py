"""What the pages of skills say: the ladder of levels, who teaches them, who needs them, who can help."""

from __future__ import annotations

from dataclasses import dataclass
from msgspec import Struct

from lorepath.model import Skill
from lorepath.site import addresses
from lorepath.site.views.shelf import Card, Link, Shelf


class SkillCard(Struct, frozen=True):
    """A skill as lists show it; `top` is its highest level."""

    id: str
    address: str
    name: str
    summary: str
    core: bool
    levels: tuple[str, ...]
    lessons: int


class SkillsView(Struct, frozen=True):
    """The page of all skills."""

    trail: tuple[Link, ...]
    skills: tuple[SkillCard, ...]
    scale: tuple[str, ...]


class Rung(Struct, frozen=True):
    """One level of a skill: what it looks like, the lessons that lead there and the roles that need it."""

    number: int
    name: str
    descriptor: str
    lessons: tuple[Card, ...]
    roles: tuple[Link, ...]


class MentorView(Struct, frozen=True):
    """Somebody who offered to mentor, and for how many people at a time."""

    person: Link
    capacity: int


class SkillView(Struct, frozen=True):
    """A skill's page."""

    card: SkillCard
    trail: tuple[Link, ...]
    rungs: tuple[Rung, ...]
    mentors: tuple[MentorView, ...]
    helpers: tuple[Link, ...]
    builds: tuple[Card, ...]
    same_as: tuple[str, ...]


def skills_view(shelf: Shelf) -> SkillsView:
    """The page of all skills."""
    return SkillsView(
        trail=(Link("Home", addresses.HOME),),
        skills=tuple(_card(shelf, skill) for skill in shelf.portal.skills.values()),
        scale=shelf.portal.levels,
    )


def skill_view(shelf: Shelf, skill: Skill) -> SkillView:
    """The page of one skill."""
    teachers = shelf.portal.teachers.get(skill.id, ())
    needed = [role for role in shelf.portal.roles.values() if skill.id in role.requires]
    levels = {
        *skill.levels,
        *(lesson.teaches[skill.id] for lesson in teachers),
        *(role.requires[skill.id] for role in needed),
    }
    here = [person for person in shelf.portal.people.values() if not person.left or person.left > shelf.today]
    builds = {
        lesson.id: lesson
        for level in sorted(levels)
        for lesson in shelf.builders.get((skill.id, level), ())
        if skill.id not in lesson.teaches
    }
    return SkillView(
        card=_card(shelf, skill),
        trail=(Link("Home", addresses.HOME), Link("Skills", addresses.SKILLS)),
        rungs=tuple(
            Rung(
                number=level,
                name=shelf.portal.level_name(level),
                descriptor=skill.levels.get(level, ""),
                lessons=shelf.cards(lesson for lesson in teachers if lesson.teaches[skill.id] == level),
                roles=tuple(
                    Link(role.title, addresses.role(role.id)) for role in needed if role.requires[skill.id] == level
                ),
            )
            for level in sorted(levels)
        ),
        mentors=tuple(
            MentorView(link, person.mentor_capacity)
            for person in here
            if skill.id in person.mentors and (link := shelf.person(person.id))
        ),
        helpers=shelf.people(
            person.id for person in here if skill.id in person.helps_with and skill.id not in person.mentors
        ),
        builds=shelf.cards(builds.values()),
        # Only web pages become links: other schemes have no business on a page.
        same_as=tuple(address for address in skill.same_as if address.startswith(("https://", "http://"))),
    )


def _card(shelf: Shelf, skill: Skill) -> SkillCard:
    return SkillCard(
        id=skill.id,
        address=addresses.skill(skill.id),
        name=skill.name,
        summary=skill.summary,
        core=skill.core,
        levels=tuple(shelf.portal.level_name(level) for level in sorted(skill.levels)),
        lessons=len(shelf.portal.teachers.get(skill.id, ())),
    )
