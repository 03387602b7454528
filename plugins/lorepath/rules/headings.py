"""STR: headings, and text that should have one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from lorepath.finding import Edit, Fix, Place, Severity
from lorepath.model import Lesson, Text
from lorepath.outline import Block, BlockKind
from lorepath.rules.rule import Remark, Span, text_rule
from lorepath.wording import count

_DEEPEST = 6
_MARKS = re.compile(r"( {0,3})(#{1,6})(?=[ \t])")
_BOLD = re.compile(r"( {0,3})(\*\*|__)(?=\S)((?:(?!\2).){1,80}?)(?<=[^\s.,;:!?…。，；：！？])\2[ \t]*\Z")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FIGURE = re.compile(r"<(?:img|svg|figure|video|audio|iframe|picture|table|details|hr)\b", re.IGNORECASE)


@text_rule("STR04", "segment-length", Severity.WARNING)
def segment_length(
    text: Text,
    *,
    most: Annotated[int, Span("the highest number of words in one stretch", 50, 5000)] = 400,
) -> Iterator[Remark]:
    """Running text is broken up: at most 400 words without a heading, figure, list or practice.

    A reader takes in one piece, rests, and takes in the next. Tables, code, callouts and knowledge checks break a
    text up too; a quotation does not.

    Bad: two pages of paragraphs

    Good: a heading that names the next point, or a list where the text enumerates

    Source: Mayer, Multimedia Learning (2021): the segmenting principle.
    """
    start, last, words = 0, 0, 0

    def remark() -> Remark:
        return Remark(
            Place(text.path, start),
            f"from here to line {last} {count(words, 'word')} stand without a heading, figure or list",
            f"break the text up so that no stretch has more than {most}: a heading, a list, a figure or a task",
        )

    for block, size in zip(text.outline.blocks, text.outline.word_counts, strict=True):
        if block.kind is BlockKind.QUOTE or (block.kind is BlockKind.HTML and _is_unseen(block)):
            continue
        if block.kind is BlockKind.PARAGRAPH and not (block.links and any(link.is_image for link in block.links)):
            start, last, words = start or block.line, block.end_line, words + size
        else:
            if words > most:
                yield remark()
            start, words = 0, 0
    if words > most:
        yield remark()


@text_rule("STR07", "heading-order", Severity.WARNING)
def heading_order(text: Text) -> Iterator[Remark]:
    """Headings go down one level at a time, and a page has one title.

    Who cannot see the page walks through its headings, and a skipped level sounds like a part that is missing. A
    lesson's title is its first heading already: its text starts with `##`.

    Bad:
    ```markdown
    ## Worked example
    #### The first alert
    ```
    Good:
    ```markdown
    ## Worked example
    ### The first alert
    ```
    Source: WCAG 2.2, 1.3.1 Info and Relationships; 2.4.6 Headings and Labels.
    """
    headings = text.outline.headings
    lines = text.body.split("\n")
    title_seen = isinstance(text, Lesson)
    before = 1
    for number, heading in enumerate(headings):
        if heading.level == 1 and title_seen:
            repeats = isinstance(text, Lesson) and _same(heading.text, text.title)
            yield Remark(
                _place(text, heading, lines),
                "this is a second title of the page",
                "delete it: the page shows the title of the front matter"
                if repeats
                else f"write `## {heading.text[:60]}`, and one `#` more in front of the headings below it",
                fix=_deleted(text, heading, lines) if repeats else _moved(text, _part(headings, number, 2), 1, lines),
            )
        elif heading.level > before + 1:
            wanted = "#" * (before + 1)
            yield Remark(
                _place(text, heading, lines),
                f"this heading of level {heading.level} follows one of level {before}"
                if number
                else f"the first heading is of level {heading.level}",
                f"write `{wanted} {heading.text[:60]}`",
                fix=_moved(text, _part(headings, number, heading.level), before + 1 - heading.level, lines),
            )
        title_seen = title_seen or heading.level == 1
        before = heading.level


@text_rule("STR08", "fake-heading", Severity.HINT)
def fake_heading(text: Text) -> Iterator[Remark]:
    """A heading is a heading, not a line in bold.

    Bold looks like a heading and is none: it stands in no table of contents, and a screen reader passes it by. A
    line that ends like a sentence, names a figure, is a link, or has nothing below it is left alone. The tool can
    write the heading, but look at its level.

    Bad:
    ```markdown
    **When to call**

    Call when customers notice.
    ```
    Good:
    ```markdown
    ### When to call

    Call when customers notice.
    ```
    Source: WCAG 2.2, 1.3.1 Info and Relationships (failure F2).
    """
    blocks = [block for block in text.outline.blocks if block.kind is not BlockKind.HTML or not _is_unseen(block)]
    level = 1
    lines: list[str] = []
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            level = block.level
        if block.kind is not BlockKind.PARAGRAPH or block.line != block.end_line or len(block.text) > 80:
            continue
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if not block.text or block.links or not following or following.kind is BlockKind.HEADING:
            continue
        lines = lines or text.body.split("\n")
        found = _BOLD.match(lines[block.line - text.body_line])
        below = lines[following.line - text.body_line]
        if not found or _BOLD.match(below) or (number and _is_figure(blocks[number - 1])):
            continue
        marks = "#" * min(level + 1, _DEEPEST)
        edit = Edit((block.line, 1), (block.line, len(found[0]) + 1), f"{marks} {found[3]}")
        yield Remark(
            Place(text.path, block.line, len(found[1]) + 1),
            "this line in bold stands where a heading belongs",
            f"write `{marks} {found[3]}`",
            fix=Fix("Make it a heading", (edit,)),
        )


def _is_unseen(block: Block) -> bool:
    """Whether a reader sees nothing of a block of HTML: a comment, or one that holds no figure."""
    return not _FIGURE.search(_COMMENT.sub("", block.text))


def _is_figure(block: Block) -> bool:
    return any(link.is_image for link in block.links) or block.kind is BlockKind.HTML


def _same(one: str, other: str) -> bool:
    return " ".join(one.lower().split()) == " ".join(other.lower().split())


def _place(text: Text, heading: Block, lines: Sequence[str]) -> Place:
    line = lines[heading.line - text.body_line]
    return Place(text.path, heading.line, len(line) - len(line.lstrip()) + 1)


def _part(headings: Sequence[Block], number: int, least: int) -> list[Block]:
    """A heading and those behind it that move with it: up to the next one above level `least`."""
    end = number + 1
    while end < len(headings) and headings[end].level >= least:
        end += 1
    return list(headings[number:end])


def _moved(text: Text, headings: Sequence[Block], by: int, lines: Sequence[str]) -> Fix | None:
    """The headings so many levels deeper; None where one is underlined, stands in a callout or would be too deep."""
    edits = []
    for heading in headings:
        found = _MARKS.match(lines[heading.line - text.body_line])
        if not found or heading.level + by > _DEEPEST:
            return None
        start = (heading.line, found.start(2) + 1)
        edits.append(Edit(start, (heading.line, found.end(2) + 1), "#" * (heading.level + by)))
    return Fix("Give the headings their level", tuple(edits))


def _deleted(text: Text, heading: Block, lines: Sequence[str]) -> Fix | None:
    if heading.end_line >= text.body_line + len(lines) - 1:
        return None
    return Fix("Delete the second title", (Edit((heading.line, 1), (heading.end_line + 1, 1), ""),))
