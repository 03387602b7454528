"""Every command, read when it is asked for; an answer that cannot be written ends it with one line, no traceback."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import Any

import click

from lorepath.cli.common import stop
from lorepath.cli.usage import clearer
from lorepath.reporters.safe import plain

COMMANDS = (
    "baseline",
    "build",
    "cache",
    "career",
    "check",
    "credit",
    "explain",
    "fresh",
    "gaps",
    "init",
    "links",
    "lsp",
    "matrix",
    "new",
    "path",
    "serve",
    "verify",
)
"""Each is a module of its own beside this one, and a function in it of the same name."""


class Commands(click.Group):
    """The group of all commands. Reading all of them takes as long as a small check, so only one is read."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name, or None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"lorepath.cli.{cmd_name}"), cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What stands before the command."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise clearer(error, ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()
        except click.UsageError as error:
            raise clearer(error, ctx) from None
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
