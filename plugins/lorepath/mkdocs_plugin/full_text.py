"""Search through whole lessons: Pagefind's index, made when a site is published.

Only lessons' own texts are in it: no knowledge checks, whose answers search would give away, and no retired lessons.
Nothing of it depends on the machine or the day. The package is optional, and checking never needs it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from lorepath.mkdocs_plugin.stopped import Stopped
from lorepath.outline import UNREAD
from lorepath.site.generated_file import GeneratedFile
from lorepath.workers import cores, shared_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from lorepath.model import Lesson, Portal

FOLDER = "pagefind/"
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "pagefind.", "wasm.", "index/", "fragment/")
"""What of Pagefind's files the find page asks for: it has looks of its own."""


def is_wanted(config: MkDocsConfig) -> bool:
    """Whether the site is to have the index."""
    plugin: Any = config.plugins.get("lorepath")
    return plugin is not None and bool(plugin.config.full_text)


def index_files(portal: Portal) -> tuple[GeneratedFile, ...]:
    """The files of the index. Raises Stopped where Pagefind is not installed."""
    try:
        import pagefind.index  # noqa: F401
    except ImportError as error:
        raise Stopped(
            "search through whole lessons needs the package pagefind; "
            "run `pip install 'lorepath[full-text]'`, or leave full_text out"
        ) from error
    lessons = list(portal.live_lessons)
    texts = shared_out(_text, lessons, cores())  # each is read once more, for its blocks
    return tuple(_files(asyncio.run(_indexed(portal.language, zip(lessons, texts, strict=True)))))


async def _indexed(tag: str, texts: Iterable[tuple[Lesson, str]]) -> list[tuple[str, bytes]]:
    from pagefind.index import IndexConfig
    from pagefind.service import PagefindService

    language = tag.partition("-")[0]
    # Pagefind's own context of an index would write its files into the current folder as well.
    async with PagefindService() as service:
        index = await service.create_index(IndexConfig(force_language=language))
        for lesson, text in texts:
            await index.add_custom_record(
                url=f"/{lesson.id}", content=text, language=language, meta={"lesson": lesson.id}
            )
        return [(file["path"], file["content"]) for file in await index.get_files()]


def _text(lesson: Lesson) -> str:
    """What a reader reads, the lesson's name and aims first."""
    prose = (block.text for block in lesson.outline.blocks if block.kind not in UNREAD)
    return "\n".join([lesson.title, lesson.summary, *(each.text for each in lesson.objectives), *prose])


def _files(made: list[tuple[str, bytes]]) -> Iterator[GeneratedFile]:
    for path, content in made:
        if path.startswith(_NEEDED):
            yield GeneratedFile(FOLDER + path, lambda content=content: content)  # type: ignore[misc]
