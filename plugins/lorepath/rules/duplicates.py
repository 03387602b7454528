"""REF05: lessons that say the same thing.

Texts are compared by shingles (runs of words). Only shingles that start at sampled words are kept, chosen by a
hash of the word itself, so that two texts sample the same places: about an eighth of the work at the same answer.
"""

from __future__ import annotations

import struct
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, compress
from typing import Annotated, NamedTuple
from zlib import crc32

from lorepath.assemble import Assembly
from lorepath.finding import Place, Severity
from lorepath.model import Lesson, Text
from lorepath.outline import PROSE
from lorepath.rules.gather import Gather
from lorepath.rules.rule import Remark, Span, portal_rule

_SHINGLE_WORDS = 6
_SAMPLE = 8
_FEWEST = 8
"""A lesson with fewer sampled shingles (about 60 words) is too short to compare."""
_COMMON = 20
"""A shingle in more lessons than this is house style, not a copy."""


class _Sample(NamedTuple):
    """The sampled shingles of a text, each as a number: that two are one by chance in four thousand million is fine."""

    shingles: str
    """Hexadecimal, eight digits each."""


def _samples(text: Text) -> Iterator[_Sample]:
    words = " ".join([block.text for block in text.outline.blocks if block.kind in PROSE]).lower().split()
    starts = compress(range(len(words) - _SHINGLE_WORDS + 1), map(_SAMPLED.__getitem__, words))
    shingles = [" ".join(words[start : start + _SHINGLE_WORDS]) for start in starts]
    numbers = [crc32(shingle.encode("utf-8", "surrogatepass")) for shingle in shingles]
    yield _Sample(struct.pack(f">{len(numbers)}I", *numbers).hex())


def _shingles(lesson: Lesson) -> frozenset[int]:
    """The sampled shingles of a lesson; none where what was kept of them is no such row."""
    rows = _SAMPLES.of(lesson)
    held = rows[0].shingles if len(rows) == 1 else ""
    try:
        return frozenset(struct.unpack(f">{len(held) // 8}I", bytes.fromhex(held)))
    except (ValueError, struct.error):
        return frozenset()


class _Sampled(dict[str, bool]):
    """Whether shingles that start with a word are kept, by the word: most words of a portal come again and again."""

    def __missing__(self, word: str) -> bool:
        if len(self) >= _MOST_WORDS:
            self.clear()
        kept = self[word] = crc32(word.encode("utf-8", "surrogatepass")) % _SAMPLE == 0
        return kept


_MOST_WORDS = 100_000
_SAMPLED = _Sampled()
_SAMPLES = Gather("shingles", _Sample, _samples)


@portal_rule("REF05", "near-duplicate", Severity.WARNING, gathers=(_SAMPLES,))
def near_duplicate(
    assembly: Assembly,
    *,
    share: Annotated[float, Span("the part of the shorter lesson's text that may stand in the other", 0.1, 1)] = 0.5,
) -> Iterator[Remark]:
    """A lesson does not share most of its text with another.

    Two lessons that say the same drift apart, and learners get one of them at random.

    Bad: a copy of a lesson with a new title

    Good: one lesson, and a link to it from where it is needed
    """
    lessons = list(assembly.portal.live_lessons)
    shingles = list(map(_shingles, lessons))
    seen: set[int] = set()
    again: set[int] = set()  # nearly no shingle stands in a second lesson, so only those that do are counted
    for each in shingles:
        again |= seen & each
        seen |= each
    holders: dict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(shingles):
        for shingle in each & again:
            holders[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if len(numbers) <= _COMMON:
            shared.update(combinations(numbers, 2))
    sizes = list(map(len, shingles))
    # Nearly all pairs share next to nothing: what cannot be a copy of the shortest text that counts is not looked at.
    alike = sorted((pair, common) for pair, common in shared.items() if common > share * _FEWEST)
    for (first, second), common in alike:
        smaller = min(sizes[first], sizes[second])
        if smaller >= _FEWEST and common / smaller > share:
            percent = round(100 * common / smaller)
            yield Remark(
                Place(lessons[second].path, lessons[second].body_line),
                f"this lesson and `{lessons[first].path}` share {percent} % of the shorter one's text",
                "keep one of the two and link to it, or say here what is different",
            )
