"""Which files of content/ become part of the site: the portal's pages and harmless assets, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lorepath.site import addresses

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from lorepath.model import Portal


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
