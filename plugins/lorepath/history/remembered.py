"""The history of a portal as it was last read, for a process that looks at the same portal again and again."""

from __future__ import annotations

from datetime import date

from lorepath.git_state import GitState, git_state
from lorepath.history.facts import History
from lorepath.history.reading import read
from lorepath.link_report import read_report
from lorepath.model import Portal
from lorepath.store import Store


class Remembered:
    """Reads a history, and has it ready for as long as nothing is different that it was read from.

    What a lesson says besides its facts is no part of that, and makes no difference to `Portal` either.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked: object = None
        self._known: History | None = None

    def of(self, portal: Portal, today: date) -> History:
        """The history of a portal as of `today`."""
        state: GitState | None = git_state(portal.root)
        asked = (portal, today, state, read_report(portal.root))
        if self._known is None or asked != self._asked:
            history = read(portal, today, self._store)
            # What cannot be told, or not be read, may be mended in ways that nobody sees here.
            self._asked, self._known = asked, history if state and history.available else None
            return history
        return self._known
