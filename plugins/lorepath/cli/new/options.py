"""Every option of the commands below `lorepath new`, in one table, and how a command is made of some of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from lorepath.cli.common import root_option
from lorepath.cli.refusal import refused_is_2
from lorepath.scaffold.lesson import FORMATS

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_MADE_OF = "the id is made of it unless {} is given."
_TABLE: dict[str, _Decorator] = {
    "ID": click.argument("identifier", metavar="[ID]", required=False),
    "HANDLE": click.argument("identifier", metavar="[HANDLE]", required=False),
    "title": click.option("--title", help=f"Its title; {_MADE_OF.format('ID')}"),
    "name": click.option("--name", help=f"Its name; {_MADE_OF.format('ID')}"),
    "shown name": click.option(
        "--name", help="Their name as they want it shown; the handle is made of it unless HANDLE is given."
    ),
    "summary": click.option("--summary", help="What it is about, in a sentence."),
    "topic": click.option("--topic", help="The topic that it belongs to."),
    "owner": click.option("--owner", metavar="PERSON", help="Who looks after it: the id of a person."),
    "deputy": click.option("--deputy", metavar="PERSON", help="Who steps in when the owner is away."),
    "teaches": click.option(
        "--teaches", multiple=True, metavar="SKILL=LEVEL", help="What learners reach; may be given several times."
    ),
    "requires": click.option(
        "--requires", multiple=True, metavar="SKILL=LEVEL", help="A skill that is needed; may be given several times."
    ),
    "objective": click.option(
        "--objective", multiple=True, metavar="TEXT", help="What a learner can do afterwards; several times."
    ),
    "format": click.option("--format", "form", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True),
    "level": click.option(
        "--level", multiple=True, metavar="TEXT", help="What somebody does at level 1; again for level 2, and on."
    ),
    "core": click.option("--core", is_flag=True, help="Everybody needs it, whatever their role."),
    "leads-to": click.option(
        "--leads-to", multiple=True, metavar="ROLE", help="A role to grow into; may be given several times."
    ),
    "helps-with": click.option(
        "--helps-with", multiple=True, metavar="SKILL", help="A skill to ask them about; several times."
    ),
    "email": click.option(
        "--email", multiple=True, help="An address that they commit with; several times. It is never published."
    ),
}


def writes_new(*options: str) -> Callable[[Callable[..., None]], click.Command]:
    """Make a command that takes these options of the table, and `--root`; it ends with 2 where it cannot write."""

    def make(function: Callable[..., None]) -> click.Command:
        decorated: Callable[..., Any] = root_option(refused_is_2(function))
        for option in reversed(options):
            decorated = _TABLE[option](decorated)
        return click.command()(decorated)

    return make
