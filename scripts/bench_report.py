"""The rows of the benchmarks: what was measured, what the target is, and whether it was met."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One figure. `at_most` or `at_least` is its target; None where it is only told."""

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def verdict(self) -> str:
        """`met`, `missed`, or nothing."""
        if self.at_most is None and self.at_least is None:
            return ""
        high = self.at_most is not None and self.value > self.at_most
        low = self.at_least is not None and self.value < self.at_least
        return "missed" if high or low else "met"

    @property
    def target(self) -> str:
        """The target as it is shown, or nothing."""
        if self.at_most is not None:
            return f"≤ {self.at_most:g}"
        return f"≥ {self.at_least:g}" if self.at_least is not None else ""


def table(rows: Sequence[Row]) -> str:
    """The rows as a table in plain text."""
    cells = [
        ("figure", "value", "target", ""),
        *((row.name, f"{row.value:,.2f} {row.unit}".strip(), row.target, row.verdict) for row in rows),
    ]
    wide = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = [
        f"{name:<{wide[0]}}  {value:>{wide[1]}}  {target:>{wide[2]}}  {verdict}".rstrip()
        for name, value, target, verdict in cells
    ]
    return "\n".join([lines[0], "─" * (sum(wide) + 6), *lines[1:]])


def save(rows: Sequence[Row], file: Path, quick: bool) -> None:
    """Write the rows as JSON, with where and when they were measured."""
    file.parent.mkdir(parents=True, exist_ok=True)
    shape = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "quick": quick,
        "rows": [{**asdict(row), "verdict": row.verdict} for row in rows],
    }
    file.write_text(json.dumps(shape, indent=2) + "\n", encoding="utf-8")
