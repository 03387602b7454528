"""What commands share: the portal's root, today's date, how they end when they cannot run."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, ParamSpec, TypeVar

import click

from lorepath.errors import PortalError
from lorepath.reporters.safe import plain
from lorepath.workers import cores

if TYPE_CHECKING:
    from lorepath.check import Report

P = ParamSpec("P")
R = TypeVar("R")

COMMAND = "LOREPATH_COMMAND"
"""In the environment, it says what to type for `lorepath`."""
_FOLDER = "LOREPATH_TYPED_IN"
"""In the environment, it says in which folder the command was typed, where it runs in another."""
_BARE = re.compile(r"(?<![\w./-])lorepath(?= [a-z])")

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    show_default="this folder",
    help="The portal's folder: the one that holds content/.",
)

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=cores,
    show_default="as many as there are cores",
    help="How many processes may work at once.",
)


def today() -> date:
    """The day that facts are as of: SOURCE_DATE_EPOCH where it is set, so that a build can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(
            f"SOURCE_DATE_EPOCH holds {epoch!r}; write the seconds since 1970, for example 1767225600"
        ) from None


def typed(text: str) -> str:
    """A text in which commands stand as one types them here: in a checkout, `scripts/lorepath` runs them."""
    command = os.environ.get(COMMAND, "")
    return _BARE.sub(lambda _: command, text) if command and command == plain(command) else text


def typed_in() -> Path:
    """The folder in which the command was typed, which paths that somebody types count from."""
    return Path(os.environ.get(_FOLDER, ""))


def echo_csv(text: str) -> None:
    """Print CSV: letter by letter to a file or a program, and on a terminal so that it obeys nothing of it."""
    if sys.stdout.isatty():
        text = "\n".join(map(plain, text.split("\r\n")))
    click.echo(text, nl=False, color=True)  # else click takes colours out of what goes to a file


def stop(message: str) -> NoReturn:
    """End with exit status 2: the command cannot run."""
    click.echo(f"lorepath: {typed(message)}", err=True)
    sys.exit(2)


def cannot_run_is_2(command: Callable[P, R]) -> Callable[P, R]:
    """A command that ends with one line and exit status 2 where the portal cannot be read."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except PortalError as error:
            from lorepath.reporters import text  # it knows all rules, which some commands need not

            click.echo(typed(text.line(error.finding)), err=True)
            sys.exit(2)

    return run


def end(report: Report) -> NoReturn:
    """End with exit status 1 where a finding blocks, else 0."""
    sys.exit(1 if report.blocking else 0)
