"""Root and date → the complete portal and its findings. The command line and the plugin both start here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from lorepath import history
from lorepath.content_disk import Disk
from lorepath.finding import Finding, in_order
from lorepath.history import History, Remembered
from lorepath.kept import Kept
from lorepath.loader import load
from lorepath.model import Portal
from lorepath.paths import LearningPath, Preference, plan_all
from lorepath.store import Store, place_of


@dataclass(frozen=True)
class Assembly:
    """A portal with everything that is computed from it: paths, history, what reading it found."""

    portal: Portal
    history: History
    today: date
    findings: tuple[Finding, ...]
    base: Portal | None = None
    """The portal that a change is compared with, where there is one."""

    @cached_property
    def paths(self) -> Mapping[str, LearningPath]:
        """The path to each role, by its id; planned when somebody asks, and a check does not."""
        return plan_all(self.portal, Preference(self.history.stale))


def assemble(
    root: Path,
    today: date,
    instead: Mapping[str, bytes | None] | None = None,
    kept: Kept | None = None,
    disk: Disk | None = None,
    remembered: Remembered | None = None,
) -> Assembly:
    """Read a portal and its history as of `today`.

    `instead` maps paths to bytes that stand in place of the file on disk; None stands for no file. `kept` is what an
    earlier look has read, `remembered` the history that it read, `disk` the folder as it was found a moment ago. Raises
    PortalError where `root` holds no portal that can be read. Everything an author got wrong is a finding.
    """
    portal, findings = load(root, instead, kept, disk)
    facts = remembered.of(portal, today) if remembered else history.read(portal, today, Store(place_of(root)))
    return complete(portal, findings, facts, today)


def complete(portal: Portal, findings: Iterable[Finding], facts: History, today: date) -> Assembly:
    """A portal that was read, with its history."""
    return Assembly(portal, facts, today, in_order((*findings, *facts.findings)))
