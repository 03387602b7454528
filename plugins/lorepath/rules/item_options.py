"""MCQ: the options of a knowledge-check item, and what is said about each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated

from lorepath.assemble import Assembly
from lorepath.finding import Severity
from lorepath.model import Item, Lesson, Option
from lorepath.rules.item_text import bare, masked, mentions, plain, readable
from lorepath.rules.language import language
from lorepath.rules.rule import Remark, Span, lesson_rule
from lorepath.wording import count, listed

_SCHEMA_MOST = 10
_LONG = 60
_LETTERS = re.compile(r"[a-z]{1,2}(?: only)?\Z")


@lesson_rule("MCQ02", "option-count", Severity.ERROR)
def option_count(
    lesson: Lesson,
    assembly: Assembly,
    *,
    fewest: Annotated[int, Span("the lowest number of options that is no error", 2, 10)] = 3,
    most: Annotated[int, Span("the highest number of options without a warning", 2, 10)] = 5,
) -> Iterator[Remark]:
    """An item has three options or more, and not many more.

    With two options every second guess is right. Three good ones measure as well as five, and are quicker to
    write and to read. An error below `fewest`; a warning above `most`. Items that are true or false have two
    options, no more; so may an item whose two options read like "True" and "False" or "Yes" and "No".

    Bad:
    ```yaml
    options:
      - {text: Ring the incident lead, because: They decide., correct: true}
      - {text: Wait, because: Silence costs trust.}
    ```
    Good:
    ```yaml
    options:
      - {text: Ring the incident lead, because: They decide., correct: true}
      - {text: Wait for a second report, because: The first customer will not be the last.}
      - {text: Restart the service, because: That destroys the traces of the cause.}
    ```
    Source: Rodriguez, Three options are optimal for multiple-choice items (2005).
    """
    for item in lesson.items:
        number = len(item.options)
        if not 2 <= number <= _SCHEMA_MOST:
            continue
        if item.kind == "true-false":
            if number > 2:
                yield Remark(
                    item.at("options", 2),
                    f"the item `{item.id}` is true or false, and has {count(number, 'option')}",
                    "keep the two options, or take out `type: true-false`",
                )
        elif number < fewest and not _is_true_or_false(item, lesson.language):
            yield Remark(
                item.at("options"),
                f"the item `{item.id}` has {count(number, 'option')}; {fewest} is the least",
                "add a mistake that people make, or write `type: true-false`",
            )
        elif number > most:
            yield Remark(
                item.at("options", most),
                f"the item `{item.id}` has {count(number, 'option')}; {most} is the most",
                "keep those that people choose by mistake",
                Severity.WARNING,
            )


@lesson_rule("MCQ04", "all-of-the-above", Severity.ERROR)
def all_of_the_above(lesson: Lesson, assembly: Assembly) -> Iterator[Remark]:
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
    words = language(lesson.language)
    if not words:
        return
    phrases, pair = words.all_of_above + words.none_of_above, _start_of_pair(lesson.language)
    for item in readable(lesson):
        together = "\n".join(option.text for option in item.options)
        if not (mentions(together, phrases) or pair.search(together)):
            continue
        for number, option in enumerate(item.options):
            text = bare(masked(option.text))
            place = item.at("options", number, "text")
            if _stands_for_others(text, words.all_of_above, words.pointers, item, number):
                yield Remark(
                    place,
                    f"“{plain(option.text)}” can be chosen by who knows only some of the options",
                    "write `type: multiple` and mark each right option, or write a single mistake instead",
                )
            elif _stands_for_others(text, words.none_of_above, words.pointers, item, number):
                yield Remark(
                    place,
                    f"“{plain(option.text)}” shows only that somebody knows what is wrong",
                    "write a mistake that people make, or the right answer",
                    Severity.WARNING,
                )
            elif _is_pair(text, item, lesson.language):
                yield Remark(
                    place,
                    f"“{plain(option.text)}” stands for other options, and tests logic",
                    "write `type: multiple` and mark each right option",
                    Severity.WARNING,
                )


@lesson_rule("MCQ11", "feedback", Severity.WARNING)
def feedback(lesson: Lesson, assembly: Assembly) -> Iterator[Remark]:
    """Each option says in `because` why it is right or wrong.

    Readers learn most where they were wrong, and from the reason. "Wrong" and "Well done" are none, and
    neither is the option's text once more. One finding for each item.

    Bad:
    ```yaml
    - {text: Restart the service, because: Wrong.}
    ```
    Good:
    ```yaml
    - {text: Restart the service, because: That destroys the traces of the cause. Save the log first.}
    ```
    Source: Roediger & Butler, The critical role of retrieval practice (2011): feedback enhances it.
    """
    words = language(lesson.language)
    empty = words.empty_feedback if words else frozenset()
    for item in readable(lesson):
        silent = [number for number, option in enumerate(item.options) if _says_nothing(option, empty)]
        if silent:
            which = listed([str(number + 1) for number in silent], most=_SCHEMA_MOST)
            one = len(silent) == 1
            yield Remark(
                item.at("options", silent[0], "because"),
                f"{'option' if one else 'options'} {which} of the item `{item.id}` "
                + ("does not say why it is right or wrong" if one else "do not say why they are right or wrong"),
                "write under `because` what would happen, or what was overlooked",
            )


def _says_nothing(option: Option, empty: frozenset[str]) -> bool:
    if len(option.because) > _LONG:
        return option.because == option.text
    text = bare(option.because).replace("’", "'")
    parts = [part.strip() for part in re.split(r"[.!,;:]", text)]
    return text == bare(option.text) or text in empty or all(part in empty for part in parts if part)


def _is_true_or_false(item: Item, tag: str) -> bool:
    words = language(tag)
    return bool(words) and all(bare(option.text) in words.true_false for option in item.options) if words else False


def _stands_for_others(text: str, phrases: tuple[str, ...], pointers: frozenset[str], item: Item, number: int) -> bool:
    for phrase in phrases:
        if phrase.split()[-1] in pointers:
            if text == phrase or text.startswith((f"{phrase} ", f"{phrase},")):
                return True
        elif text == phrase and number == len(item.options) - 1:
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
    return tuple(re.compile(each, re.IGNORECASE) for each in words.option_pairs) if words else ()
