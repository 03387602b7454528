"""A lesson's sections with their minutes, so that a long lesson can be learned in several sittings."""

from __future__ import annotations

from lorepath.lesson_reader import MINUTES_AN_ITEM, WORDS_A_MINUTE
from lorepath.model import Lesson
from lorepath.outline import Block, BlockKind
from lorepath.paths.weeks import Section

_SPLIT_AT = 2  # the level of the headings that a lesson may be interrupted at
_UNREAD = frozenset({BlockKind.CODE, BlockKind.QUIZ, BlockKind.HTML})


def sections(lesson: Lesson) -> tuple[Section, ...]:
    """The parts between the lesson's main headings; their minutes are whole and add up to the lesson's."""
    parts: list[tuple[str, str, list[Block]]] = [("", "", [])]
    for block in lesson.outline.blocks:
        if block.kind is BlockKind.HEADING and block.level <= _SPLIT_AT:
            parts.append((block.text, block.anchor, []))
        parts[-1][2].append(block)
    if not parts[0][2]:
        del parts[0]
    weights = [_weight(lesson, blocks) for _, _, blocks in parts]
    total = sum(weights) or 1.0
    found: list[Section] = []
    so_far, before = 0.0, 0
    for (title, anchor, _), weight in zip(parts, weights, strict=True):
        so_far += weight
        now = round(lesson.minutes * so_far / total)
        found.append(Section(title, anchor, now - before))
        before = now
    return tuple(found)


def _weight(lesson: Lesson, blocks: list[Block]) -> float:
    """About how many minutes the blocks take, as the lesson's own minutes are computed."""
    words = sum(len(block.text.split()) for block in blocks if block.kind not in _UNREAD)
    declared = sum(
        int(written)
        for block in blocks
        if (written := block.attributes.get("data-minutes", "")).isascii() and written.isdecimal() and len(written) < 4
    )
    checks = [block for block in blocks if block.kind is BlockKind.QUIZ]
    items = sum(check.line <= item.at().line <= check.end_line for check in checks for item in lesson.items)
    return words / WORDS_A_MINUTE + items * MINUTES_AN_ITEM + declared
