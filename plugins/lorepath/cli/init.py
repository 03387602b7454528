"""`lorepath init DIR`: a complete small portal, ready for its first commit."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from lorepath import __version__
from lorepath.cli.common import stop
from lorepath.cli.refusal import refused_is_2
from lorepath.reporters.safe import plain
from lorepath.scaffold.answers import fit
from lorepath.scaffold.files import in_the_way, write_new
from lorepath.scaffold.starter import NAME, starter_files
from lorepath.wording import count, listed


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default=NAME, show_default=True, help="What the portal is called.")
@refused_is_2
def init(folder: Path, name: str) -> None:
    """Make a complete small portal in DIR.

    DIR is made if it is not there. Files that are in it stay as they are; where one of them has the name of a
    file of the portal, nothing is written.
    """
    fit("portal", "name", name)
    files = starter_files(name.strip(), __version__)
    if blocking := in_the_way(folder, files):
        has = "this is" if len(blocking) == 1 else "these are"
        stop(
            plain(
                f"{has} in {folder} already: {listed(blocking, most=len(blocking))}; "
                "move them away or choose another folder (nothing was written)"
            )
        )
    write_new(folder, files)
    click.echo(plain(f"Made the portal “{name.strip()}” in {folder}: {count(len(files), 'file')}.") + "\n")
    click.echo("What to do next:")
    for line in _next_steps(folder):
        click.echo(f"  {plain(line)}")
    click.echo("\nThen read README.md: it shows how to write the first lesson, and how to make the portal yours.")


def _next_steps(folder: Path) -> list[str]:
    """Commands to type, in order, each with its reason."""
    enter = [] if folder.resolve() == Path.cwd() else [(f"cd {shlex.quote(str(folder))}", "")]
    begin = [] if _in_a_repository(folder) else [("git init -b main", "begin its history")]
    steps = [
        *enter,
        ("lorepath check", "nothing blocks, from the start"),
        ("lorepath serve", "look at it in your browser; Ctrl+C stops it"),
        *begin,
        ("git add .", ""),
        ('git commit -m "Start our learning portal"', "its first commit"),
    ]
    width = max(len(command) for command, _ in steps)
    return [f"{command:<{width}}  {f'# {reason}' if reason else ''}".rstrip() for command, reason in steps]


def _in_a_repository(folder: Path) -> bool:
    """Whether a Git repository is there already. Its files are not read, and Git is not needed."""
    return any((each / ".git").exists() for each in (folder.resolve(), *folder.resolve().parents))
