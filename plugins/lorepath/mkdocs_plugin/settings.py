"""What every portal needs of MkDocs and Material, set where mkdocs.yml does not say otherwise."""

from __future__ import annotations

import logging
from html import escape, unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError

from lorepath.model import Portal
from lorepath.site import stylesheet
from lorepath.site.templates import THEME

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_LOG = logging.getLogger("mkdocs.plugins.lorepath")
SCRIPTS = ("assets/lorepath.js", "assets/code-blocks.js")
ICON = "assets/lorepath.svg"
_MATERIAL_ICON = "assets/images/favicon.png"
_FEATURES = (
    "content.code.copy",
    "navigation.prune",
    "navigation.tabs",
    "navigation.top",
    "toc.follow",
)
_PALETTE = (
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-night", "name": "Switch to dark colours"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-sunny", "name": "Switch to light colours"},
    },
)


def embed_hosts(config: MkDocsConfig, portal: Portal) -> frozenset[str]:
    """The hosts whose pages lessons may embed. Raises PluginError where the portal itself stands on one of them.

    A page of the portal in a frame could reach out of it.
    """
    own = urlsplit(config.site_url or "").hostname
    if own in portal.embed_hosts:
        raise PluginError(f"`embed_hosts` in portal.yml names {own}, where the portal itself stands; take it out")
    return portal.embed_hosts


def is_alone(config: MkDocsConfig) -> bool:
    """Whether ours is the only plugin, and there are no hooks: others may draw on anything, and keep what they see."""
    return config.plugins.keys() <= {"lorepath"} and not config.hooks


def advise(config: MkDocsConfig) -> None:
    """Say so where a setting only costs time."""
    if any(name in config.plugins for name in ("search", "material/search")):
        _LOG.warning(
            "a portal has a search of its own; take `search` out of `plugins` in mkdocs.yml: it only costs time"
        )


def apply(config: MkDocsConfig, portal: Portal) -> None:
    """Add our theme folder, styles and scripts; fill in features and palette that are not set."""
    theme: Any = config.theme
    folder = str(THEME)
    if folder not in theme.dirs:
        # After the portal's own overrides, before Material.
        theme.dirs.insert(1 if theme.custom_dir else 0, folder)
    theme.setdefault("features", list(_FEATURES))
    if not theme.get("palette"):
        theme["palette"] = [dict(choice) for choice in _PALETTE]
    if theme.get("favicon") in (None, _MATERIAL_ICON):
        theme["favicon"] = ICON
    theme["font"] = False  # fonts of another host would tell it who reads what
    config.extra_css = [stylesheet.ADDRESS, *(path for path in config.extra_css if path != stylesheet.ADDRESS)]
    known = {str(script) for script in config.extra_javascript}
    for path in SCRIPTS:
        if path not in known:
            script = ExtraScriptValue(path)
            script.type = "module"
            config.extra_javascript.append(script)
    if not config.repo_url and "://" not in (config.edit_uri or ""):
        config.edit_uri = None  # it leads on from the repository's address; alone it leads nowhere
    # Material prints it as it is, and a portal.yml may have named it.
    config.site_name = escape(unescape(config.site_name or portal.name))
