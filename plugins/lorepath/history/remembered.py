"""The history of a portal as it was last read, for a process that looks at the same portal again and again."""

from __future__ import annotations

from datetime import date

from lorepath.history.asked import Asked
from lorepath.history.facts import History
from lorepath.history.reading import read
from lorepath.model import Portal
from lorepath.store import Store


class Remembered:
    """Reads a history, and has it ready for as long as nothing is different that it was read from."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked: Asked | None = None
        self._known: History | None = None

    def of(self, portal: Portal, today: date) -> History:
        """The history of a portal as of `today`."""
        asked = Asked.of(portal, today)
        if self._known is None or asked is None or asked != self._asked:
            history = read(portal, today, self._store)
            # What cannot be told, or not be read, may be mended in ways that nobody sees here.
            self._asked, self._known = asked, history if history.available else None
            return history
        return self._known
