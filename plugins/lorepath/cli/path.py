"""`lorepath path ROLE`: the way from what somebody knows to what a role needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from msgspec.structs import asdict

from lorepath import history
from lorepath.assemble import ASKING
from lorepath.cli.common import cannot_run_is_2, root_option, today
from lorepath.cli.learner import coming_from, known_levels, known_option, length_in_words, role_named
from lorepath.cli.reading import read_portal
from lorepath.finding import Severity
from lorepath.look import kept_readings
from lorepath.mkdocs_plugin.progress import Steps
from lorepath.model import Portal, Role
from lorepath.paths import Planner, Preference, Pruned
from lorepath.paths.journey import journey
from lorepath.paths.steps import level_in_words
from lorepath.reporters.safe import as_json, plain
from lorepath.scaffold.lesson import FORMATS
from lorepath.store import Store, place_of
from lorepath.wording import count


@click.command()
@click.argument("role")
@click.option("--from", "origin", metavar="ROLE", help="The role that the learner comes from: only the difference.")
@known_option
@click.option(
    "--prefer",
    multiple=True,
    type=click.Choice(FORMATS),
    help="A format to take where there is a choice; may be given several times.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@root_option
@cannot_run_is_2
def path(role: str, origin: str | None, known: tuple[str, ...], prefer: tuple[str, ...], form: str, root: Path) -> None:
    """Print the shortest path to ROLE week by week, and why each lesson is on it.

    With --from, the learner has every level that the other role needs and has done the lessons that it requires.
    """
    portal, findings = read_portal(root, kept_readings(root))
    wanted = role_named(portal, role)
    before = role_named(portal, origin) if origin is not None else None
    levels, done = coming_from(before, known_levels(portal, known))
    with Steps() as steps:
        steps.begin(ASKING)
        stale = history.read(portal, today(), Store(place_of(root))).stale
        steps.begin("Looking for the shortest path")
        planned = Planner(portal, Preference(stale, frozenset(prefer))).learners_path(wanted, levels, done)
    if form == "json":
        click.echo(as_json(_shape(portal, planned, before)), nl=False)
        return
    title = f"{wanted.title}, coming from {before.title}" if before else wanted.title
    click.echo(plain(f"{title}: {length_in_words(portal, planned.path)}"))
    for part in (_steps(portal, planned), _not_needed(portal, planned), _unmet(portal, planned)):
        for number, line in enumerate(part):
            click.echo(("" if number else "\n") + plain(line))
    if errors := sum(finding.severity is Severity.ERROR for finding in findings):
        click.echo(f"\nSome files could not be read in full ({count(errors, 'error')}): see lorepath check", err=True)


def _steps(portal: Portal, planned: Pruned) -> Iterator[str]:
    way = journey(portal, planned.path)
    week_before = 0
    for number, step in enumerate(planned.path.steps, 1):
        week = way.begins[step.lesson]
        if week != week_before:
            yield from ("", f"Week {week}") if week_before else (f"Week {week}",)
        week_before = week
        yield f"{number:2}. {portal.lessons[step.lesson].title} ({step.minutes} min)  {step.lesson}"
        for part in way.parts.get(step.lesson, ()):
            yield f"    Week {part.week} from {part.begins}, {part.minutes} min"
        yield from (f"    {reason}" for reason in step.because)


def _not_needed(portal: Portal, planned: Pruned) -> Iterator[str]:
    if planned.not_needed:
        yield "Not needed:"
    for left_out in planned.not_needed:
        yield f"  {portal.lessons[left_out.lesson].title}: {'; '.join(left_out.because)}"


def _unmet(portal: Portal, planned: Pruned) -> Iterator[str]:
    if planned.path.unmet:
        yield "No lesson leads to these yet:"
    for unmet in planned.path.unmet:
        yield f"  {level_in_words(portal, unmet.skill, unmet.level)}"


def _shape(portal: Portal, planned: Pruned, before: Role | None) -> dict[str, object]:
    """The stable JSON shape that the README documents."""
    path = planned.path
    way = journey(portal, path)
    return {
        "role": path.role,
        "from": before.id if before else None,
        "minutes": path.minutes,
        "weekly_minutes": portal.weekly_minutes,
        "weeks": way.weeks,
        "steps": [
            {
                "lesson": step.lesson,
                "minutes": step.minutes,
                "week": way.begins[step.lesson],
                "parts": [asdict(part) for part in way.parts.get(step.lesson, ())],
                "because": list(step.because),
                "instead": list(step.instead),
            }
            for step in path.steps
        ],
        "not_needed": [{"lesson": each.lesson, "because": list(each.because)} for each in planned.not_needed],
        "unmet": [{"skill": unmet.skill, "level": unmet.level} for unmet in path.unmet],
    }
