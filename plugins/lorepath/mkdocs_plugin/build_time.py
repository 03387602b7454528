"""The moment that a site is as of, so that the same commit gives the same bytes on any day."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lorepath.store import Store, place_of

EPOCH = "SOURCE_DATE_EPOCH"


def moment(root: Path) -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH where it is set, else the last commit, else now."""
    if given := os.environ.get(EPOCH):
        return int(given)
    from lorepath.history.head import head_of  # here, since most ask only for the name of the variable

    head = head_of(root, Store(place_of(root)))
    return head.seconds if head else int(time.time())


@contextmanager
def told_to_mkdocs(seconds: int) -> Iterator[None]:
    """MkDocs, inside the block, takes this moment for now (in its site map, for example)."""
    before = os.environ.get(EPOCH)
    os.environ[EPOCH] = str(seconds)
    try:
        yield
    finally:
        if before is None:
            del os.environ[EPOCH]
        else:
            os.environ[EPOCH] = before
