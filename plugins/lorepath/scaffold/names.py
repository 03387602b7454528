"""Ids of new things: made of a title, sound as a file name and as an address, and not taken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lorepath.model import Portal
from lorepath.naming import SOUND, slug
from lorepath.scaffold.answers import things
from lorepath.scaffold.refused import Refused

_ENDING = re.compile(r"\.(?:md|ya?ml)\Z")
_LONGEST = 80
_GENERATED = frozenset({"index", "readme"})


def new_id(portal: Portal, kind: str, wanted: str | None, title: str) -> str:
    """The id of a new thing: the wanted one, else one made of its title.

    `kind` is lesson, topic, skill, role or person. Raises Refused where it is unsound or taken.
    """
    identifier = wanted or slug(title)
    otherwise = f"choose another id: `lorepath new {kind} ID`"
    if not identifier:
        raise Refused(f"no id can be made of {title[:90]!r}; write one in small letters: `lorepath new {kind} ID`")
    if _ENDING.search(identifier):
        raise Refused(f"an id has no ending; write `{_ENDING.sub('', identifier)}`")
    if not SOUND.match(identifier) or len(identifier) > _LONGEST:
        example = slug(identifier) or slug(title) or "call-an-incident"
        raise Refused(f"the id {identifier[:90]!r} cannot become a web address; write for example `{example}`")
    if kind == "lesson" and identifier in _GENERATED:
        raise Refused(f"the portal writes its own `{identifier}` pages; {otherwise}")
    if where := next(_holders(portal, kind, identifier), None):
        raise Refused(f"{where}; {otherwise}")
    return identifier


def _holders(portal: Portal, kind: str, identifier: str) -> Iterator[str]:
    """What has this id already, in words."""
    if portal.is_unreadable(kind, identifier):
        yield f"there is a {kind} `{identifier}` already, in a file that cannot be read"
    if kind != "lesson":
        if identifier in things(portal, kind):
            yield f"there is a {kind} `{identifier}` already ({things(portal, kind)[identifier]})"
        elif kind == "person" and identifier in portal.people:
            yield f"there is a person `{identifier}` already"
        return
    for lesson in (*portal.lessons.values(), *portal.duplicates):
        if lesson.id == identifier:
            yield f"there is a lesson `{identifier}` already: `{lesson.path}`"
        elif identifier in lesson.aliases:
            yield f"`{identifier}` is an old name of `{lesson.path}`, and old links lead there"
