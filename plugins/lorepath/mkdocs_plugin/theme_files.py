"""The theme's templates, and those of its files that a site may show."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader

from lorepath.site.compiled import CompiledTemplates

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig


def theme_environment(config: MkDocsConfig) -> Environment:
    """MkDocs' environment for the theme. Templates that a portal adds are compiled anew each time."""
    found = config.theme.get_env()
    found.loader = _Shown(config.theme.dirs)
    if not config.theme.custom_dir:
        found.bytecode_cache = CompiledTemplates()
    return found


class _Shown(FileSystemLoader):
    """Lists no hidden files. MkDocs leaves them out later; in Material these are 14,000 icons."""

    def list_templates(self) -> list[str]:
        return sorted(set(self._shown()))

    def _shown(self) -> Iterator[str]:
        for folder in map(str, self.searchpath):
            for where, below, names in os.walk(folder):
                below[:] = [name for name in below if not name.startswith(".")]
                for name in names:
                    if not name.startswith("."):
                        yield os.path.relpath(os.path.join(where, name), folder).replace(os.sep, "/")  # noqa: PTH118
