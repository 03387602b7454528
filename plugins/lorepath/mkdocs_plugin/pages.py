"""MkDocs pages whose text comes from the library instead of from a file that MkDocs reads."""

from __future__ import annotations

from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from msgspec import Struct

from lorepath.digest import stated
from lorepath.site import addresses
from lorepath.site.feeds import Feed
from lorepath.site.lesson_body import BodyWriter, TocEntry
from lorepath.site.pages import GeneratedPage
from lorepath.site.templates import fill
from lorepath.site.views.quizzes import QuizView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


TITLE_ID = "__lore_title"
"""The id of every page's main heading. No author's heading can have it: the sanitiser keeps such ids out."""


class Around(NamedTuple):
    """Trusted HTML that stands around a page's content; `links` beside the link that edits it."""

    head: str = ""
    foot: str = ""
    links: str = ""


class PortalPage(Page):
    """A page whose title and meta are ours.

    Material's templates do not escape, so whatever reaches them from here is escaped. `feeds` tell of what is new.
    """

    around = Around()
    feeds: tuple[Feed, ...] = ()
    edit_label = "Edit this page"
    linked: tuple[tuple[str, str | None], ...] = ()
    """The source addresses that its text links to, and the web address that each stood for when it was rendered."""

    def __init__(self, file: File, config: MkDocsConfig, title: str, meta: dict[str, Any]) -> None:
        super().__init__(escape(title), file, config)
        # Material takes a page's title through `striptags`, which brings escaped tags back to life, unless meta
        # has one.
        self.our_meta = meta if self.is_homepage else {**meta, "title": escape(title)}

    def read_source(self, config: MkDocsConfig) -> None:
        """Take meta from the library. Front matter never reaches the templates."""
        self.markdown, self.meta = "", self.our_meta

    def forget(self) -> None:
        """Let go of what was made to write the page."""
        self.markdown = self.content = None
        self.toc = TableOfContents([])
        self.around = Around()

    def made_from(self) -> bytes:
        """All that is the page's own, besides title, meta and links for editing: when it differs, so may the page."""
        raise NotImplementedError


class MarkdownParts(Struct, frozen=True):
    """What a Markdown page consists of. `shown` gives all that `quizzes` and `around` are made from.

    What a worker alone needs is made when it asks.
    """

    title: str
    meta: dict[str, Any]
    text: Callable[[], str]
    quizzes: Callable[[], Mapping[str, QuizView]] = dict
    around: Callable[[], Around] = Around
    shown: Callable[[], object] = tuple


class MarkdownPage(PortalPage):
    """A lesson or another Markdown page of the portal."""

    edit_label = "Edit this lesson"

    def __init__(
        self, file: File, config: MkDocsConfig, parts: MarkdownParts, writer: Callable[[], BodyWriter]
    ) -> None:
        super().__init__(file, config, parts.title, parts.meta)
        self._parts, self._writer = parts, writer

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the text that was read once already, when the portal was loaded."""
        super().read_source(config)
        self.markdown = self._parts.text()

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Write the body, made safe, and the trusted parts around it."""
        body = self._writer().write(self.markdown or "", self.file.src_uri, self._parts.quizzes())
        self.content, self.toc = body.html, contents(self.title, body.toc)
        self.linked = body.links
        self.around = self._parts.around()

    def made_from(self) -> bytes:
        """The text, and what stands around it. Where its links lead, `linked` says after it was rendered."""
        return stated((self._parts.text(), self._parts.shown()))


class ReadyPage(PortalPage):
    """A page that the library generated."""

    edit_label = "Edit the file behind this page"

    def __init__(self, page: GeneratedPage, file: File, config: MkDocsConfig) -> None:
        hide = ["navigation", "path"] if page.toc else ["navigation", "toc", "path"]
        meta: dict[str, Any] = {"hide": hide, "lorepath": "generated"}
        if page.description:
            meta["description"] = escape(page.description)
        super().__init__(file, config, page.title, meta)
        self._page = page
        if not page.edit_path:
            self.edit_url = page.sources or None
            self.edit_label = "See what this page is made from"
        if page.feed:
            self.feeds = (page.feed,)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Write the page's HTML."""
        if self._page.feed:
            href = addresses.links_from(self._page.address, config.use_directory_urls)
            self.around = Around(links=fill("feed_links.html", view=self._page.feed, href=href))
        self.content = self._html
        self.toc = contents(self.title, self._page.toc)

    def made_from(self) -> bytes:
        """The whole HTML, unless less will do: what a page is made from is spread all over the portal."""
        known = self._page.made_from
        return stated((self._html if known is None else known, self._page.toc))

    def forget(self) -> None:
        """Let go of the HTML, too."""
        super().forget()
        self.__dict__.pop("_html", None)

    @cached_property
    def _html(self) -> str:
        return self._page.write()


def contents(title: str | None, entries: Iterable[TocEntry]) -> TableOfContents:
    """Headings as MkDocs wants them, below the page's own: that is where "Skip to content" leads."""
    top = AnchorLink(title or "", TITLE_ID, 1)
    top.children = [_anchor(entry) for entry in entries]
    return TableOfContents([top])


def _anchor(entry: TocEntry) -> AnchorLink:
    anchor = AnchorLink(entry.title, entry.id, entry.level)
    anchor.children = [_anchor(child) for child in entry.children]
    return anchor
