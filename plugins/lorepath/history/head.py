"""The commit that is HEAD, as Git tells, asked for once for each state of a repository."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from lorepath.derived import keep, recalled
from lorepath.errors import PortalError
from lorepath.finding import Place
from lorepath.git_state import git_state
from lorepath.history.days import seconds_of
from lorepath.store import Store, key_of

KIND = "heads"


class Head(Struct, frozen=True):
    """The id of a commit, and when it was made, in seconds since 1970."""

    id: str
    seconds: int


def head_of(root: Path, store: Store) -> Head | None:
    """The commit that is HEAD around the portal at `root`; None where there is none, or Git cannot tell."""
    state = git_state(root) if store.folder else None
    key = key_of("head", state.parts) if state else None
    known = recalled(store, KIND, key, Head) if key else None
    if known and state and known.id == state.head and seconds_of(str(known.seconds)) == known.seconds:
        return known
    found = _told(root)
    # Kept only where Git and its files say the same, and nobody committed meanwhile.
    if key and state and found and found.id == state.head and git_state(root) == state:
        keep(store, KIND, key, found)
    return found


def _told(root: Path) -> Head | None:
    from lorepath.history.log import locate  # it takes a while to import

    question = ("log", "-1", "--format=%H %ct", "--end-of-options", "HEAD", "--")
    try:
        status, answer, _ = locate(root, Place(".")).ask(*question)
    except PortalError:
        return None
    identifier, _, seconds = answer.strip().partition(" ")
    return Head(identifier, seconds_of(seconds)) if not status and seconds.isdigit() else None
