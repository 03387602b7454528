"""Blocks of the theme's pages that are the same on every lesson of a topic: written for the first one, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from lorepath.mkdocs_plugin.settings import is_alone

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_LESSONS = "lessons/"


class KeptBlocks:
    """The blocks of one build.

    They depend on the settings, on the part of the portal that is open, and on the way from the page to other places.
    That way is the same for all lessons of a topic, unless it leads to somewhere among the lessons. Templates and
    plugins that a portal adds may draw on anything, so then every page has its blocks written for itself.
    """

    def __init__(self, config: MkDocsConfig) -> None:
        self._known: dict[tuple[str, str, int], str] = {}
        own = config.theme.custom_dir or not is_alone(config)
        self._keeps = not own and "navigation.footer" not in config.theme.get("features", ())
        self._keeps = self._keeps and not any(path.lstrip("./").startswith(_LESSONS) for path in _named(config))

    def __call__(self, name: str, page: Page | None, write: Callable[[], str]) -> str:
        """The block that `write` gives on this page."""
        if not (self._keeps and page and page.url.startswith(_LESSONS)):
            return write()
        *_, part = (None, *page.ancestors)  # a retired lesson is in no part
        key = (name, page.url.rstrip("/").rpartition("/")[0], id(part))
        if key not in self._known:
            self._known[key] = write()
        return self._known[key]


def every_time(name: str, page: Page | None, write: Callable[[], str]) -> str:
    """The block, of which nothing is kept."""
    return write()


def _named(config: MkDocsConfig) -> Iterable[str]:
    """The files that the settings name for every page."""
    theme, extra = config.theme, config.extra
    others = (theme.get("favicon"), theme.get("logo"), extra.get("homepage"))
    return map(str, (*config.extra_css, *config.extra_javascript, *others))
