"""How commands that write end where nothing could be written: one line, exit status 2."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from lorepath.cli.common import cannot_run_is_2, stop
from lorepath.reporters.safe import plain
from lorepath.scaffold.refused import Refused

P = ParamSpec("P")
R = TypeVar("R")


def refused_is_2(command: Callable[P, R]) -> Callable[P, R]:
    """A command that says why it wrote nothing, and ends with 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refused as refusal:
            stop(plain(str(refusal)))
        except click.Abort:
            click.echo()
            stop("stopped; nothing was written")
        except OSError as error:
            stop(plain(f"{error.filename or 'a file'} cannot be written ({error.strerror}); nothing was changed"))

    return cannot_run_is_2(run)
