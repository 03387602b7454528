"""`lorepath init DIR`: a complete small portal, ready for its first commit."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from lorepath import __version__
from lorepath.cli.common import stop
from lorepath.cli.own_wheel import own_wheel
from lorepath.cli.refusal import refused_is_2
from lorepath.content_places import CONTENT
from lorepath.errors import PortalError
from lorepath.missing_portal import no_portal
from lorepath.reporters.safe import plain
from lorepath.scaffold.answers import fit
from lorepath.scaffold.files import in_the_way, write_new
from lorepath.scaffold.files import renew as renew_files
from lorepath.scaffold.installation import LOCK, REQUIREMENTS, WHEEL, WHEELS, installation
from lorepath.scaffold.starter import NAME, starter_files
from lorepath.wording import count

MOST_LISTED = 10


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", default=NAME, show_default=True, help="What the portal is called.")
@click.option(
    "--install-from",
    "way",
    metavar="WAY",
    default=WHEEL,
    show_default=True,
    help="Where all who work on the portal get Lorepath: wheel (the portal holds it), index (this version, where your "
    "package index has it), or git+https://…@COMMIT.",
)
@click.option("--renew", is_flag=True, help="In a portal that is there: only say anew which Lorepath it installs.")
@refused_is_2
def init(folder: Path, name: str, way: str, renew: bool) -> None:
    """Make a complete small portal in DIR.

    DIR is made if it is not there. Files that are in it stay as they are; where one of them has the name of a
    file of the portal, nothing is written.
    """
    tool = installation(way, __version__, own_wheel() if way == WHEEL else None)
    if renew:
        _renew(folder, tool)
        return
    fit("portal", "name", name)
    files = {**starter_files(name.strip()), **tool}
    if blocking := in_the_way(folder, files):
        stop("\n".join(plain(line) for line in _said_of(blocking, folder)))
    write_new(folder, files)
    click.echo(plain(f"Made the portal “{name.strip()}” in {folder}: {count(len(files), 'file')}.") + "\n")
    click.echo("What to do next:")
    for line in _next_steps(folder):
        click.echo(f"  {plain(line)}")
    click.echo("\nThen read README.md: it shows how to write the first lesson, and how to make the portal yours.")


def _said_of(blocking: Sequence[str], folder: Path) -> Iterator[str]:
    """Files that are in the way, one a line."""
    few = len(blocking) == 1
    yield (
        f"{'this is' if few else 'these are'} in {folder} already; "
        f"move {'it' if few else 'them'} away or choose another folder (nothing was written):"
    )
    yield from (f"  {path}" for path in blocking[:MOST_LISTED])
    if len(blocking) > MOST_LISTED:
        yield f"  and {len(blocking) - MOST_LISTED} more"


def _renew(folder: Path, tool: Mapping[str, str | bytes]) -> None:
    """Write what installs Lorepath anew, and take away the wheel that was there."""
    if not (folder / CONTENT / "portal.yml").is_file():
        raise PortalError(no_portal(folder))
    old = [path for path in sorted((folder / WHEELS).glob("lorepath-*.whl")) if f"{WHEELS}/{path.name}" not in tool]
    renew_files(folder, tool)
    for path in [*old, *([folder / LOCK] if LOCK not in tool else [])]:
        path.unlink(missing_ok=True)
    click.echo(f"Lorepath {__version__} is what this portal installs from now on ({REQUIREMENTS}). Commit the change.")


def _next_steps(folder: Path) -> list[str]:
    """Commands to type, in order, each with its reason."""
    enter = [] if folder.resolve() == Path.cwd() else [(f"cd {shlex.quote(str(folder))}", "")]
    begin = [] if _in_a_repository(folder) else [("git init -b main", "begin its history")]
    steps = [
        *enter,
        ("python3 -m venv .venv", "an environment of its own"),
        (". .venv/bin/activate", r"on Windows: .venv\Scripts\activate"),
        ("pip install -r requirements.txt", "Lorepath and what it needs, in exact versions"),
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
