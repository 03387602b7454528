"""What somebody typed, held against the portal: names that exist, texts that fit. Refused says what would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from lorepath.model import Portal, Source
from lorepath.scaffold.refused import Refused
from lorepath.schema import Schemas
from lorepath.schema.standards import MISSING_FIELD
from lorepath.wording import instead_of, listed


@cache
def schemas() -> Schemas:
    """Lorepath's own schemas, read once. A portal's further wishes are for its check to say."""
    return Schemas()


def fit(kind: str, field: str, value: object) -> None:
    """Raise Refused where `value` cannot stand in a field of a lesson, topic, skill, role or person."""
    for finding in schemas().check(kind, {field: value}, Source("")):
        if finding.code != MISSING_FIELD.code:
            raise Refused(f"{finding.message}; {finding.hint}")


def fit_objective(text: str) -> None:
    """Raise Refused where this cannot be the text of an objective."""
    fit("lesson", "objectives", [{"id": "objective", "text": text}])


def fit_description(text: str) -> None:
    """Raise Refused where this cannot describe a level of a skill."""
    fit("skill", "levels", {"1": text})


def known(portal: Portal, kind: str, name: str) -> str:
    """The id of a topic, skill, role or person that is there. Raises Refused with the nearest one."""
    if name in things(portal, kind) or portal.is_unreadable(kind, name):
        return name
    otherwise = f"make it with `lorepath new {kind}`"
    raise Refused(f"there is no {kind} `{name[:90]}`; {instead_of(name, things(portal, kind), otherwise)}")


def things(portal: Portal, kind: str) -> Mapping[str, str]:
    """The names of all topics, skills, roles or people, by id."""
    match kind:
        case "topic":
            return {topic.id: topic.title for topic in portal.topics.values()}
        case "skill":
            return {skill.id: skill.name for skill in portal.skills.values()}
        case "role":
            return {role.id: role.title for role in portal.roles.values()}
        case _:
            return {person.id: person.name for person in portal.people.values()}


def level_of(portal: Portal, skill: str, level: str) -> int:
    """A level that the skill has. Raises Refused with those that it has."""
    has = portal.skills[skill].levels if skill in portal.skills else {}
    if level.isascii() and level.isdecimal() and len(level) < 3 and (int(level) in has or not has):
        return int(level)
    problem = f"the skill `{skill}` has no level {level[:20]}" if level else f"`{skill}` says no level"
    raise Refused(f"{problem}; write `{skill}={next(iter(has), 1)}` (it has {listed([str(each) for each in has])})")


def levels_of(portal: Portal, written: Iterable[str]) -> dict[str, int]:
    """`incident-response=2`, several times, as a map. Raises Refused at the first that the portal does not have."""
    found: dict[str, int] = {}
    for text in written:
        skill, _, level = text.partition("=")
        skill = known(portal, "skill", skill.strip())
        found[skill] = level_of(portal, skill, level.strip())
    return found
