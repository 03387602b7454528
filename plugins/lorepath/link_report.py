"""The report of the weekly look at external links: which fail, and on which days they did.

`.github/lorepath-links.json` is written by `lorepath links` and read by everything that says how fresh a lesson is. A
portal without it has no broken links that anybody knows of.

    {"checked": "2026-06-01",
     "failing": [{"url": "https://example.org/gone", "days": ["2026-05-18", "2026-05-25", "2026-06-01"],
                  "why": "the answer is 404", "lessons": ["call-home"]}]}
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from msgspec import Struct

from lorepath.fields import Fields
from lorepath.text_reader import read_day

PATH = ".github/lorepath-links.json"
FAILURES = 3
"""On so many different days a link must have failed before it counts as broken: servers have bad days."""
_MOST = 4 << 20


class FailingLink(Struct, frozen=True):
    """An address that leads nowhere, the days on which this was seen, what was answered last, and who links to it.

    It has worked on no day since the first of the `days`; after `FAILURES` of them no more are noted.
    """

    url: str
    days: tuple[date, ...]
    why: str
    lessons: tuple[str, ...]

    @property
    def broken(self) -> bool:
        """Whether it failed often enough to be called broken."""
        return len(self.days) >= FAILURES

    @property
    def since(self) -> date:
        """The first day on which it failed."""
        return self.days[0]

    @property
    def noted(self) -> date:
        """The day on which it counted as broken."""
        return self.days[-1]


class LinkReport(Struct, frozen=True):
    """What the last look found, in order of addresses, and when it was; None where nobody has looked."""

    checked: date | None = None
    failing: tuple[FailingLink, ...] = ()

    @property
    def broken(self) -> tuple[FailingLink, ...]:
        """The links that are broken."""
        return tuple(each for each in self.failing if each.broken)


def read_report(root: Path) -> LinkReport:
    """The report of the portal at `root`. What cannot be read, or is no report, is as good as none."""
    path = root / PATH
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST:
            return LinkReport()
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return LinkReport()
    fields = Fields(data)
    found = [
        FailingLink(url, days, each.text("why"), each.texts("lessons"))
        for _, each in fields.members("failing")
        if (url := each.text("url")) and (days := tuple(sorted(set(filter(None, map(read_day, each.texts("days")))))))
    ]
    return LinkReport(fields.day("checked"), tuple(found))


def report_text(report: LinkReport) -> str:
    """The text of a report."""
    listed = [
        {
            "url": each.url,
            "days": [day.isoformat() for day in each.days],
            "why": each.why,
            "lessons": list(each.lessons),
        }
        for each in report.failing
    ]
    checked = report.checked.isoformat() if report.checked else None
    return json.dumps({"checked": checked, "failing": listed}, indent=2, ensure_ascii=False) + "\n"
