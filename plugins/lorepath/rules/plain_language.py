"""TXT: whether a busy reader takes a text in at first reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Annotated

from lorepath.finding import Place, Severity
from lorepath.model import Lesson, Text
from lorepath.outline import PROSE
from lorepath.rules.language import language
from lorepath.rules.prose import MASK, Prose, Sentence, prose
from lorepath.rules.rule import Remark, Span, lesson_rule, text_rule
from lorepath.wording import count


@text_rule("TXT01", "sentence-length", Severity.HINT)
def sentence_length(
    text: Text,
    *,
    most: Annotated[int, Span("the highest number of words in a sentence", 5, 100)] = 25,
    share: Annotated[float, Span("the part of the sentences that may be longer", 0, 1)] = 0.2,
    fewest: Annotated[int, Span("how many sentences a text has before that part is looked at", 1, 1000)] = 10,
) -> Iterator[Remark]:
    """A sentence says one thing, in at most 25 words.

    Readers hold the start of a sentence in mind until its end. With a longer one they read twice, or stop. Code,
    addresses and quotations do not count, and a list item is a sentence of its own. Each long sentence is a hint;
    when more than a fifth of all sentences are long, that is a warning.

    Bad:
    ```markdown
    When you have noticed an alert that concerns customers and nobody has reacted to it within the first five
    minutes, you should call the incident lead, who will then decide what happens next.
    ```
    Good:
    ```markdown
    Has an alert that concerns customers gone unanswered for five minutes? Call the incident lead. They decide
    what happens next.
    ```
    Source: Cutts, Oxford Guide to Plain English (2020); GOV.UK, Sentence length: why 25 words is our limit (2014).
    """
    if not language(text.language):
        return
    found = prose(text)
    long = found.longer_than(most)
    for sentence in long:
        yield Remark(
            found.place(sentence.start),
            f"this sentence has {len(sentence.words)} words; {most} is the most",
            "say one thing in each sentence: split it, or turn what it lists into a list",
        )
    if found.count >= fewest and len(long) > share * found.count:
        yield Remark(
            Place(text.path, text.body_line),
            f"{len(long)} of {found.count} sentences have more than {most} words",
            "split those that say two things, the longest first",
            Severity.WARNING,
        )


@text_rule("TXT02", "readability", Severity.HINT)
def readability(
    text: Text,
    *,
    grade: Annotated[int, Span("the highest grade of the readers' band", 1, 20)] = 9,
    over: Annotated[int, Span("how many grades above it are let pass", 0, 10)] = 2,
    fewest_words: Annotated[int, Span("how many words a text has before it is measured", 50, 10000)] = 100,
    fewest_sentences: Annotated[int, Span("how many sentences a text has before it is measured", 3, 1000)] = 5,
) -> Iterator[Remark]:
    """A text is not much harder to read than its readers expect.

    The measure is the Flesch-Kincaid grade of the prose: the years of schooling that sentence length and syllables
    suggest. It knows nothing of meaning, so it is never more than a hint, and it points at the three sentences
    that weigh most. Words of the glossary count as easy. It is used for English alone, and for texts with at least
    100 words and five sentences. The band of a portal's readers ends at grade 9, the end of lower secondary school;
    up to two grades more are let pass.

    Bad:
    ```markdown
    Notification of the responsible organisational unit is obligatory subsequent to identification of anomalies.
    ```
    Good:
    ```markdown
    When you see something odd, tell the team that owns the service.
    ```
    Source: Kincaid et al. (1975); WCAG 2.2, 3.1.5 Reading level.
    """
    words = language(text.language)
    formula = _FORMULAS.get(words.prose.readability) if words else None
    if not formula:
        return
    found = prose(text)
    if found.count < fewest_sentences:
        return
    sentences = [(number, tokens) for number, tokens in enumerate(found.tokens) if len(tokens) >= _FRAGMENT]
    if len(sentences) < fewest_sentences:
        return
    tokens = list(chain.from_iterable([each for _, each in sentences]))
    limit = grade + over
    if formula(tokens, len(sentences), fewest_words) <= limit:
        return
    easy = _glossary_words(text.common.glossary)
    reached = formula(_known(tokens, easy), len(sentences), fewest_words)
    if reached <= limit:
        return
    # A short sentence of long words is soon read; a long one weighs as much more as it is longer.
    worst = sorted(sentences, key=lambda each: -formula(_known(each[1], easy), 1, 0) * len(each[1]))[:3]
    shown = "; ".join(_shown(found, found.sentence(number)) for number, _ in worst)
    yield Remark(
        found.place(found.sentence(worst[0][0]).start),
        f"this text reads like grade {reached:.1f}; the band ends at {grade}",
        f"split long sentences and use shorter words, first in these: {shown}",
    )


def _shown(found: Prose, sentence: Sentence) -> str:
    return f"line {found.place(sentence.start).line} “{found.shown(sentence)}”"


def _known(tokens: Iterable[str], easy: frozenset[str]) -> list[str]:
    """The tokens, with an easy word in the place of each that the glossary explains."""
    return ["a" if token.lower().strip(_MARKS).removesuffix("s") in easy else token for token in tokens]


def _glossary_words(glossary: Mapping[str, str]) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for term in glossary for word in term.lower().split())


def _flesch_kincaid(tokens: Sequence[str], sentences: int, fewest: int) -> float:
    """The grade of English words in so many sentences; 0 for fewer words than `fewest`."""
    syllables = list(map(_SYLLABLES.__getitem__, tokens))
    words = len(syllables) - syllables.count(0)
    if not words or words < fewest:
        return 0
    return 0.39 * words / sentences + 11.8 * sum(syllables) / words - 15.59


_FRAGMENT = 4
"""What has fewer words is a name in a list or a label, and no sentence to weigh."""
_FORMULAS: Mapping[str, Callable[[Sequence[str], int, int], float]] = {"flesch-kincaid": _flesch_kincaid}
_MARKS = ".,;:!?…()[]\"'“”‘’«»*_" + MASK
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[aeiouy]les?|[^aeiouytd]ed|[^aeiouyscgzxlh]es)\Z")
_LETTERS = re.compile(r"[^a-z]+")


class _Syllables(dict[str, int]):
    """The syllables of English words that have been counted, by what was typed."""

    def __missing__(self, token: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        number = self[token] = _syllables(token)
        return number


_MOST_WORDS = 50_000
_SYLLABLES = _Syllables()


def _syllables(token: str) -> int:
    """The syllables of an English word by its groups of vowels; 0 for what holds no letter."""
    total = 0
    for word in _LETTERS.split(token.lower().strip(_MARKS).removesuffix("'s").removesuffix("’s")):
        if word:
            total += max(1, len(_VOWELS.findall(word)) - bool(len(word) > 2 and _SILENT.search(word)))
    return total


@lesson_rule("TXT04", "second-person", Severity.HINT)
def second_person(
    lesson: Lesson,
    *,
    fewest: Annotated[int, Span("how many words a lesson has before this is looked for", 1, 10000)] = 200,
) -> Iterator[Remark]:
    """A lesson speaks to its reader: it says “you”.

    People learn more from a text that talks to them than from one that talks about “the user” or nobody. A
    lesson of fewer than 200 words is left alone.

    Bad:
    ```markdown
    The incident lead must be informed by the person who notices the outage.
    ```
    Good:
    ```markdown
    When you notice an outage, tell the incident lead.
    ```
    Source: Mayer, Multimedia Learning (2021): the personalisation principle.
    """
    words = language(lesson.language)
    if not words or not words.prose.second_person:
        return
    blocks = [block for block in lesson.outline.blocks if block.kind in PROSE]
    total = 0
    for block in blocks:
        tokens = block.text.lower().split()
        if any(
            token.strip(_MARKS).partition("’")[0].partition("'")[0] in words.prose.second_person for token in tokens
        ):
            return
        total += len(tokens)
    if blocks and total >= fewest:
        yield Remark(
            Place(lesson.path, blocks[0].line),
            f"{count(total, 'word')}, and not one is “you”",
            "talk to your reader: “you call the lead” where it now says “the lead is called”",
        )
