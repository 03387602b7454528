"""STR: how a lesson is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from lorepath.finding import Place, Severity
from lorepath.model import Keys, Lesson
from lorepath.outline import UNREAD, Block, BlockKind
from lorepath.rules.language import language
from lorepath.rules.practice import JOB_AID, practice_sections
from lorepath.rules.rule import Remark, lesson_rule

_FILLER_WORD = "ipsum"
_FILLER = re.compile(r"\blorem\s+ipsum\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
FALLBACK_LANGUAGE = "en"


@lesson_rule("STR02", "practice-present", Severity.ERROR)
def practice_present(lesson: Lesson) -> Iterator[Remark]:
    """A lesson lets the learner do something: a knowledge check or a practice section.

    People learn what they do. A text without practice is an article. A job aid (`format: job-aid`) needs none: it is
    looked at while somebody works, in place of learning it by heart, and the work is the practice.

    Bad: a lesson that ends after its explanation

    Good:
    ```markdown
    ## Your turn { data-assesses="call-an-incident" }

    Read the three alerts below and decide for each whether you would call an incident.
    ```
    Source: Merrill, First principles of instruction (2002): application; Rossett & Schafer, Job Aids and Performance
    Support (2007).
    """
    if lesson.format == JOB_AID:
        return
    if lesson.complete and not lesson.items and not any(practice_sections(lesson)):
        yield Remark(
            Place(lesson.path, lesson.body_line),
            "this lesson has nothing for the learner to do",
            "add a section `## Your turn` with a small task, or a knowledge check in a ```quiz block",
        )


@lesson_rule("STR09", "placeholder", Severity.ERROR)
def placeholder(lesson: Lesson) -> Iterator[Remark]:
    """A lesson is finished: no TODO, FIXME, TBD, lorem ipsum or TO_BE_ADDED, and no empty section.

    A placeholder tells learners that nobody has read the lesson. Code is not looked at.

    Bad:
    ```markdown
    ## Example

    TODO: an example from the night shift
    ```
    Good:
    ```markdown
    ## Example

    At 09:14 Maria sees the third alert from the same service …
    ```
    """
    # A look at the whole body first: nearly every lesson is finished.
    is_suspect = bool(placeholder_in(lesson.body, lesson.language))
    front = _front_texts(lesson)
    for keys, text in front if placeholder_in("\n".join([text for _, text in front]), lesson.language) else ():
        if word := placeholder_in(text, lesson.language):
            yield _left(lesson.source.at(*keys), word)
    for place, text in _item_texts(lesson) if is_suspect else ():
        if word := placeholder_in(text, lesson.language):
            yield _left(place, word)
    for block in lesson.outline.blocks if is_suspect else ():
        if block.kind not in UNREAD and (word := placeholder_in(block.text, lesson.language)):
            yield _left(_place_in(lesson, block, word), word, may_go=True)
    for section in lesson.outline.sections:
        if all(block.kind is BlockKind.HTML and not _COMMENT.sub("", block.text).strip() for block in section.blocks):
            yield Remark(
                Place(lesson.path, section.heading.line),
                f"the section “{section.heading.text}” is empty",
                "write what belongs here, or delete the heading",
            )


def placeholder_in(text: str, tag: str) -> str | None:
    """The first placeholder in a text, in the language that a tag names: what STR09 finds, other rules pass over."""
    marks = _marks(tag)
    # Most texts hold none, and are told so at little cost.
    match = _FILLER.search(text) if _FILLER_WORD in text.lower() else None
    if not match and any(mark in text for mark in marks):
        match = _marker(marks).search(text)
    return match[0] if match else None


def _left(place: Place, word: str, may_go: bool = False) -> Remark:
    """What to say of a placeholder; `may_go` is true of body text, where a field needs something in its place."""
    hint = "write what belongs here, or delete the line" if may_go else "write what belongs here"
    return Remark(place, f"the placeholder `{word}` is still here", hint)


def _marks(tag: str) -> tuple[str, ...]:
    words = language(tag) or language(FALLBACK_LANGUAGE)
    return words.placeholders if words else ()


@cache
def _marker(marks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, marks)) + r")\b")


def _front_texts(lesson: Lesson) -> list[tuple[Keys, str]]:
    """The texts of front matter, each with its keys."""
    fields: list[tuple[Keys, str]] = [(("title",), lesson.title), (("summary",), lesson.summary)]
    fields += [(("tags", number), tag) for number, tag in enumerate(lesson.tags)]
    fields += [(("objectives", number, "text"), each.text) for number, each in enumerate(lesson.objectives)]
    return fields


def _item_texts(lesson: Lesson) -> Iterator[tuple[Place, str]]:
    """The texts of knowledge checks."""
    for item in lesson.items:
        yield item.at("stem"), item.stem
        for number, option in enumerate(item.options):
            yield item.at("options", number, "text"), option.text
            yield item.at("options", number, "because"), option.because


def _place_in(lesson: Lesson, block: Block, word: str) -> Place:
    """Where a word stands inside a block."""
    for number in range(block.line, block.end_line + 1):
        line = _CODE.sub(lambda code: " " * len(code[0]), lesson.line(number))
        if match := re.search(rf"\b{re.escape(word)}\b", line):
            return Place(lesson.path, number, match.start() + 1)
    return Place(lesson.path, block.line)
