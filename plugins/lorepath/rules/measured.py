"""How often rules are right: what `scripts/precision.py --write` counted on labelled sets, and what somebody read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from msgspec import Struct

FILE = Path(__file__).with_name("measured.json")
BY_HAND = Path(__file__).with_name("read_by_hand.json")
"""Written after reading what `scripts/plain_markdown.py FOLDER --sample 60` shows."""


class Count(Struct, frozen=True):
    """Findings that were right, findings that were not, and flaws that were passed over."""

    right: int
    false_alarms: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Of the findings, the share that is right; None where there is none."""
        spoken = self.right + self.false_alarms
        return self.right / spoken if spoken else None

    @property
    def recall(self) -> float | None:
        """Of the flaws, the share that is found; None where there is none."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else None


class Measured(Struct, frozen=True):
    """What was counted of one rule. `first_looks` are sets that were new to it, oldest first, before it was mended."""

    all: Count
    first_looks: tuple[Count, ...]


class ReadByHand(Struct, frozen=True):
    """What came out when somebody read findings, drawn by lot, about texts not written for Lorepath."""

    day: date
    what: str
    files: int
    findings: int
    read: int
    wrong: int


def read_by_hand() -> ReadByHand:
    """What was read last."""
    found = json.loads(BY_HAND.read_text("utf-8"))
    return ReadByHand(**{**found, "day": date.fromisoformat(found["day"])})


def measured(code: str) -> Measured | None:
    """What was counted of a rule; None where the labelled sets are not about it."""
    return _read().get(code)


@cache
def _read() -> Mapping[str, Measured]:
    found = json.loads(FILE.read_text("utf-8"))
    return {
        code: Measured(Count(**each["all"]), tuple(Count(**look) for look in each["first_looks"].values()))
        for code, each in found.items()
    }
