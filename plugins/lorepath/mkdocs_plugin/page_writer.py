"""Writes a site's pages, each by itself, so that several workers can share them; or takes them from the site before.

A page is taken over when all that it is made from is as it was when it was written.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands import build as mkdocs
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import InclusionLevel
from msgspec import Struct

from lorepath.digest import Digest, stated
from lorepath.mkdocs_plugin.built_site import BuiltSite, WrittenPage, take_file
from lorepath.mkdocs_plugin.menu import first_page
from lorepath.mkdocs_plugin.mkdocs_log import Message, MkDocsLog
from lorepath.mkdocs_plugin.pages import PortalPage

if TYPE_CHECKING:
    from mkdocs.structure.files import File

    from lorepath.mkdocs_plugin.workshop import Tools


class _Done(Struct, frozen=True):
    """What writing a page leaves besides its file: how it was written, and what was logged."""

    page: WrittenPage
    messages: list[Message]


class PageWriter:
    """What writing one page needs. `before` is the site that stands, if it is known."""

    def __init__(self, tools: Tools, log: MkDocsLog, before: BuiltSite | None) -> None:
        self._tools, self._log, self._before = tools, log, before
        self._frame = ""
        self._sections: dict[int, str] = {}
        self.pages = list(tools.files.documentation_pages(inclusion=InclusionLevel.is_included))
        self.written: dict[str, WrittenPage] = dict(before.pages) if before else {}

    def compare(self, frame: str) -> None:
        """Take over pages whose inputs are the same from now on; `frame` stands for the inputs of every page."""
        parts = [(str(part.title), first_page(part).url) for part in self._tools.nav.items]
        self._frame = Digest(frame, self._tools.plugin.policy.element, repr(parts)).hex()

    def write(self, file: File) -> _Done:
        """Make a page and write it. Runs in a worker."""
        page, tools = file.page, self._tools
        assert isinstance(page, PortalPage), f"{file.src_uri} is no page of the portal"  # noqa: S101
        made_from = self._made_from(page)
        before = self._before.pages.get(file.dest_uri) if self._before else None
        if self._before and before and before.made_from == made_from and self._still_leads(before):
            take_file(self._before.folder / file.dest_uri, Path(file.abs_dest_path))
            return _Done(before, [])
        if self._before:
            Path(file.abs_dest_path).unlink(missing_ok=True)  # the site that stands may show the same file
        try:
            mkdocs._populate_page(page, tools.config, tools.files)
            mkdocs._build_page(page, tools.config, self.pages, tools.nav, tools.env)
        except OSError:
            raise
        except Exception as error:
            # The reason was logged, and the log of a worker ends with it.
            raise BuildError(self._log.reason(error)) from error
        page.forget()  # a worker sees many
        return _Done(WrittenPage(made_from, page.linked), self._log.taken())

    def differing(self, addresses: Container[str]) -> list[File]:
        """The pages that are made from one of these source addresses, and those of which nothing is known."""
        return [file for file in self.pages if file.src_uri in addresses or file.dest_uri not in self.written]

    def keep(self, files: Sequence[File], done: Sequence[_Done]) -> None:
        """Take over what the workers saw, in the pages' order."""
        for file, each in zip(files, done, strict=True):
            self._log.add(each.messages)
            if each.messages:  # whoever takes the page over would not hear of it
                self.written.pop(file.dest_uri, None)
            else:
                self.written[file.dest_uri] = each.page

    def _made_from(self, page: PortalPage) -> str:
        """What stands for all that a page is made from, but for where its links lead."""
        around = [
            (str(each.title), getattr(each, "url", ""))
            for each in (page.previous_page, page.next_page, *page.ancestors)
            if each is not None
        ]
        links = (page.url, page.canonical_url, page.edit_url, page.edit_label)
        feeds = [(feed.folder, feed.title, feed.page) for feed in page.feeds]
        own = stated((page.title, page.our_meta, feeds, links, around, page.previous_page is None))
        return Digest(self._frame, own, *map(self._inside, page.ancestors), page.made_from()).hex()

    def _inside(self, section: Any) -> str:
        """What stands for the links that the menu shows while a page of this section is open."""
        if id(section) not in self._sections:
            links = [(str(item.title), first_page(item).url, bool(item.children)) for item in section.children]
            self._sections[id(section)] = Digest(stated(links)).hex()
        return self._sections[id(section)]

    def _still_leads(self, page: WrittenPage) -> bool:
        """Whether the links of a page that was written lead where they led."""
        urls = self._tools.plugin.site.urls
        return all(urls.get(address) == url for address, url in page.linked)
