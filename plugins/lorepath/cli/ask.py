"""Questions at a terminal for what the flags leave open. Elsewhere a missing flag ends the command."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import click

from lorepath.cli.common import stop, typed
from lorepath.model import Portal
from lorepath.reporters.safe import plain
from lorepath.scaffold.answers import known, level_of, levels_of, things
from lorepath.scaffold.refused import Refused
from lorepath.wording import listed

Check = Callable[[str], object]


def is_missing(flags: Mapping[str, object]) -> bool:
    """Whether a flag that must be there is missing, and a person is there to be asked; else end with 2."""
    missing = [flag for flag, value in flags.items() if not value or (isinstance(value, str) and not value.strip())]
    if missing and not getattr(sys.stdin, "isatty", bool)():  # there may be no standard input at all
        verb, it = ("is", "it") if len(missing) == 1 else ("are", "them")
        names = listed(missing, most=len(missing))
        stop(f"{names} {verb} missing; add {it}, or run this in a terminal to be asked")
    return bool(missing)


def text(question: str, given: str | None, check: Check, asking: bool, optional: bool = False) -> str:
    """A text that fits: from its flag, else from the person. Empty where an optional one is left open."""
    if given and given.strip():
        check(given.strip())
        return given.strip()
    if not asking:
        return ""
    return _until_it_fits(f"{question} (Enter to skip)" if optional else question, check, optional)


def texts(
    question: Callable[[int], str],
    given: Sequence[str],
    check: Check,
    asking: bool,
    most: int,
    optional: bool = False,
) -> list[str]:
    """Several texts, at most `most`; a person is asked for one after the other until they skip."""
    found = [text("", each, check, asking=False) for each in given if each.strip()]
    if len(found) > most:
        raise Refused(f"{len(found)} of these are too many ({found[0]}, …); {most} is the most")
    while asking and not given and len(found) < most:
        answer = text(question(len(found) + 1), None, check, asking, optional or bool(found))
        if not answer:
            break
        found.append(answer)
    return found


def choice(portal: Portal, kind: str, question: str, given: str | None, asking: bool) -> str:
    """One of the portal's topics, skills, roles or people, by id or by its number in the list that is shown."""
    if given or not asking:
        return known(portal, kind, given or "")
    return _chosen(portal, kind, question, optional=False)


def levels(
    portal: Portal,
    question: str,
    given: Sequence[str],
    asking: bool,
    optional: bool = False,
    fits: Callable[[dict[str, int]], object] = lambda levels: None,
) -> dict[str, int]:
    """Skills with a level each. A person chooses the skill, then sees what its levels mean.

    `fits` raises Refused where the levels cannot stand together with what else is known; a person is asked again.
    """
    found = levels_of(portal, given)
    if given or not asking:
        fits(found)
        return found
    while skill := _chosen(portal, "skill", "" if found else question, optional=optional or bool(found)):
        for number, description in portal.skills[skill].levels.items() if skill in portal.skills else ():
            click.echo(plain(f"  {number:>2}  {portal.level_name(number)}: {description}"))
        level = level_of(portal, skill, _until_it_fits("Level", partial(level_of, portal, skill)))
        try:
            fits({**found, skill: level})
        except Refused as refusal:
            click.echo(typed(plain(f"  {refusal}")))
            click.echo("  This one is not taken; choose another, or another level of it.")
        else:
            found[skill] = level
    return found


def _chosen(portal: Portal, kind: str, question: str, optional: bool) -> str:
    """The thing that a person chooses of those that are listed below the question; no question, no list."""
    options = list(things(portal, kind).items())
    if not options:
        raise Refused(f"this portal has no {kind} yet; make one with `lorepath new {kind}`")
    if question:
        click.echo(f"\n{question}?")
        for number, (identifier, name) in enumerate(options, 1):
            click.echo(plain(f"  {number:>2}  {identifier}: {name}"))

    def chosen(answer: str) -> str:
        if not re.fullmatch("[0-9]{1,5}", answer) or answer in dict(options):
            return known(portal, kind, answer)
        if not 1 <= int(answer) <= len(options):
            raise Refused(f"the list ends at {len(options)}; type a number from it, or a name")
        return options[int(answer) - 1][0]

    words = ("Number or name" if question else "One more, by number or name") + (
        " (Enter to go on)" if optional else ""
    )
    answer = _until_it_fits(words, chosen, optional)
    return chosen(answer) if answer else ""


def _until_it_fits(question: str, check: Check, optional: bool = False) -> str:
    while True:
        answer = str(click.prompt(question, default="", show_default=False)).strip()
        if not answer and optional:
            return ""
        try:
            if not answer:
                raise Refused("this one is needed; Ctrl+C stops, and nothing is written")
            check(answer)
        except Refused as refusal:
            click.echo(typed(plain(f"  {refusal}")))
        else:
            return answer
