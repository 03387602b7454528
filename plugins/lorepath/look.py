"""One look at a portal: read it, check it as it was asked for, and report. The commands and the build start here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from msgspec import Struct, structs

from lorepath.assemble import Assembly, assemble
from lorepath.changes import change_since
from lorepath.check import Report, check
from lorepath.content_disk import Disk
from lorepath.gate import Gate, gate_at, policy_at, policy_gate, schemas_at
from lorepath.history import Remembered
from lorepath.kept import Kept
from lorepath.model import Settings
from lorepath.policy import read_policy
from lorepath.progress import UNSEEN, Progress
from lorepath.rules import RULES
from lorepath.store import Store, place_of
from lorepath.text_check import TextCheck
from lorepath.workers import beside, cores


def _nothing() -> None:
    """There is nothing else to do."""


class Question(Struct, frozen=True):
    """What to look at, and by whose rules.

    `today` is the day of the check, `as_of` the day that facts such as freshness are as of (today, unless given).
    Only findings in `paths` are wanted (none: all), and with `changed`, only what differs from that base or is
    broken by it. `policy_from` names the revision that policy, baseline, suppressions and own schemas come from.
    `baseline` says whether known findings are left out. `jobs` is how many processes may read lessons at once.
    """

    root: Path
    today: date
    as_of: date | None = None
    paths: tuple[str, ...] = ()
    changed: str | None = None
    policy_from: str | None = None
    baseline: bool = True
    jobs: int = 1

    def is_about(self, path: str) -> bool:
        """Whether a file is, or lies in, one of the paths."""
        return not self.paths or any(each in (path, ".") or path.startswith(f"{each}/") for each in self.paths)


def look(
    question: Question,
    progress: Progress = UNSEEN,
    kept: Kept | None = None,
    remembered: Remembered | None = None,
    meanwhile: Callable[[], None] | None = None,
    texts: Mapping[str, bytes] | None = None,
) -> tuple[Assembly, Report]:
    """Read the portal, check it, and keep what is asked for. The assembly is as of `as_of`.

    `kept` is what earlier looks have read (`kept_readings`), where the policy comes from no other revision,
    `remembered` the history that they have read, and `texts` what files held a moment ago, by their paths. `meanwhile`
    is done here while other processes read lessons (but a `Kept` that is given goes by its own) or check the portal.
    Raises PortalError where there is no portal, baseline, base or revision that can be read.
    """
    root = question.root
    kept = kept or Kept(Store(place_of(root)), _check_for(question), question.jobs, meanwhile or _nothing)
    schemas = schemas_at(root, question.policy_from) if question.policy_from is not None else {}
    disk = Disk(root, texts)
    assembly = assemble(root, question.as_of or question.today, schemas, kept, disk, remembered, progress)
    checked = replace(assembly, today=question.today)
    gate = _gate(question, assembly)
    if question.changed is None:
        progress.begin("Checking the portal")
        # Few findings travel quickly; a copy of this process has what they are found from.
        report = beside(lambda: check(checked, gate=gate), question.jobs if meanwhile else 1, meanwhile or _nothing)
    else:
        progress.begin("Comparing with the base")
        change = change_since(root, question.changed, checked, kept, schemas, disk, progress)
        progress.begin("Checking the portal")
        report = check(change.of(checked), gate=gate)
        compares = change.base if change.may_have_broken_more(report) else None
        before = check(compares, gate=gate) if compares else Report(())
        report = change.narrow(report, before, assembly)
    if question.paths:
        lessons = sum(question.is_about(lesson.path) for lesson in assembly.portal.lessons.values())
        report = structs.replace(report.only(lambda finding: question.is_about(finding.place.path)), lessons=lessons)
    return assembly, report


def kept_readings(root: Path) -> Kept:
    """What checks of a portal have read, for commands that read it and check nothing: they read only what is new."""
    question = Question(root, date.min)
    return Kept(Store(place_of(root)), _check_for(question), cores())


def _check_for(question: Question) -> Callable[[Settings], TextCheck]:
    """What looks at each text as it is read: the rules as the given revision sets them, else as the portal does."""
    if question.policy_from is not None:
        check = TextCheck(RULES, policy_at(question.root, question.policy_from, RULES))
        return lambda settings: check
    return lambda settings: TextCheck(RULES, read_policy(settings, RULES)[0])


def _gate(question: Question, assembly: Assembly) -> Gate | None:
    """What decides which findings block; None where each portal, the base too, decides on its own."""
    if question.policy_from is not None:
        return gate_at(question.root, question.policy_from, assembly.portal, RULES)
    return None if question.baseline else policy_gate(assembly.portal, RULES)
