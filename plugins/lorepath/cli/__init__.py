"""The command line: one file per command, each reading its options, calling the library, printing the answer."""

from __future__ import annotations

import click

from lorepath import __version__
from lorepath.cli.commands import Commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lorepath")
def main() -> None:
    """Lorepath: a learning portal that colleagues write in Git.

    Exit status: 0 when nothing blocks, 1 when a finding blocks, 2 when a command cannot run.
    """
