"""What a browser needs to fit a role's path to its learner: the path, its reasons, and the lessons that may stand on it.

One file for each role, so that a learner's browser fetches what concerns this learner, however large the portal is.
The scripts' `role-data.js` says the same in JSDoc.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lorepath.model import Lesson, Role, Section
from lorepath.paths import LearningPath, Reason
from lorepath.site import addresses
from lorepath.site.views.shelf import Shelf

Json = Mapping[str, Any]


def role_data(shelf: Shelf, role: Role) -> Json:
    """The data of one role, ready to be written as JSON. Web addresses are relative to the site's root."""
    portal = shelf.portal
    path = shelf.paths.get(role.id, LearningPath(role.id, (), ()))
    named = dict.fromkeys(name for step in path.steps for name in (step.lesson, *step.instead))
    return {
        "id": role.id,
        "title": role.title,
        "url": _url(shelf, addresses.role(role.id)),
        "weekly": portal.weekly_minutes,
        "minutes": path.minutes,
        "scale": list(portal.levels),
        "skills": [_skill(shelf, skill, level) for skill, level in role.requires.items()],
        "electives": [{"choose": each.choose, "of": list(each.of)} for each in path.electives],
        "unmet": [{"skill": unmet.skill, "level": unmet.level} for unmet in path.unmet],
        "steps": [
            {
                "lesson": step.lesson,
                "title": portal.lessons[step.lesson].title,
                "minutes": step.minutes,
                "reasons": [_reason(reason) for reason in step.reasons],
                "instead": list(step.instead),
            }
            for step in path.steps
        ],
        "lessons": {name: _lesson(shelf, portal.lessons[name]) for name in named},
    }


def _skill(shelf: Shelf, identifier: str, level: int) -> Json:
    link = shelf.skill(identifier)
    known = shelf.portal.skills.get(identifier)
    return {
        "id": identifier,
        "name": link.text,
        "url": _url(shelf, link.address) if link.address else "",
        "level": level,
        "levels": {str(number): text for number, text in sorted(known.levels.items())} if known else {},
    }


def _reason(reason: Reason) -> Json:
    """As tests/golden/plans.json has it."""
    shape: dict[str, Any] = {"kind": str(reason.kind), "because": reason.because}
    if reason.skill:
        shape |= {"skill": reason.skill, "level": reason.level, "named": reason.named}
    if reason.lesson:
        shape["lesson"] = reason.lesson
    if not reason.skill:
        shape["elective"] = reason.elective
    return shape


def _lesson(shelf: Shelf, lesson: Lesson) -> Json:
    card = shelf.card(lesson)
    return {
        "title": card.title,
        "summary": card.summary,
        "url": _url(shelf, card.address),
        "minutes": card.minutes,
        "format": card.format,
        "formatLabel": card.format_label,
        "topic": lesson.topic,
        "topicTitle": card.topic.text,
        "teaches": dict(lesson.teaches),
        "objectives": [[objective.id, objective.text] for objective in lesson.objectives],
        "aliases": list(lesson.aliases),
        "sections": [_section(each) for each in lesson.sections],
    }


def _section(section: Section) -> list[str | int]:
    return [section.title, section.anchor, section.minutes]


def _url(shelf: Shelf, address: str) -> str:
    return addresses.url_of(address, shelf.where.directory_urls)
