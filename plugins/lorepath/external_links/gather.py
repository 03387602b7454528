"""Which lessons link to which addresses outside the portal."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lorepath.model import Portal

_WEB = re.compile(r"(?i)https?://[!-~\u00a1-\U0010ffff]{1,2000}")


def external_links(portal: Portal) -> Mapping[str, tuple[str, ...]]:
    """Each address to the ids of the living lessons that link to it or show it, both in order.

    An address is as its author typed it, without what follows `#`: that never reaches a server.
    """
    found: dict[str, set[str]] = {}
    for lesson in portal.live_lessons:
        for link in lesson.outline.links:
            address = link.target.partition("#")[0]
            if _WEB.fullmatch(address):
                found.setdefault(address, set()).add(lesson.id)
    return {address: tuple(sorted(found[address])) for address in sorted(found)}
