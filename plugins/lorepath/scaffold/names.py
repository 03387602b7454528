"""Ids of new things: made of a title, sound as a file name and as an address, and not taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lorepath.model import Portal
from lorepath.scaffold.answers import things
from lorepath.scaffold.refused import Refused

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*\Z")
_ENDING = re.compile(r"\.(?:md|ya?ml)\Z")
_LONGEST = 80
_LONGEST_SLUG = 60
_GENERATED = frozenset({"index", "readme"})
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th", "'": "", "’": ""})


def slug(title: str) -> str:
    """A title as an id: `Call an incident` → `call-an-incident`; empty where it has no Latin letter or digit."""
    ascii_only = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if len(name) <= _LONGEST_SLUG:
        return name
    return name[: _LONGEST_SLUG + 1].rpartition("-")[0] or name[:_LONGEST_SLUG]


def unique(wanted: str, taken: set[str]) -> str:
    """The id, with a number behind it where it is taken."""
    number, name = 2, wanted
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


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
    if not _ID.match(identifier) or len(identifier) > _LONGEST:
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
        return
    for lesson in (*portal.lessons.values(), *portal.duplicates):
        if lesson.id == identifier:
            yield f"there is a lesson `{identifier}` already: `{lesson.path}`"
        elif identifier in lesson.aliases:
            yield f"`{identifier}` is an old name of `{lesson.path}`, and old links lead there"
