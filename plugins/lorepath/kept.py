"""Markdown files as they were read before, here or by another process, so that only those that differ are read.

A reading depends on nothing but the file, what it inherits, the schemas, and the rules that look at it. The digest of
all that is its name in the store.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Protocol

from msgspec import Struct

from lorepath.bundles import Bundles
from lorepath.lesson_reader import Inherited
from lorepath.manuscript import Manuscript, Reading
from lorepath.model import Found, Settings, Text
from lorepath.progress import UNSEEN, Progress
from lorepath.reading_codec import decode, encode
from lorepath.schema import Schemas
from lorepath.store import Key, Store, key_of
from lorepath.workers import WorkerDied, sent_here, shared_out

KIND = "readings"
READING = "Reading lessons"
WORTH_SHARING = 200
"""So many files take about a second to read; for fewer, a second process is not worth its start."""


class TextCheck(Protocol):
    """Rules that look at one text by itself; `key` says which, with which options."""

    @property
    def key(self) -> str: ...

    def __call__(self, text: Text) -> Found: ...


class _Known(Struct, frozen=True):
    """A reading, with the bytes and the surroundings that it was made from."""

    data: bytes
    around: str
    reading: Reading


class _Unread(Struct, frozen=True):
    """A manuscript that nobody has read before, its surroundings, and the name of its reading in the store."""

    manuscript: Manuscript
    around: str
    key: Key


class Kept:
    """What was read before.

    `store` keeps readings between runs. `check_for` chooses, by what a portal says of the check, the rules that look
    at each text as it is read; the text itself is then forgotten until somebody asks for it. `jobs` is how many
    processes read at once, and `meanwhile` is done here while others read.
    """

    def __init__(
        self,
        store: Store | None = None,
        check_for: Callable[[Settings], TextCheck] | None = None,
        jobs: int = 1,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        self._bundles = Bundles(store or Store(None), KIND)
        self._check_for = check_for
        self._jobs, self._meanwhile = jobs, meanwhile
        self._known: dict[str, _Known] = {}

    def readings(
        self,
        manuscripts: Sequence[Manuscript],
        schemas: Schemas,
        settings: Settings,
        progress: Progress = UNSEEN,
    ) -> list[Reading]:
        """What each manuscript says; the very same value where nothing that it depends on has changed."""
        check = self._check_for(settings) if self._check_for else None
        around = _Surroundings(schemas, check)
        waiting: list[_Unread] = []
        for manuscript in manuscripts:
            context = around.of(manuscript.inherited)
            path, known = manuscript.file.path, self._known.get(manuscript.file.path)
            if known and known.data == manuscript.data and known.around == context:
                continue
            key = key_of(context, manuscript.file.kind.value, path, manuscript.digest)
            stored = self._bundles.read(key)
            if stored is not None and (reading := decode(stored, manuscript)):
                self._known[path] = _Known(manuscript.data, context, reading)
            else:
                waiting.append(_Unread(manuscript, context, key))
        try:
            for each, reading in zip(waiting, self._read(waiting, schemas, check, progress), strict=True):
                self._known[each.manuscript.file.path] = _Known(each.manuscript.data, each.around, reading)
        finally:
            self._bundles.save()  # what was read before somebody pressed Ctrl+C, too
        return [self._known[manuscript.file.path].reading for manuscript in manuscripts]

    def _read(
        self, waiting: Sequence[_Unread], schemas: Schemas, check: TextCheck | None, progress: Progress
    ) -> list[Reading]:
        """What these manuscripts say, which nobody has read before."""

        def read(unread: _Unread) -> Reading:
            reading = unread.manuscript.read(schemas, check)
            self._keep(unread.key, encode(reading))
            return reading

        def read_elsewhere(unread: _Unread) -> bytes | None:
            return encode(unread.manuscript.read(schemas, check))

        def unpack(unread: _Unread, data: bytes | None) -> Reading:
            self._keep(unread.key, data)
            return (decode(data, unread.manuscript) if data else None) or read(unread)

        if waiting:
            progress.begin(READING, len(waiting))
        # Without a check, texts stay whole, and would be long on their way from one process to another.
        if check and self._jobs > 1 and len(waiting) >= WORTH_SHARING:
            try:
                return sent_here(read_elsewhere, unpack, waiting, self._jobs, progress.advance, self._meanwhile)
            except WorkerDied:
                progress.begin(READING, len(waiting))
        return shared_out(read, waiting, 1, progress.advance)

    def _keep(self, key: Key, data: bytes | None) -> None:
        if data is not None:
            self._bundles.write(key, data)


class _Surroundings:
    """All that a reading depends on besides the file, as a text for each heritage."""

    def __init__(self, schemas: Schemas, check: TextCheck | None) -> None:
        self._base = [schemas.digest, check.key if check else ""]
        self._texts: dict[int, tuple[Inherited, str]] = {}

    def of(self, inherited: Inherited) -> str:
        known = self._texts.get(id(inherited))
        if known is None:
            life, common = inherited.shelf_life, inherited.common
            said = [
                *self._base,
                [inherited.language, inherited.owner, life.months, life.days],
                [common.glossary, sorted(common.embed_hosts)],
            ]
            digest = blake2b(json.dumps(said).encode(), digest_size=16).hexdigest()
            known = self._texts[id(inherited)] = (inherited, digest)  # kept alive, so that no other has its number
        return known[1]
