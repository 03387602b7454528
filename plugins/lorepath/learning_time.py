"""How long a text takes to learn, as a whole and section by section, so that a long lesson can be split.

Source of the reading speed: Brysbaert, How many words do we read per minute? (2019), rounded down for learners.
"""

from __future__ import annotations

from collections.abc import Sequence

from lorepath.model import Item, Section
from lorepath.outline import UNREAD, Block, BlockKind, Outline

WORDS_A_MINUTE = 200
MINUTES_AN_ITEM = 1
_SPLIT_AT = 2  # the level of the headings that a lesson may be interrupted at


def computed_minutes(outline: Outline, items: int) -> int:
    """Reading time, plus a minute for each item, plus what exercises declare as `data-minutes`."""
    exercises = sum(map(_declared, outline.headings))
    return max(1, round(outline.words / WORDS_A_MINUTE) + items * MINUTES_AN_ITEM + exercises)


def sections(outline: Outline, items: Sequence[Item], minutes: int) -> tuple[Section, ...]:
    """The parts between a lesson's main headings; their minutes are whole and add up to the lesson's `minutes`."""
    parts: list[tuple[str, str, list[Block]]] = [("", "", [])]
    for block in outline.blocks:
        if block.kind is BlockKind.HEADING and block.level <= _SPLIT_AT:
            parts.append((block.text, block.anchor, []))
        parts[-1][2].append(block)
    if not parts[0][2]:
        del parts[0]
    weights = [_weight(items, blocks) for _, _, blocks in parts]
    total = sum(weights) or 1.0
    found: list[Section] = []
    so_far, before = 0.0, 0
    for (title, anchor, _), weight in zip(parts, weights, strict=True):
        so_far += weight
        now = round(minutes * so_far / total)
        found.append(Section(title, anchor, now - before))
        before = now
    return tuple(found)


def _weight(items: Sequence[Item], blocks: Sequence[Block]) -> float:
    """About how many minutes the blocks take, as the lesson's own minutes are computed."""
    words = sum(len(block.text.split()) for block in blocks if block.kind not in UNREAD)
    checks = [block for block in blocks if block.kind is BlockKind.QUIZ]
    asked = sum(check.line <= item.at().line <= check.end_line for check in checks for item in items)
    return words / WORDS_A_MINUTE + asked * MINUTES_AN_ITEM + sum(map(_declared, blocks))


def _declared(block: Block) -> int:
    """The minutes that an exercise declares on its heading."""
    written = block.attributes.get("data-minutes", "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 4 else 0
