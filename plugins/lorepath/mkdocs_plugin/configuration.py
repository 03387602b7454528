"""MkDocs' configuration for a portal: its own `mkdocs.yml`, else the one that comes with Lorepath."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from lorepath.assemble import Assembly
from lorepath.content_places import CONTENT
from lorepath.mkdocs_plugin.mkdocs_log import Message, MkDocsLog, collected
from lorepath.mkdocs_plugin.settings_file import CONFIG, settings_file
from lorepath.mkdocs_plugin.sources import Sources, chain_of
from lorepath.mkdocs_plugin.stopped import Stopped
from lorepath.progress import UNSEEN, Progress

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_NAMELESS = "Portal"


class Configured(Struct, frozen=True):
    """A configuration, and the settings that it was made from as they were before MkDocs read them.

    `given` is what they say, `files` the files that they stand in, None where that cannot be told.
    """

    config: MkDocsConfig
    given: object
    files: Sources | None


class Configuration:
    """MkDocs' configuration of the portal below `root`, which can be loaded before the portal has been read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._ahead: dict[Path | None, _Loaded] = {}

    def load(self, site: Path | None) -> None:
        """Load it now, for a build into `site`. What is wrong with it is told when it is asked for."""
        if site not in self._ahead:
            self._ahead[site] = _loaded(self._root, site)

    def of(
        self,
        assembly: Assembly,
        site: Path | None,
        log: MkDocsLog,
        full_text: bool = False,
        progress: Progress = UNSEEN,
    ) -> Configured:
        """The configuration that builds an assembly, already handed to the plugin. `site` wins over its `site_dir`.

        What was loaded ahead serves one build, which changes it. `log` collects what MkDocs says meanwhile. Raises
        Stopped where the portal's `mkdocs.yml` cannot be used, and what plugins and themes raise.
        """
        loaded = self._ahead.pop(site, None) or _loaded(self._root, site)
        log.add(loaded.said)
        configured = loaded.value(log)
        config, root = configured.config, self._root.resolve()
        if not (root / CONFIG).exists():
            config.site_name = assembly.portal.name
        if Path(config.docs_dir).resolve() != root / CONTENT:
            raise Stopped(f"{CONFIG} names another folder than the portal's; write `docs_dir: {CONTENT}` into it")
        _hand_over(assembly, config, full_text, progress)
        return configured


class _Loaded(Struct, frozen=True):
    """What loading gave, what went wrong instead, and what MkDocs said meanwhile."""

    configured: Configured | None
    error: Exception | None
    said: list[Message]

    def value(self, log: MkDocsLog) -> Configured:
        """What loading gave. Raises what went wrong, in words where it is known of MkDocs."""
        from mkdocs.exceptions import MkDocsException

        if isinstance(self.error, MkDocsException):
            raise Stopped(f"{CONFIG} cannot be used: {log.reason(self.error)}") from self.error
        if self.error:
            raise self.error
        return cast("Configured", self.configured)


def _loaded(root: Path, site: Path | None) -> _Loaded:
    # Else Material prints a banner about its end of life; it asks when the theme is imported.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    settings = settings_file(root.resolve() / CONFIG)
    with collected() as log:
        try:
            # First: should somebody write meanwhile, the site counts as made from less than it was, and is made again.
            files, given = chain_of(settings), _given(settings)
            config = _load(root.resolve(), {"site_dir": str(site.resolve())} if site else {})
        except Exception as error:  # the themes and plugins that a portal adds may raise anything
            return _Loaded(None, error, log.taken())
        return _Loaded(Configured(config, given, files), None, log.taken())


def _given(settings: Path) -> object:
    """What the settings say, before MkDocs puts its defaults beside it. Raises what MkDocs raises."""
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    with settings.open("rb") as stream:
        return yaml_load(stream, get_yaml_loader(config=MkDocsConfig()))


def _load(root: Path, settings: dict[str, str]) -> MkDocsConfig:
    from mkdocs.config import load_config

    own = root / CONFIG
    if own.exists():
        return load_config(str(own), **settings)
    # The name is in a file that is still to be read.
    settings = {**settings, "site_name": _NAMELESS, "docs_dir": str(root / CONTENT)}
    with settings_file(own).open("rb") as stream:
        # Relative paths in it are meant from the portal's root.
        return load_config(stream, config_file_path=str(own), **settings)


def _hand_over(assembly: Assembly, config: MkDocsConfig, full_text: bool, progress: Progress) -> None:
    """Give the plugin what was read already, what the command wants, and whom to tell how far it is."""
    from lorepath.mkdocs_plugin.plugin import LorepathPlugin

    ours = [plugin for plugin in config.plugins.values() if isinstance(plugin, LorepathPlugin)]
    if not ours:
        raise Stopped(f"{CONFIG} does not use the plugin that makes the portal's pages; add `lorepath` to `plugins`")
    for plugin in ours:
        plugin.assembly, plugin.progress = assembly, progress
        plugin.config.full_text = plugin.config.full_text or full_text
