"""The baseline: yesterday's findings, kept in a file so that only new ones block.

A finding is recognised by its code, its file and what it says of which line, not by the line's number. So lines
may move, and the same defect made a second time is new.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from lorepath.errors import PortalError
from lorepath.finding import Finding, Place
from lorepath.rules.upkeep import READABLE_BASELINE

PATH = ".github/lorepath-baseline.json"
"""Beside the workflows: people who may change what blocks own this folder."""
_VERSION = 1
_LONG = 1000
_NUMBERS = re.compile(r"\d+")

SourceLine = Callable[[Place], str]
"""The text of the line that a place names, or nothing where it is not known."""


class Baseline(Struct, frozen=True):
    """Fingerprints of known findings, each with how often it is known."""

    known: Counter[str] = field(default_factory=Counter)

    def new(self, findings: Iterable[Finding], source_line: SourceLine) -> list[Finding]:
        """The findings that the baseline does not know."""
        left = Counter(self.known)
        fresh = []
        for finding in findings:
            mark = fingerprint(finding, source_line)
            if left[mark]:
                left[mark] -= 1
            else:
                fresh.append(finding)
        return fresh


def fingerprint(finding: Finding, source_line: SourceLine) -> str:
    """What makes a finding the same although its line moved."""
    said = _NUMBERS.sub("#", finding.message)
    parts = (finding.code, finding.place.path, said, _words(source_line(finding.place)))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


@lru_cache(maxsize=64)  # one long line may have many findings
def _words(line: str) -> str:
    """What a line says, whatever white space is in it; of a line without end, what tells it from others."""
    words = " ".join(line.split())
    return words if len(words) <= _LONG else hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def write_baseline(findings: Iterable[Finding], source_line: SourceLine) -> str:
    """The text of a baseline: sorted, a finding a line, so that a change of it can be reviewed."""
    rows = sorted(
        (finding.place.path, finding.code, fingerprint(finding, source_line), finding.message) for finding in findings
    )
    entries = [
        json.dumps({"path": path, "code": code, "fingerprint": mark, "message": message})
        for path, code, mark, message in rows
    ]
    body = "".join(f"\n    {entry}," for entry in entries).removesuffix(",")
    end = "\n  ]" if entries else "]"
    return f'{{\n  "version": {_VERSION},\n  "findings": [{body}{end}\n}}\n'


def load_baseline(root: Path) -> Baseline:
    """The baseline of a portal, empty where it has none. Raises PortalError where it cannot be read."""
    file = root / PATH
    if is_linked(root) or not file.is_file():
        return Baseline()
    try:
        return read_baseline(file.read_text("utf-8", "replace"))
    except OSError:
        raise _unreadable() from None


def is_linked(root: Path) -> bool:
    """Whether the way to the baseline leads through a link, so that it may lie anywhere."""
    file = root / PATH
    return file.is_symlink() or file.parent.is_symlink()


def read_baseline(text: str) -> Baseline:
    """A baseline from its text. Raises PortalError where it is not as `write_baseline` writes it."""
    try:
        shape: Any = json.loads(text)
        if shape["version"] != _VERSION:
            raise ValueError
        return Baseline(Counter(str(entry["fingerprint"]) for entry in shape["findings"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _unreadable() from None


def _unreadable() -> PortalError:
    remedy = "write it again with `lorepath baseline --update`"
    return PortalError(READABLE_BASELINE.at(Place(PATH), "this baseline cannot be read", remedy))
