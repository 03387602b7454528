"""Findings that say the same of several places in a file, said once with all the places."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from lorepath.finding import Finding


class Alike(Struct, frozen=True):
    """A finding, and those further down its file that differ only in their places."""

    first: Finding
    others: tuple[Finding, ...]

    @property
    def lines(self) -> list[int]:
        """The lines of all of them, each once."""
        return list(dict.fromkeys(finding.place.line for finding in (self.first, *self.others)))


def alike(findings: Iterable[Finding]) -> list[Alike]:
    """The findings in groups, each where its first one stands."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        said = (finding.place.path, finding.code, finding.severity.value, finding.message, finding.hint)
        groups.setdefault(said, []).append(finding)
    return [Alike(first, tuple(others)) for first, *others in groups.values()]
