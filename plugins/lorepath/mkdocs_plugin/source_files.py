"""Which files of content/ become part of the site: the portal's pages and harmless assets, nothing else."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, set_exclusions

from lorepath.site import addresses

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from lorepath.model import Portal


_ELSEWHERE = re.compile(r"[/\\]|[a-zA-Z]:|(?:.*[/\\])?\.\.(?:[/\\]|\Z)", re.DOTALL)
"""The beginning of an address that may lead out of a folder, on any system."""
_FIRST = re.compile(r"(?:index|README)(?:\.[^.]*)?\Z")


def docs_files(config: MkDocsConfig) -> Files:
    """The files of the docs folder, in MkDocs' order. Unlike MkDocs' own function, this follows no link."""
    found = []
    for folder, _, names in _walk(config.docs_dir):
        below = os.path.relpath(folder, config.docs_dir)
        for name in sorted(names, key=lambda name: (not _FIRST.match(name), name)):
            path = f"{below}{os.sep}{name}"
            found.append(File(path, config.docs_dir, config.site_dir, config.use_directory_urls))
    set_exclusions(found, config)
    return Files(found)


def refuse_linked_folders(config: MkDocsConfig) -> None:
    """Raise PluginError where the docs folder holds a link to a folder: MkDocs would walk through all of that."""
    for folder, below, _ in _walk(config.docs_dir):
        for link in filter(Path.is_symlink, (Path(folder, name) for name in below)):
            shown = link.relative_to(config.docs_dir).as_posix()
            raise PluginError(f"{shown} is a link to another folder, which MkDocs would follow; take it out")


def _walk(folder: str) -> Iterator[tuple[str, list[str], list[str]]]:
    for where, below, names in os.walk(folder):
        below.sort()
        yield where, below, names


def refuse_files_elsewhere(files: Files) -> None:
    """Raise PluginError where a file would be written anywhere but into the site's folder.

    No address of ours leads out of it; this holds whatever an address is made from.
    """
    for file in files:
        if _ELSEWHERE.match(file.dest_uri):
            raise PluginError(f"the site would have a file outside its folder, {file.dest_uri}, so nothing is written")


def keep_only_portal_files(files: Files, config: MkDocsConfig, portal: Portal) -> None:
    """Remove every file of the docs folder that is neither a page of the portal nor an asset.

    The theme's files stay. `portal.files` holds what the reader of content/ found to be ordinary files of an
    allowed kind, so nothing comes in through a link to another place.
    """
    pages = {addresses.of_file(lesson.path) for lesson in portal.lessons.values()}
    pages |= {addresses.of_file(page.path) for page in portal.pages}
    for file in list(files):
        if file.src_dir != config.docs_dir:
            continue
        is_asset = file.src_uri in portal.files and not file.src_uri.endswith((".md", ".yml"))
        if file.src_uri not in pages and not is_asset:
            files.remove(file)
