"""`lorepath fresh`: which lessons somebody should look at again, the most urgent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import click

from lorepath.asks import Ask, asks
from lorepath.assemble import Assembly, assemble
from lorepath.cli.common import cannot_run_is_2, echo_csv, root_option, stop, today
from lorepath.look import kept_readings
from lorepath.mkdocs_plugin.progress import Steps
from lorepath.reporters.safe import as_json, plain
from lorepath.spreadsheet import Cell
from lorepath.spreadsheet import write as as_csv
from lorepath.wording import count, instead_of

_COLUMNS = (
    *("lesson", "title", "path", "status", "due", "verified", "edited", "tidied", "ask", "named_in"),
    *("this_week", "role_paths", "urgency", "reason"),
)


@click.command()
@click.option("--owner", metavar="PERSON", help="Only what this person is to look at.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="As things stand on this day.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@root_option
@cannot_run_is_2
def fresh(owner: str | None, as_of: datetime | None, form: str, root: Path) -> None:
    """Print the lessons that are due or stale, the most urgent first, and why.

    Nobody is asked for more lessons in a week than the portal's weekly_reviews allows.
    """
    day: date = as_of.date() if as_of else today()
    with Steps() as steps:
        assembly = assemble(root, day, kept=kept_readings(root), progress=steps)
    if owner is not None and owner not in assembly.portal.people:
        near = instead_of(owner, assembly.portal.named_people, "write a name from content/people/")
        stop(plain(f"there is no person {owner!r}; {near}"))
    with Steps() as steps:
        steps.begin("Looking for the path to each role")
        asked = asks(assembly.portal, assembly.history, assembly.paths, day)
    found = [each for each in asked if owner in (None, each.person)]
    if form == "json":
        click.echo(as_json(_shape(assembly, found)), nl=False)
    elif form == "csv":
        echo_csv(as_csv(_COLUMNS, (_row(assembly, each) for each in found)))
    else:
        for line in _lines(assembly, found):
            click.echo(plain(line))


def _lines(assembly: Assembly, found: Sequence[Ask]) -> Iterator[str]:
    for finding in assembly.history.findings:
        yield f"{finding.message}; {finding.hint}"
    if not found:
        yield f"Nothing is due on {assembly.today}."
        return
    now = [each for each in found if each.this_week]
    yield f"{count(len(found), 'lesson')} due or stale on {assembly.today}, {len(now)} of them to look at this week."
    yield f"Nobody is asked for more than {assembly.portal.weekly_reviews} a week (`weekly_reviews` in portal.yml)."
    for title, part in (("This week", now), ("Later", [each for each in found if not each.this_week])):
        if part:
            yield ""
            yield f"{title}:"
        for each in part:
            yield f"  {each.lesson.id} ({each.freshness.status}, ask {_whom(assembly, each)})"
            yield f"    {each.freshness.reason}{_paths(each)}"


def _whom(assembly: Assembly, ask: Ask) -> str:
    if not ask.person:
        return "somebody: nobody owns it"
    # Somebody who is named nowhere can still be found, by whoever may read the repository.
    return ask.person if ask.person in assembly.portal.named_people else f"whom {ask.named_in} names"


def _paths(ask: Ask) -> str:
    return f" It is on {count(ask.roles, 'role path')}." if ask.roles else ""


def _shape(assembly: Assembly, found: Sequence[Ask]) -> dict[str, object]:
    """The stable JSON shape that the README documents."""
    statuses = Counter(facts.freshness.status.value for facts in assembly.history.lessons.values())
    return {
        "as_of": assembly.today.isoformat(),
        "known": assembly.history.available,
        "weekly_reviews": assembly.portal.weekly_reviews,
        "statuses": dict(sorted(statuses.items())),
        "lessons": [_row(assembly, each) for each in found],
    }


def _row(assembly: Assembly, ask: Ask) -> dict[str, Cell]:
    named = ask.person in assembly.portal.named_people
    facts, fresh = assembly.history.lessons[ask.lesson.id], ask.freshness
    days = {"due": fresh.due, "verified": fresh.verified, "edited": facts.edited, "tidied": facts.tidied}
    return {
        "lesson": ask.lesson.id,
        "title": ask.lesson.title,
        "path": ask.lesson.path,
        "status": ask.freshness.status.value,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "ask": ask.person if named else None,
        "named_in": ask.named_in or None,
        "this_week": ask.this_week,
        "role_paths": ask.roles,
        "urgency": ask.urgency,
        "reason": ask.freshness.reason,
    }
