"""Knowledge checks as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from msgspec import Struct

from lorepath.model import Answer, Lesson, Question

_INSTRUCTIONS = {
    "single": "Choose one answer.",
    "multiple": "Choose every answer that applies.",
    "true-false": "True or false?",
}


class ItemView(Struct, frozen=True):
    """One question. `name` is unique on the page; `multiple` means checkboxes."""

    name: str
    id: str
    number: int
    stem: str
    instruction: str
    multiple: bool
    objective_id: str
    objective: str
    options: tuple[Answer, ...]


class QuizView(Struct, frozen=True):
    """The questions of one knowledge-check block."""

    lesson: str
    items: tuple[ItemView, ...]


def quizzes(lesson: Lesson) -> Mapping[str, QuizView]:
    """The lesson's knowledge checks, by the names of their blocks (see `block_name`)."""
    objectives = {objective.id: objective.text for objective in lesson.objectives}
    found: dict[str, QuizView] = {}
    number = 0
    for check in lesson.checks:
        items = []
        for question in check.questions:
            if question.answers:  # else nobody could answer it
                number += 1
                items.append(_item(question, number, objectives))
        found[check.block] = QuizView(lesson.id, tuple(items))
    return found


def _item(question: Question, number: int, objectives: Mapping[str, str]) -> ItemView:
    return ItemView(
        name=f"question-{number}",
        id=question.id,
        number=number,
        stem=question.stem,
        instruction=_INSTRUCTIONS.get(question.kind, _INSTRUCTIONS["single"]),
        multiple=question.kind == "multiple",
        objective_id=question.objective,
        objective=objectives.get(question.objective, ""),
        options=question.answers,
    )
