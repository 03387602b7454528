"""The build of a site from MkDocs' own pieces, its pages shared out among workers.

`mkdocs build` is the equal, slower way: it makes the same bytes, and is what a site with further plugins gets.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs.commands import build as mkdocs
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from lorepath.mkdocs_plugin.memory import settle
from lorepath.mkdocs_plugin.mkdocs_log import Message, MkDocsLog
from lorepath.site import addresses
from lorepath.workers import shared_out

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from lorepath.mkdocs_plugin.progress import Steps

_KNOWN = {"lorepath", "search", "material/search"}
"""The plugins whose part in a page is known: what they keep of it is brought back from the workers."""
_SEARCH = ("search", "material/search")


@dataclass(frozen=True, slots=True)
class _Written:
    """What a page leaves behind besides its file: its entries in the search index, and what was logged."""

    entries: list[dict[str, Any]]
    messages: list[Message]


def can_build(config: MkDocsConfig) -> bool:
    """Whether all the site's plugins are known, and no hooks: others may keep what they see of a page."""
    return config.plugins.keys() <= _KNOWN and not config.hooks


def build_site(
    config: MkDocsConfig, jobs: int, log: MkDocsLog, steps: Steps, rewritten: Iterable[str] | None = None
) -> None:
    """Build the site into its folder with up to `jobs` workers. Raises what MkDocs raises.

    The folder is empty; or it holds the site already but for the pages of the `rewritten` lessons.
    """
    plugins = config.plugins
    try:
        config = plugins.on_config(config)
        plugins.on_pre_build(config=config)
        files = get_files(config)
        env = config.theme.get_env()
        files.add_files_from_theme(env, config)
        files = plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = plugins.on_nav(get_navigation(files, config), config=config, files=files)
        env = plugins.on_env(env, config=config, files=files) or env
        loop = _Loop(config, files, nav, env, log)
        if rewritten is None:
            files.copy_static_files(inclusion=InclusionLevel.is_included)
            for template in config.theme.static_templates:
                mkdocs._build_theme_template(template, env, files, config, nav)
            for template in config.extra_templates:
                mkdocs._build_extra_template(str(template), files, config, nav)
            _write_pages(loop, loop.pages, jobs, steps)
        else:
            loop.take_over_index()
            addressed = frozenset(map(addresses.of_file, rewritten))
            _write_pages(loop, [file for file in loop.pages if file.src_uri in addressed], jobs, steps)
        plugins.on_post_build(config=config)
    except Exception as error:
        plugins.on_build_error(error=error)
        if isinstance(error, BuildError):
            raise Abort(str(error)) from error
        raise
    if config.strict and log.warnings:
        raise Abort(f"there are {len(log.warnings)} warnings, and mkdocs.yml says `strict`")


def _write_pages(loop: _Loop, pages: Sequence[File], jobs: int, steps: Steps) -> None:
    steps.begin("Writing pages", len(pages))
    settle()  # what the workers share with this process they should not touch
    loop.keep(pages, shared_out(loop.write, pages, jobs, steps.advance))


class _Loop:
    """What writing one page needs."""

    def __init__(self, config: MkDocsConfig, files: Files, nav: Navigation, env: Environment, log: MkDocsLog) -> None:
        self._config, self._files, self._nav, self._env, self._log = config, files, nav, env, log
        self.pages = list(files.documentation_pages(inclusion=InclusionLevel.is_included))
        searches: list[Any] = [config.plugins[name] for name in _SEARCH if name in config.plugins]
        self._entries: dict[str, list[dict[str, Any]]] = {}
        self._indexes = [search.search_index for search in searches if search.config.enabled]

    def write(self, file: File) -> _Written:
        """Make a page and write it. Runs in a worker."""
        page = cast("Page", file.page)  # navigation makes one for every file
        Path(file.abs_dest_path).unlink(missing_ok=True)  # the site that stands may show the same file
        try:
            mkdocs._populate_page(page, self._config, self._files)
            mkdocs._build_page(page, self._config, self.pages, self._nav, self._env)
        except OSError:
            raise
        except Exception as error:
            # The reason was logged, and the log of a worker ends with it.
            raise BuildError(self._log.reason(error)) from error
        page.markdown = page.content = None  # a worker sees many
        entries: list[dict[str, Any]] = []
        for index in self._indexes:
            entries += index.entries
            index.entries = []
        return _Written(entries, self._log.taken())

    def keep(self, pages: Sequence[File], written: Sequence[_Written]) -> None:
        """Take over what the workers saw, in the pages' order."""
        for page, each in zip(pages, written, strict=True):
            self._entries[page.url] = each.entries
            self._log.add(each.messages)
        for index in self._indexes:
            index.entries = [entry for page in self.pages for entry in self._entries.get(page.url, ())]

    def take_over_index(self) -> None:
        """Take the search index of the site that is there already."""
        if self._indexes:
            place = Path(self._config.site_dir, "search/search_index.json")
            for entry in json.loads(place.read_bytes())["docs"]:
                self._entries.setdefault(entry["location"].partition("#")[0], []).append(entry)
            place.unlink()  # it is written anew, and the site that stands may show the same file
