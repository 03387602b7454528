"""REF05: lessons that say the same thing.

Texts are compared by shingles (runs of words). Only shingles that start at sampled words are kept, chosen by a
hash of the word itself, so that two texts sample the same places: about an eighth of the work at the same answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import compress
from typing import Annotated, NamedTuple
from zlib import crc32

from lorepath.assemble import Assembly
from lorepath.finding import Place, Severity
from lorepath.model import Text
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


def _samples(text: Text) -> Iterator[_Sample]:
    words = " ".join([block.text for block in text.outline.blocks if block.kind in PROSE]).lower().split()
    starts = compress(range(len(words) - _SHINGLE_WORDS + 1), map(_SAMPLED.__getitem__, words))
    shingles = [" ".join(words[start : start + _SHINGLE_WORDS]) for start in starts]
    yield _Sample(" ".join([f"{crc32(shingle.encode('utf-8', 'surrogatepass')):x}" for shingle in shingles]))


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
    shingles = [set(" ".join(row.shingles for row in _SAMPLES.of(lesson)).split()) for lesson in lessons]
    seen: set[str] = set()
    again: set[str] = set()  # nearly no shingle stands in a second lesson, so only those that do are counted
    for each in shingles:
        again |= seen & each
        seen |= each
    holders: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(shingles):
        for shingle in each & again:
            holders[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        if len(numbers) <= _COMMON:
            shared.update((a, b) for place, a in enumerate(numbers) for b in numbers[place + 1 :])
    for (first, second), common in sorted(shared.items()):
        smaller = min(len(shingles[first]), len(shingles[second]))
        if smaller >= _FEWEST and common / smaller > share:
            percent = round(100 * common / smaller)
            yield Remark(
                Place(lessons[second].path, lessons[second].body_line),
                f"this lesson and `{lessons[first].path}` share {percent} % of the shorter one's text",
                "keep one of the two and link to it, or say here what is different",
            )
