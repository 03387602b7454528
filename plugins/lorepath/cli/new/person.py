"""`lorepath new person`: somebody who writes, reviews or helps."""

from __future__ import annotations

from pathlib import Path

from lorepath.cli import ask
from lorepath.cli.new.common import named, tell, write
from lorepath.cli.new.options import writes_new
from lorepath.cli.reading import read_portal
from lorepath.scaffold.answers import known
from lorepath.scaffold.described import person_text


@writes_new("HANDLE", "shown name", "helps-with", "email")
def person(
    identifier: str | None, name: str | None, helps_with: tuple[str, ...], email: tuple[str, ...], root: Path
) -> None:
    """Write a person who writes, reviews or helps."""
    asking = ask.is_missing({"--name": name})
    portal, _ = read_portal(root)
    name, handle = named(portal, "person", "name", name, identifier, asking)
    skills = [known(portal, "skill", each) for each in helps_with]
    path = f"content/people/{handle}.yml"
    write(root, "person", path, person_text(name, skills, email))
    tell(root, path, f"write `owner: {handle}` into the topics and roles that they look after")
