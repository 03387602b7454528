"""`lorepath path ROLE`: the way from what somebody knows to what a role needs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lorepath.cli.common import cannot_run_is_2, root_option, stop
from lorepath.finding import Severity
from lorepath.loader import load
from lorepath.mkdocs_plugin.progress import Steps
from lorepath.model import Portal
from lorepath.paths import LearningPath, plan
from lorepath.reporters.safe import plain
from lorepath.wording import count, instead_of


@click.command()
@click.argument("role")
@click.option(
    "--known", multiple=True, metavar="SKILL=LEVEL", help="A level that the learner has; may be given several times."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@root_option
@cannot_run_is_2
def path(role: str, known: tuple[str, ...], form: str, root: Path) -> None:
    """Print the shortest path to ROLE, and why each lesson is on it."""
    with Steps() as steps:
        steps.begin("Reading the portal")
        portal, findings = load(root)
    wanted = portal.roles.get(role)
    if not wanted:
        known_roles = f"known are {', '.join(portal.roles)}" if portal.roles else "describe it in content/roles/"
        stop(f"there is no role {role!r}; {instead_of(role, portal.roles, known_roles)}")
    start = dict(_level(portal, text) for text in known)
    with Steps() as steps:
        steps.begin("Looking for the shortest path")
        planned = plan(portal, wanted, start)
    if form == "json":
        click.echo(json.dumps(_shape(planned), indent=2))
        return
    click.echo(plain(f"{wanted.title}: {_length(portal, planned)}") + "\n")
    for line in _lines(portal, planned):
        click.echo(line)
    if errors := sum(finding.severity is Severity.ERROR for finding in findings):
        click.echo(f"\nSome files could not be read in full ({count(errors, 'error')}): see lorepath check", err=True)


def _level(portal: Portal, text: str) -> tuple[str, int]:
    """`git=2` as skill and level."""
    skill, _, level = text.partition("=")
    if skill not in portal.skills:
        stop(f"there is no skill {skill!r}; {instead_of(skill, portal.skills, 'write it as skill=level')}")
    if not (level.isascii() and level.isdecimal() and len(level) < 4):
        stop(f"--known {text!r} names no level; write for example {skill}=2")
    return skill, int(level)


def _length(portal: Portal, planned: LearningPath) -> str:
    if not planned.steps:
        return "nothing left to learn here" if not planned.unmet else "no lesson leads there yet"
    weeks = -(-planned.minutes // portal.weekly_minutes)
    return (
        f"{count(len(planned.steps), 'lesson')}, {planned.minutes} minutes; "
        f"{count(weeks, 'week')} at {portal.weekly_minutes} minutes a week"
    )


def _lines(portal: Portal, planned: LearningPath) -> list[str]:
    lines = []
    for number, step in enumerate(planned.steps, 1):
        lines.append(plain(f"{number:2}. {portal.lessons[step.lesson].title} ({step.minutes} min)  {step.lesson}"))
        lines += [plain(f"    {reason}") for reason in step.because]
    if planned.unmet:
        lines += ["", "No lesson leads to these yet:"]
        for unmet in planned.unmet:
            name = portal.skills[unmet.skill].name if unmet.skill in portal.skills else unmet.skill
            lines.append(plain(f"  {name} {unmet.level} ({portal.level_name(unmet.level)})"))
    return lines


def _shape(planned: LearningPath) -> dict[str, object]:
    """The stable JSON shape that the README documents."""
    return {
        "role": planned.role,
        "minutes": planned.minutes,
        "steps": [
            {"lesson": step.lesson, "minutes": step.minutes, "because": list(step.because)} for step in planned.steps
        ],
        "unmet": [{"skill": unmet.skill, "level": unmet.level} for unmet in planned.unmet],
    }
