"""Whether a lesson can still be trusted, why, and until when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from lorepath.history.signals import Signal
from lorepath.model import Lesson

NOTICE = timedelta(days=30)
"""How long before its last day a lesson is due, and how long after a signal that day is."""


class Status(StrEnum):
    """How fresh a lesson is."""

    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"
    EVERGREEN = "evergreen"
    UNKNOWN = "unknown"
    RETIRED = "retired"


class Freshness(Struct, frozen=True):
    """A status with its reason in one sentence.

    `due` is the last day on which the lesson counts as verified, `verified` the day on which a person last
    said that it is right; both are None where nobody can know. `cause` is what made it due before its time, as a part
    of a sentence; empty where its age alone decides.
    """

    status: Status
    reason: str
    due: date | None = None
    verified: date | None = None
    cause: str = ""


def nothing(_: date) -> Iterable[Signal]:
    """No signal, whatever the day."""
    return ()


def judge(
    lesson: Lesson,
    edited: date | None,
    vouched: date | None,
    today: date,
    available: bool,
    signals: Callable[[date], Iterable[Signal]] = nothing,
) -> Freshness:
    """The freshness of a lesson as of `today`; what is dated later does not count yet.

    `edited` is the day of its last substantive edit, `vouched` that of the last commit that verifies it; neither is
    later than `today`. `reviewed`, in the lesson itself, may be. A lesson that nobody verified counts from its last
    substantive edit: who wrote it knew it to be right. `signals` gives what happened after a day: the first of it
    leaves 30 days for a review. Without a history (`available` false) only what is certain is said.
    """
    verified = verified_on(lesson, vouched, today)
    if lesson.retired:
        return Freshness(Status.RETIRED, _retirement(lesson), verified=verified)
    start = verified or edited
    evergreen = lesson.shelf_life.evergreen
    heeded = [each for each in signals(start) if each.lasting or not evergreen] if start else []
    signal = min(heeded, default=None)
    if evergreen and not signal:
        return Freshness(Status.EVERGREEN, "It is evergreen, so it needs no review.", verified=verified)
    if start is None:
        return Freshness(Status.UNKNOWN, _ignorance(lesson, available))
    due = date.max if evergreen else lesson.shelf_life.end(start)
    if signal and signal.day <= date.max - NOTICE and signal.day + NOTICE < due:
        return _early(signal, start, verified, today)
    since = f"It was verified on {start}" if verified else f"It was last edited on {start}, was never verified,"
    if due - today <= NOTICE:
        if not available:
            # A commit that this clone lacks may have verified it since.
            reason = f"{since} and what happened since is not available."
            return Freshness(Status.UNKNOWN, reason, verified=verified)
        status, end = (Status.STALE, "was due by") if today > due else (Status.DUE, "is due by")
        return Freshness(status, f"{since} and {end} {due}.", due, verified)
    return Freshness(Status.FRESH, f"{since} and is due by {due}.", due, verified)


def verified_on(lesson: Lesson, vouched: date | None, today: date) -> date | None:
    """The day on which a person last said that a lesson is right: in a commit (`vouched`), or in the lesson itself."""
    reviewed = lesson.reviewed if lesson.reviewed and lesson.reviewed <= today else None
    vouched = vouched if vouched and vouched <= today else None
    return max(vouched, reviewed) if vouched and reviewed else vouched or reviewed


def _early(signal: Signal, start: date, verified: date | None, today: date) -> Freshness:
    """The freshness of a lesson that a signal makes due before its time."""
    due = signal.day + NOTICE
    since = f"It was verified on {start}" if verified else f"It was last edited on {start} and never verified"
    status, end = (Status.STALE, "was due by") if today > due else (Status.DUE, "is due by")
    return Freshness(status, f"{since}, but {signal.what}, so it {end} {due}.", due, verified, signal.what)


def _retirement(lesson: Lesson) -> str:
    if lesson.replaced_by:
        return "It is retired, and another lesson replaces it."
    return "It is retired."


def _ignorance(lesson: Lesson, available: bool) -> str:
    if not available:
        return "Nobody noted a review, and the history of the portal is not available."
    if lesson.reviewed:
        return "Its review and its edits are dated in the future."
    return "Nobody noted a review, and no commit says when it was written."
