"""MCQ: the options of a knowledge-check item, and what is said about each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from lorepath.finding import Severity
from lorepath.model import Item, Lesson, Option
from lorepath.rules.item_text import bare, readable
from lorepath.rules.language import language
from lorepath.rules.language.item_words import ItemWords
from lorepath.rules.rule import Remark, Span, lesson_rule
from lorepath.wording import count, listed

_SCHEMA_MOST = 10
_LONG = 60


@lesson_rule("MCQ02", "option-count", Severity.ERROR)
def option_count(
    lesson: Lesson,
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


@lesson_rule("MCQ11", "feedback", Severity.WARNING)
def feedback(lesson: Lesson) -> Iterator[Remark]:
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
    known = language(lesson.language)
    words = known.items if known else None
    for item in readable(lesson):
        silent = [number for number, option in enumerate(item.options) if _says_nothing(option, words)]
        if silent:
            which = listed([str(number + 1) for number in silent], most=_SCHEMA_MOST)
            one = len(silent) == 1
            yield Remark(
                item.at("options", silent[0], "because"),
                f"{'option' if one else 'options'} {which} of the item `{item.id}` "
                + ("does not say why it is right or wrong" if one else "do not say why they are right or wrong"),
                "write under `because` what would happen, or what was overlooked",
            )


def _says_nothing(option: Option, words: ItemWords | None) -> bool:
    if not option.because.strip():
        return True
    if len(option.because) > _LONG or not words:
        return option.because == option.text
    text = bare(option.because).replace("’", "'")
    if text == bare(option.text) or text in words.empty_feedback:
        return True
    parts = [part.strip() for part in re.split(r"[.!,;:]", text)]
    return all(part in words.empty_feedback or words.verdict_words.issuperset(part.split()) for part in parts if part)


def _is_true_or_false(item: Item, tag: str) -> bool:
    words = language(tag)
    return words is not None and all(bare(option.text) in words.items.true_false for option in item.options)
