"""The rows of the benchmarks: what was measured, what the target is, and whether it was met."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_TOP = """\
# Benchmarks

`scripts/bench` measures on generated portals and writes this page. What a figure compares ran in turns, in the same
rounds; each section says when it was measured. Seconds are of wall time unless a row says CPU. Values are medians
of the rounds, or the least of them where a row says so. What is the same each time (bytes, precision) is counted once.
"""
_FEW = 3
"""Fewer rounds than this have no median to speak of."""
_HEAD = ["| figure | value | target | |", "|---|--:|--:|---|"]


@dataclass(frozen=True)
class Row:
    """One figure. `at_most` and `at_least` are its target, None where it is only told.

    `promise` names the target where it is one of `bench_targets.TARGETS`.
    """

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    promise: str = ""

    @property
    def shown(self) -> str:
        """The value with its unit: two digits behind the point, or three that say something."""
        small = 0 < abs(self.value) < 0.1
        return f"{self.value:.3g} {self.unit}".strip() if small else f"{self.value:,.2f} {self.unit}".strip()

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
        if self.at_most is not None and self.at_least is not None:
            return f"{self.at_least:g} to {self.at_most:g}"
        if self.at_most is not None:
            return f"≤ {self.at_most:g}"
        return f"≥ {self.at_least:g}" if self.at_least is not None else ""


@dataclass(frozen=True)
class Section:
    """The rows of one benchmark, when and where they were measured, and in how many rounds."""

    name: str
    measured: str
    machine: str
    python: str
    rounds: int
    rows: Sequence[Row]

    @property
    def few(self) -> str:
        """How few the rounds were, if they were too few."""
        return f"{self.rounds} round{'s' if self.rounds != 1 else ''} only" if self.rounds < _FEW else ""

    @property
    def about(self) -> str:
        """When and where, in a sentence."""
        told = f"**{self.few}, which is no median**" if self.few else f"in {self.rounds} rounds or more"
        return f"Measured {self.measured[:10]} on {self.machine}, Python {self.python}, {told}."


def table(rows: Sequence[Row]) -> str:
    """The rows as a table in plain text."""
    cells = [
        ("figure", "value", "target", ""),
        *((row.name, row.shown, row.target, row.verdict) for row in rows),
    ]
    wide = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = [
        f"{name:<{wide[0]}}  {value:>{wide[1]}}  {target:>{wide[2]}}  {verdict}".rstrip()
        for name, value, target, verdict in cells
    ]
    return "\n".join([lines[0], "─" * (sum(wide) + 6), *lines[1:]])


def save(name: str, rows: Sequence[Row], file: Path, quick: bool, rounds: int) -> None:
    """Write the rows of one benchmark as JSON, with where and when they were measured; other benchmarks' rows stay."""
    file.parent.mkdir(parents=True, exist_ok=True)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    found[name] = {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "quick": quick,
        "rounds": rounds,
        "rows": [{**asdict(row), "verdict": row.verdict} for row in rows],
    }
    file.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def read(file: Path, names: Sequence[str]) -> list[Section]:
    """The rows that were written to a file, quick ones left out, and those written before rounds were."""
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    sections = []
    for name in names:
        one = found.get(name, {"quick": True})
        if not one["quick"] and "rounds" in one:
            rows = [Row(**{key: value for key, value in each.items() if key != "verdict"}) for each in one["rows"]]
            sections.append(Section(name, one["measured"], one["machine"], one["python"], one["rounds"], rows))
    return sections


def page(sections: Sequence[Section], promises: Iterable[str]) -> str:
    """All rows as a page of Markdown, on top of it those that have a target: first what is promised, then others."""
    lines = [_TOP, "## Targets", "", *_targets(sections, promises), ""]
    for section in sections:
        lines += [f"## {section.name.capitalize()}", "", section.about, "", *_HEAD]
        lines += [_line(row.name, row.shown, row.target, row.verdict) for row in section.rows]
        lines.append("")
    return "\n".join(lines)


def _targets(sections: Sequence[Section], promises: Iterable[str]) -> Iterator[str]:
    aimed = [(row, section) for section in sections for row in section.rows if row.verdict]
    measured = {row.promise: (row, section) for row, section in aimed}
    yield "What Lorepath promises of its speed and size; numbers are of lessons."
    yield ""
    yield from _HEAD
    for promise in promises:
        if promise in measured:
            row, section = measured[promise]
            yield _line(promise, row.shown, row.target, row.verdict, section.few)
        else:
            yield _line(promise, "", "", "not measured")
    yield ""
    yield "Other figures with a target."
    yield ""
    yield from _HEAD
    for row, section in aimed:
        if not row.promise:
            yield _line(row.name, row.shown, row.target, row.verdict, section.few)


def _line(name: str, shown: str, target: str, verdict: str, few: str = "") -> str:
    said = f"**{verdict}**" if verdict in ("missed", "not measured") else verdict
    cells = (name, shown, target, ", ".join(filter(None, (said, few))))
    return f"| {' | '.join(cells)} |".replace("  ", " ")
