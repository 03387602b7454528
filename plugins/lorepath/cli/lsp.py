"""`lorepath lsp`: the language server that editors start."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from lorepath.cli.common import today
from lorepath.mkdocs_plugin.memory import seldom_swept


@click.command()
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    show_default="the portal that holds the open file",
    help="The portal's folder: the one that holds content/.",
)
def lsp(root: Path | None) -> None:
    """Serve an editor: findings while you type, fixes, and the names to choose from.

    An editor starts this and talks to it over standard input and output, as the Language Server Protocol says.
    """
    from lorepath.lsp.main_thread import MainThread
    from lorepath.lsp.server import make_server  # takes a moment that other commands do without

    today()  # where the environment holds a wrong day, say so now
    protocol, sys.stdout = sys.stdout.buffer, sys.stderr  # a stray print must not garble the protocol
    # What it logs may hold the text of files; the editor is told of errors anyway.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    with seldom_swept():
        desk = MainThread()
        server = make_server(root, today, desk)
        desk.run(lambda: server.start_io(sys.stdin.buffer, protocol))
