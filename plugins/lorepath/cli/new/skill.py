"""`lorepath new skill`: something that people can do, at numbered levels."""

from __future__ import annotations

from pathlib import Path

import click

from lorepath.cli import ask
from lorepath.cli.common import root_option
from lorepath.cli.new.common import command, fits, identifier_argument, named, summary_option, tell, write
from lorepath.cli.refusal import refused_is_2
from lorepath.loader import load
from lorepath.scaffold.answers import fit_description
from lorepath.scaffold.described import skill_text

_MOST_LEVELS = 9


@click.command()
@identifier_argument
@click.option("--name", help="Its name; the id is made of it unless ID is given.")
@summary_option
@click.option(
    "--level", multiple=True, metavar="TEXT", help="What somebody does at level 1; again for level 2, and on."
)
@click.option("--core", is_flag=True, help="Everybody needs it, whatever their role.")
@root_option
@refused_is_2
def skill(
    identifier: str | None, name: str | None, summary: str | None, level: tuple[str, ...], core: bool, root: Path
) -> None:
    """Write a skill with its levels."""
    asking = ask.is_missing({"--name": name, "--summary": summary, "--level": level})
    portal, _ = load(root)
    name, own_id = named(portal, "skill", "name", name, identifier, asking)
    summary = ask.text("What somebody with this skill does, in a sentence", summary, fits("skill", "summary"), asking)

    def question(number: int) -> str:
        word = portal.level_name(number)
        return f"What does somebody do at level {number}" + (f" ({word})" if word != str(number) else "")

    levels = ask.texts(question, level, fit_description, asking, _MOST_LEVELS)
    path = f"content/skills/{own_id}.yml"
    write(root, "skill", path, skill_text(name, summary, levels, core))
    tell(
        root,
        path,
        f"{command(root, 'new', 'lesson', '--teaches', f'{own_id}=1')} writes a lesson that teaches it",
        f"put `{own_id}` under `requires` of the roles in content/roles/ that need it",
    )
