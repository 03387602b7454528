"""What holds for every command: an answer that cannot be written ends it with one line, never with a traceback."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import click

from lorepath.cli.common import stop
from lorepath.reporters.safe import plain


class Commands(click.Group):
    """A group of commands."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()
        except OSError as error:
            _write_no_more()
            if error.errno == errno.EPIPE:  # who reads has heard enough
                sys.exit(2)
            why = error.strerror or str(error)
            stop(plain(f"{error.filename}: {why}" if error.filename else f"the answer cannot be written ({why})"))
        return answer


def _write_no_more() -> None:
    """Let what is still to be written go nowhere: at the end Python would try once more, and complain."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return  # it is no file at all
