"""How often the rules about items and objectives are right, on the labelled sets of tests/truth.

A rule is right about a case where it speaks and the labels say that it should. Run by itself it prints the table, then
each false alarm and each miss; `--json` prints the scores, `--write` puts them where the reference pages read them.
`--first-look SET` measures a new set and keeps the figures: it is done once, before anybody mends a rule by that set.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from msgspec.structs import asdict

from lorepath.assemble import assemble
from lorepath.finding import Severity
from lorepath.rules import RULES, Rule
from lorepath.rules.measured import FILE, Count
from truth import TRUTH, TUNED, Case, all_cases, set_names, write_portal

TODAY = date(2026, 11, 22)
FIRST_LOOK = "first-look.json"


@dataclass
class Score:
    """The cases on which one rule was right or wrong. `false_alarms` and `missed` hold names of cases."""

    code: str
    name: str
    severity: Severity
    right: int = 0
    false_alarms: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def count(self, case: Case, spoken: bool) -> None:
        """Note whether the rule, which spoke or was silent, was right about a case."""
        if spoken and self.code in case.wanted:
            self.right += 1
        elif spoken:
            self.false_alarms.append(case.name)
        elif self.code in case.wanted:
            self.missed.append(case.name)

    @property
    def sums(self) -> Count:
        """How many findings were right, how many false alarms, how many flaws missed."""
        return Count(self.right, len(self.false_alarms), len(self.missed))


def measure(cases: Sequence[Case], rules: Iterable[Rule] = RULES) -> list[Score]:
    """One score for each rule that some case wants to speak."""
    codes = frozenset().union(*(case.wanted for case in cases))
    scores = []
    with tempfile.TemporaryDirectory() as folder:
        paths = write_portal(Path(folder), cases)
        assembly = assemble(Path(folder), TODAY)
        for rule in rules:
            if rule.standard.code not in codes:
                continue
            spoken = {finding.place.path for finding in rule.findings(assembly)}
            score = Score(rule.standard.code, rule.standard.name, rule.standard.severity)
            for path, case in paths.items():
                if score.code in case.about:
                    score.count(case, path in spoken)
            scores.append(score)
    return scores


def known_cases() -> list[Case]:
    """The cases of all sets that have been looked at: a new set counts after its first look."""
    looked_at = [name for name in set_names() if name == TUNED or (TRUTH / name / FIRST_LOOK).is_file()]
    return [case for name in looked_at for case in all_cases(name)]


def published(scores: Iterable[Score]) -> str:
    """What the reference pages say of each rule: the counts on all sets, and on each new set at first look."""
    looks = {name: _first_look(name) for name in set_names() if (TRUTH / name / FIRST_LOOK).is_file()}
    shape = {
        score.code: {
            "all": asdict(score.sums),
            "first_looks": {name: look[score.code] for name, look in looks.items() if score.code in look},
        }
        for score in scores
    }
    return json.dumps(shape, indent=1) + "\n"


def as_json(scores: Iterable[Score]) -> str:
    """The scores as JSON text: a list, in the rules' order."""
    return json.dumps(
        [
            {
                "code": score.code,
                "name": score.name,
                "severity": score.severity,
                "precision": score.sums.precision,
                "recall": score.sums.recall,
                "right": score.right,
                "false_alarms": score.false_alarms,
                "missed": score.missed,
            }
            for score in scores
        ],
        indent=2,
        ensure_ascii=False,
    )


def table(scores: Iterable[Score]) -> str:
    """The scores as a Markdown table."""
    lines = [
        "| rule | severity | precision | recall | right | false alarms | missed |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for score in scores:
        sums = score.sums
        shares = f"{_share(sums.precision)} | {_share(sums.recall)}"
        counts = f"{sums.right} | {sums.false_alarms} | {sums.missed}"
        lines.append(f"| {score.code} {score.name} | {score.severity} | {shares} | {counts} |")
    return "\n".join(lines)


def _first_look(name: str) -> dict[str, dict[str, int]]:
    found = json.loads((TRUTH / name / FIRST_LOOK).read_text("utf-8"))
    return found if isinstance(found, dict) else {}


def _look_first(name: str) -> list[Score]:
    """Measure a new set, and keep the figures for good."""
    kept = TRUTH / name / FIRST_LOOK
    if kept.exists():
        sys.exit(f"{name} has been looked at; its first look is kept in {kept.relative_to(TRUTH.parents[1])}")
    scores = measure(all_cases(name))
    kept.write_text(json.dumps({score.code: asdict(score.sums) for score in scores}, indent=1) + "\n", "utf-8")
    return scores


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    parser.add_argument("--write", action="store_true", help="put the figures where the reference pages read them")
    parser.add_argument("--first-look", metavar="SET", help="measure a new set, once, and keep its figures")
    chosen = parser.parse_args()
    scores = _look_first(chosen.first_look) if chosen.first_look else measure(known_cases())
    if chosen.write:
        FILE.write_text(published(scores), "utf-8")
    if chosen.json:
        print(as_json(scores))
        return 0
    print(table(scores))
    for score in scores:
        for kind, names in (("false alarm", score.false_alarms), ("missed", score.missed)):
            for name in names:
                print(f"{score.code} {kind}: {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
