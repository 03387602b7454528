"""The typed text of knowledge checks: where a word of a value stands, and options in another order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lorepath.finding import Edit, Place
from lorepath.model import Item, Key, Lesson
from lorepath.outline import Block, BlockKind
from lorepath.yaml_reader import read_yaml

_OPTION = re.compile(r"( *)- +\S")
_COMMENT = re.compile(r" *#")


def place_within(lesson: Lesson, item: Item, keys: tuple[Key, ...], start: int, end: int) -> Place | None:
    """Where the characters from `start` to `end` of an item's text value stand in the file, None if that is unclear.

    The same words are looked for in what the author typed, where they may be quoted, escaped or folded.
    """
    value = _value(item, keys)
    typed, origin = _typed(lesson, item, keys)
    wanted = value[start:end]
    pattern = r"\s+".join(re.escape(word).replace("'", "''?") for word in wanted.split())
    if not pattern:
        return None
    before = len(re.findall(f"(?={re.escape(wanted)})", value[:start] + wanted)) - 1
    matches = list(re.finditer(f"(?={pattern})", typed))
    if len(matches) <= before:
        return None
    return _spot(origin, typed, matches[before].start())


def emphasised(lesson: Lesson, item: Item, start: int, end: int) -> tuple[Edit, ...]:
    """The edits that set the characters from `start` to `end` of an item's stem in bold; none where YAML forbids it."""
    place = place_within(lesson, item, ("stem",), start, end)
    # A plain value may not start with an asterisk.
    if place is None or place == item.at("stem"):
        return ()
    word = item.stem[start:end]
    line = lesson.line(place.line)
    typed = next((each for each in (word, word.replace("'", "''")) if line.startswith(each, place.column - 1)), None)
    if typed is None:
        return ()
    spot = (place.line, place.column)
    return (Edit(spot, (place.line, place.column + len(typed)), f"**{typed}**"),)


def reordered(lesson: Lesson, item: Item, order: Sequence[int]) -> Edit | None:
    """The edit that puts an item's options into another order, each with its comments; None where that is unclear.

    The options must stand in the block style, each on lines of its own. A comment above an option belongs to it.
    """
    lines = lesson.written.lines
    starts = [option.place.line - 1 for option in item.options]
    dashes = {match[1] if (match := _OPTION.match(lines[start])) else None for start in starts}
    if len(dashes) != 1 or None in dashes or len(set(starts)) != len(starts):
        return None
    indent = len(dashes.pop() or "")
    if any(option.place.column <= indent + 2 for option in item.options):
        return None
    starts = [_with_comments(lines, start, indent) for start in starts]
    ends = [*starts[1:], _end(lines, item.options[-1].place.line - 1, indent)]
    blocks = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
    text = "\n".join(line for number in order for line in blocks[number])
    edit = Edit((starts[0] + 1, 1), (ends[-1], len(lines[ends[-1] - 1]) + 1), text)
    return edit if _says_the_same(lesson, item, order, starts[0], ends[-1], text) else None


def _value(item: Item, keys: tuple[Key, ...]) -> str:
    if keys == ("stem",):
        return item.stem
    _, number, name = keys
    option = item.options[int(number)]
    return option.text if name == "text" else option.because


def _typed(lesson: Lesson, item: Item, keys: tuple[Key, ...]) -> tuple[str, Place]:
    """What was typed from a value's place up to the next value or key, and the place."""
    place = item.at(*keys)
    here = (place.line, place.column)
    block = _block(lesson, place.line)
    marks = (*item.source.values.values(), *item.source.keys.values())
    end = min((mark for mark in marks if mark > here), default=((block.end_line if block else place.line + 1), 1))
    lines = lesson.written.lines
    typed = list(lines[place.line - 1 : end[0]])
    if end[0] <= len(lines):
        typed[-1] = typed[-1][: end[1] - 1]
    typed[0] = typed[0][place.column - 1 :] if len(typed) > 1 else typed[0][place.column - 1 : end[1] - 1]
    return "\n".join(typed), place


def _block(lesson: Lesson, line: int) -> Block | None:
    """The knowledge check that holds a line."""
    quizzes = (block for block in lesson.outline.blocks if block.kind is BlockKind.QUIZ)
    return next((block for block in quizzes if block.line < line <= block.end_line), None)


def _spot(origin: Place, typed: str, index: int) -> Place:
    breaks = typed.count("\n", 0, index)
    column = index - (typed.rfind("\n", 0, index) + 1) + (1 if breaks else origin.column)
    return Place(origin.path, origin.line + breaks, column)


def _with_comments(lines: Sequence[str], start: int, indent: int) -> int:
    """The line on which the comments above an option begin; one that is indented deeper belongs to what precedes."""
    while _COMMENT.match(lines[start - 1]) and _indent(lines[start - 1]) <= indent:
        start -= 1
    return start


def _end(lines: Sequence[str], start: int, indent: int) -> int:
    """The line after the last one of the option that begins on the line `start`."""
    end = start + 1
    while end < len(lines) and lines[end].strip() and _indent(lines[end]) > indent:
        end += 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _says_the_same(lesson: Lesson, item: Item, order: Sequence[int], start: int, end: int, text: str) -> bool:
    """Whether the knowledge check, with these lines replaced, differs in nothing but the order of the options."""
    block = _block(lesson, item.options[0].place.line)
    if block is None:
        return False
    lines = block.text.split("\n")
    indent = max(item.source.at().column - 1, 0)
    new = [line[min(indent, _indent(line)) :] for line in text.split("\n")]
    first = start - block.line
    lines[first : first + end - start] = new
    then, now = (read_yaml(each, item.source.path).data for each in (block.text, "\n".join(lines)))
    index = item.keys[0]
    if not (isinstance(then, list) and isinstance(now, list) and isinstance(index, int) and len(then) == len(now)):
        return False
    then[index]["options"] = [then[index]["options"][number] for number in order]
    return bool(then == now)
