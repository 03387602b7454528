"""`lorepath new lesson`: a lesson with its parts in place, and TODO where its author's words belong."""

from __future__ import annotations

from pathlib import Path

import click

from lorepath.cli import ask
from lorepath.cli.common import root_option
from lorepath.cli.new.common import (
    command,
    fits,
    identifier_argument,
    named,
    notes,
    requires_option,
    summary_option,
    tell,
    title_option,
)
from lorepath.cli.refusal import refused_is_2
from lorepath.loader import load
from lorepath.scaffold.answers import fit_objective
from lorepath.scaffold.files import write_new
from lorepath.scaffold.lesson import FORMATS, Draft, lesson_text
from lorepath.scaffold.proof import with_lesson
from lorepath.wording import count

_MOST_OBJECTIVES = 5


@click.command()
@identifier_argument
@click.option("--topic", help="The topic that it belongs to.")
@title_option
@summary_option
@click.option(
    "--teaches", multiple=True, metavar="SKILL=LEVEL", help="What learners reach; may be given several times."
)
@requires_option
@click.option(
    "--objective", multiple=True, metavar="TEXT", help="What a learner can do afterwards; may be given several times."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True)
@root_option
@refused_is_2
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
    portal, _ = load(root)
    title, name = named(portal, "lesson", "title", title, identifier, asking)
    folder = ask.choice(portal, "topic", "Which topic does it belong to", topic, asking)
    draft = Draft(
        title,
        teaches=ask.levels(portal, "Which skill does it teach", teaches, asking),
        requires=ask.levels(portal, "Which skill is needed before", requires, asking, optional=True),
        summary=ask.text(
            "What it gives its reader, in a sentence", summary, fits("lesson", "summary"), asking, optional=True
        ),
        objectives=ask.texts(_question, objective, fit_objective, asking, _MOST_OBJECTIVES, optional=True),
        format=form,
    )
    path, text = f"content/lessons/{folder}/{name}.md", lesson_text(draft)
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
