"""Knowledge checks as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lorepath.model import Item, Lesson
from lorepath.outline import BlockKind

_INSTRUCTIONS = {
    "single": "Choose one answer.",
    "multiple": "Choose every answer that applies.",
    "true-false": "True or false?",
}


@dataclass(frozen=True, slots=True)
class OptionView:
    """One answer, with what its feedback says."""

    text: str
    because: str
    correct: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question. `name` is unique on the page; `multiple` means checkboxes."""

    name: str
    id: str
    number: int
    stem: str
    instruction: str
    multiple: bool
    objective_id: str
    objective: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class QuizView:
    """The questions of one knowledge-check block."""

    lesson: str
    items: tuple[ItemView, ...]


def quizzes(lesson: Lesson) -> Mapping[str, QuizView]:
    """The lesson's knowledge checks, keyed by the text of the block that holds them (see `block_key`)."""
    objectives = {objective.id: objective.text for objective in lesson.objectives}
    found: dict[str, QuizView] = {}
    number = 0
    for block in lesson.outline.blocks:
        if block.kind is not BlockKind.QUIZ:
            continue
        items = []
        for item in lesson.items:
            if item.options and block.line <= item.at().line <= block.end_line:  # else nobody could answer it
                number += 1
                items.append(_item(item, number, objectives))
        found[block_key(block.text)] = QuizView(lesson.id, tuple(items))
    return found


def block_key(text: str) -> str:
    """A block's text without what a renderer may change: indentation and blank lines at its ends."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def _item(item: Item, number: int, objectives: Mapping[str, str]) -> ItemView:
    return ItemView(
        name=f"question-{number}",
        id=item.id,
        number=number,
        stem=item.stem,
        instruction=_INSTRUCTIONS.get(item.kind, _INSTRUCTIONS["single"]),
        multiple=item.kind == "multiple",
        objective_id=item.objective,
        objective=objectives.get(item.objective, ""),
        options=tuple(OptionView(option.text, option.because, option.correct) for option in item.options),
    )
