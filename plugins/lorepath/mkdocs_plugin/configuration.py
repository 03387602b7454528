"""MkDocs' configuration for a portal: its own `mkdocs.yml`, else the one that comes with Lorepath."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lorepath.assemble import Assembly
from lorepath.content_places import CONTENT
from lorepath.mkdocs_plugin.mkdocs_log import MkDocsLog
from lorepath.mkdocs_plugin.settings_file import CONFIG, settings_file
from lorepath.mkdocs_plugin.stopped import Stopped

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def configuration(assembly: Assembly, site: Path | None, log: MkDocsLog, full_text: bool = False) -> MkDocsConfig:
    """The configuration that builds an assembly, already handed to the plugin. `site` wins over its `site_dir`.

    `log` collects what MkDocs says meanwhile. Raises Stopped where the portal's `mkdocs.yml` cannot be used.
    """
    # Else Material prints a banner about its end of life; it asks when the theme is imported.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.exceptions import MkDocsException

    root = assembly.portal.root.resolve()
    settings = {"site_dir": str(site.resolve())} if site else {}
    try:
        config = _load(root, assembly, settings)
    except MkDocsException as error:
        raise Stopped(f"{CONFIG} cannot be used: {log.reason(error)}") from error
    if Path(config.docs_dir).resolve() != root / CONTENT:
        raise Stopped(f"{CONFIG} names another folder than the portal's; write `docs_dir: {CONTENT}` into it")
    _hand_over(assembly, config, full_text)
    return config


def _load(root: Path, assembly: Assembly, settings: dict[str, str]) -> MkDocsConfig:
    from mkdocs.config import load_config

    own = root / CONFIG
    if own.exists():
        return load_config(str(own), **settings)
    settings = {**settings, "site_name": assembly.portal.name, "docs_dir": str(root / CONTENT)}
    with settings_file(own).open("rb") as stream:
        # Relative paths in it are meant from the portal's root.
        return load_config(stream, config_file_path=str(own), **settings)


def _hand_over(assembly: Assembly, config: MkDocsConfig, full_text: bool) -> None:
    """Give the plugin what was read already, and what the command wants."""
    from lorepath.mkdocs_plugin.plugin import LorepathPlugin

    ours = [plugin for plugin in config.plugins.values() if isinstance(plugin, LorepathPlugin)]
    if not ours:
        raise Stopped(f"{CONFIG} does not use the plugin that makes the portal's pages; add `lorepath` to `plugins`")
    for plugin in ours:
        plugin.assembly = assembly
        plugin.config.full_text = plugin.config.full_text or full_text
