"""How long a text takes to learn, as a whole and section by section, so that a long lesson can be split.

Source of the reading speed: Brysbaert, How many words do we read per minute? (2019), rounded down for learners.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lorepath.model import Item, Section
from lorepath.outline import Block, BlockKind, Outline

WORDS_A_MINUTE = 200
MINUTES_AN_ITEM = 1
_SPLIT_AT = 2  # the level of the headings that a lesson may be interrupted at


def computed_minutes(outline: Outline, items: int) -> int:
    """Reading time, plus a minute for each item, plus what exercises declare as `data-minutes`."""
    exercises = sum(map(_declared, outline.headings))
    return max(1, round(sum(outline.word_counts) / WORDS_A_MINUTE) + items * MINUTES_AN_ITEM + exercises)


def sections(outline: Outline, items: Sequence[Item], minutes: int) -> tuple[Section, ...]:
    """The parts between a lesson's main headings; their minutes are whole and add up to the lesson's `minutes`."""
    blocks = outline.blocks
    starts = [place for place, block in enumerate(blocks) if not place or _is_main(block)]
    parts = [slice(start, end) for start, end in pairwise([*starts, len(blocks)])]
    lines = [item.at().line for item in items]
    weights = [_weight(lines, blocks[part], sum(outline.word_counts[part])) for part in parts]
    total = sum(weights) or 1.0
    found: list[Section] = []
    so_far, before = 0.0, 0
    for start, weight in zip(starts, weights, strict=True):
        so_far += weight
        now = round(minutes * so_far / total)
        title, anchor = (blocks[start].text, blocks[start].anchor) if _is_main(blocks[start]) else ("", "")
        found.append(Section(title, anchor, now - before))
        before = now
    return tuple(found)


def _is_main(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level <= _SPLIT_AT


def _weight(items: Sequence[int], blocks: Sequence[Block], words: int) -> float:
    """About how many minutes the blocks take, as the lesson's own minutes are computed; `items` are items' lines."""
    checks = [block for block in blocks if block.kind is BlockKind.QUIZ]
    asked = sum([check.line <= line <= check.end_line for check in checks for line in items])
    exercises = sum([_declared(block) for block in blocks if block.attributes])
    return words / WORDS_A_MINUTE + asked * MINUTES_AN_ITEM + exercises


def _declared(block: Block) -> int:
    """The minutes that an exercise declares on its heading."""
    written = block.attributes.get("data-minutes", "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 4 else 0
