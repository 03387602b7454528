"""Try the rules on Markdown that nobody wrote for Lorepath: no front matter, no portal, names as they are.

scripts/plain_markdown.py FOLDER                     what the rules say of all Markdown files below a folder, by rule
scripts/plain_markdown.py FOLDER --sample 60         and so many findings by lot, with their lines, to be judged

Rules that need front matter are left out, and so are those about how a lesson is built, which other texts need not be.
Run it in the project's own environment: `.venv/bin/python scripts/plain_markdown.py …`.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from lorepath.assemble import Assembly, complete
from lorepath.check import Report, check
from lorepath.content_places import CONTENT
from lorepath.document import read_document
from lorepath.finding import Finding
from lorepath.history import History
from lorepath.lesson_reader import Inherited, read_lesson
from lorepath.model import Lesson, Page, Portal, Settings, ShelfLife, Source
from lorepath.page_reader import read_page
from lorepath.reporters.source import texts_of
from lorepath.reporters.text import render
from lorepath.rules import RULES
from lorepath.schema import Schemas
from lorepath.text_reader import decode

TODAY = date(2026, 11, 22)
SEED = 2026
OF_ANY_TEXT = ("STR04", "STR07", "STR08", "REF01", "ACC01", "ACC02", "ACC03", "ACC04", "SAF", "TXT01", "TXT02", "TXT03")
OF_A_LESSONS_BODY = ("STR03", "STR05", "STR09", "REF05", "TXT04")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the Markdown files lie")
    parser.add_argument("--sample", type=int, default=0, help="how many findings to show")
    parser.add_argument("--seed", type=int, default=SEED, help="which findings the lot falls on")
    chosen = parser.parse_args(arguments)
    found, assembly = look(chosen.folder)
    counts = Counter(finding.code for finding in found)
    print(f"{len(assembly.portal.pages)} files, {len(found):,} findings")
    print("\n".join(f"  {code} {count:,}" for code, count in sorted(counts.items())))
    for number, finding in enumerate(sample(found, chosen.sample, chosen.seed), 1):
        shown = render(Report((finding,)), texts_of(assembly.portal, [finding.place.path])).split("\n\n")[0]
        print(f"\n── {number}\n{shown}")
    return 0


def look(folder: Path) -> tuple[list[Finding], Assembly]:
    """What the rules say of every Markdown file below a folder, and the portal that holds all of them as pages."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    paths = sorted(path for path in files if path.parts[0] != ".git")
    portal = Portal(
        root=folder,
        source=Source("portal.yml"),
        name=folder.name,
        language="en",
        levels=("Aware",),
        weekly_minutes=24,
        shelf_life=ShelfLife(),
        settings=Settings(Source("portal.yml")),
        topics={},
        lessons={},
        skills={},
        roles={},
        people={},
        files=frozenset(path.as_posix() for path in paths),
    )
    texts = list(_texts(folder, paths))
    pages = replace(portal, pages=tuple(page for page, _ in texts))
    lessons = replace(portal, lessons={lesson.id: lesson for _, lesson in texts})
    return [*_found(pages, OF_ANY_TEXT), *_found(lessons, OF_A_LESSONS_BODY)], _assembly(pages)


def _texts(folder: Path, paths: Sequence[Path]) -> Iterator[tuple[Page, Lesson]]:
    """Each file as a page and as a lesson. A page's first heading is its title, a lesson's stands in front matter."""
    schemas, own = Schemas(), Inherited(language="en")
    for path in paths:
        if path.suffix.lower() != ".md":
            continue
        name = f"{CONTENT}/{path.as_posix()}"
        document = read_document(decode((folder / path).read_bytes(), name).text, name, front_matter=False)
        if document.renderable:
            lesson, _ = read_lesson(document, path.as_posix(), "", schemas, own)
            yield read_page(document, path.stem, schemas, own)[0], replace(lesson, complete=True)


def _found(portal: Portal, codes: tuple[str, ...]) -> list[Finding]:
    rules = [rule for rule in RULES if rule.standard.code.startswith(codes)]
    return [finding for finding in check(_assembly(portal), rules).findings if finding.code.startswith(codes)]


def _assembly(portal: Portal) -> Assembly:
    return complete(portal, (), History({}, available=False), TODAY)


def sample(found: Sequence[Finding], size: int, seed: int) -> list[Finding]:
    """So many findings by lot, the same ones for the same seed."""
    return sorted(
        random.Random(seed).sample(list(found), min(size, len(found))), key=lambda each: (each.code, each.place)
    )


if __name__ == "__main__":
    raise SystemExit(main())
