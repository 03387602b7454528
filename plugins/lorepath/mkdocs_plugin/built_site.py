"""What is known of a site that stands: what it was made from, and which files it consists of.

A site that anybody has touched since is not recognised, and made anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Container, Mapping
from pathlib import Path

from msgspec import Struct

from lorepath.derived import keep, recalled
from lorepath.mkdocs_plugin.site_inputs import SiteInputs
from lorepath.mkdocs_plugin.site_stamps import Stamp, stamps
from lorepath.store import Key, Store, key_of

_KIND = "site"


class WrittenPage(Struct, frozen=True):
    """How a page was written: a digest of what it was made from, and where its links led."""

    made_from: str
    linked: tuple[tuple[str, str | None], ...]


class BuiltSite(Struct, frozen=True):
    """A site as it was built: what it was made from, and its files and pages by their paths in the folder."""

    folder: Path
    inputs: SiteInputs
    files: Mapping[str, Stamp]
    pages: Mapping[str, WrittenPage]

    differs: str | None = None
    """The one file by which it differs from the site before it, or nothing; None where it is to be put in its place."""

    def take_all(self, folder: Path, without: Container[str] = ()) -> None:
        """Put the files of the site into another folder, too, but for those that it has already."""
        for path in self.files:
            if path not in without:
                take_file(self.folder / path, folder / path)


def take_file(old: Path, new: Path) -> None:
    """Put a file of a site that stands into the new one, without copying what it holds where the system allows that.

    Whoever writes the new file must remove it first: it is the old one, too.
    """
    try:
        try:
            os.link(old, new)
        except FileNotFoundError:
            new.parent.mkdir(parents=True, exist_ok=True)
            os.link(old, new)
    except OSError:  # not every file system can
        shutil.copy2(old, new)


def built(folder: Path, inputs: SiteInputs, pages: Mapping[str, WrittenPage]) -> BuiltSite:
    """The site that was just built in a folder. It may be moved: a file's stamp stays the same."""
    return BuiltSite(folder, inputs, stamps(folder), pages)


def renewed(before: BuiltSite, folder: Path, inputs: SiteInputs, pages: Mapping[str, WrittenPage]) -> BuiltSite:
    """The site `before` with the files that were just built in a folder, each in place of an older one.

    Where they are several, the folder is given all the others too, so that the whole can take the old one's place.
    """
    new = stamps(folder)
    if len(new) > 1:
        before.take_all(folder, without=new)
    differs = next(iter(new), "") if len(new) < 2 else None
    return BuiltSite(folder, inputs, {**before.files, **new}, pages, differs)


class _Note(Struct, frozen=True):
    """What is kept of a site that stands."""

    inputs: SiteInputs
    files: Mapping[str, Stamp]
    pages: Mapping[str, WrittenPage]


def remember(store: Store, folder: Path, site: BuiltSite) -> None:
    """Note that a site stands in a folder now."""
    keep(store, _KIND, _key(folder), _Note(site.inputs, site.files, site.pages))


def recall(store: Store, folder: Path) -> BuiltSite | None:
    """The site in a folder as it was built; None where that is not known, or the site is no longer that one."""
    note = recalled(store, _KIND, _key(folder), _Note)
    if note is None:
        return None
    # Whoever can write such a note can write the site; but what is not there cannot be taken over.
    whole = note.files == stamps(folder) and note.pages.keys() <= note.files.keys()
    return BuiltSite(folder, note.inputs, note.files, note.pages) if whole else None


def _key(folder: Path) -> Key:
    return key_of("site", os.fsencode(folder))
