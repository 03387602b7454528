"""Counts the pages that MkDocs has done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.plugins import BasePlugin

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from lorepath.mkdocs_plugin.progress import Steps


class PageCounter(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # it has no options
    """Tells `steps` how far a build is. It is added to a build by `run`, never named in mkdocs.yml."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._pages = 0

    def on_nav(self, nav: Any, *, config: MkDocsConfig, files: Files) -> None:
        """All pages are known."""
        self._pages = len(list(files.documentation_pages()))
        self._steps.begin("Reading pages", self._pages)

    def on_page_content(self, html: str, **_: Any) -> None:
        """One page has its content."""
        self._steps.advance()

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """All pages have their content; now they are written."""
        self._steps.begin("Writing pages", self._pages)

    def on_post_page(self, output: str, **_: Any) -> None:
        """One page is about to be written."""
        self._steps.advance()
