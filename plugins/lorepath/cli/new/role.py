"""`lorepath new role`: the skills that a role needs."""

from __future__ import annotations

from pathlib import Path

from lorepath.cli import ask
from lorepath.cli.new.common import (
    command,
    fits,
    named,
    notes,
    tell,
    write,
)
from lorepath.cli.new.options import writes_new
from lorepath.cli.reading import read_portal
from lorepath.scaffold.answers import known
from lorepath.scaffold.described import role_text
from lorepath.scaffold.proof import with_role


@writes_new("ID", "title", "summary", "owner", "requires", "leads-to")
def role(
    identifier: str | None,
    title: str | None,
    summary: str | None,
    owner: str | None,
    requires: tuple[str, ...],
    leads_to: tuple[str, ...],
    root: Path,
) -> None:
    """Write a role with the skills that it needs."""
    asking = ask.is_missing({"--title": title, "--summary": summary, "--owner": owner, "--requires": requires})
    portal, _ = read_portal(root)
    title, name = named(portal, "role", "title", title, identifier, asking)
    text = role_text(
        title,
        ask.text("What somebody in this role does, in a sentence", summary, fits("role", "summary"), asking),
        ask.choice(portal, "person", "Who answers for it", owner, asking),
        ask.levels(portal, "Which skill does it need", requires, asking),
        [known(portal, "role", other) for other in leads_to],
    )
    path = f"content/roles/{name}.yml"
    about = notes(portal, with_role(portal, path, text))
    write(root, "role", path, text)
    tell(root, path, f"{command(root, 'path', name)} shows the way to it", about=about)
