"""The command line: one file per command, each reading its options, calling the library, printing the answer."""

from __future__ import annotations

import click

from lorepath import __version__
from lorepath.cli.baseline import baseline
from lorepath.cli.build import build
from lorepath.cli.cache import cache
from lorepath.cli.career import career
from lorepath.cli.check import check
from lorepath.cli.commands import Commands
from lorepath.cli.credit import credit
from lorepath.cli.explain import explain
from lorepath.cli.fresh import fresh
from lorepath.cli.init import init
from lorepath.cli.links import links
from lorepath.cli.lsp import lsp
from lorepath.cli.new import new
from lorepath.cli.path import path
from lorepath.cli.serve import serve
from lorepath.cli.verify import verify


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lorepath")
def main() -> None:
    """Lorepath: a learning portal that colleagues write in Git.

    Exit status: 0 when nothing blocks, 1 when a finding blocks, 2 when a command cannot run.
    """


for command in (
    check,
    build,
    serve,
    new,
    init,
    path,
    career,
    fresh,
    verify,
    credit,
    links,
    explain,
    baseline,
    lsp,
    cache,
):
    main.add_command(command)
