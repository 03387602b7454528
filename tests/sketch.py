"""Portals sketched in a few words, as values: for tests of the graph and of learning paths.

    portal = sketch(lessons={"first": {"teaches": {"git": 1}, "minutes": 10}}, roles={"dev": {"requires": {"git": 1}}})

A skill that is not listed gets the levels 1 to 4. Levels may be written as a dict or as text: "git 1, review 2".
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lorepath.model import Content, Elective, Lesson, Portal, Role, Settings, ShelfLife, Skill, Source, Written
from lorepath.outline import Outline

LEVEL_NAMES = ("Aware", "Working", "Practitioner", "Expert")


def levels(written: Mapping[str, int] | str) -> dict[str, int]:
    """`git 1, review 2` as skills and levels."""
    if isinstance(written, str):
        pairs = [each.split() for each in written.split(",") if each.strip()]
        return {skill: int(level) for skill, level in pairs}
    return dict(written)


def lesson(
    identifier: str,
    teaches: Mapping[str, int] | str = "",
    requires: Mapping[str, int] | str = "",
    minutes: int = 10,
    **more: Any,
) -> Lesson:
    """A lesson without text; `more` are fields of the model, or what its file holds: `outline`, `items`."""
    path = f"content/lessons/topic/{identifier}.md"
    content = Content(Source(path), more.pop("outline", Outline()), more.pop("items", ()))
    fields: dict[str, Any] = {
        "id": identifier,
        "topic": "topic",
        "path": path,
        "title": identifier.capitalize(),
        "summary": "",
        "teaches": levels(teaches),
        "requires": levels(requires),
        "objectives": (),
        "declared_minutes": minutes,
        "computed_minutes": 1,
        "format": "article",
        "owner": "",
        "reviewed": None,
        "shelf_life": ShelfLife(months=12),
        "aliases": (),
        "retired": False,
        "replaced_by": "",
        "tags": (),
        "language": "en",
        "suppressions": (),
        "body_line": 1,
        "written": Written.known("", content),
    }
    return Lesson(**{**fields, **more})


def role(
    identifier: str,
    requires: Mapping[str, int] | str = "",
    required: tuple[str, ...] | list[str] = (),
    electives: Any = (),
    exclude: tuple[str, ...] | list[str] = (),
    leads_to: tuple[str, ...] | list[str] = (),
) -> Role:
    """A role; electives are `{"choose": 1, "of": ["a", "b"]}`."""
    return Role(
        id=identifier,
        source=Source(f"content/roles/{identifier}.yml"),
        title=identifier.capitalize(),
        summary="",
        owner="",
        requires=levels(requires),
        required=tuple(required),
        electives=tuple(Elective(each["choose"], tuple(each["of"])) for each in electives),
        exclude=tuple(exclude),
        leads_to=tuple(leads_to),
    )


def sketch(
    lessons: Mapping[str, Mapping[str, Any]],
    roles: Mapping[str, Mapping[str, Any]] | None = None,
    skills: Mapping[str, list[int]] | None = None,
    unknown_skills: tuple[str, ...] = (),
) -> Portal:
    """A portal of these lessons and roles. `unknown_skills` are named and described nowhere."""
    made = [lesson(identifier, **fields) for identifier, fields in lessons.items()]
    made_roles = [role(identifier, **fields) for identifier, fields in (roles or {}).items()]
    named = {s for each in made for s in (*each.teaches, *each.requires)} | {s for r in made_roles for s in r.requires}
    scales = {**{skill: [1, 2, 3, 4] for skill in sorted(named - set(unknown_skills))}, **(skills or {})}
    return Portal(
        root=Path(),
        source=Source("content/portal.yml"),
        name="Sketch",
        language="en",
        levels=LEVEL_NAMES,
        weekly_minutes=24,
        shelf_life=ShelfLife(months=12),
        settings=Settings(Source("content/portal.yml")),
        topics={},
        lessons={each.id: each for each in made},
        skills={
            skill: Skill(skill, Source(f"content/skills/{skill}.yml"), skill.capitalize(), "", dict.fromkeys(scale, ""))
            for skill, scale in scales.items()
        },
        roles={each.id: each for each in made_roles},
        people={},
    )
