"""The report of the weekly look at external links: which are broken, and since when.

`.github/lorepath-links.json` is written by `lorepath links` and read by everything that says how fresh a lesson is. A
portal without it has no broken links that anybody knows of.

    {"checked": "2026-06-01",
     "broken": [{"url": "https://example.org/gone", "since": "2026-05-25", "why": "404", "lessons": ["call-home"]}]}
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lorepath.fields import Fields

PATH = ".github/lorepath-links.json"
_MOST = 4 << 20


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """An address that leads nowhere, the day on which this was seen first, what was answered, and who links to it."""

    url: str
    since: date
    why: str
    lessons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What the last look found, and when it was; None where nobody has looked."""

    checked: date | None = None
    broken: tuple[BrokenLink, ...] = ()


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
        BrokenLink(url, since, each.text("why"), each.texts("lessons"))
        for _, each in fields.members("broken")
        if (url := each.text("url")) and (since := each.day("since"))
    ]
    return LinkReport(fields.day("checked"), tuple(found))


def write_report(checked: date, broken: Iterable[BrokenLink]) -> str:
    """The text of a report, in order of addresses."""
    listed = [
        {"url": each.url, "since": each.since.isoformat(), "why": each.why, "lessons": list(each.lessons)}
        for each in sorted(broken, key=lambda each: each.url)
    ]
    return json.dumps({"checked": checked.isoformat(), "broken": listed}, indent=2, ensure_ascii=False) + "\n"
