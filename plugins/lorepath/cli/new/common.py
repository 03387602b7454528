"""What the commands below `lorepath new` share: their options, writing, and telling what to do next."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from lorepath.assemble import Assembly
from lorepath.cli import ask
from lorepath.cli.common import typed
from lorepath.finding import Finding
from lorepath.history import History
from lorepath.model import Portal
from lorepath.reporters import text as report
from lorepath.reporters.safe import plain
from lorepath.rules import RULES
from lorepath.scaffold.answers import fit
from lorepath.scaffold.files import write_new
from lorepath.scaffold.names import new_id
from lorepath.scaffold.proof import read_back
from lorepath.scaffold.refused import Refused

_NEVER_RIGHT = frozenset({"SKL03", "SKL06"})
"""Findings that no other file can mend: lessons in a circle, a lesson that requires what it teaches."""


def named(
    portal: Portal, kind: str, field: str, given: str | None, identifier: str | None, asking: bool
) -> tuple[str, str]:
    """The title or name of a new thing, and its id: the one that was given, else one made of the title."""
    if identifier:
        new_id(portal, kind, identifier, "")

    def check(value: str) -> None:
        fit(kind, field, value)
        new_id(portal, kind, identifier, value)

    title = ask.text(field.capitalize(), given, check, asking)
    return title, new_id(portal, kind, identifier, title)


def fits(kind: str, field: str) -> Callable[[str], None]:
    """Raise Refused where a value cannot stand in this field."""
    return lambda value: fit(kind, field, value)


def write(root: Path, kind: str, path: str, text: str) -> None:
    """Write a YAML file that is there not yet."""
    read_back(kind, path, text)
    write_new(root, {path: text})


def notes(before: Portal, after: Portal) -> list[Finding]:
    """What a new file makes the rules on skills and objectives say. Raises Refused where it could never be right."""
    known = set(_about_answers(before))
    found = [finding for finding in _about_answers(after) if finding not in known]
    for finding in found:
        if finding.code in _NEVER_RIGHT:
            raise Refused(f"{finding.message}; {finding.hint}")
    return found


def _about_answers(portal: Portal) -> list[Finding]:
    # These rules look at the portal alone, so the history may stay empty.
    assembly = Assembly(portal, History({}, available=False), date.min, ())
    return [each for rule in RULES if rule.standard.code.startswith(("SKL", "OBJ")) for each in rule.findings(assembly)]


def tell(root: Path, path: str, *steps: str, about: list[Finding] | None = None) -> None:
    """Say what was written, what the check will say `about` it, and what to do next."""
    click.echo(plain(f"Wrote {root / path}"))
    if about:
        click.echo("\nThe check will ask you about this, too:")
    for finding in about or ():
        click.echo(typed(f"  {report.line(finding)}"))
    click.echo("\nWhat to do next:")
    for step in steps:
        click.echo(typed(plain(f"  {step}")))


def command(root: Path, *words: str) -> str:
    """A lorepath command to type for the portal in `root`."""
    where = [] if root.resolve() == Path.cwd() else ["--root", str(root)]
    return f"`{shlex.join(['lorepath', *words, *where])}`"
