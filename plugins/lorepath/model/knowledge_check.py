"""Knowledge checks as a lesson's page asks them: without the places that rules point at, which take long to keep."""

from __future__ import annotations

from hashlib import blake2b

from msgspec import Struct


class Answer(Struct, frozen=True):
    """One answer that a learner may choose, and why it is right or wrong."""

    text: str
    because: str
    correct: bool


class Question(Struct, frozen=True):
    """One item. `kind` is single, multiple or true-false; without `answers`, nobody could answer it."""

    id: str
    objective: str
    stem: str
    kind: str
    answers: tuple[Answer, ...]


class KnowledgeCheck(Struct, frozen=True):
    """The questions of one block. `block` names it by its text, as `block_name` does."""

    block: str
    questions: tuple[Question, ...]


def block_name(text: str) -> str:
    """A name for a block's text, whatever a renderer may change: indentation and blank lines at its ends."""
    plain = "\n".join(line.strip() for line in text.strip().splitlines())
    return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
