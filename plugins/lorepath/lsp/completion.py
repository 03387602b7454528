"""What may stand where somebody types: ids of skills, roles, people, lessons and objectives, and levels."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from lsprotocol.types import CompletionItem, CompletionItemKind, CompletionItemLabelDetails, TextEdit
from msgspec import Struct

from lorepath.document import read_document
from lorepath.fields import Fields
from lorepath.lsp.positions import Lines, Spot
from lorepath.lsp.regions import region
from lorepath.lsp.yaml_cursor import yaml_cursor
from lorepath.model import Portal

TRIGGERS = (" ", "{", "[", ",", '"', "(", "/")
_ASSESSES = re.compile(r"""data-assesses\s*=\s*["']?(?:[^"'}]*\s)?([^"'}\s]*)$""")
_LINK = re.compile(r"\]\(([^()\s]*)$")
_LINK_REST = re.compile(r"[^()\s#]*")
_WORD_REST = re.compile(r"[A-Za-z0-9._-]*")


class Choice(Struct, frozen=True):
    """Something that may stand here: what is written, and what it is called. `order` sorts them, if not the text."""

    text: str
    title: str
    order: str = ""


class _Desk(Struct, frozen=True):
    """What choices are made from: the portal, the file being written, and its text."""

    portal: Portal
    path: str
    text: str


def completions(portal: Portal, path: str, lines: Lines, spot: Spot) -> list[CompletionItem]:
    """What may be written at a spot of the file `path`; nothing where any words may."""
    desk = _Desk(portal, path, lines.text)
    number, column = spot
    line = lines.line(number)
    here = region(path, lines.lines, number)
    if here.kind == "body":
        return _in_prose(desk, lines, number, line, column)
    inner = [each[here.indent :] for each in here.lines]
    place = yaml_cursor(inner, number - here.first, max(column - 1 - here.indent, 0))
    if place is None:
        return []
    choices = _choices(desk, here.kind, place.keys, place.is_key)
    start, end = (number, place.start + here.indent + 1), (number, place.end + here.indent + 1)
    colon = ": " if place.is_key and not place.has_colon else ""
    return [_item(choice, TextEdit(lines.range(start, end), choice.text + colon)) for choice in choices]


def _in_prose(desk: _Desk, lines: Lines, number: int, line: str, column: int) -> list[CompletionItem]:
    """Lessons in links, objectives in the attribute of a practice."""
    before, after = line[: column - 1], line[column - 1 :]
    for pattern, rest, source in ((_LINK, _LINK_REST, _links), (_ASSESSES, _WORD_REST, _objectives)):
        if typed := pattern.search(before):
            ending = rest.match(after)
            end = column + (ending.end() if ending else 0)
            place = lines.range((number, typed.start(1) + 1), (number, end))
            return [_item(choice, TextEdit(place, choice.text)) for choice in source(desk)]
    return []


def _choices(desk: _Desk, kind: str, keys: tuple[str, ...], is_key: bool) -> Iterable[Choice]:
    """What may stand as a key, or as a value, below these keys in a text of this kind."""
    match (kind, *keys, is_key):
        case ("lesson" | "topic" | "role", "owner", False) | ("topic", "deputy", False):
            return _people(desk)
        case ("lesson", "teaches" | "requires", True) | ("role", "requires", True):
            return _skills(desk)
        case ("person", "helps_with", False) | ("person", "mentors", "skills", False):
            return _skills(desk)
        case ("lesson", "teaches" | "requires", str(skill), False) | ("role", "requires", str(skill), False):
            return _levels(desk, skill)
        case (
            ("lesson", "replaced_by", False)
            | ("role", "required" | "exclude", False)
            | ("role", "electives", "of", False)
        ):
            return _lessons(desk)
        case ("role", "leads_to", False) | ("portal", "head_counts", True):
            return _roles(desk)
        case ("portal", "topics", False):
            return _topics(desk)
        case ("quiz", "objective", False):
            return _objectives(desk)
    return ()


# ── what there is to choose from ────────────────────────────────────────────────────────────────────────────


def _skills(desk: _Desk) -> Iterator[Choice]:
    return (Choice(each.id, each.name) for each in desk.portal.skills.values())


def _levels(desk: _Desk, skill: str) -> Iterator[Choice]:
    known = desk.portal.skills.get(skill)
    for level, description in known.levels.items() if known else ():
        yield Choice(str(level), f"{desk.portal.level_name(level)}: {description}", f"{level:03}")


def _roles(desk: _Desk) -> Iterator[Choice]:
    return (Choice(each.id, each.title) for each in desk.portal.roles.values() if each.source.path != desk.path)


def _topics(desk: _Desk) -> Iterator[Choice]:
    return (Choice(each.id, each.title) for each in desk.portal.topics.values())


def _people(desk: _Desk) -> Iterator[Choice]:
    return (Choice(each.id, each.name) for each in desk.portal.named_people.values())


def _lessons(desk: _Desk) -> Iterator[Choice]:
    return (Choice(each.id, each.title) for each in desk.portal.live_lessons if each.path != desk.path)


def _links(desk: _Desk) -> Iterator[Choice]:
    folder = posixpath.dirname(desk.path)
    for each in desk.portal.live_lessons:
        if each.path != desk.path:
            yield Choice(posixpath.relpath(each.path, folder), each.title)


def _objectives(desk: _Desk) -> Iterator[Choice]:
    """The objectives of the file as it is now."""
    unix = "\n".join(Lines(desk.text).lines)
    for _, each in Fields(read_document(unix, desk.path).front).members("objectives"):
        if identifier := each.text("id"):
            yield Choice(identifier, each.text("text"))


def _item(choice: Choice, edit: TextEdit) -> CompletionItem:
    return CompletionItem(
        choice.text,
        label_details=CompletionItemLabelDetails(description=choice.title),
        kind=CompletionItemKind.Reference,
        detail=choice.title,
        sort_text=choice.order or choice.text,
        filter_text=choice.text,
        text_edit=edit,
    )
