"""The plugin's events. Each does one act; the work is done by plain objects."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from lorepath.assemble import Assembly, assemble
from lorepath.check import check
from lorepath.errors import PortalError
from lorepath.mkdocs_plugin import settings
from lorepath.mkdocs_plugin.build import SiteBuild
from lorepath.mkdocs_plugin.build_time import moment
from lorepath.mkdocs_plugin.config import LorepathConfig
from lorepath.mkdocs_plugin.memory import settle
from lorepath.mkdocs_plugin.menu import menu
from lorepath.rules import STANDARDS

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from lorepath.finding import Finding

_LISTED = 20


class LorepathPlugin(BasePlugin[LorepathConfig]):  # type: ignore[no-untyped-call]
    """Makes a learning portal of a MkDocs site.

    A caller that has an assembly already, and has checked it, puts it into `assembly`.
    """

    assembly: Assembly | None = None

    def on_config(self, config: MkDocsConfig) -> None:
        """Read and check the portal; set what its pages need."""
        assembly = self.assembly or self._assemble(config)
        settle()
        settings.apply(config, assembly.portal)
        self._build = SiteBuild(assembly, STANDARDS, config, self.config.embed_hosts)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Put the portal's pages in, and take out what is not to be published."""
        self._build.fill_files(files)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Give the theme's templates our navigation."""
        env.globals["lorepath_menu"] = menu

    def _assemble(self, config: MkDocsConfig) -> Assembly:
        root = Path(config.docs_dir).parent
        try:
            assembly = assemble(root, datetime.fromtimestamp(moment(root), UTC).date())
        except PortalError as error:
            raise PluginError(str(error)) from error
        report = check(assembly)
        if report.blocking and not self.config.allow_findings:
            raise PluginError(_summary(report.blocking))
        return assembly


def _summary(blocking: tuple[Finding, ...]) -> str:
    lines = [f"{each.place}: {each.code} {each.message}; {each.hint}" for each in blocking[:_LISTED]]
    if len(blocking) > _LISTED:
        lines.append(f"and {len(blocking) - _LISTED} more")
    return "\n".join(["The portal was not built, because of these findings:", *lines, "Run `lorepath check`."])
