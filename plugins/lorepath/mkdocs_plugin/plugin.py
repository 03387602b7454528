"""The plugin's events. Each does one act; the work is done by plain objects."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from lorepath.assemble import Assembly
from lorepath.errors import PortalError
from lorepath.look import Question, look
from lorepath.mkdocs_plugin import settings
from lorepath.mkdocs_plugin.build import SiteBuild
from lorepath.mkdocs_plugin.build_time import moment
from lorepath.mkdocs_plugin.canary import theme_scripts
from lorepath.mkdocs_plugin.config import LorepathConfig
from lorepath.mkdocs_plugin.kept_blocks import KeptBlocks, every_time
from lorepath.mkdocs_plugin.live_reload import let_missing_pages_return, let_pages_reload
from lorepath.mkdocs_plugin.memory import settle, unsettle
from lorepath.mkdocs_plugin.menu import Menu
from lorepath.mkdocs_plugin.page_policy import protect_the_rest, protected
from lorepath.mkdocs_plugin.source_files import refuse_linked_folders
from lorepath.progress import UNSEEN, Progress
from lorepath.rules import STANDARDS
from lorepath.site.content_policy import ContentPolicy

if TYPE_CHECKING:
    from collections.abc import Container

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from lorepath.finding import Finding

_LISTED = 20
_LAST = -100
"""What other plugins and hooks add to a page is there when the policy is applied."""


class LorepathPlugin(BasePlugin[LorepathConfig]):  # type: ignore[no-untyped-call]
    """Makes a learning portal of a MkDocs site.

    A caller that has an assembly already, and has checked it, puts it into `assembly`; one that writes pages in other
    processes, the paths of their files into `protected`; one that shows how far a build is, what hears of it into
    `progress`.
    """

    assembly: Assembly | None = None
    protected: Container[str] = ()
    progress: Progress = UNSEEN

    def on_config(self, config: MkDocsConfig) -> None:
        """Read and check the portal; set what its pages need."""
        assembly = self.assembly or self._assemble(config)
        settle()
        settings.advise(config)
        settings.apply(config, assembly.portal)
        self._hosts = settings.embed_hosts(config, assembly.portal)
        self.site = SiteBuild(assembly, STANDARDS, config, self.progress)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Put the portal's pages in, and take out what is not to be published."""
        self.site.fill_files(files)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Give the theme's templates our navigation, and learn which scripts are the theme's."""
        env.globals["lorepath_menu"] = Menu()
        env.globals["lorepath_kept"] = every_time  # the page without anybody's text is none of the site's
        self.policy = ContentPolicy(theme_scripts(env, config, files), self._hosts, runs_wasm=self.config.full_text)
        env.globals["lorepath_kept"] = KeptBlocks(config)

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Give the page its content security policy."""
        return protected(output, self.policy, page.file.src_uri)

    @event_priority(_LAST)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Give pages such as 404 their content security policy."""
        return protected(output, self.policy, template_name) if template_name.endswith(".html") else output

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Give pages that other plugins wrote their content security policy."""
        protect_the_rest(Path(config.site_dir), self.policy, self.protected)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        """Let the live preview of `mkdocs serve` reload pages under their policy."""
        let_pages_reload(server)
        let_missing_pages_return(server)

    def _assemble(self, config: MkDocsConfig) -> Assembly:
        unsettle()  # `mkdocs serve` builds again and again
        refuse_linked_folders(config)
        root = Path(config.docs_dir).parent
        try:
            assembly, report = look(Question(root, datetime.fromtimestamp(moment(root), UTC).date()))
        except PortalError as error:
            raise PluginError(str(error)) from error
        if report.blocking and not self.config.allow_findings:
            raise PluginError(_summary(report.blocking))
        return assembly


def _summary(blocking: tuple[Finding, ...]) -> str:
    lines = [f"{each.place}: {each.code} {each.message}; {each.hint}" for each in blocking[:_LISTED]]
    if len(blocking) > _LISTED:
        lines.append(f"and {len(blocking) - _LISTED} more")
    return "\n".join(["The portal was not built, because of these findings:", *lines, "Run `lorepath check`."])
