"""How the pages say numbers, dates and kinds in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from lorepath.history import Status

# Not strftime: it follows the locale of whoever builds.
_MONTHS = "January February March April May June July August September October November December"

FORMATS: Mapping[str, str] = {
    "article": "Article",
    "video": "Video",
    "exercise": "Exercise",
    "job-aid": "Job aid",
    "session": "Live session",
}
STATUSES: Mapping[Status, str] = {
    Status.FRESH: "Fresh",
    Status.DUE: "Review due soon",
    Status.STALE: "May be out of date",
    Status.EVERGREEN: "Evergreen",
    Status.UNKNOWN: "Not verified yet",
    Status.RETIRED: "Retired",
}


def day(value: date) -> str:
    """19 October 2026."""
    return f"{value.day} {_MONTHS.split()[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """October 2026."""
    return f"{_MONTHS.split()[value.month - 1]} {value.year}"


def duration(minutes: int) -> str:
    """45 min, 2 h, 5 h 20 min."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return " ".join(parts)


def listed(names: Sequence[str]) -> str:
    """Maria; Maria and Tom; Maria, Tom and Hana."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def count(number: int, one: str, many: str = "") -> str:
    """1 lesson, 2 lessons."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


