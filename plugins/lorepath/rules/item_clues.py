"""MCQ: clues by which a test-wise reader finds the key of an item without knowing the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lorepath.finding import Edit, Fix, Severity
from lorepath.model import Item, Lesson
from lorepath.rules.item_text import bare, find_any, masked, plain, readable, the_key
from lorepath.rules.language import Language, language
from lorepath.rules.quiz_source import place_within
from lorepath.rules.rule import Remark, lesson_rule

_RARE = 6
_ROOT = 8
_EITHER = "either"
_AROUND = "()[]*_,.;:!?“”‘’'"
_WORD = re.compile(r"[^\W\d_]{6,}")
_SHORTER_WORD = re.compile(r"[^\W\d_]{5,}")
_LAST_WORD = re.compile(r"(?<![\w(])(?P<word>[^\W_]+)\s*(?:(?:\\?_){2,}|\.{3,}|…|:)?[\s.]*$")


@lesson_rule("MCQ08", "cue", Severity.HINT)
def cue(lesson: Lesson) -> Iterator[Remark]:
    """No word gives the right option away.

    Test-wise readers know that options with "always" and "never" are wrong as a rule, that the right option
    repeats a word of the question, and that only one option fits the grammar. A hint where

    - such an absolute word stands only in wrong options, or only in right ones (common words like "all" or
      "only" count when two options or more hold one);
    - a rare word of the stem (six letters or more) returns in the key, and no wrong option repeats one;
    - the stem ends in "a" or "an" and that fits the key alone: the fix writes "a(n)";
    - the stem ends in "is" or "are" and only the key is of that number.

    Bad:
    ```yaml
    stem: The person who leads the response to an outage is an
    options:
      - {text: incident lead, because: …, correct: true}
      - {text: duty engineer, because: …}
      - {text: press officer, because: …}
    ```
    Good: `stem: Who leads the response to an outage?`

    Source: Haladyna, Downing & Rodriguez (2002): avoid clues to the right answer.
    """
    words = language(lesson.language)
    if not words:
        return
    for item in readable(lesson):
        if item.kind == "true-false" or not any(option.correct for option in item.options):
            continue
        yield from _absolute(item, words)
        if (key := the_key(item)) is not None:
            yield from _echo(lesson, item, key, words)
            yield from _article(lesson, item, key, words)
            yield from _number(item, key, words)


def _absolute(item: Item, words: Language) -> Iterator[Remark]:
    """An absolute word on one side only."""
    together = "\n".join(option.text for option in item.options)
    for group, least in ((words.items.absolutes, 1), (words.items.quantifiers, 2)):
        if not find_any(together, group):
            continue
        texts = [masked(option.text) for option in item.options]
        found = {
            number: text[slice(*match.span())] for number, text in enumerate(texts) if (match := find_any(text, group))
        }
        sides = {item.options[number].correct for number in found}
        if len(found) < least or len(sides) != 1 or (least > 1 and len(found) < len(texts) - 1):
            continue
        side = "right" if sides.pop() else "wrong"
        number, word = next(iter(found.items()))
        yield Remark(
            item.at("options", number, "text"),
            f"“{word}” stands only in {side} options of the item `{item.id}`, which is a clue",
            "take the word out, or use it on both sides",
        )
        return


def _echo(lesson: Lesson, item: Item, key: int, words: Language) -> Iterator[Remark]:
    """A rare word of the stem that only the key repeats."""
    text, lower = masked(item.options[key].text), item.stem.lower()
    long_words = (word.strip(_AROUND).lower() for word in text.split() if len(word) >= _RARE)
    if not words.items.common_words or not any(word[: _RARE - 2] in lower for word in long_words):
        return
    stem = {_stem(match) for match in _WORD.findall(masked(lower))} - _common(words)
    repeated = [match for match in _WORD.finditer(text) if _stem(match[0].lower()) in stem]
    if not repeated:
        return
    echoes = {_stem(match) for match in _SHORTER_WORD.findall(masked(lower))} - _common(words)
    for number, option in enumerate(item.options):
        found = _SHORTER_WORD.findall(masked(option.text).lower()) if number != key else ()
        if any(_stem(match) in echoes for match in found):
            return
    word = repeated[0]
    keys = ("options", key, "text")
    yield Remark(
        place_within(lesson, item, keys, *word.span()) or item.at(*keys),
        f"of all options only the right one repeats “{word[0]}” from the stem, which is a clue",
        "use another word here, or repeat a word of the stem in a wrong option too",
    )


def _article(lesson: Lesson, item: Item, key: int, words: Language) -> Iterator[Remark]:
    """An article at the end of the stem that fits the key alone."""
    match = _last_word(item.stem)
    if not match or match["word"].lower() not in words.items.articles.values():
        return
    fitting = [_article_of(option.text, words) for option in item.options]
    wanted = match["word"].lower()
    if "" in fitting or fitting[key] != wanted or wanted in fitting[:key] + fitting[key + 1 :]:
        return
    span = match.span("word")
    place = place_within(lesson, item, ("stem",), *span)
    fix = None
    if place:
        end = (place.line, place.column + len(wanted))
        edit = Edit((place.line, place.column), end, f"{match['word'][0]}(n)")
        fix = Fix("Write “a(n)”", (edit,), safe=True)
    yield Remark(
        place or item.at("stem"),
        f"the “{wanted}” at the end of the stem fits the right option of the item `{item.id}` alone",
        f"write `{match['word'][0]}(n)`, or ask a question",
        fix=fix,
    )


def _article_of(text: str, words: Language) -> str:
    """The article that an option wants, or nothing where that is unsure."""
    first = (bare(text).split() or [""])[0]
    shown = plain(text)
    if not first[:1].isalpha() or first in words.items.all_articles or shown[1:2].isupper() or len(first) == 1:
        return ""
    starts_as_written = first[0] in "aeiou"
    if first.startswith(words.items.consonant_sounds if starts_as_written else words.items.vowel_sounds):
        starts_as_written = not starts_as_written
    return words.items.articles["vowel" if starts_as_written else "consonant"]


def _number(item: Item, key: int, words: Language) -> Iterator[Remark]:
    """A verb at the end of the stem whose number fits the key alone."""
    match = _last_word(item.stem)
    wanted = words.items.plural_verbs.get(match["word"].lower()) if match else None
    if not match or not wanted:
        return
    numbers = [_number_of(option.text, words) for option in item.options]
    fitting = [number in (wanted, _EITHER) for number in numbers]
    if "" not in numbers and fitting.count(True) == 1 and fitting[key]:
        yield Remark(
            item.at("options", key, "text"),
            f"only the right option of the item `{item.id}` fits “{match['word']}” at the end of the stem",
            "give all options the same number, or ask a question",
        )


def _last_word(stem: str) -> re.Match[str] | None:
    """The last word of a stem that is to be completed, before its blank if it has one."""
    return None if stem.endswith("?") else _LAST_WORD.search(stem, max(len(stem) - 40, 0))


def _number_of(text: str, words: Language) -> str:
    """Whether a short option is singular, plural or may be either; nothing where that is unsure."""
    parts = bare(text).split()
    if not parts or len(parts) > 3:
        return ""
    if parts[0] in words.items.articles.values():
        return "singular"
    last = parts[-1]
    # Without an article, "mitochondria" may be a plural; "virus" is none.
    return "plural" if last.endswith("s") and not last.endswith(("ss", "us", "is")) else _EITHER


_COMMON: dict[str, frozenset[str]] = {}


def _common(words: Language) -> frozenset[str]:
    if words.tag not in _COMMON:
        _COMMON[words.tag] = frozenset(_stem(word) for word in words.items.common_words)
    return _COMMON[words.tag]


def _stem(word: str) -> str:
    """A word without the endings that forms of one word differ in."""
    for ending in ("ies", "ing", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= _RARE - 2:
            word = word.removesuffix(ending)
            break
    return word[:_ROOT]
