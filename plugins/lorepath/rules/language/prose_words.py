"""What the rules know of a language's sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lorepath.rules.language.data import Data


@dataclass(frozen=True)
class ProseWords:
    """Words in small letters, but for acronyms."""

    second_person: frozenset[str]
    abbreviations: frozenset[str]
    """What does not end a sentence although a full stop follows."""
    last_abbreviations: frozenset[str]
    """Those that may end a sentence when a capital follows."""
    number_abbreviations: frozenset[str]
    """Those that are abbreviations only before a number."""
    known_acronyms: frozenset[str]
    short_for: tuple[str, ...]
    """What stands between an acronym and its long form: stands for, means."""
    x_sounds: tuple[str, ...]
    """What the letter X of an acronym may stand for: cross, trans."""
    readability: str
    """The name of the formula by which a text's grade is reckoned."""

    @cached_property
    def abbreviation_ends(self) -> frozenset[str]:
        """The last three signs of each abbreviation: most words are told from them by these."""
        return frozenset(name[-3:] for name in self.abbreviations)


def prose_words(data: Data) -> ProseWords:
    """What a language's files say of prose."""
    return ProseWords(
        second_person=data.unordered("second_person"),
        abbreviations=data.unordered("abbreviations"),
        last_abbreviations=data.unordered("last_abbreviations"),
        number_abbreviations=data.unordered("number_abbreviations"),
        known_acronyms=frozenset(data.texts("known_acronyms")),
        short_for=data.ordered("short_for"),
        x_sounds=data.ordered("x_sounds"),
        readability=data.text("readability"),
    )
