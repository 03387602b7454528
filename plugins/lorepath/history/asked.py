"""All that a history is read from, so that it need not be read again where nothing of it differs."""

from __future__ import annotations

import os
from datetime import date

from msgspec import Struct

from lorepath.digest import Digest, stated
from lorepath.git_state import git_state
from lorepath.link_report import read_report
from lorepath.model import Portal
from lorepath.store import Key, key_of


class Asked(Struct, frozen=True):
    """What was asked, of which history: the commit that is HEAD, and the key of all that the answer depends on."""

    head: str
    key: Key

    @classmethod
    def of(cls, portal: Portal, today: date) -> Asked | None:
        """What stands for the history of a portal as of `today`; None where the repository's files do not tell.

        Of what lessons say besides their facts, a history asks one thing: whether a broken link still stands there.
        """
        state, report = git_state(portal.root), read_report(portal.root)
        if state is None:
            return None
        linking = sorted({each for link in report.broken for each in link.lessons if each in portal.lessons})
        links = Digest(stated(report), *(portal.lessons[each].written.digest for each in linking))
        place = os.fsencode(portal.root.resolve())
        return cls(state.head, key_of("facts", place, state.parts, portal.digest, today.isoformat(), links.hex()))
