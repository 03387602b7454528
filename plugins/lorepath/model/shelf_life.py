"""How long what somebody has verified holds."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from msgspec import Struct

_SHORTEST = 28
"""Every month has so many days."""


class ShelfLife(Struct, frozen=True):
    """How long a verified lesson stays fresh. `months` and `days` are both 0 for evergreen."""

    months: int = 0
    days: int = 0

    @property
    def evergreen(self) -> bool:
        """Whether the lesson never goes stale."""
        return not (self.months or self.days)

    def end(self, verified: date) -> date:
        """The day on which a lesson verified on `verified` is due (31 January + 1 month: 28 or 29 February)."""
        total = verified.month - 1 + self.months
        year, month = min(verified.year + total // 12, date.max.year), total % 12 + 1
        day = verified.day if verified.day <= _SHORTEST else min(verified.day, calendar.monthrange(year, month)[1])
        if not self.days:
            return date(year, month, day)
        try:
            return date(year, month, day) + timedelta(days=self.days)
        except OverflowError:
            return date.max
