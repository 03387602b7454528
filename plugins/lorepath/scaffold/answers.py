"""What somebody typed, held against the portal: names that exist, texts that fit. Refused says what would."""

from __future__ import annotations

import re
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
    """The id of a topic, skill, role or person that is there, by id or by name. Raises Refused with the nearest one."""
    there = _all(portal, kind)
    if name in there or portal.is_unreadable(kind, name):
        return name
    meant = [each for each, title in there.items() if name.strip().casefold() in (title.casefold(), each.casefold())]
    if len(meant) == 1:
        return meant[0]
    otherwise = f"make it with `lorepath new {kind}`"
    near = instead_of(name, _spellings(things(portal, kind)), otherwise)
    raise Refused(f"there is no {kind} `{name[:90]}`; {near}")


def _spellings(there: Mapping[str, str]) -> list[str]:
    """What may be typed for the things that are there: their ids and their names."""
    return [*there, *there.values()]


def things(portal: Portal, kind: str) -> Mapping[str, str]:
    """The names of the topics, skills, roles or people to choose from, by id: all but who is named nowhere."""
    found = _all(portal, kind)
    return {each: found[each] for each in portal.named_people} if kind == "person" else found


def _all(portal: Portal, kind: str) -> Mapping[str, str]:
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
    """A level that the skill has, by number or by the portal's word for it. Raises Refused with those that it has."""
    has = portal.skills[skill].levels if skill in portal.skills else {}
    names = {portal.level_name(number).casefold(): number for number in has}
    number = names.get(level.casefold(), int(level) if re.fullmatch("[0-9]{1,2}", level) else 0)
    if number in has or (number and not has):
        return number
    problem = f"the skill `{skill}` has no level {level[:20]}" if level else f"`{skill}` says no level"
    raise Refused(f"{problem}; it has {listed([_shown(portal, each) for each in has]) or 'none'}")


def _shown(portal: Portal, level: int) -> str:
    """`2 (Working)`."""
    word = portal.level_name(level)
    return f"{level} ({word})" if word != str(level) else str(level)


def levels_of(portal: Portal, written: Iterable[str]) -> dict[str, int]:
    """`incident-response=2` or `Incident response=Working`, several times, as a map.

    Raises Refused at the first that the portal does not have.
    """
    found: dict[str, int] = {}
    for text in written:
        skill, _, level = text.partition("=")
        skill = known(portal, "skill", skill.strip())
        found[skill] = _level_in(portal, skill, level.strip())
    return found


def _level_in(portal: Portal, skill: str, level: str) -> int:
    """The level behind `skill=`, with an example of how to write it where it is none."""
    try:
        return level_of(portal, skill, level)
    except Refused as refusal:
        lowest = min(portal.skills[skill].levels, default=1) if skill in portal.skills else 1
        raise Refused(f"{refusal}; write for example `{skill}={lowest}`") from None
