"""`lorepath new lesson`: a lesson with its parts in place, and TODO where its author's words belong."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from lorepath.cli import ask
from lorepath.cli.new.common import (
    command,
    fits,
    named,
    notes,
    tell,
)
from lorepath.cli.new.options import writes_new
from lorepath.cli.reading import read_portal
from lorepath.scaffold.answers import fit_objective
from lorepath.scaffold.files import write_new
from lorepath.scaffold.lesson import Draft, lesson_text
from lorepath.scaffold.proof import with_lesson
from lorepath.wording import count

_MOST_OBJECTIVES = 5


@writes_new("ID", "topic", "title", "summary", "teaches", "requires", "objective", "format")
def lesson(
    identifier: str | None,
    topic: str | None,
    title: str | None,
    summary: str | None,
    teaches: tuple[str, ...],
    requires: tuple[str, ...],
    objective: tuple[str, ...],
    form: str,
    root: Path,
) -> None:
    """Write a lesson with its parts in place, and TODO where your words belong."""
    asking = ask.is_missing({"--topic": topic, "--title": title, "--teaches": teaches})
    portal, _ = read_portal(root)
    title, name = named(portal, "lesson", "title", title, identifier, asking)
    folder = ask.choice(portal, "topic", "Which topic does it belong to", topic, asking)
    path = f"content/lessons/{folder}/{name}.md"
    draft = Draft(title, teaches=ask.levels(portal, "Which skill does it teach", teaches, asking), format=form)

    def fits_what_it_teaches(requires: dict[str, int]) -> None:
        notes(portal, with_lesson(portal, folder, path, lesson_text(replace(draft, requires=requires))))

    question = "Which skill is needed before"
    draft = replace(
        draft,
        requires=ask.levels(portal, question, requires, asking, optional=True, fits=fits_what_it_teaches),
        summary=ask.text(
            "What it gives its reader, in a sentence", summary, fits("lesson", "summary"), asking, optional=True
        ),
        objectives=ask.texts(_question, objective, fit_objective, asking, _MOST_OBJECTIVES, optional=True),
    )
    text = lesson_text(draft)
    about = notes(portal, with_lesson(portal, folder, path, text))
    write_new(root, {path: text})
    tell(
        root,
        path,
        f"put your own words in place of the {count(text.count('TODO '), 'text')} that start with TODO",
        f"{command(root, 'check')} says what is still missing, and what to write instead",
        f"{command(root, 'serve')} shows the lesson while you write",
        about=about,
    )


def _question(number: int) -> str:
    if number > 1:
        return "What else can they do"
    return "What can a learner do afterwards? Start with a verb that one can see, such as write, choose or mend"
