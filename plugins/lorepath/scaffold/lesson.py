"""The text of a new lesson: its parts in order, and a kind word wherever the author's own belong.

Each placeholder starts with TODO and stands on one line, so that `lorepath check` points at it (STR09).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from lorepath.model import Levels
from lorepath.naming import slug, unique
from lorepath.scaffold.yaml_text import levels, quoted

FORMATS = ("article", "video", "exercise", "job-aid", "session")

_ID_WORDS = 5
_Part = tuple[str, ...]
"""A section: its heading, then what stands below it."""

_WHY: _Part = ("Why this matters", "TODO Say why a reader should care today: a mistake, a cost, a question.")
_BEFORE_PRACTICE: Mapping[str, tuple[_Part, ...]] = {
    "article": (
        _WHY,
        (
            "How it works",
            "TODO Explain just enough to follow the example below; give a longer text headings of its own.",
        ),
        ("Example", "TODO Show one real case from start to end, with the thoughts that you had at each step."),
    ),
    "video": (
        _WHY,
        (
            "The video",
            "TODO Put the recording here, with captions in a file beside it.",
            "### Transcript",
            "TODO Write down what is said, and what one can only see.",
        ),
    ),
    "exercise": (
        _WHY,
        ("Before you begin", "TODO Say what people need before they begin, and how long the exercise takes."),
    ),
    "job-aid": (("Steps", "1. TODO Write the first step as people do it at work, and each further one below it."),),
    "session": (
        _WHY,
        ("When we meet", "TODO Say what happens when you meet, how long each part takes, and what people bring."),
    ),
}
"""What each format starts with, as STR01 asks for it: a job aid holds only what people need while they work."""
_AFTER_PRACTICE: tuple[_Part, ...] = (
    ("In short", "- TODO Say in one line what to keep; add a line or two if you need them."),
    ("On the job", "TODO Ask for one thing to do at work this week, with a moment to do it."),
)


class Draft(Struct, frozen=True):
    """What is known of a lesson before it is written. An empty summary or no objective becomes a placeholder."""

    title: str
    teaches: Levels
    summary: str = ""
    requires: Levels | None = None
    objectives: Sequence[str] = ()
    format: str = "article"


def lesson_text(draft: Draft) -> str:
    """The file of a lesson that is still to be filled in."""
    objectives = dict(_objectives(draft.objectives))
    return "\n".join([*_front_matter(draft, objectives), *_body(draft, list(objectives))]) + "\n"


def _objectives(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Ids and texts; an id is made of a text's first words."""
    if not texts:
        yield "objective-1", "TODO Say what a learner can do afterwards; start with a verb that one can see."
    taken: set[str] = set()
    for number, text in enumerate(texts, 1):
        identifier = unique(slug(" ".join(text.split()[:_ID_WORDS])) or f"objective-{number}", taken)
        taken.add(identifier)
        yield identifier, text


def _front_matter(draft: Draft, objectives: dict[str, str]) -> Iterator[str]:
    yield "---"
    yield f"title: {quoted(draft.title)}"
    yield f"summary: {quoted(draft.summary or 'TODO Say in a sentence what the lesson gives its reader.')}"
    yield f"teaches: {levels(draft.teaches)}"
    if draft.requires:
        yield f"requires: {levels(draft.requires)}"
    yield "objectives:"
    for identifier, text in objectives.items():
        yield f"  - id: {quoted(identifier)}"
        yield f"    text: {quoted(text)}"
    if draft.format != "article":
        yield f"format: {draft.format}"
    yield "---"


def _body(draft: Draft, objectives: Sequence[str]) -> Iterator[str]:
    for part in _BEFORE_PRACTICE[draft.format]:
        yield from _section(*part)
    yield from _section(
        f'Your turn {{ data-assesses="{" ".join(objectives)}" }}',
        "TODO Give a small task to do now, with all that it needs.",
        '??? success "Compare with ours"',
        "    TODO Show your own solution, and say what makes a different one good too.",
    )
    yield from _section("Check yourself", "\n".join(_quiz(objectives)))
    if draft.format != "job-aid":
        for part in _AFTER_PRACTICE:
            yield from _section(*part)


def _section(heading: str, *blocks: str) -> Iterator[str]:
    for block in (f"## {heading}", *blocks):
        yield ""
        yield block


def _quiz(objectives: Sequence[str]) -> Iterator[str]:
    """One item for each objective; the right option stands in another place each time.

    Texts are blocks of YAML, in which an author may write every sign: `:`, `#`, quotes and back quotes too.
    """
    yield "```quiz"
    for number, objective in enumerate(objectives):
        options = [
            ("TODO Write a mistake that people really make.", "TODO Say what is wrong with it, and what would help."),
            ("TODO Write another mistake, as long as the right answer.", "TODO Say what this reader has mixed up."),
        ]
        key = (number + 1) % 3
        options.insert(key, ("TODO Write the right answer.", "TODO Say why it is right."))
        yield f"- id: question-{number + 1}"
        yield f"  objective: {quoted(objective)}"
        yield "  stem: >-"
        yield "    TODO Describe a small situation from work, and ask what to do in it."
        yield "  options:"
        for place, (text, because) in enumerate(options):
            yield "    - text: >-"
            yield f"        {text}"
            yield "      because: >-"
            yield f"        {because}"
            if place == key:
                yield "      correct: true"
    yield "```"
