"""What a folder, or a revision of it, lacks to be a portal."""

from __future__ import annotations

import os
from pathlib import Path

from lorepath.content_places import CONTENT
from lorepath.file_standards import NO_PORTAL
from lorepath.finding import Finding, Place


def no_portal(root: Path) -> Finding:
    """What a folder lacks to be a portal, with what it already has (names of files only)."""
    pages = 0
    for _, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        pages += sum(name.endswith(".md") for name in names)
    has_content = (root / CONTENT).is_dir()
    around = _portal_around(root.resolve())
    missing = "`content/portal.yml` is missing" if has_content else "there is no folder `content/` with a `portal.yml`"
    if around:
        remedy = f"it is a part of the portal in `{around}`: run this there, or add `--root {around}`"
    elif has_content:
        remedy = "write `name: Our learning` into `content/portal.yml`"
    elif not pages:
        remedy = "make one with `lorepath init .`, or write `name: Our learning` into `content/portal.yml`"
    else:
        many = f"those of the {pages:,} Markdown files here that teach"
        which = "the Markdown file here, if it teaches" if pages == 1 else many
        remedy = (
            f"make a portal in a new folder (`lorepath init ../learning`), and move {which}, to its "
            "`content/lessons/<topic>/`: each topic needs a `topic.yml`, each lesson its front matter, and "
            "`content/skills/` and `content/roles/` say what is learned and who needs it; then `lorepath check` names "
            "what is still missing"
        )
    return NO_PORTAL.at(Place(f"{CONTENT}/portal.yml"), f"{missing}, so this folder is not a portal yet", remedy)


def _portal_around(folder: Path) -> str:
    """The way up to the portal that a folder is inside of: `..`, `../..`; nothing where there is none."""
    for up, parent in enumerate(folder.parents, start=1):
        if (parent / CONTENT / "portal.yml").is_file():
            return "/".join([".."] * up)
    return ""


def no_settings(path: str) -> Finding:
    """What a revision without a `portal.yml` lacks."""
    return NO_PORTAL.at(Place(path), "that revision has no such file, so it states no policy", "name a later one")
