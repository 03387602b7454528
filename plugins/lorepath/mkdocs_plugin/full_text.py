"""Search through whole lessons: Pagefind's index, made when a site is published.

Only lessons' own texts are in it: no knowledge checks, whose answers search would give away, and no retired lessons.
Nothing of it depends on the machine or the day. The package is optional, and checking never needs it.

The index is kept by what the lessons say, and made again when one says something else. It is one: in each part of a
divided index, Pagefind takes the first letters of a word that is not there for the word.
"""

from __future__ import annotations

import re
from html import escape
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import msgspec

from lorepath.mkdocs_plugin.stopped import Stopped
from lorepath.outline import UNREAD
from lorepath.progress import UNSEEN, Progress
from lorepath.site.generated_file import GeneratedFile
from lorepath.store import Store, key_of, place_of
from lorepath.workers import cores, shared_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from lorepath.model import Lesson, Portal

FOLDER = "pagefind/"
_ENGINE = re.compile(r"(pagefind|pagefind-worker)\.js|wasm\.[a-z-]+\.pagefind")
_INDEX = re.compile(r"pagefind-entry\.json|pagefind\.\w+\.pf_meta|(index|fragment)/\w+\.pf_(index|fragment)")
_KIND = "full-text"
_Files = dict[str, bytes]


def is_wanted(config: MkDocsConfig) -> bool:
    """Whether the site is to have the index."""
    plugin: Any = config.plugins.get("lorepath")
    return plugin is not None and bool(plugin.config.full_text)


def index_files(portal: Portal, progress: Progress = UNSEEN) -> tuple[GeneratedFile, ...]:
    """The files of the index; none where no lesson is to be found. Raises Stopped where Pagefind cannot make it."""
    lessons = sorted(portal.live_lessons, key=lambda lesson: lesson.id)
    if not lessons:
        return ()
    progress.begin("Indexing texts", len(lessons))
    written = shared_out(_html, lessons, cores(), progress.advance)  # each is read once more, for its blocks
    texts = {lesson.id: html for lesson, html in zip(lessons, written, strict=True)}
    language = portal.language.partition("-")[0]
    progress.begin("Indexing texts")  # Pagefind does not say how far it is
    # What browsers run comes from the package itself each time, never from a cache that others may share.
    engine = _matching(_ENGINE, _made({"engine": "<p>engine</p>"}, language))
    made = engine | _kept(Store(place_of(portal.root)), texts, language)
    return tuple(_files(made))


def _html(lesson: Lesson) -> str:
    """What a reader reads, the lesson's name and aims first."""
    prose = (block.text for block in lesson.outline.blocks if block.kind not in UNREAD)
    texts = "\n".join([lesson.summary, *(each.text for each in lesson.objectives), *prose])
    return f"<h1>{escape(lesson.title)}</h1><p>{escape(texts)}</p>"


def _kept(store: Store, texts: Mapping[str, str], language: str) -> _Files:
    """The index, as it was made once from these texts or as it is made now."""
    key = key_of(version("pagefind"), language, *(each for item in texts.items() for each in item))
    if data := store.read(_KIND, key):
        try:
            index = msgspec.msgpack.decode(data, type=_Files)
        except (msgspec.MsgspecError, ValueError):
            index = {}
        if index and all(map(_INDEX.fullmatch, index)):
            return index
    index = _matching(_INDEX, _made(texts, language))
    store.write(_KIND, key, msgspec.msgpack.encode(index))
    return index


def _made(texts: Mapping[str, str], language: str) -> _Files:
    """What Pagefind makes from texts."""
    try:
        from lorepath.mkdocs_plugin.text_index import PagefindFailed, bundle
    except ImportError as error:
        raise Stopped(
            "search through whole lessons needs the package pagefind; "
            "run `pip install 'lorepath[full-text]'`, or leave full_text out"
        ) from error
    try:
        return bundle(texts, language)
    except PagefindFailed as error:
        raise Stopped(f"Pagefind could not index the lessons: {error}") from error


def _matching(wanted: re.Pattern[str], files: Mapping[str, bytes]) -> _Files:
    return {path: data for path, data in sorted(files.items()) if wanted.fullmatch(path)}


def _files(made: Mapping[str, bytes]) -> Iterator[GeneratedFile]:
    for path, content in made.items():
        yield GeneratedFile(FOLDER + path, lambda content=content: content)  # type: ignore[misc]
