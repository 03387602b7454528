"""Root and date → the complete portal and its findings. The command line and the plugin both start here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from lorepath import history
from lorepath.content_disk import Disk
from lorepath.derived import derived
from lorepath.finding import Finding, in_order
from lorepath.history import History, Remembered
from lorepath.kept import Kept
from lorepath.loader import load
from lorepath.model import Portal
from lorepath.paths import LearningPath, Preference, fit, plan_all
from lorepath.progress import UNSEEN, Progress
from lorepath.store import NO_STORE, Store, key_of, place_of

ASKING = "Asking Git how fresh lessons are"
"""The step that reads a history."""
_KIND = "paths"


@dataclass(frozen=True)
class Assembly:
    """A portal with everything that is computed from it: paths, history, what reading it found."""

    portal: Portal
    history: History
    today: date
    findings: tuple[Finding, ...]
    base: Portal | None = None
    """The portal that a change is compared with, where there is one."""
    store: Store = field(default=NO_STORE, compare=False, repr=False)
    """Where what follows from the portal is kept."""

    @cached_property
    def paths(self) -> Mapping[str, LearningPath]:
        """The path to each role, by its id; planned when somebody asks, and a check does not."""
        stale = self.history.stale
        key = key_of(_KIND, self.portal.digest, *sorted(stale))
        shape = dict[str, LearningPath]
        return derived(self.store, _KIND, key, shape, lambda: self._planned(stale), lambda kept: fit(kept, self.portal))

    def _planned(self, stale: frozenset[str]) -> dict[str, LearningPath]:
        return dict(plan_all(self.portal, Preference(stale)))


def assemble(
    root: Path,
    today: date,
    instead: Mapping[str, bytes | None] | None = None,
    kept: Kept | None = None,
    disk: Disk | None = None,
    remembered: Remembered | None = None,
    progress: Progress = UNSEEN,
) -> Assembly:
    """Read a portal and its history as of `today`.

    `instead` maps paths to bytes that stand in place of the file on disk; None stands for no file. `kept` is what an
    earlier look has read, `remembered` the history that it read, `disk` the folder as it was found a moment ago. Raises
    PortalError where `root` holds no portal that can be read. Everything an author got wrong is a finding.
    """
    progress.begin("Reading the portal")
    portal, findings = load(root, instead, kept, disk, progress)
    store = Store(place_of(root))
    progress.begin(ASKING)
    facts = remembered.of(portal, today) if remembered else history.read(portal, today, store)
    return complete(portal, findings, facts, today, store)


def complete(
    portal: Portal, findings: Iterable[Finding], facts: History, today: date, store: Store = NO_STORE
) -> Assembly:
    """A portal that was read, with its history."""
    return Assembly(portal, facts, today, in_order((*findings, *facts.findings)), store=store)
