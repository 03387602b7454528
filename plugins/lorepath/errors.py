"""The one exception that Lorepath raises on purpose."""

from __future__ import annotations

from lorepath.finding import Finding


class PortalError(Exception):
    """The portal cannot be read at all, so nothing else can be said about it.

    An author's mistakes are findings, never exceptions. This is for a root without a readable `portal.yml`
    and the like. Commands print the finding it carries and exit with 2.
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.place}: {finding.code} {finding.message}; {finding.hint}")
        self.finding = finding

    def __reduce__(self) -> tuple[type[PortalError], tuple[Finding]]:
        """As what it is made of, so that it can travel from one process to another."""
        return PortalError, (self.finding,)
