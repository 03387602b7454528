"""What the rules know of a language's multiple-choice items."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from lorepath.rules.language.data import Data


class ItemWords(Struct, frozen=True):
    """Words in small letters."""

    negatives: frozenset[str]
    exclusions: frozenset[str]
    negative_stems: tuple[str, ...]
    """Regular expressions; the group `word` is what to set in bold. `negative_parts` fill their braces."""
    negative_parts: Mapping[str, str]
    negative_statement: str
    degrees: frozenset[str]
    """Those of the exclusions that deny nothing."""
    denials: tuple[str, ...]
    """Words that make an option deny something where it starts with them."""
    clause_openers: frozenset[str]
    subordinators: frozenset[str]
    all_of_above: tuple[str, ...]
    none_of_above: tuple[str, ...]
    pointers: frozenset[str]
    bare_quantifiers: frozenset[str]
    """All, none: they stand for the other options where the stem offers a choice of them."""
    choices: tuple[str, ...]
    """What offers such a choice: of these."""
    option_pairs: tuple[str, ...]
    """Regular expressions."""
    true_false: frozenset[str]
    ranges: Mapping[str, tuple[str, ...]]
    range_questions: tuple[str, ...]
    value_questions: tuple[str, ...]
    decimal: str
    thousands: str
    number_words: Mapping[str, int]
    units: Mapping[str, tuple[str, float]]
    """Unit, in the singular, to what it measures and its size."""
    absolutes: tuple[str, ...]
    quantifiers: tuple[str, ...]
    articles: Mapping[str, str]
    all_articles: frozenset[str]
    vowel_sounds: tuple[str, ...]
    """How words start that are written with a consonant and spoken with a vowel; the next field the other way."""
    consonant_sounds: tuple[str, ...]
    plural_verbs: Mapping[str, str]
    """Verb to the number it wants, singular or plural."""
    empty_stems: tuple[str, ...]
    """Regular expressions."""
    empty_feedback: frozenset[str]
    verdict_words: frozenset[str]
    """Words of which feedback may consist that gives no reason."""
    common_words: frozenset[str]
    position_references: tuple[str, ...]
    """Regular expressions."""


def item_words(data: Data) -> ItemWords:
    """What a language's files say of items."""
    return ItemWords(
        negatives=data.unordered("negatives"),
        exclusions=data.unordered("exclusions"),
        negative_stems=data.texts("negative_stems"),
        negative_parts=data.mapping("negative_parts"),
        negative_statement=data.text("negative_statement"),
        degrees=data.unordered("degrees"),
        denials=data.ordered("denials"),
        clause_openers=data.unordered("clause_openers"),
        subordinators=data.unordered("subordinators"),
        all_of_above=data.ordered("all_of_above"),
        none_of_above=data.ordered("none_of_above"),
        pointers=data.unordered("pointers"),
        bare_quantifiers=data.unordered("bare_quantifiers"),
        choices=data.ordered("choices"),
        option_pairs=data.texts("option_pairs"),
        true_false=data.unordered("true_false"),
        ranges={kind: tuple(each) for kind, each in data.mapping("ranges").items()},
        range_questions=data.ordered("range_questions"),
        value_questions=data.ordered("value_questions"),
        decimal=data.text("decimal"),
        thousands=data.text("thousands"),
        number_words={word.lower(): int(value) for word, value in data.mapping("number_words").items()},
        units={
            name: (kind, float(size))
            for kind, sizes in data.mapping("units").items()
            for names, size in sizes.items()
            for name in names.split()
        },
        absolutes=data.ordered("absolutes"),
        quantifiers=data.ordered("quantifiers"),
        articles=data.mapping("articles"),
        all_articles=data.unordered("all_articles"),
        vowel_sounds=data.ordered("vowel_sounds"),
        consonant_sounds=data.ordered("consonant_sounds"),
        plural_verbs=data.mapping("plural_verbs"),
        empty_stems=data.texts("empty_stems"),
        empty_feedback=data.unordered("empty_feedback"),
        verdict_words=data.unordered("verdict_words"),
        common_words=data.unordered("common_words"),
        position_references=data.texts("position_references"),
    )
