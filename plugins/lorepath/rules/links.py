"""REF01: links inside the portal lead somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from lorepath.assemble import Assembly
from lorepath.content_places import CONTENT
from lorepath.finding import Place, Severity
from lorepath.model import Portal, Text
from lorepath.outline import Link
from lorepath.rules.gather import Gather
from lorepath.rules.labels import is_raw
from lorepath.rules.media import is_recording
from lorepath.rules.rule import Remark, every_text, portal_rule
from lorepath.wording import instead_of

_MOST_COMPARED = 100
"""Wrong links for which a name that is alike is looked for."""
_KINDS = {"roles": "role", "skills": "skill", "people": "person", "topics": "topic"}
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_WEB_PAGE = re.compile(r"www\.[^/.\s]+\.[^/\s]", re.IGNORECASE)
_GENERATED = re.compile(
    r"(?:(roles|skills|people|topics)/(?:([^/]+)/)?)?index\.md|(?:find|reference(?:/allowed)?|team|you)/index\.md"
)


class _Link(NamedTuple):
    """What leads to this site: `path` counts from `content/`, after a `/` from the server's top."""

    written: str
    path: str
    fragment: str
    line: int
    column: int
    noun: str


class _Anchor(NamedTuple):
    name: str


def _links(text: Text) -> Iterator[_Link]:
    here = _address(text)
    for link in text.outline.links:
        if _ELSEWHERE.match(link.target):
            continue
        path, _, fragment = unquote(link.target).partition("#")
        path = path.partition("?")[0]
        if path and not path.startswith("/"):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
        yield _Link(link.target, path or here, fragment, link.line, link.column, _noun(link))


def _noun(link: Link) -> str:
    if link.is_image or (is_raw(link) and link.target == link.attributes.get("poster")):
        return "picture"
    return "recording" if is_raw(link) and is_recording(link.target) else "link"


def _anchors(text: Text) -> Iterator[_Anchor]:
    return map(_Anchor, sorted(text.outline.anchors))


_LINKS = Gather("links", _Link, _links)
_ANCHORS = Gather("anchors", _Anchor, _anchors)


@portal_rule("REF01", "link-target", Severity.ERROR, gathers=(_LINKS, _ANCHORS))
def link_target(assembly: Assembly) -> Iterator[Remark]:
    """A link, picture or recording inside the portal leads to something that is there, anchors too.

    Links name the file, relative to the lesson: then they work in the portal and on GitHub. The address of a web page
    begins with `https://`; an empty one leads nowhere.

    Bad: `[the checklist](../incidents/checklst.md)`

    Good: `[the checklist](../incidents/checklist.md#before-you-call)`
    """
    texts = {_address(text): text for text in every_text(assembly)}
    anchors: dict[str, set[str]] = {}
    guide = _Guide(assembly.portal, assembly.base)
    for text in texts.values():
        for link in _LINKS.of(text):
            if link.fragment and link.path in texts and link.path not in anchors:
                anchors[link.path] = {anchor.name for anchor in _ANCHORS.of(texts[link.path])}
            yield from _broken(guide, text, link, anchors.get(link.path))


def _broken(guide: _Guide, text: Text, link: _Link, anchors: set[str] | None) -> Iterator[Remark]:
    """What is wrong with a link; `anchors` are those of the text that it leads to."""
    here, portal = _address(text), guide.portal
    place = Place(text.path, link.line, link.column)
    if not link.written.strip():
        yield Remark(
            place,
            f"this {link.noun} leads nowhere: its address is empty",
            "write the way to a file or the address of a web page, or take it out",
        )
    elif link.path.startswith("/"):
        yield Remark(
            place,
            f"the {link.noun} `{_short(link.written)}` starts at the top of a server that may hold other sites",
            f"write it relative to this file, for example `{_relative(link.path.strip('/') or 'index.md', here)}`",
        )
    elif link.path not in portal.files and not _is_generated(portal, link.path):
        if not _is_unread(portal, link.path):
            message = f"the {link.noun} `{_short(link.written)}` points at no file of this portal"
            yield Remark(place, message, guide.to_file(link, here))
    elif link.fragment and anchors is not None and link.fragment not in anchors:
        yield Remark(
            place,
            f"the {link.noun} `{_short(link.written)}` points at a heading that is not there",
            guide.to_heading(link, anchors),
        )


class _Guide:
    """Says where links were probably meant to lead. A portal with very many wrong ones is told less about each."""

    def __init__(self, portal: Portal, base: Portal | None) -> None:
        self.portal = portal
        self._gone = {_address(lesson) for lesson in base.lessons.values()} - portal.files if base else frozenset()
        self._said: dict[tuple[str, ...], str] = {}

    def to_file(self, link: _Link, here: str) -> str:
        """What to write in place of a link that leads to no file."""
        key = (link.written, link.path, posixpath.dirname(here))
        if key not in self._said:
            self._said[key] = self._file(link, here)
        return self._said[key]

    def to_heading(self, link: _Link, anchors: set[str]) -> str:
        """What to write in place of a link that leads to no heading."""
        key = (link.fragment, link.path)
        if key not in self._said:
            otherwise = "name a heading of that file, in small letters with hyphens"
            self._said[key] = instead_of(link.fragment, anchors if self._may_compare else (), otherwise)
        return self._said[key]

    def _file(self, link: _Link, here: str) -> str:
        if _WEB_PAGE.match(link.written):
            return f"did you mean `https://{_short(link.written)}`?"
        with_ending = f"{link.path.rstrip('/')}.md"
        if with_ending in self.portal.files:
            return f"write `{_relative(with_ending, here)}`"
        if renamed := self._renamed.get(posixpath.basename(link.path).removesuffix(".md")):
            return f"write `{_relative(renamed.removeprefix(f'{CONTENT}/'), here)}`, its name now"
        if namesake := self._namesakes.get(posixpath.basename(link.path)):
            return f"did you mean `{_relative(namesake, here)}`?"
        if link.path in self._gone:
            return "the change takes that lesson away; lead to what takes its place, or take the link out"
        names = [_relative(file, here) for file in self.portal.files] if self._may_compare else ()
        return instead_of(link.written, names, "write the way from this file to a file that is there")

    @property
    def _may_compare(self) -> bool:
        """Whether to look for names that are alike, which takes long."""
        return len(self._said) < _MOST_COMPARED

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        """Former id of a lesson to its path."""
        lessons = self.portal.lessons.values()
        return {alias: lesson.path for lesson in lessons for alias in lesson.aliases}

    @cached_property
    def _namesakes(self) -> Mapping[str, str]:
        """A file's name to the first file of that name."""
        return {posixpath.basename(file): file for file in sorted(self.portal.files, reverse=True)}


def _address(text: Text) -> str:
    return text.path.removeprefix(f"{CONTENT}/")


def _is_generated(portal: Portal, target: str) -> bool:
    """Whether the portal makes a page at this address."""
    match = _GENERATED.fullmatch(target)
    if not match:
        return False
    things = {"roles": portal.roles, "skills": portal.skills, "people": portal.named_people, "topics": portal.topics}
    return not match[2] or match[2] in things[match[1]] or portal.may_have(_KINDS[match[1]], match[2])


def _is_unread(portal: Portal, target: str) -> bool:
    """Whether something is there, or a lesson of this name is, that could not be read: its author hears of that."""
    name = posixpath.basename(target)
    is_lesson = target.startswith("lessons/") and name.endswith(".md")
    return portal.may_hold(target) or (is_lesson and portal.is_unreadable("lesson", name.removesuffix(".md")))


def _relative(path: str, here: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(here) or ".")


def _short(target: str) -> str:
    return target if len(target) <= 80 else target[:79] + "…"
