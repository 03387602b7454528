"""The gate: what decides which findings block — policy, baseline, and the suppressions that count.

By itself a portal decides on its own. In a pull request the gate is read from the base branch, so that a change
cannot loosen what checks it: not by `portal.yml`, not by the baseline, not by a new suppression.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from lorepath.baseline import PATH, Baseline, load_baseline, read_baseline
from lorepath.content_places import CONTENT
from lorepath.document import read_document
from lorepath.finding import Finding
from lorepath.history.revisions import read_at
from lorepath.lesson_reader import suppressions
from lorepath.loader import read_settings
from lorepath.model import Portal, Suppression, Text
from lorepath.policy import Policy, read_policy
from lorepath.rules.rule import Rule
from lorepath.schema import KINDS, SCHEMAS, schema_file
from lorepath.text_reader import decode

_Wish = tuple[str, str, str, bool]
"""Code, reason and last day of a suppression, and whether it concerns the whole file: what makes it the same."""


class Gate(Struct, frozen=True):
    """What decides which findings block. `counting` holds the suppressions that may hide; None: all may."""

    policy: Policy = field(default_factory=Policy)
    baseline: Baseline = field(default_factory=Baseline)
    counting: frozenset[Suppression] | None = None
    findings: tuple[Finding, ...] = ()
    """What is wrong with the policy itself."""

    def counts(self, suppression: Suppression) -> bool:
        """Whether a suppression may hide anything."""
        return self.counting is None or suppression in self.counting


def policy_gate(portal: Portal, rules: Sequence[Rule]) -> Gate:
    """The gate that `portal.yml` alone makes: nothing is known yet."""
    policy, findings = read_policy(portal.settings, rules)
    return Gate(policy, findings=findings)


def own_gate(portal: Portal, rules: Sequence[Rule]) -> Gate:
    """The gate that the portal's own files make. Raises PortalError where its baseline cannot be read."""
    return replace(policy_gate(portal, rules), baseline=load_baseline(portal.root))


def schemas_at(root: Path, revision: str) -> dict[str, bytes | None]:
    """The portal's own schemas at a revision, by path; None for those that it did not have.

    Raises PortalError where the revision is unknown.
    """
    paths = [f"{SCHEMAS}/{schema_file(kind)}" for kind in KINDS]
    found = read_at(root, revision, paths)
    return {path: found.get(path) for path in paths}


def policy_at(root: Path, revision: str, rules: Sequence[Rule]) -> Policy:
    """The policy that a revision's `portal.yml` states. Raises PortalError where there is none that can be read."""
    path = f"{CONTENT}/portal.yml"
    return read_policy(read_settings(read_at(root, revision, [path]).get(path), path), rules)[0]


def gate_at(root: Path, revision: str, portal: Portal, rules: Sequence[Rule]) -> Gate:
    """The gate of another revision, for the portal as it is now.

    Raises PortalError where the revision is unknown, or where it has no `portal.yml` or baseline that can be read.
    """
    texts: tuple[Text, ...] = (*portal.lessons.values(), *portal.duplicates, *portal.pages)
    wishes = {text.path: text.suppressions for text in texts if text.suppressions}
    found = read_at(root, revision, [portal.source.path, PATH, *wishes])
    settings = read_settings(found.get(portal.source.path), portal.source.path)
    policy, _ = read_policy(settings, rules)
    # What the change itself says wrongly of the policy is still told.
    _, findings = read_policy(portal.settings, rules)
    known = found.get(PATH)
    baseline = read_baseline(known.decode("utf-8", "replace")) if known is not None else Baseline()
    counting = (each for path in wishes if path in found for each in _agreed(wishes[path], found[path], path))
    return Gate(policy, baseline, frozenset(counting), findings)


def _agreed(present: Iterable[Suppression], before: bytes, path: str) -> Iterator[Suppression]:
    """The suppressions of a file that it had before, each as often as it had it: a copy is a new one."""
    document = read_document(decode(before, path).text, path, front_matter=False)
    left = Counter(map(_wish, suppressions(document)))
    for suppression in present:
        wish = _wish(suppression)
        if left[wish]:
            left[wish] -= 1
            yield suppression


def _wish(suppression: Suppression) -> _Wish:
    until = suppression.until.isoformat() if suppression.until else ""
    return (suppression.code, suppression.reason, until, suppression.lines is None)
