"""A Markdown text → what its page will lack, each thing with its place in the text.

Only the renderer knows what of a text becomes HTML, so it is asked. Each tag that is typed in the text is numbered
first, so that what becomes of it can be traced back. Most texts hold nothing that could be taken out; they are
recognised by their signs, and never rendered.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from html import unescape
from urllib.parse import urlsplit

from lorepath.outline import Link, Outline, Removed, RemovedKind
from lorepath.rendering import usual_renderer
from lorepath.safe_html.allowed import OWN_CLASSES, SCHEMES, is_free_id, is_own, scheme_of
from lorepath.safe_html.losses import Loss, losses, marked

_TAG = re.compile(r"<([a-zA-Z][^\s/><@]*)(?![^<>\s]*@)")
_ADDRESS_IN_SIGNS = re.compile(r"\]\s*[(:]\s*\Z")
_WEB = re.compile(r"(?:https?|ftp):\Z", re.IGNORECASE)
_SIGNS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("<",), re.compile(r"<[a-zA-Z/!?]")),  # a tag, or what looks like one
    (("{",), re.compile(r'\{:?[ ]*(?!data-(?:assesses|minutes)="[^"{}]*"[ ]*\})(?:[.#]|[\w:-]+=)')),  # attributes
    (OWN_CLASSES, re.compile(r"^[ ]*(?:`{3,}|~{3,}|!!!|\?\?\?\+?|=== )", re.MULTILINE)),  # classes of blocks
    (("](", "] ("), re.compile(r"\][ ]?\(\s*(?!https?:|mailto:)[^)]{0,200}[:&\\]")),  # an address with a scheme
)
"""What a text holds that may lose something: words that it must hold for that, and a closer look."""
_TARGET = re.compile(r"\][ ]?[(:]\s*<?([^\s>]+)")
_LONG = 20_000
"""Characters. A text as long as that is also rendered to see whether it can be."""
_HOST = re.compile(r"[a-zA-Z0-9.-]+(?::[0-9]{1,5})?\Z")


def removed_from(body: str, first_line: int, outline: Outline) -> tuple[Removed, ...]:
    """What the page of a text will lack, in the text's order.

    `body` starts on line `first_line` of its file; `outline` is what was read from it.
    """
    if not _is_suspicious(body, outline):
        return ()
    marked, tags = _numbered(body)
    places = _Places(body, first_line, tags, outline.links)
    found = (places.of(loss) for loss in losses(usual_renderer().html(marked)))
    return tuple(sorted(found, key=lambda each: (each.line, each.column)))


def _is_suspicious(body: str, outline: Outline) -> bool:
    return (
        len(body) > _LONG
        or any(any(word in body for word in words) and look.search(body) for words, look in _SIGNS)
        or any(not is_free_id(heading.anchor) for heading in outline.headings)
        or any(not _is_usual(link) for link in outline.links)
    )


def _is_usual(link: Link) -> bool:
    """Whether an address is one that certainly stays."""
    if link.is_image:
        return is_own(link.target)
    scheme = scheme_of(link.target)
    if not scheme:
        return True
    try:
        host = urlsplit(link.target).netloc
    except ValueError:
        return False
    return scheme == "mailto" or (scheme in SCHEMES and bool(_HOST.match(host)))


def _numbered(body: str) -> tuple[str, list[int]]:
    """The text with a number in each tag, and where in the text each tag starts."""
    starts: list[int] = []

    def number(tag: re.Match[str]) -> str:
        before = body[max(tag.start() - 20, 0) : tag.start()]
        # <https://…> and [words](<address>) are no tags.
        if (_WEB.match(tag[1]) and body.startswith("//", tag.end())) or _ADDRESS_IN_SIGNS.search(before):
            return tag[0]
        starts.append(tag.start())
        return marked(tag[0], len(starts) - 1)

    return _TAG.sub(number, body), starts


class _Places:
    """Where in a text each thing stands that its page will lack."""

    def __init__(self, body: str, first_line: int, tags: list[int], links: Iterable[Link]) -> None:
        self._body, self._first_line, self._tags = body, first_line, tags
        self._lines = [0, *(each.end() for each in re.finditer(r"\n", body))]
        self._links = list(links)
        self._searched: dict[str, int] = {}

    def of(self, loss: Loss) -> Removed:
        line, column = self._place(loss)
        return Removed(loss.kind, line, column, loss.tag, loss.name, loss.value)

    def _place(self, loss: Loss) -> tuple[int, int]:
        if loss.kind is RemovedKind.ADDRESS and loss.mark < 0:
            for number, link in enumerate(self._links):
                if _same(link.target, loss.value):
                    del self._links[number]
                    return link.line, link.column
        words = loss.name if loss.kind is RemovedKind.ATTRIBUTE else loss.value
        if loss.mark >= 0:
            start = self._tags[loss.mark]
            self._searched[words] = start + 1
            return self._spot(self._in_tag(start, loss.name))
        return self._spot(self._next(words))

    def _in_tag(self, start: int, attribute: str) -> int:
        """Where an attribute stands in the tag that starts there; the tag's own start for none."""
        end = self._body.find(">", start)
        found = re.search(rf"\s{re.escape(attribute)}\b", self._body[start:end], re.IGNORECASE) if attribute else None
        return start + found.start() + 1 if found else start

    def _next(self, words: str) -> int:
        """Where these words stand next; where they were typed in another way, the text's beginning."""
        last = self._searched.get(words, 0)
        at = self._body.find(words, last) if words else -1
        if at < 0:
            typed = (
                each.start(1) for each in _TARGET.finditer(self._body, last) if unescape(each[1]).startswith(words)
            )
            at = next(typed, max(last - 1, 0))
        self._searched[words] = at + 1
        return at

    def _spot(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._lines, index) - 1
        return self._first_line + line, index - self._lines[line] + 1


def _same(typed: str, read: str) -> bool:
    return "".join(unescape(typed).split()) == "".join(read.split())
