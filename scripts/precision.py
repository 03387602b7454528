"""How often the rules about items and objectives are right, on the labelled sets of tests/truth.

`measure()` gives a score for each rule; `table()` and `as_json()` show them. A rule is right about an item where it
speaks and the labels say that it should. Each item and each objective stands in a lesson of its own; rules that need
several have sets. Run by itself it prints the table, then each false alarm and each miss; with `--json` the scores.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from lorepath.assemble import assemble
from lorepath.finding import Severity
from lorepath.rules import RULES, Rule

TRUTH = Path(__file__).resolve().parents[1] / "tests/truth"
"""Where the labelled sets lie."""
TODAY = date(2026, 11, 22)
ITEM_CODES = frozenset(f"MCQ{number:02}" for number in (2, 3, 4, 5, 6, 8, 9, 10, 11))
OBJECTIVE_CODES = frozenset(f"OBJ{number:02}" for number in (2, 3, 4, 5))
"""What is said of each item and of each objective by itself."""
_REASON = "Whoever does this work sees it within a week or two, and the checklist says it on page"


@dataclass(frozen=True)
class Case:
    """The text of a lesson, its name in reports, and the codes of the rules that should speak and that could."""

    name: str
    text: str
    wanted: frozenset[str]
    about: frozenset[str]


@dataclass
class Score:
    """The cases on which one rule was right or wrong. `false_alarms` and `missed` hold names of cases."""

    code: str
    name: str
    severity: Severity
    hits: int = 0
    false_alarms: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def count(self, case: Case, spoken: bool) -> None:
        """Note whether the rule, which spoke or was silent, was right about a case."""
        if spoken and self.code in case.wanted:
            self.hits += 1
        elif spoken:
            self.false_alarms.append(case.name)
        elif self.code in case.wanted:
            self.missed.append(case.name)

    @property
    def precision(self) -> float | None:
        """Of the cases on which the rule speaks, the share on which it should; None where it never speaks."""
        spoken = self.hits + len(self.false_alarms)
        return self.hits / spoken if spoken else None

    @property
    def recall(self) -> float | None:
        """Of the cases on which the rule should speak, the share on which it does; None where there is none."""
        wanted = self.hits + len(self.missed)
        return self.hits / wanted if wanted else None


def measure(rules: Iterable[Rule] = RULES, cases: Sequence[Case] = ()) -> list[Score]:
    """One score for each rule that the cases are about; all cases where none are given."""
    cases = cases or (*item_cases(), *objective_cases())
    codes = frozenset().union(*(case.about for case in cases))
    scores = []
    with tempfile.TemporaryDirectory() as folder:
        paths = _write(Path(folder), cases)
        assembly = assemble(Path(folder), TODAY)
        for rule in rules:
            if rule.standard.code not in codes:
                continue
            spoken = {finding.place.path: finding.severity for finding in rule.findings(assembly)}
            score = Score(rule.standard.code, rule.standard.name, rule.standard.severity)
            for path, case in paths.items():
                if score.code in case.about:
                    score.count(case, path in spoken)
            scores.append(score)
    return scores


def item_cases(folder: Path = TRUTH) -> list[Case]:
    """A case for each labelled item, and one for each set of items."""
    truth = _read(folder / "items.yml")
    items = {item["id"]: item for item in truth["items"]}
    cases = [Case(name, _quiz([item]), _labels(item), ITEM_CODES) for name, item in items.items()]
    for number, each in enumerate(truth["sets"], 1):
        members = [items[name] for name in each["items"]]
        # Where the key of one item is much too long, MCQ06 has been counted with that item.
        about = frozenset({"MCQ06", "MCQ07"}).difference(*map(_labels, members))
        cases.append(Case(f"set {number}", _quiz(members), _labels(each), about))
    return cases


def objective_cases(folder: Path = TRUTH) -> list[Case]:
    """A case for each labelled objective, and one for each set of objectives."""
    truth = _read(folder / "objectives.yml")
    cases = []
    for each in truth["objectives"]:
        # Where the verb is vague or not the learner's, it may be called unknown as well: nothing to be counted.
        about = OBJECTIVE_CODES - ({"OBJ03"} if _labels(each) & {"OBJ02", "OBJ05"} else set())
        cases.append(Case(each["text"], _goals([each["text"]]), _labels(each), about))
    for each in truth["sets"]:
        texts = [f"Name the parts of pump {number}." for number in range(1, each["objectives"] + 1)]
        name = f"{len(texts)} in {each['minutes']} minutes"
        cases.append(Case(name, _goals(texts, each["minutes"]), _labels(each), frozenset({"OBJ06"})))
    return cases


def as_json(scores: Iterable[Score]) -> str:
    """The scores as JSON text: a list, in the rules' order."""
    return json.dumps(
        [
            {
                "code": score.code,
                "name": score.name,
                "severity": score.severity,
                "precision": score.precision,
                "recall": score.recall,
                "hits": score.hits,
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
    lines += [
        f"| {score.code} {score.name} | {score.severity} | {_share(score.precision)} | {_share(score.recall)} "
        f"| {score.hits} | {len(score.false_alarms)} | {len(score.missed)} |"
        for score in scores
    ]
    return "\n".join(lines)


def _write(root: Path, cases: Sequence[Case]) -> dict[str, Case]:
    """Write a portal with a lesson for each case: the paths of the lessons, and whose they are."""
    topic = "content/lessons/truth"
    (root / topic).mkdir(parents=True)
    (root / "content/portal.yml").write_text("name: Truth\n", "utf-8")
    paths = {f"{topic}/case-{number}.md": case for number, case in enumerate(cases)}
    for path, case in paths.items():
        (root / path).write_text(case.text, "utf-8")
    return paths


def _labels(each: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(each.get("labels", ()))


def _quiz(items: Sequence[Mapping[str, Any]]) -> str:
    """A lesson with a knowledge check of these items."""
    written = []
    for item in items:
        keys = item["key"] if isinstance(item["key"], list) else [item["key"]]
        reasons = item.get("because") or [f"{_REASON} {number}." for number, _ in enumerate(item["options"], 1)]
        options = [
            {"text": str(text), "because": reason, **({"correct": True} if number in keys else {})}
            for number, (text, reason) in enumerate(zip(item["options"], reasons, strict=True), 1)
        ]
        kind = {"type": item["type"]} if "type" in item else {}
        written.append({"id": item["id"], "objective": "do-it", "stem": item["stem"], **kind, "options": options})
    block = yaml.safe_dump(written, sort_keys=False, allow_unicode=True, width=1000)
    return f"---\ntitle: Truth\nobjectives:\n- {{id: do-it, text: Do it.}}\n---\n\n```quiz\n{block}```\n"


def _goals(texts: Sequence[str], minutes: int = 10) -> str:
    """A lesson with these objectives."""
    front = {
        "title": "Truth",
        "minutes": minutes,
        "objectives": [{"id": f"do-{number}", "text": text} for number, text in enumerate(texts)],
    }
    return f"---\n{yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=1000)}---\n\nA lesson.\n"


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def main() -> int:
    scores = measure()
    if "--json" in sys.argv[1:]:
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
