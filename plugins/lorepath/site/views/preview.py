"""What a page of the preview says about the check, above all to somebody who looks at the browser only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from msgspec import Struct

from lorepath.finding import Finding
from lorepath.wording import count

_SHOWN = 12


class PreviewNote(Struct, frozen=True):
    """`headline` always; `findings` are those that are shown, `more` says how many others there are.

    `blocking` tells whether the portal could not be published as it is.
    """

    headline: str
    findings: tuple[Finding, ...] = ()
    more: str = ""
    blocking: bool = False


def preview_note(findings: Iterable[Finding], blocking: Iterable[Finding]) -> PreviewNote | None:
    """What to say about the findings of a check, those that block first; None where there is nothing to mend."""
    stopping = list(blocking)
    others = [finding for finding in findings if finding not in stopping]
    found = [*stopping, *others]
    if not found:
        return None
    total = count(len(found), "finding")
    headline = f"{total}, {len(stopping)} to mend before this can be published" if stopping else f"{total}, none blocks"
    left = len(found) - _SHOWN
    more = f"and {left:,} more: `lorepath check` lists them" if left > 0 else ""
    return PreviewNote(headline, tuple(found[:_SHOWN]), more, bool(stopping))


def not_renewed(reason: str) -> PreviewNote:
    """What to say where the portal could not be built again: the pages are those from before."""
    return PreviewNote(f"These pages are from before your last change: {reason}", blocking=True)
