"""Gives every page of a site its content security policy, whoever wrote the page."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from pathlib import Path

from mkdocs.exceptions import PluginError

from lorepath.site.content_policy import ContentPolicy, ForeignScript

_REMEDY = (
    "write it into a file that `extra_javascript` in mkdocs.yml names; where no theme, plugin or override of this "
    "portal adds it, it is an attack"
)
_BEGINNING = 4096
"""The policy stands within so many bytes of a page's beginning."""


def protected(html: str, policy: ContentPolicy, name: str) -> str:
    """A page with its policy. Raises PluginError, which names the page, where it holds a script of somebody else."""
    try:
        return policy.applied(html)
    except ForeignScript as error:
        raise PluginError(f"the page {name} is not published: {error}; {_REMEDY}") from error


def protect_the_rest(site: Path, policy: ContentPolicy, done: Container[str] = ()) -> None:
    """Give the policy to the pages that no event has seen, such as redirects that another plugin wrote.

    `done` are the paths of those that have it for certain.
    """
    for path in sorted(path for path in _pages(str(site)) if path not in done):
        with open(path, "rb", buffering=0) as page:  # noqa: PTH123 - it is twice as fast, a thousand times
            if policy.element.encode() in page.read(_BEGINNING):
                continue
        file = Path(path)
        html = file.read_text(encoding="utf-8", errors="surrogateescape")
        safe = protected(html, policy, file.relative_to(site).as_posix())
        file.write_text(safe, encoding="utf-8", errors="surrogateescape")


def _pages(folder: str) -> Iterator[str]:
    for below, _, names in os.walk(folder):
        yield from (f"{below}{os.sep}{name}" for name in names if name.endswith((".html", ".htm")))
