"""What is known of a site that stands: what it was made from, and which files it consists of.

A site that anybody has touched since is not recognised, and made anew.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lorepath.mkdocs_plugin.site_inputs import SiteInputs
from lorepath.store import Key, Store, key_of

_KIND = "site"

Stamp = tuple[int, int]
"""A file's size in bytes, and when it was last written in nanoseconds since 1970."""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site that stands, as it was built."""

    folder: Path
    inputs: SiteInputs
    files: Mapping[str, Stamp]

    def link_into(self, folder: Path) -> None:
        """Put every file of the site into another, empty folder without copying what it holds.

        Whoever writes one of them there must remove it first: both folders show the same file.
        """
        made = {""}
        for path in self.files:
            parent = path.rpartition("/")[0]
            if parent not in made:
                (folder / parent).mkdir(parents=True, exist_ok=True)
                made.add(parent)
            _link(self.folder / path, folder / path)


def built(folder: Path, inputs: SiteInputs) -> BuiltSite:
    """The site that was just built in a folder. It may be moved: a file's stamp stays the same."""
    return BuiltSite(folder, inputs, dict(_stamps(folder)))


def remember(store: Store, folder: Path, site: BuiltSite) -> None:
    """Note that a site stands in a folder now."""
    known = {"shared": site.inputs.shared, "bodies": dict(site.inputs.bodies), "files": dict(site.files)}
    store.write(_KIND, _key(folder), json.dumps(known).encode())


def recall(store: Store, folder: Path) -> BuiltSite | None:
    """The site in a folder as it was built; None where that is not known, or the site is no longer that one."""
    try:
        known = json.loads(store.read(_KIND, _key(folder)) or b"")
        inputs = SiteInputs(str(known["shared"]), dict(known["bodies"]))
        files = {str(path): (int(size), int(written)) for path, (size, written) in known["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return BuiltSite(folder, inputs, files) if files == dict(_stamps(folder)) else None


def _link(old: Path, new: Path) -> None:
    try:
        new.hardlink_to(old)
    except OSError:  # not every file system can
        shutil.copy2(old, new)


def _key(folder: Path) -> Key:
    return key_of("site", os.fsencode(folder))


def _stamps(folder: Path) -> Iterable[tuple[str, Stamp]]:
    """Every file below a folder, by its path in it. A link belongs to no built site: it has no stamp that fits."""
    return sorted(_walk(str(folder), ""))


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, Stamp]]:
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{path}/")
            else:
                status = entry.stat(follow_symlinks=False)
                yield path, (status.st_size, -1 if entry.is_symlink() else status.st_mtime_ns)
