"""What a build sets up before it writes pages: MkDocs' files, navigation and templates.

A process that builds again and again takes over what it has set up where nothing differs but lessons' own texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from lorepath.mkdocs_plugin.mkdocs_log import MkDocsLog
    from lorepath.mkdocs_plugin.plugin import LorepathPlugin
    from lorepath.mkdocs_plugin.site_inputs import SiteInputs


class Tools(Struct, frozen=True):
    """All that writing the pages of one site needs. The configuration is the one that the rest was made with."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    @property
    def plugin(self) -> LorepathPlugin:
        """Ours, which knows the site's pages."""
        return self.config.plugins["lorepath"]  # type: ignore[return-value]


class Workshop:
    """Sets up what builds need, and has it ready for the next one."""

    def __init__(self) -> None:
        self._ready: tuple[tuple[str, str], Tools] | None = None

    def tools(self, config: MkDocsConfig, inputs: SiteInputs, log: MkDocsLog) -> Tools:
        """What is needed to build the site that is made from `inputs`. Raises what MkDocs raises."""
        key = (inputs.shared, config.site_dir)
        if self._ready and self._ready[0] == key:
            tools, assembly = self._ready[1], config.plugins["lorepath"].assembly  # type: ignore[attr-defined]
            tools.plugin.site.take_texts_of(assembly.portal)
            return tools
        self._ready = None
        with log.set_aside():
            tools = _set_up(config)
            if not log.warnings:  # who takes these over would not hear of it
                self._ready = key, tools
        return tools


def _set_up(config: MkDocsConfig) -> Tools:
    """Go through MkDocs' events up to the first page."""
    from mkdocs.structure.files import set_exclusions
    from mkdocs.structure.nav import get_navigation

    from lorepath.mkdocs_plugin.source_files import docs_files
    from lorepath.mkdocs_plugin.theme_files import theme_environment

    plugins = config.plugins
    config = plugins.on_config(config)
    plugins.on_pre_build(config=config)
    files = docs_files(config)
    env = theme_environment(config)
    files.add_files_from_theme(env, config)
    files = plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = plugins.on_nav(get_navigation(files, config), config=config, files=files)
    env = plugins.on_env(env, config=config, files=files) or env
    return Tools(config, files, nav, env)
