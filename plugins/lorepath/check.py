"""Portal + rules + gate → the findings to report: suppressed and known ones taken out, in order, with what blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from lorepath.assemble import Assembly
from lorepath.finding import Finding, Severity, in_order
from lorepath.gate import Gate, own_gate
from lorepath.impact import Impact
from lorepath.model import Lesson, Text
from lorepath.policy import STANDARD, STRICT
from lorepath.rules import RULES, Rule
from lorepath.rules.language import language
from lorepath.rules.removal import removal
from lorepath.rules.rule import every_lesson, every_text
from lorepath.rules.upkeep import unsound
from lorepath.silences import Silences
from lorepath.text_check import TextCheck

_TAG = re.compile("[A-Za-z0-9-]{1,35}")


class Report(Struct, frozen=True):
    """The outcome of a check. `profile` decides what blocks.

    `lessons` (looked at), `suppressed` (silenced by authors) and `known` (in the baseline) are counts.
    `unknown_languages` are tags of lessons that rules about wording passed over, for want of words. `impact` is what
    a change does to learners, where a change was looked at.
    """

    findings: tuple[Finding, ...]
    profile: str = STANDARD
    lessons: int = 0
    suppressed: int = 0
    known: int = 0
    unknown_languages: tuple[str, ...] = ()
    impact: Impact | None = None

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that block: errors, and warnings too under the strict profile."""
        return tuple(finding for finding in self.findings if self.blocks(finding))

    def blocks(self, finding: Finding) -> bool:
        """Whether this finding keeps a change from being accepted."""
        grave = {Severity.ERROR, Severity.WARNING} if self.profile == STRICT else {Severity.ERROR}
        return finding.may_block and finding.severity in grave

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    def only(self, is_wanted: Callable[[Finding], bool]) -> Report:
        """The same report with only the findings that are wanted."""
        return replace(self, findings=tuple(filter(is_wanted, self.findings)))


def check(assembly: Assembly, rules: Sequence[Rule] = RULES, gate: Gate | None = None) -> Report:
    """Apply the rules to a portal; what reading it found is part of the report.

    `gate` decides what blocks; without one, the portal's own files do. Raises PortalError where its baseline
    cannot be read.
    """
    gate = gate or own_gate(assembly.portal, RULES)
    text_check = TextCheck(rules, gate.policy)
    own = (finding for text in every_text(assembly) for finding in text_check.findings(text))
    found = [gate.policy.judge(finding, assembly.today) for finding in chain(own, _around(assembly, rules, gate))]
    kept, unsound_suppressions = _suppress(assembly, found, {rule.standard.code for rule in rules}, gate)
    portal = assembly.portal
    said = in_order((*assembly.findings, *kept, *gate.findings, *unsound_suppressions))
    fresh = gate.baseline.new(said, portal.line_at)
    return Report(
        findings=tuple(fresh),
        profile=gate.policy.profile,
        lessons=len(portal.lessons),
        suppressed=len(found) - len(kept),
        known=len(said) - len(fresh),
        unknown_languages=_unknown_languages(assembly),
    )


def _unknown_languages(assembly: Assembly) -> tuple[str, ...]:
    tags = {lesson.language for lesson in every_lesson(assembly) if not lesson.retired}
    return tuple(sorted(tag for tag in tags if _TAG.fullmatch(tag) and not language(tag)))


def _around(assembly: Assembly, rules: Sequence[Rule], gate: Gate) -> Iterator[Finding]:
    """What the rules find that look at more than one text."""
    for rule in rules:
        setting = gate.policy.setting(rule.standard.code)
        if not (rule.of_text or setting.off):
            yield from rule.findings(assembly, setting.options)


def _suppress(
    assembly: Assembly, found: Iterable[Finding], codes: set[str], gate: Gate
) -> tuple[list[Finding], list[Finding]]:
    """The findings that no author has asked to silence, and findings about the asking."""
    texts = list(every_text(assembly))
    silences = Silences(texts, assembly.today, gate.counts)
    kept = [finding for finding in found if not silences.hide(finding)]
    about = [
        finding
        for text in texts
        for suppression in text.suppressions
        # In a file that is retired or could not be read in full, rules were silent for other reasons; so were
        # rules that are switched off.
        for finding in unsound(
            suppression,
            silences.is_used(text.path, suppression) or _is_spared(text) or gate.policy.setting(suppression.code).off,
            codes,
            assembly.today,
            partial(removal, suppression, text),
        )
    ]
    return kept, about


def _is_spared(text: Text) -> bool:
    """Whether rules pass over a file, in part at least."""
    return not text.complete or (isinstance(text, Lesson) and text.retired)
