"""A process that replaces a site, for tests of what happens when it dies or is not alone.

    python site_writer.py SITE NAME [--times N] [--die-at RENAME] [--without-exchange]

The site it writes has `assets/lorepath.css` and five pages that all hold NAME.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from lorepath.mkdocs_plugin import folder_swap
from lorepath.mkdocs_plugin.output import SiteFolder
from lorepath.site.stylesheet import ADDRESS as STYLE

PAGES = 5


def writer(site: Path, name: str, *options: str) -> subprocess.Popen[bytes]:
    """Start the process."""
    return subprocess.Popen([sys.executable, __file__, str(site), name, *options])


def written(name: str) -> dict[str, bytes]:
    """The files of the site that it writes."""
    return {STYLE: b"", **{f"{number}.html": name.encode() for number in range(PAGES)}}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path)
    parser.add_argument("name")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--die-at", type=int, default=-1)
    parser.add_argument("--without-exchange", action="store_true")
    chosen = parser.parse_args()
    if chosen.without_exchange:
        folder_swap._exchange = lambda one, other: False
    if chosen.die_at >= 0:
        die_at_rename(chosen.die_at)
    for _ in range(chosen.times):
        with SiteFolder(chosen.site).replacing(lambda message: None) as new:
            for path, content in written(chosen.name).items():
                (new.folder / path).parent.mkdir(exist_ok=True)
                (new.folder / path).write_bytes(content)


def die_at_rename(number: int) -> None:
    """End this process, without any clearing up, instead of its n-th rename."""
    rename, left = Path.rename, iter(range(number))

    def counted(self: Path, target: Path) -> Path:
        if next(left, None) is None:
            os._exit(0)
        return rename(self, target)

    Path.rename = counted  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    main()
