"""Markdown → HTML as a portal's pages have it, not yet safe. One converter serves many texts: making one takes long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

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


class Renderer:
    """Python-Markdown with some extensions and their settings."""

    def __init__(self, extensions: Sequence[str], settings: Mapping[str, Mapping[str, Any]]) -> None:
        import markdown  # takes a while, and few commands need it

        configs = {name: dict(values or {}) for name, values in settings.items()}
        self._markdown = markdown.Markdown(extensions=list(extensions), extension_configs=configs)

    def html(self, text: str) -> str:
        """The HTML of a text."""
        self._markdown.reset()
        return self._markdown.convert(text)

    @property
    def headings(self) -> Sequence[Mapping[str, Any]]:
        """The headings of the last text, as Python-Markdown's `toc` gives them."""
        return getattr(self._markdown, "toc_tokens", ())


@cache
def usual_renderer() -> Renderer:
    """A renderer with what a new portal has."""
    return Renderer(list(EXTENSIONS), EXTENSIONS)
