"""Markdown → HTML as a portal's pages have it, not yet safe. One converter serves many texts: making one takes long."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

from lorepath.bounds import OutOfBounds, bounded

SUPERFENCES = "pymdownx.superfences"
EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "tables": {"use_align_attribute": True},
    "toc": {"permalink": True, "permalink_title": "Link to this section"},
    "pymdownx.details": {},
    "pymdownx.highlight": {},
    "pymdownx.inlinehilite": {},
    SUPERFENCES: {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}
"""What authors may use: the extensions in the `mkdocs.yml` of a new portal, but for icons, and their settings."""


_LARGE = 40_000
_DEEPEST = 500
_TAGS = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


class Renderer:
    """Python-Markdown with some extensions and their settings."""

    def __init__(self, extensions: Sequence[str], settings: Mapping[str, Mapping[str, Any]]) -> None:
        import markdown  # takes a while, and few commands need it

        from lorepath.quick_markdown import quicken

        configs = {name: dict(values or {}) for name, values in settings.items()}
        self._markdown = markdown.Markdown(extensions=list(extensions), extension_configs=configs)
        quicken(self._markdown)

    def html(self, text: str) -> str:
        """The HTML of a text. Raises OutOfBounds where it cannot be made, or not with a reasonable effort."""
        return bounded(partial(self._html, text))

    def _html(self, text: str) -> str:
        self._markdown.reset()
        try:
            html = self._markdown.convert(text)
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # Python-Markdown and its extensions raise whatever a hostile text leads to
            raise OutOfBounds(f"breaks the Markdown renderer ({type(error).__name__})") from error
        # What reads the HTML takes time by the square of its depth, and browsers give up at 512.
        if len(html) > _LARGE and _depth(html) > _DEEPEST:
            raise OutOfBounds(f"nests tags more than {_DEEPEST} deep")
        return html

    @property
    def headings(self) -> Sequence[Mapping[str, Any]]:
        """The headings of the last text, as Python-Markdown's `toc` gives them."""
        return getattr(self._markdown, "toc_tokens", ())


def _depth(html: str) -> int:
    """How deep elements nest, at most."""
    depth = deepest = 0
    for closing, name in _TAGS.findall(html):
        if closing:
            depth = max(depth - 1, 0)
        elif name.lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


@cache
def usual_renderer() -> Renderer:
    """A renderer with what a new portal has."""
    return Renderer(list(EXTENSIONS), EXTENSIONS)
