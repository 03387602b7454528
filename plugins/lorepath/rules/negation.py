"""Where a question asks for what is wrong, and where an answer denies something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lorepath.model import Item
from lorepath.rules.item_text import asking, find_any, masked, mentions, plain
from lorepath.rules.language import Language, language

_START = 20
"""Where a word that denies must stand at the start of an option, in characters."""
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S).+?(?<=\S)\1|<(em|strong|b|i|u|mark)>.+?</\2>", re.DOTALL)


def negation(item: Item, tag: str) -> tuple[int, int] | None:
    """The word of an item's stem that makes it ask for what is wrong: (start, end), or None."""
    words = language(tag)
    if not words or not (mentions(item.stem, words.items.negatives) or mentions(item.stem, words.items.exclusions)):
        return None
    stem = masked(item.stem)
    for start, sentence in asking(stem):
        # Marks of emphasis would stand between the words that the patterns look for.
        shown, offsets = _unmarked(sentence)
        for pattern in _patterns(tag, item.kind == "true-false"):
            if match := pattern.search(shown):
                first, last = match.span("word")
                return start + offsets[first], start + offsets[last - 1] + 1
    return None


def is_emphasised(stem: str, start: int, end: int) -> bool:
    """Whether these characters stand in bold, in italics or in capitals."""
    return stem[start:end].isupper() or any(
        match.start() <= start and end <= match.end() for match in _EMPHASIS.finditer(stem)
    )


def is_denial(word: str, tag: str) -> bool:
    """Whether a word of a stem denies; least only asks for a little."""
    words = language(tag)
    return words is not None and word.lower() not in words.items.degrees


def denies(text: str, tag: str) -> bool:
    """Whether the main clause of an option holds a negation."""
    words = language(tag)
    if not words:
        return False
    if (start := find_any(text[:_START], words.items.denials)) and start.start() == 0 and " " in text.strip():
        return True
    return mentions(text, words.items.negatives) and bool(_statement(tag).match(plain(masked(text))))


def _unmarked(text: str) -> tuple[str, list[int]]:
    """The text without asterisks and underscores around words, and where each character stood."""
    kept = [
        (number, letter)
        for number, letter in enumerate(text)
        if letter not in "*_" or (letter == "_" and text[max(number - 1, 0) : number + 2].strip("_") == "")
    ]
    return "".join(letter for _, letter in kept), [number for number, _ in kept]


@cache
def _patterns(tag: str, is_statement: bool) -> tuple[re.Pattern[str], ...]:
    words = language(tag)
    if not words:
        return ()
    found = [re.compile(_filled(each, words), re.IGNORECASE) for each in words.items.negative_stems]
    return (*found, _statement(tag)) if is_statement and words.items.negative_statement else tuple(found)


@cache
def _statement(tag: str) -> re.Pattern[str]:
    words = language(tag)
    return re.compile(_filled(words.items.negative_statement, words) if words else r"(?!)", re.IGNORECASE)


def _filled(pattern: str, words: Language) -> str:
    for name, part in (*words.items.negative_parts.items(), *_stretches(words)):
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern or r"(?!)"


def _stretches(words: Language) -> Iterator[tuple[str, str]]:
    """What stands for a stretch of words: a character at a time, up to a word that opens another clause."""
    yield "words", rf"(?:(?!\b(?:{'|'.join(sorted(words.items.subordinators))})\b)[^,;:.?!])"
    yield "main", rf"(?:(?!\b(?:{'|'.join(sorted(words.items.clause_openers))})\b)[^.?!])"
    yield "not", "|".join(re.escape(each).replace("'", "['’]") for each in sorted(words.items.negatives))
