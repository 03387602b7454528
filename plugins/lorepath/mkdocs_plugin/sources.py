"""What a site is made from that lies elsewhere than the portal's own files, because MkDocs' settings name it.

Where settings may reach for anything (hooks, other plugins, an extension that reads files), that cannot be told.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from lorepath.digest import Digest
from lorepath.raw_files import LeadsElsewhere, RawFiles

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_CHAIN = 10
"""How many files of settings may inherit from each other."""
_VARIABLES = "!ENV"
_PYTHON = re.compile(r"tag:yaml\.org,2002:python/name:(?:material|materialx|pymdownx|markdown)\.")
"""Code of libraries, whose versions count."""
_LIBRARIES = frozenset({"site-packages", "dist-packages"})
# What these make of a text depends on nothing but the text and their settings.
_OF_TEXT = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"),
        *("legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
        *("wikilinks", "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic"),
        *("pymdownx.details", "pymdownx.emoji", "pymdownx.escapeall", "pymdownx.highlight", "pymdownx.inlinehilite"),
        *("pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.progressbar", "pymdownx.saneheaders"),
        *("pymdownx.smartsymbols", "pymdownx.striphtml", "pymdownx.superfences", "pymdownx.tabbed"),
        *("pymdownx.tasklist", "pymdownx.tilde"),
    }
)
_CUSTOM = "custom_icons"
"""An option that names folders of pictures."""


class Sources(Struct, frozen=True):
    """Files and folders, and variables of the environment, with digests of what they held and of when."""

    paths: tuple[str, ...]
    variables: tuple[str, ...]
    held: str
    stamps: str


def sources(paths: Sequence[str], variables: Sequence[str] = ()) -> Sources | None:
    """Files, folders and variables as they are now; None where that cannot be told."""
    files = RawFiles()
    try:
        for path in paths:
            files.add(path, path)
    except (LeadsElsewhere, RecursionError):  # folders nest without end, or nearly
        return None
    values = [os.environ.get(name) for name in variables]
    return Sources(tuple(paths), tuple(variables), Digest(repr(values), files.held).hex(), files.stamps)


def chain_of(settings: Path) -> Sources | None:
    """The file that settings stand in, those that it inherits from, and the variables that they draw from.

    None where that cannot be told.
    """
    paths: list[str] = []
    variables: list[str] = []
    try:
        for _ in range(_CHAIN):
            parent, names = _named_in(settings.read_text("utf-8"))
            paths.append(str(settings))
            variables += names
            if not parent:
                return sources(paths, variables)
            settings = settings.parent / parent
    except (OSError, ValueError):
        pass
    return None


def named_by(config: MkDocsConfig, chain: Sources | None) -> Sources | None:
    """What the settings name, and the files that they stand in; None where that cannot be told.

    `chain` is what `chain_of` said before MkDocs read the settings; who has written since leaves nothing to tell.
    """
    from lorepath.mkdocs_plugin.settings import is_alone

    if chain is None or not (is_alone(config) and texts_suffice(config)):
        return None
    if chain != sources(chain.paths, chain.variables):
        return None
    return sources([*chain.paths, *theme_folders(config)], chain.variables)


def texts_suffice(config: MkDocsConfig) -> bool:
    """Whether what becomes of a text depends on nothing but the text and the settings: no extension reads files."""
    extensions = {name.removeprefix("markdown.extensions.") for name in config.markdown_extensions}
    return extensions <= _OF_TEXT and not any(_CUSTOM in str(options) for options in config.mdx_configs.values())


def theme_folders(config: MkDocsConfig) -> tuple[str, ...]:
    """The folders of the theme, but for our own, and those of libraries, whose versions count."""
    from lorepath.site.templates import THEME

    found = (folder for folder in map(Path, config.theme.dirs) if not _LIBRARIES.intersection(folder.parts))
    return tuple(str(folder) for folder in found if folder != THEME)


def _named_in(text: str) -> tuple[str, list[str]]:
    """The file that settings inherit from, if any, and the variables of the environment that they may draw from.

    Raises ValueError where they hold what only MkDocs understands.
    """
    import yaml

    try:
        events = list(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise ValueError from error
    parents: list[str] = []
    variables: list[str] = []
    within = False
    for event, following in pairwise(events):
        tag = getattr(event, "tag", None) or ""
        if tag and tag != _VARIABLES and not _PYTHON.match(tag):
            raise ValueError(f"{tag} may stand for anything")
        within = (within and not isinstance(event, yaml.SequenceEndEvent)) or tag == _VARIABLES
        if isinstance(event, yaml.ScalarEvent):
            variables += [event.value] if within else []
            within = within and tag != _VARIABLES
            if event.value == "INHERIT":
                if parents or not isinstance(following, yaml.ScalarEvent) or following.tag:
                    raise ValueError("it cannot be told from whom these settings inherit")
                parents.append(following.value)
    return "".join(parents), variables
