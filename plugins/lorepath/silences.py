"""Which findings the authors of a portal have asked to silence, and which of their wishes were of use.

Suppressions that concern the same lines are looked at as one, so that a text full of them takes no time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from lorepath.finding import Finding
from lorepath.model import Suppression, Text
from lorepath.rules.upkeep import is_valid


@dataclass(slots=True)
class _Group:
    """Suppressions of one code for the same lines of a text. `counts` says whether one of them may hide findings."""

    any: Suppression
    counts: bool = False
    used: bool = False


@dataclass(slots=True)
class Silences:
    """The valid suppressions of texts. `counts` says whether one may hide a finding: the gate may not let it."""

    texts: Iterable[Text]
    today: date
    counts: Callable[[Suppression], bool]
    _groups: dict[tuple[str, str], dict[tuple[int, int] | None, _Group]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for text in self.texts:
            for suppression in text.suppressions:
                if is_valid(suppression, self.today):
                    of_code = self._groups.setdefault((text.path, suppression.code), {})
                    group = of_code.setdefault(suppression.lines, _Group(suppression))
                    group.counts = group.counts or self.counts(suppression)

    def hide(self, finding: Finding) -> bool:
        """Whether a finding is hidden; the suppressions that ask for it are of use, also where they may not hide it."""
        hidden = False
        for group in self._groups.get((finding.place.path, finding.code), {}).values():
            if group.any.covers(finding.place.line):
                group.used = True
                hidden = hidden or group.counts
        return hidden

    def is_used(self, path: str, suppression: Suppression) -> bool:
        """Whether a suppression of a text has asked to hide a finding that there was."""
        group = self._groups.get((path, suppression.code), {}).get(suppression.lines)
        return bool(group and group.used and is_valid(suppression, self.today))
