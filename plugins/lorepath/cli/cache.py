"""`lorepath cache`: what Lorepath keeps to be quick, and how to be rid of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click

from lorepath.cli.common import root_option
from lorepath.store import VARIABLE, Store, place_of

HOLDS = {
    "builds": "what builds said, and digests of all that they were made from",
    "facts": "how fresh lessons are, and to whom that is owed",
    "full-text": "the index for search through whole lessons",
    "heads": "when the last commit was made",
    "history": "what Git says of commits",
    "paths": "the learning path to each role",
    "promises": "what lessons promised before and after an edit",
    "readings": "what lessons and pages say, and what the check finds in each",
    "site": "which files sites consist of, and digests of what each page was made from",
    "stamps": "which edits of lessons only set a day of review",
}
"""What the entries of each kind hold."""


@click.group()
def cache() -> None:
    """See or clear what Lorepath keeps to be quick.

    Everything in it can be made again. It stands in .lorepath-cache/ beside content/; the variable LOREPATH_CACHE names
    another folder, and `LOREPATH_CACHE=off` does without.
    """


def _of_cache(command: Callable[[Store, Path], None]) -> Callable[[Path], None]:
    """A command that is given the portal's cache and its folder; where none is used, it says so."""

    @wraps(command)
    def run(root: Path) -> None:
        folder = place_of(root)
        if folder is None:
            click.echo(f"No cache is used: {VARIABLE} switches it off.")
        else:
            command(Store(folder), folder)

    return run


@cache.command()
@root_option
@_of_cache
def info(store: Store, folder: Path) -> None:
    """Say where the cache is and what it holds."""
    uses = store.uses()
    click.echo(f"{folder}")
    for use in uses:
        about = f"  ({HOLDS[use.kind]})" if use.kind in HOLDS else ""
        click.echo(f"  {use.kind}: {_entries(use.entries)}, {_size(use.size)}{about}")
    total, size = sum(use.entries for use in uses), sum(use.size for use in uses)
    click.echo(f"{_entries(total)}, {_size(size)} of at most {_size(store.limit_bytes)}")


@cache.command()
@root_option
@_of_cache
def clear(store: Store, folder: Path) -> None:
    """Take out everything that Lorepath has put into the cache, and nothing else."""
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
