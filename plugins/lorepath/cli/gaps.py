"""`lorepath gaps`: what the crowd should write next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from lorepath.assemble import assemble
from lorepath.cli.common import cannot_run_is_2, echo_csv, root_option, today
from lorepath.gaps import Gap, as_csv, facts
from lorepath.gaps import gaps as gaps_of
from lorepath.look import kept_readings
from lorepath.mkdocs_plugin.progress import Steps
from lorepath.model import Portal
from lorepath.paths.steps import level_in_words
from lorepath.reporters.safe import as_json, plain
from lorepath.wording import count, listed


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@root_option
@cannot_run_is_2
def gaps(form: str, root: Path) -> None:
    """Print what the crowd should write next: levels that roles need and lessons teach badly or not at all.

    What most roles need, or most people where portal.yml has `head_counts`, comes first. A missing lesson weighs three
    times as much as one that comes in a single format, a stale one twice as much.
    """
    with Steps() as steps:
        assembly = assemble(root, today(), kept=kept_readings(root), progress=steps)
        steps.begin("Looking for the path to each role")
        portal = assembly.portal
        found = gaps_of(portal, assembly.paths, assembly.history.stale)
    if form == "json":
        shape = {"head_counts": bool(portal.head_counts), "gaps": [facts(gap) for gap in found]}
        click.echo(as_json(shape), nl=False)
    elif form == "csv":
        echo_csv(as_csv(found))
    else:
        for line in _lines(portal, found):
            click.echo(plain(line))


def _lines(portal: Portal, found: Sequence[Gap]) -> Iterator[str]:
    if not found:
        yield "Every level that a role needs is taught, in several formats, by lessons that are not stale."
        return
    yield f"{count(len(found), 'gap')}; what is needed most comes first."
    for number, gap in enumerate(found, 1):
        yield ""
        yield f"{number:2}. {level_in_words(portal, gap.skill, gap.level)}: {gap.said}"
        yield f"    needed by {listed([portal.roles[role].title for role in gap.roles])}{_people(gap)}"
        yield f"    {gap.remedy}"


def _people(gap: Gap) -> str:
    if gap.people is None:
        return ""
    return f" ({gap.people:,} {'person' if gap.people == 1 else 'people'})"
