"""What the sanitiser takes out of a piece of HTML, thing by thing.

A second cleaner that allows everything reads the HTML as the sanitiser does. What it keeps and `allowed` does not is
a loss; and where its result differs from the sanitiser's although nothing was named, that is a loss too.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser

import nh3
from msgspec import Struct

from lorepath.outline import RemovedKind
from lorepath.safe_html.allowed import FRAME, LINKS, SOURCES, TAGS, attributes_of, is_own_class, kept
from lorepath.safe_html.sanitizer import LINK_REL, Sanitizer

MARK = "data-lore-at"
"""An attribute that holds a tag's number where its author wrote it. The sanitiser knows no such attribute."""

_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_TAG_NAME = re.compile(r"<([a-zA-Z][^\s/>]*)")
_LATER_IN_SCHEME = string.digits + "+.-"
_IN_SCHEME = string.ascii_letters + _LATER_IN_SCHEME
_MARKED_TAG = re.compile(rf"<([^\s<>/]+) {MARK}=([0-9]+) ")
_MARKED = re.compile(rf' {MARK}=(?:"([0-9]+)"|([0-9]+) )')
_DOCTYPE = re.compile(r"<!(doctype[^>]*)>", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"""\s(href|cite)\s*=\s*["']?(https?:[^\s"'<>]*)""", re.IGNORECASE)
_STRICT = Sanitizer()
_NO_HOSTS: frozenset[str] = frozenset()


class Loss(Struct, frozen=True):
    """One thing that is taken out: a tag, or the attribute `name` of one with its `value`.

    `mark` is the number of the tag, -1 where no author wrote it as such.
    """

    kind: RemovedKind
    tag: str = ""
    name: str = ""
    value: str = ""
    mark: int = -1


def losses(html: str) -> list[Loss]:
    """Everything that the sanitiser takes out of `html`, in order. Comments are no loss."""
    html = _COMMENT.sub("", html)
    everything = _everything(html)
    walk = _Walk()
    walk.feed(everything)
    walk.close()
    found = walk.found
    there = {int(quoted or plain) for quoted, plain in _MARKED.findall(everything)}
    found += (
        Loss(RemovedKind.TAG, name.lower(), mark=int(mark))
        for name, mark in _MARKED_TAG.findall(html)
        if int(mark) not in there
    )
    found += (Loss(RemovedKind.MARKUP, value=written[1]) for written in _DOCTYPE.finditer(html))
    found += (
        Loss(RemovedKind.ADDRESS, "a", written[1], unescape(written[2]))
        for written in _WEB_ADDRESS.finditer(html)
        if not _is_sound(unescape(written[2]))
    )
    if not found and _STRICT.clean(_MARKED.sub("", html)) != _MARKED.sub("", everything):
        found.append(Loss(RemovedKind.OTHER))
    return found


def marked(tag: str, number: int) -> str:
    """The beginning of a tag, such as `<p`, with its number. Without quotes it does no harm where no tag is."""
    return f"{tag} {MARK}={number} "


def without_marks(text: str) -> str:
    """The text as its author wrote it."""
    return _MARKED.sub("", text)


def _everything(html: str) -> str:
    """The HTML as the sanitiser reads it, nothing taken out; what it reads as a comment is one now."""
    return nh3.clean(
        html,
        tags={name.lower() for name in _TAG_NAME.findall(html)} | TAGS,
        clean_content_tags=set(),
        attributes={},
        generic_attribute_prefixes=set(string.printable),
        url_schemes=set(_schemes(re.sub(r"[\x00-\x20]", "", unescape(html)))),
        strip_comments=False,
        link_rel=LINK_REL,
    )


def _schemes(text: str) -> Iterator[str]:
    """What stands before a colon and may be the scheme of an address. Takes time in proportion to the text."""
    for before in text.split(":")[:-1]:
        if scheme := before[len(before.rstrip(_IN_SCHEME)) :].lstrip(_LATER_IN_SCHEME):
            yield scheme.lower()


class _Walk(HTMLParser):
    """Goes through HTML that nh3 has written, so that there is one way to read it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Loss] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: without_marks(value or "") for name, value in attrs}
        mark = int(attributes.pop(MARK, -1))
        if tag == FRAME:
            self.found.append(Loss(RemovedKind.FRAME, tag, "src", attributes.get("src", ""), mark))
        elif tag not in TAGS or (tag == "input" and "type" not in attributes):
            self.found.append(Loss(RemovedKind.TAG, tag, mark=mark))
            return
        self.found += _attributes(tag, attributes, mark)

    def handle_comment(self, data: str) -> None:
        self.found.append(Loss(RemovedKind.MARKUP, value=without_marks(data)))


def _attributes(tag: str, attributes: dict[str, str], mark: int) -> Iterator[Loss]:
    known = {name.lower() for name in attributes_of(tag)}
    for name, value in attributes.items():
        if tag == "a" and name == "rel":  # the sanitiser writes its own
            continue
        if tag == FRAME and name in SOURCES:  # said already
            continue
        if name not in known:
            yield Loss(RemovedKind.ATTRIBUTE, tag, name, value, mark)
        elif name == "class":
            own = filter(is_own_class, value.split())
            yield from (Loss(RemovedKind.CLASS, tag, name, each, mark) for each in own)
        elif kept(tag, name, value, _NO_HOSTS) != value:
            kinds = {"id": RemovedKind.ID, **dict.fromkeys(LINKS | SOURCES, RemovedKind.ADDRESS)}
            yield Loss(kinds.get(name, RemovedKind.ATTRIBUTE), tag, name, value, mark)


def _is_sound(address: str) -> bool:
    """Whether nh3 can read an address."""
    return " href=" in _STRICT.clean(f'<a href="{escape(address)}">')
