"""`lorepath career ROLE`: where a role can lead, the nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from lorepath import history
from lorepath.assemble import ASKING
from lorepath.cli.common import cannot_run_is_2, root_option, today
from lorepath.cli.learner import coming_from, known_levels, known_option, length_in_words, role_named
from lorepath.cli.reading import read_portal
from lorepath.look import kept_readings
from lorepath.mkdocs_plugin.progress import Steps
from lorepath.model import Portal, Role
from lorepath.paths import Move, Planner, Preference, moves
from lorepath.paths.steps import level_in_words
from lorepath.reporters.safe import as_json, plain
from lorepath.store import Store, place_of
from lorepath.wording import count, listed


@click.command()
@click.argument("role")
@known_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@root_option
@cannot_run_is_2
def career(role: str, known: tuple[str, ...], form: str, root: Path) -> None:
    """Print the roles that somebody in ROLE can grow into, and what is left to learn for each.

    Somebody in a role has every level that it needs, and has done the lessons that it requires.
    """
    portal, _ = read_portal(root, kept_readings(root))
    here = role_named(portal, role)
    has, done = coming_from(here, known_levels(portal, known))
    with Steps() as steps:
        steps.begin(ASKING)
        planner = Planner(portal, Preference(history.read(portal, today(), Store(place_of(root))).stale))
        steps.begin("Looking for the shortest paths")
        found = moves(portal, here, lambda other: planner.learners_path(other, has, done).path)
    if form == "json":
        click.echo(as_json(_shape(here, found)), nl=False)
        return
    for line in _lines(portal, here, found):
        click.echo(plain(line))


def _lines(portal: Portal, here: Role, found: Sequence[Move]) -> Iterator[str]:
    if not found:
        yield f"{here.title} leads to no other role yet: write `leads_to` in {here.source.path}"
        return
    yield f"{here.title} leads to {count(len(found), 'role')}; the nearest first:"
    for number, move in enumerate(found, 1):
        yield ""
        yield f"{number:2}. {move.role.title}  {move.role.id}"
        if move.via:
            yield f"    by way of {listed([portal.roles[name].title for name in move.via])}"
        yield f"    {length_in_words(portal, move.path)}"
        if move.path.unmet:
            missing = [level_in_words(portal, each.skill, each.level) for each in move.path.unmet]
            yield f"    no lesson leads to {listed(missing, 'and')} yet"


def _shape(here: Role, found: Sequence[Move]) -> dict[str, object]:
    """The stable JSON shape that the README documents."""
    return {
        "role": here.id,
        "leads_to": [
            {
                "role": move.role.id,
                "via": list(move.via),
                "minutes": move.path.minutes,
                "lessons": list(move.path.lessons),
                "unmet": [{"skill": each.skill, "level": each.level} for each in move.path.unmet],
            }
            for move in found
        ],
    }
