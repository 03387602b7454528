"""`lorepath credit LESSON`: who is credited for a lesson, and which commits say so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from lorepath import history
from lorepath.cli.common import cannot_run_is_2, root_option, today
from lorepath.cli.named_lesson import lesson_named
from lorepath.cli.reading import read_portal
from lorepath.history import Contributor, Declared, Evidence
from lorepath.look import kept_readings
from lorepath.mkdocs_plugin.progress import Steps
from lorepath.reporters.safe import as_json, plain
from lorepath.store import Store, place_of

_SHORT = 10


@click.command()
@click.argument("lesson")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@root_option
@cannot_run_is_2
def credit(lesson: str, form: str, root: Path) -> None:
    """Print who is credited for LESSON, and which commits say so."""
    portal, _ = read_portal(root, kept_readings(root))
    found = lesson_named(portal, lesson)
    with Steps() as steps:
        steps.begin("Asking Git who worked on the lesson")
        evidence = history.explain(portal, found, today(), Store(place_of(root)))
    declared = history.declared(found, portal.people)
    if form == "json":
        shape = {
            "lesson": found.id,
            "commits": [_commit(each) for each in evidence],
            "declared": [{**_person(each.contributor), "role": each.role} for each in declared],
        }
        click.echo(as_json(shape), nl=False)
        return
    for line in _lines(evidence, declared):
        click.echo(plain(line))


def _lines(evidence: tuple[Evidence, ...], declared: tuple[Declared, ...]) -> Iterator[str]:
    if not evidence and not declared:
        yield "No commit knows this lesson yet, and it names no contributor."
    for each in evidence:
        day = each.day.isoformat() if each.day else "no day    "
        who = f"{each.credit}: {each.contributor.name}" if each.contributor else "no credit"
        yield f"{each.commit[:_SHORT]}  {day}  {who} ({each.reason})"
    for part in declared:
        yield f"the lesson names  {part.role}: {part.contributor.name}"


def _commit(evidence: Evidence) -> dict[str, object]:
    return {
        "commit": evidence.commit,
        "day": evidence.day.isoformat() if evidence.day else None,
        "credit": evidence.credit.value,
        **(_person(evidence.contributor) if evidence.contributor else {"name": None, "person": None}),
        "reason": evidence.reason,
    }


def _person(contributor: Contributor) -> dict[str, object]:
    return {"name": contributor.name, "person": contributor.person}
