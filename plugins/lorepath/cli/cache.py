"""`lorepath cache`: what Lorepath keeps to be quick, and how to be rid of it."""

from __future__ import annotations

from pathlib import Path

import click

from lorepath.cli.common import root_option
from lorepath.store import VARIABLE, Store, place_of

_HOLDS = {
    "readings": "what lessons and pages say, and what the check finds in each",
}


@click.group()
def cache() -> None:
    """See or clear what Lorepath keeps to be quick.

    Everything in it can be made again. It stands in .lorepath-cache/ beside content/; the variable LOREPATH_CACHE names
    another folder, and `LOREPATH_CACHE=off` does without.
    """


@cache.command()
@root_option
def info(root: Path) -> None:
    """Say where the cache is and what it holds."""
    folder = place_of(root)
    if folder is None:
        click.echo(f"No cache is used: {VARIABLE} switches it off.")
        return
    store = Store(folder)
    uses = store.uses()
    click.echo(f"{folder}")
    for use in uses:
        about = f"  ({_HOLDS[use.kind]})" if use.kind in _HOLDS else ""
        click.echo(f"  {use.kind}: {_entries(use.entries)}, {_size(use.size)}{about}")
    total, size = sum(use.entries for use in uses), sum(use.size for use in uses)
    click.echo(f"{_entries(total)}, {_size(size)} of at most {_size(store.limit_bytes)}")


@cache.command()
@root_option
def clear(root: Path) -> None:
    """Take out everything that Lorepath has put into the cache, and nothing else."""
    folder = place_of(root)
    if folder is None:
        click.echo(f"No cache is used: {VARIABLE} switches it off.")
        return
    store = Store(folder)
    before = sum(use.entries for use in store.uses())
    store.clear()
    left = sum(use.entries for use in store.uses())
    click.echo(f"Took {_entries(before - left)} out of {folder}.")
    if left:
        click.echo(f"{_entries(left)} cannot be taken out, or came back; is another command at work?", err=True)


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number:,} entries"


def _size(size: int) -> str:
    """Bytes as people read them."""
    return f"{size / 2**20:,.1f} MB" if size >= 2**20 // 10 else f"{size / 2**10:,.1f} KB"
