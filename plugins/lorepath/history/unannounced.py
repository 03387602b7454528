"""Stamps that no message announces: somebody set `reviewed:`, and the subject says "Yes" or "Bump".

Only lessons that note a day of review today are looked at, but all edits of theirs, whatever their messages say. What
came out is kept by topic, so that a new edit has one topic looked at again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from itertools import chain

from lorepath.history.chronicle import Chronicle
from lorepath.history.edits import REDATED, STAMPED, TOO_LONG, identifier
from lorepath.history.lineage import NOBODY
from lorepath.history.log import Repository
from lorepath.history.message import REVIEWS
from lorepath.history.stamps import stamps
from lorepath.model import Lesson
from lorepath.store import Store, key_of

KIND = "stamps"
Pair = tuple[int, int]
"""What a lesson held before an edit and after it, numbered as in `edits`."""

_LOOKED_AT = (STAMPED, REDATED, TOO_LONG)
_AT_ONCE = 5000
"""How many edits are looked at in one go: a long history must not take memory for all of its contents' names."""


def unannounced(
    repository: Repository, chronicle: Chronicle, lessons: Iterable[Lesson], prefix: str, store: Store
) -> Mapping[Pair, int]:
    """What `stamps` says of the edits that nobody has looked at."""
    topics: dict[str, list[Pair]] = {}
    for lesson in lessons:
        file = chronicle.lineage.at_head(prefix + lesson.path) if lesson.reviewed else NOBODY
        if file != NOBODY:
            topics.setdefault(lesson.topic, []).extend(_candidates(chronicle, file))
    return dict(chain.from_iterable(_stamped(repository, topics, store)))


def _candidates(chronicle: Chronicle, file: int) -> Iterable[Pair]:
    for number, kind, old, new in chronicle.lineage.edits.of(file):
        if (
            old
            and new
            and old != new
            and not kind & (STAMPED | REDATED | TOO_LONG)
            and not chronicle.marks[number] & REVIEWS
        ):
            yield old, new


def _stamped(
    repository: Repository, topics: Mapping[str, list[Pair]], store: Store
) -> Iterable[list[tuple[Pair, int]]]:
    keys = {topic: key_of(KIND, array("q", chain.from_iterable(pairs)).tobytes()) for topic, pairs in topics.items()}
    kept = {topic: store.read(KIND, key) for topic, key in keys.items()}
    new = [topic for topic, marks in kept.items() if marks is None or len(marks) != len(topics[topic])]
    found = _look(repository, [pair for topic in new for pair in topics[topic]])
    for topic in new:
        marks = kept[topic] = bytes(found.get(pair, 0) for pair in topics[topic])
        store.write(KIND, keys[topic], marks)
    for topic, pairs in topics.items():
        known = zip(pairs, kept[topic] or b"", strict=True)
        yield [(pair, mark) for pair, mark in known if mark in _LOOKED_AT]


def _look(repository: Repository, pairs: list[Pair]) -> dict[Pair, int]:
    found: dict[Pair, int] = {}
    for start in range(0, len(pairs), _AT_ONCE):
        named = ((identifier(old), identifier(new)) for old, new in pairs[start : start + _AT_ONCE])
        found.update(((int(old, 16), int(new, 16)), kind) for (old, new), kind in stamps(repository, named).items())
    return found
