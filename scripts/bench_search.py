"""What search through whole lessons costs: the benchmark `search`, as JSON.

python scripts/bench_search.py FOLDER CHROMIUM ROUNDS

In each round the index is made twice, from nothing and from what was kept; medians count. Then a browser that holds
nothing yet asks for a word, and the bytes that it fetches count as a server compresses them (gzip, level 6; the index
is compressed already).
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench_served import opened
from lorepath.loader import load
from lorepath.mkdocs_plugin.full_text import index_files
from lorepath.model import Portal
from lorepath.site.generated_file import GeneratedFile
from lorepath.site.templates import THEME
from lorepath.store import VARIABLE

if TYPE_CHECKING:
    from playwright.sync_api import Response

QUERIES = ("warehouse", "customer delivery", "notice")
SEARCH = """
async (words) => {
  const { fullText } = await import("/assets/full-text.js");
  return (await fullText(words)).length;
}
"""
# The find page asks for the index where its policy lets compiled code run.
PAGE = """<!doctype html><html lang="en"><head><title>Find</title>
<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'"></head>
<body></body></html>"""


def main(folder: Path, chromium: str, rounds: int) -> dict[str, float]:
    portal = load(folder)[0]
    first, again = [], []
    with tempfile.TemporaryDirectory() as place:
        for number in range(rounds):
            os.environ[VARIABLE] = str(Path(place, f"kept-{number}"))
            first.append(indexed(portal)[0])
            seconds, files = indexed(portal)
            again.append(seconds)
        site = Path(place, "site")
        for file in files:
            target = site / file.address
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.write())
        (site / "assets").symlink_to(THEME / "assets")
        (site / "index.html").write_text(PAGE, encoding="utf-8")
        return {
            "lessons": len(portal.lessons),
            "first": median(first),
            "again": median(again),
            "query": max(fetched(site, words, chromium) for words in QUERIES),
        }


def indexed(portal: Portal) -> tuple[float, tuple[GeneratedFile, ...]]:
    """Processor seconds of this and all other processes, and the index."""
    before = _spent()
    files = index_files(portal)
    return _spent() - before, files


def _spent() -> float:
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + others.ru_utime + others.ru_stime


def fetched(site: Path, words: str, chromium: str) -> int:
    """The bytes that the first search for these words fetches."""
    sizes: dict[str, int] = {}

    def count(response: Response) -> None:
        if "/pagefind/" in response.url:
            data = (site / response.url.partition("//")[2].partition("/")[2].partition("?")[0]).read_bytes()
            sizes[response.url] = min(len(data), len(gzip.compress(data, 6)))

    with opened(site, chromium) as page:
        page.on("response", count)
        if not page.evaluate(SEARCH, words):
            raise SystemExit(f"nothing was found for {words!r}")
    return sum(sizes.values())


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
