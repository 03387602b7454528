"""The rows of the benchmarks: what was measured, what the target is, and whether it was met."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_TOP = """\
# Benchmarks

`scripts/bench` measures on generated portals and writes this page. What is compared ran in turns in the same minutes;
values are medians, or the least CPU time where it says CPU. A figure beyond its target is shown as missed.
"""


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


def save(name: str, rows: Sequence[Row], file: Path, quick: bool) -> None:
    """Write the rows of one benchmark as JSON, with where and when they were measured; other benchmarks' rows stay."""
    file.parent.mkdir(parents=True, exist_ok=True)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    found[name] = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "quick": quick,
        "rows": [{**asdict(row), "verdict": row.verdict} for row in rows],
    }
    file.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def page(file: Path, names: Sequence[str]) -> str:
    """The rows that were written to a file as a page of Markdown, quick ones left out."""
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    lines = [_TOP]
    for name in names:
        if name in found and not found[name]["quick"]:
            one = found[name]
            lines += [
                f"## {name.capitalize()}",
                "",
                f"Measured {one['measured'][:10]} on {one['machine']}, Python {one['python']}.",
                "",
            ]
            lines += ["| figure | value | target | |", "|---|--:|--:|---|"]
            for each in one["rows"]:
                row = Row(**{key: value for key, value in each.items() if key != "verdict"})
                lines.append(
                    f"| {row.name} | {row.value:,.2f} {row.unit} | {row.target} | {row.verdict} |".replace(
                        " |  |", " | |"
                    )
                )
            lines.append("")
    return "\n".join(lines)
