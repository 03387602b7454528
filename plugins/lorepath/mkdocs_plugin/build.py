"""One build's work for the plugin: from an assembly to MkDocs' files, pages and navigation."""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, InclusionLevel
from msgspec import Struct

import lorepath
from lorepath.mkdocs_plugin import full_text
from lorepath.mkdocs_plugin.navigation import navigation
from lorepath.mkdocs_plugin.pages import Around, MarkdownPage, MarkdownParts, ReadyPage
from lorepath.mkdocs_plugin.progress import PREPARING
from lorepath.mkdocs_plugin.ready_file import ReadyFile
from lorepath.mkdocs_plugin.source_files import keep_only_portal_files, refuse_files_elsewhere
from lorepath.progress import UNSEEN, Progress
from lorepath.rendering import EXTENSIONS, SUPERFENCES
from lorepath.rules.homes import homes
from lorepath.safe_html.sanitizer import Sanitizer
from lorepath.site import addresses, feeds
from lorepath.site.files import generated_files
from lorepath.site.lesson_body import BodyWriter
from lorepath.site.pages import GeneratedPage, generated_pages
from lorepath.site.templates import fill
from lorepath.site.views.lessons import LessonView, lesson_view
from lorepath.site.views.quizzes import QuizView, quizzes
from lorepath.site.views.shelf import Shelf
from lorepath.site.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from lorepath.assemble import Assembly
    from lorepath.finding import Standard
    from lorepath.model import Lesson, Page, Portal


_PACKAGE = "plugins/lorepath"
_OWN_TITLE = re.compile(r"\A\s*# [^\n]*\n?")


class _LessonShown(Struct, frozen=True):
    """All that a lesson's page shows besides its own text."""

    view: LessonView
    quizzes: Mapping[str, QuizView]


class SiteBuild:
    """Puts the portal's pages into one MkDocs build."""

    def __init__(
        self,
        assembly: Assembly,
        standards: Iterable[Standard],
        config: MkDocsConfig,
        progress: Progress = UNSEEN,
    ) -> None:
        self._shelf = Shelf(assembly, _whereabouts(config))
        self._standards = tuple(standards)
        self._config = config
        self._progress = progress
        self._sanitizer = Sanitizer(assembly.portal.embed_hosts)
        self._texts = assembly.portal.lessons
        self._shown = lru_cache(maxsize=1)(self._lesson_shown)  # a page asks for it several times in a row
        self._feeds = cache(lambda topic: (feeds.whole(self._shelf), feeds.of_topic(self._shelf, topic)))
        self.urls: dict[str, str] = {}
        """Source addresses to web addresses, once the files are known."""

    def fill_files(self, files: Files) -> None:
        """Reduce the files to what may be published, add the generated pages, and set the navigation."""
        config, portal = self._config, self._shelf.portal
        keep_only_portal_files(files, config, portal)
        pages = list(generated_pages(self._shelf, self._standards, self._manual_html, _own_modules(portal)))
        for page in pages:
            self._add(page, files)
        if full_text.is_wanted(config):
            for part in full_text.index_files(portal, self._progress):
                files.append(ReadyFile(part, config))
            self._progress.begin(PREPARING)
        for extra in generated_files(self._shelf, [file.dest_uri for file in files]):
            files.append(ReadyFile(extra, config))
        refuse_files_elsewhere(files)
        self.urls = {file.src_uri: file.url for file in files if file.src_dir in (None, config.docs_dir)}
        for lesson in portal.lessons.values():
            if file := files.src_uris.get(addresses.of_file(lesson.path)):
                self._take_over(lesson, file)
        made = {page.address for page in pages}
        for other in portal.pages:
            address = addresses.of_file(other.path)
            if address not in made and (file := files.get_file_from_path(address)):
                self._plain_page(other, file)
        config.nav = navigation(self._shelf, pages)

    def take_texts_of(self, portal: Portal) -> None:
        """From now on show the lessons' texts as they stand in a portal that says the same otherwise."""
        self._texts = portal.lessons
        self._shown.cache_clear()

    @cached_property
    def _writer(self) -> BodyWriter:
        return BodyWriter(
            self._config.markdown_extensions, self._config.mdx_configs, self.urls, _quiz_html, self._sanitizer
        )

    @cached_property
    def _manual_writer(self) -> BodyWriter:
        """Manuals need no more than code and tables, whatever the portal's own pages may use."""
        settings = {"tables": EXTENSIONS["tables"]}
        extensions = ["tables", SUPERFENCES, "pymdownx.highlight"]
        return BodyWriter(extensions, settings, {}, _quiz_html, self._sanitizer)

    def _manual_html(self, manual: str) -> str:
        return self._manual_writer.write(manual, addresses.REFERENCE).html

    def _add(self, page: GeneratedPage, files: Files) -> None:
        file = File.generated(self._config, page.address, content="", inclusion=InclusionLevel.INCLUDED)
        # MkDocs takes the edit link of a generated file from here: the YAML file that the page is made of.
        file.edit_uri = page.edit_path
        if files.get_file_from_path(page.address):
            files.remove(file)
        files.append(file)
        made = ReadyPage(page, file, self._config)
        if page.address != addresses.HOME:
            made.feeds = (feeds.whole(self._shelf), *made.feeds)

    def _take_over(self, lesson: Lesson, file: File) -> None:
        meta: dict[str, Any] = {"description": escape(lesson.summary), "lorepath": "lesson", "hide": ["path"]}
        if lesson.retired:
            file.inclusion = InclusionLevel.NOT_IN_NAV

        def text() -> str:
            return self._texts[lesson.id].body

        def shown() -> _LessonShown:
            return self._shown(lesson.id)

        def around() -> Around:
            view = shown().view
            href = addresses.links_from(file.src_uri, self._config.use_directory_urls)
            return Around(*(fill(f"lesson_{part}.html", view=view, href=href) for part in Around._fields))

        parts = MarkdownParts(lesson.title, meta, text, lambda: shown().quizzes, around, shown)
        page = MarkdownPage(file, self._config, parts, lambda: self._writer)
        page.feeds = self._feeds(lesson.topic)

    def _lesson_shown(self, identifier: str) -> _LessonShown:
        lesson = self._texts[identifier]
        return _LessonShown(lesson_view(self._shelf, lesson), quizzes(lesson))

    def _plain_page(self, own: Page, file: File) -> None:
        head = fill("page_head.html", title=own.title)

        def text() -> str:
            return _OWN_TITLE.sub("", own.body)  # the page shows its title itself

        parts = MarkdownParts(own.title, {"hide": ["path"]}, text, around=lambda: Around(head))
        page = MarkdownPage(file, self._config, parts, lambda: self._writer)
        page.edit_label = "Edit this page"


def _whereabouts(config: MkDocsConfig) -> Whereabouts:
    return Whereabouts(
        site=config.site_url or "",
        repository=config.repo_url or "",
        edit=config.edit_uri or "",
        directory_urls=config.use_directory_urls,
    )


def _own_modules(portal: Portal) -> Mapping[str, str] | None:
    """Code to the file that holds it, below the repository's top, where the portal is Lorepath's own."""
    package = Path(lorepath.__file__).parent
    if package != portal.root.resolve() / _PACKAGE:
        return None
    return {code: f"{_PACKAGE}/{path}" for code, path in homes().items()}


def _quiz_html(view: QuizView | None) -> str:
    return fill("quiz.html", view=view)
