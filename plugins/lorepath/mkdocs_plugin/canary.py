"""The theme's own scripts, read off pages on which nothing stands that an author wrote.

Material puts a few short scripts into each page. One of them holds the way to the site's root, which differs by how
deep a page lies. So one page is made for each way that occurs, from the same templates and settings as all others.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url

from lorepath.mkdocs_plugin.pages import ReadyPage
from lorepath.site.content_policy import inline_scripts
from lorepath.site.pages import GeneratedPage

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

_NAME = "Canary"


def theme_scripts(env: Environment, config: MkDocsConfig, files: Files) -> frozenset[str]:
    """The texts of all scripts that the theme puts into pages of this site."""
    own = copy.copy(config)
    own.site_name = _NAME  # a portal.yml may have named it
    own.nav = None
    # The way of the page that stands for all that are not there (404) starts at the server's root.
    ways = {urlsplit(config.site_url or "/").path: False}
    ways |= {get_relative_url(".", file.url): file.url in ("", ".", "./") for file in files.documentation_pages()}
    template = env.get_template("main.html")
    found: set[str] = set()
    for way, is_home in ways.items():
        page = _page(own, is_home)
        context = get_context(Navigation([page], [page]), Files([page.file]), own, page)
        found.update(inline_scripts(template.render({**context, "base_url": way})))
    return frozenset(found)


def _page(config: MkDocsConfig, is_home: bool) -> ReadyPage:
    address = "index.md" if is_home else "canary/index.md"
    file = File.generated(config, address, content="")
    page = ReadyPage(GeneratedPage(address, _NAME, lambda: f"<p>{_NAME}</p>"), file, config)
    page.read_source(config)
    page.render(config, Files([file]))
    return page
