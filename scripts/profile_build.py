"""Where the time of a first build goes: CPU time of each part, in ms a lesson, on a generated portal.

scripts/profile_build.py                             the table, on 1,000 lessons
scripts/profile_build.py --lessons 200               on fewer
scripts/profile_build.py --write                     and put it into .github/PROFILE.md, in place of the one there

Everything is done in one process, so that every part is seen; a build shares reading and writing out among all cores.
A part's time is its own, without that of the parts inside it. Run it in the project's own environment:
`.venv/bin/python scripts/profile_build.py`.
"""

from __future__ import annotations

import argparse
import functools
import os
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from _env import ROOT

TODAY = date(2026, 11, 22)
PAGE = ROOT / ".github/PROFILE.md"
_TABLE = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)
_LEAST = 0.02  # ms a lesson; what takes less is told together


class Clock:
    """CPU time by part."""

    def __init__(self) -> None:
        self.own: dict[str, float] = defaultdict(float)
        self.watched: set[str] = set()
        self._inside: list[float] = []

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Time what happens inside the block."""
        start = time.thread_time()
        self._inside.append(0.0)
        try:
            yield
        finally:
            taken = time.thread_time() - start
            self.own[name] += taken - self._inside.pop()
            if self._inside:
                self._inside[-1] += taken

    def time(self, owner: Any, name: str, part: str | Callable[[Any], str]) -> None:
        """Time every call of a function from now on."""
        original = getattr(owner, name)
        if isinstance(part, str):
            self.watched.add(part)

        @functools.wraps(original)
        def timed(*args: Any, **named: Any) -> Any:
            with self.part(part if isinstance(part, str) else part(args[0])):
                return original(*args, **named)

        setattr(owner, name, timed)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--lessons", type=int, default=1000)
    parser.add_argument("--write", action="store_true", help="put the table into .github/PROFILE.md")
    chosen = parser.parse_args(arguments)
    lessons = chosen.lessons
    from bench_portal import make_portal

    with tempfile.TemporaryDirectory() as folder:
        os.environ["LOREPATH_CACHE"] = f"{folder}/cache"
        portal = make_portal(Path(folder, "portal"), lessons)
        os.chdir(portal)
        clock = Clock()
        with clock.part("importing"):
            _watch(clock)
        with clock.part("the rest"):
            _build(portal)
    if unseen := clock.watched - clock.own.keys():
        raise SystemExit(f"a build calls nothing of these any more; mend _watch: {', '.join(sorted(unseen))}")
    table = _table(clock, lessons)
    print(table)
    if chosen.write:
        PAGE.write_text(_TABLE.sub(lambda _: table, PAGE.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    return 0


def _build(portal: Path) -> None:
    from lorepath.mkdocs_plugin import run
    from lorepath.mkdocs_plugin.progress import Steps

    with Steps(show=False) as steps:
        run.build(run.prepare(portal, TODAY, steps), None, steps)


def _watch(clock: Clock) -> None:
    import jinja2
    import markdown
    import mkdocs.commands.build as loop
    import pymdownx.highlight
    import pymdownx.superfences
    from markdown.blockparser import BlockParser
    from markdown.extensions.toc import TocTreeprocessor
    from markdown.treeprocessors import InlineProcessor
    from mkdocs import utils
    from mkdocs.structure import nav
    from mkdocs.structure.files import Files

    from lorepath import bundles, look, manuscript
    from lorepath.mkdocs_plugin import build, page_writer, pages, plugin, source_files
    from lorepath.mkdocs_plugin.configuration import Configuration
    from lorepath.safe_html.sanitizer import Sanitizer
    from lorepath.site.lesson_body import BodyWriter

    for owner, name, part in (
        (manuscript.Manuscript, "read", "reading: Markdown, YAML, schemas, rules about one text"),
        (bundles.Bundles, "write", "reading: kept for the next time"),
        (bundles.Bundles, "save", "reading: kept for the next time"),
        (look, "check", "checking: rules about the portal"),
        (Configuration, "load", "preparing: mkdocs.yml"),
        (Configuration, "of", "preparing: mkdocs.yml"),
        (build.SiteBuild, "fill_files", "preparing: files, pages, navigation"),
        (Files, "add_files_from_theme", "preparing: the theme's files"),
        (source_files, "docs_files", "preparing: files, pages, navigation"),
        (nav, "get_navigation", "preparing: files, pages, navigation"),
        (plugin, "theme_scripts", "preparing: the content policy"),
        (Files, "copy_static_files", "copying the theme's files"),
        (markdown.Markdown, "convert", "Markdown: the rest"),
        (BlockParser, "parseDocument", "Markdown: blocks"),
        (InlineProcessor, "run", "Markdown: inline"),
        (TocTreeprocessor, "run", "Markdown: headings"),
        (pymdownx.superfences.SuperFencesBlockPreprocessor, "run", "Markdown: fences"),
        (pymdownx.highlight.Highlight, "highlight", "Markdown: highlighting"),
        (Sanitizer, "_pass", "sanitising"),
        (BodyWriter, "write", "body: the rest"),
        (build, "lesson_view", "what stands around a lesson: the view"),
        (page_writer.PageWriter, "_made_from", "digests for the next time"),
        (pages.PortalPage, "made_from", "digests for the next time"),
        (plugin, "protected", "content policy"),
        (loop, "get_context", "MkDocs' own work"),
        (loop, "_populate_page", "MkDocs' own work"),
        (loop, "_build_page", "MkDocs' own work"),
        (utils, "write_file", "writing files"),
    ):
        clock.time(owner, name, part)
    # Not always done: compiled templates are kept beside the program.
    clock.time(jinja2.Environment, "compile", lambda _: "compiling templates")
    clock.time(jinja2.Template, "render", lambda template: f"template {template.name}")


def _table(clock: Clock, lessons: int) -> str:
    rows, small = [], 0.0
    for part, seconds in sorted(clock.own.items(), key=lambda item: -item[1]):
        if seconds * 1000 / lessons < _LEAST:
            small += seconds
        else:
            rows.append((part, seconds))
    rows += [("small parts", small), ("together", sum(clock.own.values()))]
    lines = [f"| {part} | {seconds * 1000 / lessons:.2f} |" for part, seconds in rows]
    return "\n".join(["| part | ms a lesson |", "|---|--:|", *lines]) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
