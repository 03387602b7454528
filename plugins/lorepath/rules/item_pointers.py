"""MCQ: options that stand for other options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lorepath.finding import Severity
from lorepath.model import Item, Lesson
from lorepath.rules.item_text import bare, find_any, masked, mentions, plain, readable
from lorepath.rules.language import language
from lorepath.rules.language.item_words import ItemWords
from lorepath.rules.rule import Remark, lesson_rule

_LETTERS = re.compile(r"[a-z]{1,2}(?: only)?\Z")


@lesson_rule("MCQ04", "all-of-the-above", Severity.ERROR)
def all_of_the_above(lesson: Lesson) -> Iterator[Remark]:
    """No option stands for other options.

    Who knows that two options are right chooses "all of the above" without looking at the third: an error.
    "None of the above" only shows that somebody recognises what is wrong, and "A and B" tests logic: warnings.
    Phrases such as "all of them" count where they are the whole of the last option, and no other option
    counts them too ("Two of them").

    Bad:
    ```yaml
    options:
      - {text: The e-mail address of the sender, because: …}
      - {text: The link, because: …}
      - {text: All of the above, because: …, correct: true}
    ```
    Good: `type: multiple`, with `correct: true` under each right option

    Source: Haladyna, Downing & Rodriguez (2002); Rush, Rankin & White (2016).
    """
    for item in readable(lesson):
        for number, kind in standing_for_others(item, lesson.language).items():
            message, hint, severity = _SAID[kind]
            shown = plain(item.options[number].text)
            yield Remark(item.at("options", number, "text"), f"“{shown}” {message}", hint, severity)


_SAID = {
    "all": (
        "can be chosen by who knows only some of the options",
        "write `type: multiple` and mark each right option, or write a single mistake instead",
        None,
    ),
    "none": (
        "shows only that somebody knows what is wrong",
        "write a mistake that people make, or the right answer",
        Severity.WARNING,
    ),
    "pair": (
        "stands for other options, and tests logic",
        "write `type: multiple` and mark each right option",
        Severity.WARNING,
    ),
}


def standing_for_others(item: Item, tag: str) -> dict[int, str]:
    """The options that stand for others, by their place: all, none or pair."""
    known = language(tag)
    if not known:
        return {}
    words = known.items
    together = "\n".join(option.text for option in item.options)
    if not (
        mentions(together, words.all_of_above + words.none_of_above)
        or _start_of_pair(tag).search(together)
        or bare(item.options[-1].text) in words.bare_quantifiers
    ):
        return {}
    return {number: kind for number in range(len(item.options)) if (kind := _kind(item, number, words, tag))}


def _kind(item: Item, number: int, words: ItemWords, tag: str) -> str:
    text = bare(masked(item.options[number].text))
    for kind, phrases in (("all", words.all_of_above), ("none", words.none_of_above)):
        if _is_one_of(text, phrases, words, item, number):
            return kind
    return "pair" if _is_pair(text, item, tag) else ""


def _is_one_of(text: str, phrases: tuple[str, ...], words: ItemWords, item: Item, number: int) -> bool:
    is_last = number == len(item.options) - 1
    if text in words.bare_quantifiers:
        is_offered = is_last and find_any(item.stem, words.choices)
        return bool(is_offered) and any(phrase.split()[0] == text for phrase in phrases)
    for phrase in phrases:
        if phrase.split()[-1] in words.pointers:
            if text == phrase or text.startswith((f"{phrase} ", f"{phrase},")):
                return True
        elif text == phrase and is_last:
            tail = tuple(phrase.split()[-2:])
            others = (tuple(bare(option.text).split()[-2:]) for option in item.options[:number])
            return tail not in others
    return False


def _is_pair(text: str, item: Item, tag: str) -> bool:
    """Whether an option names others by letter or number, and these are no labels in the stem."""
    if not any(pattern.fullmatch(text) for pattern in _pairs(tag)):
        return False
    others = [bare(option.text) for option in item.options if bare(option.text) != text]
    named = [each for each in others if _LETTERS.match(each) or any(p.fullmatch(each) for p in _pairs(tag))]
    return len(others) - len(named) >= 2


@cache
def _start_of_pair(tag: str) -> re.Pattern[str]:
    """A quick look: whether a line starts as an option that names others."""
    either = "|".join(f"(?:{pattern.pattern})" for pattern in _pairs(tag)) or "(?!)"
    return re.compile(rf"^\W*(?:{either})", re.IGNORECASE | re.MULTILINE)


@cache
def _pairs(tag: str) -> tuple[re.Pattern[str], ...]:
    words = language(tag)
    return tuple(re.compile(each, re.IGNORECASE) for each in words.items.option_pairs) if words else ()
