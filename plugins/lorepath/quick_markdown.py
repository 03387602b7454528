"""Python-Markdown with less idle work, and the same HTML.

It tries every pattern on every piece of text, looks for a marker that hardly any text has, and looks up the same
lexers and styles for each piece of code. What is known to be in vain is left out here; everything else is
Python-Markdown's own work. Parts that a portal's settings have replaced by others stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString, Registry
from pygments.lexers import find_lexer_class_by_name
from pygments.style import Style, StyleMeta
from pygments.util import ClassNotFound
from pymdownx.highlight import Highlight, HighlightExtension

from lorepath.regex_text import certain_text


def quicken(converter: markdown.Markdown) -> None:
    """Let a converter do the same with less work."""
    for registry in (converter.parser.blockprocessors, converter.postprocessors):
        _become(_Settled, registry)
        if isinstance(registry, _Settled):
            registry.settle()
    for block in converter.parser.blockprocessors:
        _seek_less(block)
    for step in converter.treeprocessors:
        _become(_Inline, step)
        _become(_Toc, step)
    for extension in converter.registeredExtensions:
        _become(_Highlighting, extension)
    converter.block_level_elements = dict.fromkeys(converter.block_level_elements)  # type: ignore[assignment]


def _become(quick: type[Any], thing: object) -> None:
    """Make the thing a quick one of its kind, unless it is of another kind already."""
    if type(thing) is quick.__base__:
        thing.__class__ = quick


class _Settled(Registry[Any]):
    """Processors in their order, which is worked out once."""

    _in_order: list[Any]

    def settle(self) -> None:
        self._in_order = [self[place] for place in range(len(self))]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._in_order)

    def register(self, item: Any, name: str, priority: float) -> None:
        super().register(item, name, priority)
        self.settle()

    def deregister(self, name: str, strict: bool = True) -> None:
        super().deregister(name, strict)
        self.settle()


class _Sought:
    """A regular expression that is searched for only in texts that hold what every match must hold."""

    def __init__(self, expression: re.Pattern[str], text: str) -> None:
        self._expression, self._text = expression, text

    def search(self, string: str, *places: int) -> re.Match[str] | None:
        return self._expression.search(string, *places) if self._text in string else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._expression, name)


def _seek_less(processor: object) -> None:
    """Spare a block processor searches that must fail."""
    for name in dir(processor):
        expression = getattr(processor, name)
        if isinstance(expression, re.Pattern) and (text := certain_text(expression)):
            setattr(processor, name, _Sought(expression, text))


class _Inline(InlineProcessor):
    """Tries a pattern only on text that holds what every match of it must hold.

    The method has the mangled name of one that Python-Markdown keeps to itself. Should that change, this has no effect.
    """

    _patterns: list[tuple[int, Any, str]]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        patterns: list[Any] = [self.inlinePatterns[place] for place in range(len(self.inlinePatterns))]
        # For each text anew: a pattern may have another expression then.
        self._patterns = [
            (place, pattern, certain_text(pattern.getCompiledRegExp())) for place, pattern in enumerate(patterns)
        ]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        for place, pattern, text in self._patterns[patternIndex:]:
            if text not in data:
                continue
            start, matched = 0, True
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, place, start)  # type: ignore[attr-defined]
        return data


class _Toc(TocTreeprocessor):
    """Writes a table of contents only into a text that has a place for it."""

    _wanted = True

    def run(self, doc: Element) -> None:
        self._wanted = bool(self.marker) and self.marker in "".join(doc.itertext())
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        return super().build_toc_div(toc_list) if self._wanted else Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        if self._wanted:
            super().replace_marker(root, elem)


class _Unstyled(StyleMeta):  # type: ignore[misc]
    def __iter__(self) -> Iterator[Any]:
        return iter(())


class _NoStyle(Style, metaclass=_Unstyled):  # type: ignore[misc]
    """For code that is styled by classes: Pygments would write a style sheet for each piece, which nobody reads."""


class _Highlight(Highlight):  # type: ignore[misc]
    """Looks up lexers once by their names, those that there are not, too."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        if not self.noclasses:
            self.pygments_style = _NoStyle

    def get_lexer(self, src: str, language: str, inline: bool, stripnl: bool) -> tuple[Any, str]:
        name, options = self.get_extended_language(language) if language else ("", {})
        known = _lexer(name)
        chosen = known or _lexer(self.default_lang or "text")
        if chosen is not None and not self.guess_lang:
            with suppress(Exception):  # of options that a lexer does not take
                return chosen(**{"stripnl": stripnl, **options}), language if known else chosen.aliases[0]
        found: tuple[Any, str] = super().get_lexer(src, language, inline, stripnl)
        return found


class _Highlighting(HighlightExtension):  # type: ignore[misc]
    def get_pymdownx_highlighter(self) -> type[Highlight]:
        return _Highlight


@lru_cache(maxsize=256)
def _lexer(name: str) -> Any:
    """The lexer of that name, None where there is none."""
    try:
        return find_lexer_class_by_name(name)
    except ClassNotFound:
        return None
