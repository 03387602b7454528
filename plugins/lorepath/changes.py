"""Base to head: what a change touches, and what it breaks elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from msgspec import Struct, structs

from lorepath.assemble import Assembly
from lorepath.baseline import fingerprint
from lorepath.check import Report
from lorepath.content_disk import Disk
from lorepath.errors import PortalError
from lorepath.finding import Finding, in_order
from lorepath.history.revisions import Difference, difference
from lorepath.impact import Impact
from lorepath.kept import Kept
from lorepath.loader import load
from lorepath.progress import UNSEEN, Progress


class Change(Struct, frozen=True):
    """The files that differ from a base, and the base as a portal; None where it was no portal yet."""

    difference: Difference
    base: Assembly | None

    def of(self, assembly: Assembly) -> Assembly:
        """The assembly of the changed portal, with its base at hand for rules that compare."""
        return replace(assembly, base=self.base.portal) if self.base else assembly

    def may_have_broken_more(self, report: Report) -> bool:
        """Whether a report says anything of files that do not differ: only then it matters what was said before."""
        return any(finding.place.path not in self.difference.paths for finding in report.findings)

    def narrow(self, report: Report, before: Report, assembly: Assembly) -> Report:
        """Only what the change touches, and what is wrong elsewhere now and was not `before`."""
        base = self.base
        known = {fingerprint(finding, base.portal.line_at) for finding in before.findings} if base else set()

        def is_wanted(finding: Finding) -> bool:
            return (
                finding.place.path in self.difference.paths
                or fingerprint(finding, assembly.portal.line_at) not in known
            )

        lessons = sum(lesson.path in self.difference.paths for lesson in assembly.portal.lessons.values())
        impact = Impact(base.portal, assembly, self.difference.paths) if base else None
        return structs.replace(report.only(is_wanted), lessons=lessons, impact=impact)


def change_since(
    root: Path,
    base: str,
    assembly: Assembly,
    kept: Kept,
    instead: Mapping[str, bytes | None] | None = None,
    disk: Disk | None = None,
    progress: Progress = UNSEEN,
) -> Change:
    """What differs between the folder and the place where its history parted from `base`.

    `kept` is what reading the folder left behind, `disk` what was found in it; `instead` holds files that are read in
    place of the folder's, on both sides. Raises PortalError when there is no repository or no such base.
    """
    differing = difference(root, base)
    try:
        portal, findings = load(root, {**(instead or {}), **differing.before}, kept, disk, progress)
    except PortalError:
        return Change(differing, None)
    # What is wrong with the history was wrong before: a change adds commits to it and takes none away.
    findings = in_order((*findings, *assembly.history.findings))
    return Change(differing, replace(assembly, portal=portal, findings=findings))
