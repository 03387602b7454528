"""`lorepath new person`: somebody who writes, reviews or helps."""

from __future__ import annotations

from pathlib import Path

import click

from lorepath.cli import ask
from lorepath.cli.common import root_option
from lorepath.cli.new.common import named, tell, write
from lorepath.cli.refusal import refused_is_2
from lorepath.loader import load
from lorepath.scaffold.answers import known
from lorepath.scaffold.described import person_text


@click.command()
@click.argument("identifier", metavar="[HANDLE]", required=False)
@click.option("--name", help="Their name as they want it shown; the handle is made of it unless HANDLE is given.")
@click.option("--helps-with", multiple=True, metavar="SKILL", help="A skill to ask them about; several times.")
@click.option("--email", multiple=True, help="An address that they commit with; several times. It is never published.")
@root_option
@refused_is_2
def person(
    identifier: str | None, name: str | None, helps_with: tuple[str, ...], email: tuple[str, ...], root: Path
) -> None:
    """Write a person who writes, reviews or helps."""
    asking = ask.is_missing({"--name": name})
    portal, _ = load(root)
    name, handle = named(portal, "person", "name", name, identifier, asking)
    skills = [known(portal, "skill", each) for each in helps_with]
    path = f"content/people/{handle}.yml"
    write(root, "person", path, person_text(name, skills, email))
    tell(root, path, f"write `owner: {handle}` into the topics and roles that they look after")
