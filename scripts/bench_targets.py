"""What Lorepath promises about its speed and size: the targets that the benchmarks measure."""

from __future__ import annotations

from dataclasses import dataclass

from bench_report import Row


@dataclass(frozen=True)
class Target:
    """The bounds of one figure; `at_least` only where a low one misses too."""

    unit: str
    at_most: float
    at_least: float | None = None


TARGETS = {
    "first build of 1,000, against MkDocs + Material": Target("×", 0.6),
    "first build of 5,000, against MkDocs + Material": Target("×", 0.3),
    "first build of 1,000 with credit, against plugins that start Git for each page": Target("×", 0.07),
    "build of 5,000, one text changed": Target("s", 2),
    "build of 5,000, one text changed, against MkDocs + Material": Target("×", 0.015),
    "build of 5,000, nothing changed": Target("s", 1.2),
    "build of 5,000, nothing changed, against MkDocs + Material": Target("×", 0.01),
    "first build, growth exponent from 1,000 to 5,000": Target("", 1.05),
    "bytes of a lesson's page, 5,000 against 1,000": Target("×", 1.05, at_least=0.95),
    "first build of 5,000, peak memory of all processes": Target("MB", 700),
    "history, against a bare git log": Target("×", 1.5),
    "history, 50 new commits": Target("s", 0.1),
    "check, one changed lesson of 5,000": Target("s", 1.5),
    "check, one changed lesson of 5,000, against a full check": Target("×", 0.2),
    "check of 10,000 on two cores": Target("s", 12),
    "check of 10,000, against markdownlint-cli2 alone": Target("×", 0.25),
    "preview of 5,000, from saving to the page": Target("s", 2),
    "catalogue of 10,000, compressed": Target("KB", 450),
    "first search in texts of 5,000, compressed": Target("KB", 300),
}
"""By what they are about: counts are of lessons."""


def promised(target: str, name: str, value: float) -> Row:
    """The row that measures a target."""
    bounds = TARGETS[target]
    return Row(name, value, bounds.unit, bounds.at_most, bounds.at_least, target)
