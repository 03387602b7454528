"""A lesson's own text: Markdown → HTML → sanitised → knowledge checks put in.

One Markdown converter serves a whole build: making one takes longer than converting a short lesson with it.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from msgspec import Struct
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from lorepath.model import block_name
from lorepath.rendering import SUPERFENCES, Renderer
from lorepath.safe_html.allowed import is_free_id
from lorepath.safe_html.sanitizer import Sanitizer
from lorepath.site import addresses
from lorepath.site.views.quizzes import QuizView

_TAGS = re.compile(r"<[^>]*>")
_QUIZ = re.compile("<p>(lore-quiz-[0-9a-f]{64})-([0-9]+)</p>")


class TocEntry(Struct, frozen=True):
    """A heading, as safe HTML text, and the headings below it. `level` counts from 1."""

    title: str
    id: str
    level: int
    children: tuple[TocEntry, ...] = ()


class Body(Struct, frozen=True):
    """A lesson's text, ready to be shown, and its headings.

    `links` are the source addresses that its links name, each with the web address that it stood for, if any.
    """

    html: str
    toc: tuple[TocEntry, ...]
    links: tuple[tuple[str, str | None], ...]


@dataclass
class _Current:
    """The page that is being converted. The converter's parts look here."""

    address: str = ""
    token: str = ""
    quizzes: Mapping[str, QuizView] = field(default_factory=dict)
    found: list[QuizView | None] = field(default_factory=list)
    links: dict[str, str | None] = field(default_factory=dict)


class BodyWriter:
    """Writes the bodies of pages.

    `extensions` and `settings` are Python-Markdown's, `urls` maps source addresses to web addresses, and
    `quiz_html` writes a knowledge check (None: one that could not be read).
    """

    def __init__(
        self,
        extensions: Sequence[str],
        settings: Mapping[str, Mapping[str, Any]],
        urls: Mapping[str, str],
        quiz_html: Callable[[QuizView | None], str],
        sanitizer: Sanitizer,
    ) -> None:
        self._current = _Current()
        self._quiz_html = quiz_html
        self._sanitizer = sanitizer
        if SUPERFENCES in extensions:
            fences = settings.get(SUPERFENCES) or {}
            quiz = {"name": "quiz", "class": "quiz", "format": self._place_quiz}
            fences = {**fences, "custom_fences": [*fences.get("custom_fences", ()), quiz]}
            settings = {**settings, SUPERFENCES: fences}
        self._renderer = Renderer(extensions, settings)
        self._urls = urls

    def write(self, text: str, address: str, quizzes: Mapping[str, QuizView] | None = None) -> Body:
        """The body of the page at `address`."""
        current = self._current
        current.address, current.quizzes, current.found, current.links = address, quizzes or {}, [], {}
        # The token stands where a quiz goes. It depends on the whole text, so no text can contain its own.
        current.token = "lore-quiz-" + hashlib.sha256(text.encode()).hexdigest()
        clean = self._sanitizer.clean(self._renderer.html(text), self._link, typed="<" in text)
        if current.found:
            clean = _QUIZ.sub(self._quiz_at, clean)
        toc = tuple(_toc(self._renderer.headings))
        return Body(clean, toc, tuple(current.links.items()))

    def _place_quiz(self, source: str, *_ignored: Any, **_options: Any) -> str:
        self._current.found.append(self._current.quizzes.get(block_name(source)))
        return f"<p>{self._current.token}-{len(self._current.found) - 1}</p>"

    def _quiz_at(self, match: re.Match[str]) -> str:
        current = self._current
        return self._quiz_html(current.found[int(match[2])]) if match[1] == current.token else match[0]

    def _link(self, target: str) -> str:
        """Where a link, picture, film or sound of an author leads: files become the pages made of them.

        Broken links are the check's business.
        """
        if target.startswith("#"):
            return target  # most links lead from a heading to itself
        try:
            scheme, host, path, query, fragment = urlsplit(target)
        except ValueError:
            return target
        if scheme or host or not path or path.startswith("/"):
            return target
        here = self._current.address
        named = addresses.join(here, unquote(path))
        url = self._current.links[named] = self._urls.get(named)
        if url is None:
            return target
        found = addresses.relative(url, self._urls.get(here, addresses.url_of(here)))
        return urlunsplit(("", "", found, query, fragment))


def _toc(tokens: Sequence[Mapping[str, Any]]) -> Iterator[TocEntry]:
    """The headings of Python-Markdown, their texts stripped of tags and escaped anew.

    One whose id the page does not have cannot be led to; those below it can.
    """
    for token in tokens:
        below = _toc(token["children"])
        if is_free_id(token["id"]):
            title = html.escape(html.unescape(_TAGS.sub("", token["name"])))
            yield TocEntry(title, html.escape(token["id"]), token["level"], tuple(below))
        else:
            yield from below
