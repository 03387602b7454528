"""The labelled sets of tests/truth as lessons that rules can look at.

Each item and each objective stands in a lesson of its own; what holds of several together has a lesson with them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

TRUTH = Path(__file__).resolve().parents[1] / "tests/truth"
TUNED = "tuned"
"""The set with which the rules were made. Every other folder of TRUTH was new to them when it was first measured."""
ITEM_CODES = frozenset(f"MCQ{number:02}" for number in (2, 3, 4, 5, 6, 8, 9, 10, 11))
OBJECTIVE_CODES = frozenset(f"OBJ{number:02}" for number in (2, 3, 4, 5))
"""What is said of each item and of each objective by itself."""
ALL_CODES = ITEM_CODES | OBJECTIVE_CODES | {"MCQ07", "OBJ06", "OBJ08"}
_REASON = "Whoever does this work sees it within a week or two, and the checklist says it on page"
_OPTIONS = ["The first thing", "Another thing", "A third thing"]


@dataclass(frozen=True)
class Case:
    """The text of a lesson, its name in reports, and the codes of the rules that should speak and that could."""

    name: str
    text: str
    wanted: frozenset[str]
    about: frozenset[str]


def set_names() -> list[str]:
    """The folders of labelled sets: the tuned one, then those that were new, oldest first."""
    fresh = sorted(folder.name for folder in TRUTH.iterdir() if folder.is_dir() and folder.name != TUNED)
    return [TUNED, *fresh]


def all_cases(name: str) -> list[Case]:
    """Every case of a set."""
    return [*item_cases(name), *objective_cases(name)]


def item_cases(name: str) -> list[Case]:
    """A case for each labelled item, and one for each set of items."""
    truth = _read(name, "items.yml")
    items = {item["id"]: item for item in truth.get("items", ())}
    cases = [Case(f"{name}: {key}", _quiz([item]), _labels(item), ITEM_CODES) for key, item in items.items()]
    for number, each in enumerate(truth.get("sets", ()), 1):
        members = [items[key] for key in each["items"]]
        # Where the key of one item is much too long, MCQ06 has been counted with that item.
        about = frozenset({"MCQ06", "MCQ07"}).difference(*map(_labels, members))
        cases.append(Case(f"{name}: items {number}", _quiz(members), _labels(each), about))
    return cases


def objective_cases(name: str) -> list[Case]:
    """A case for each labelled objective, for each set of objectives, and for each pair with its stems."""
    truth = _read(name, "objectives.yml")
    return [
        *(_objective(name, each) for each in truth.get("objectives", ())),
        *(_objectives(name, each) for each in truth.get("sets", ())),
        *(_pair(name, each) for each in truth.get("pairs", ())),
    ]


def write_portal(root: Path, cases: Sequence[Case]) -> dict[str, Case]:
    """Write a portal with a lesson for each case: the paths of the lessons, and whose they are."""
    topic = "content/lessons/truth"
    (root / topic).mkdir(parents=True)
    (root / "content/portal.yml").write_text("name: Truth\n", "utf-8")
    paths = {f"{topic}/case-{number}.md": case for number, case in enumerate(cases)}
    for path, case in paths.items():
        (root / path).write_text(case.text, "utf-8")
    return paths


def _objective(name: str, each: Mapping[str, Any]) -> Case:
    # Where the verb is vague or not the learner's, it may be called unknown as well: nothing to be counted.
    about = OBJECTIVE_CODES - ({"OBJ03"} if _labels(each) & {"OBJ02", "OBJ05"} else set())
    return Case(f"{name}: {each['text']}", _front([each["text"]]), _labels(each), about)


def _objectives(name: str, each: Mapping[str, Any]) -> Case:
    texts = [f"Name the parts of pump {number}." for number in range(1, each["objectives"] + 1)]
    shown = f"{name}: {len(texts)} objectives in {each['minutes']} minutes"
    return Case(shown, _front(texts, each["minutes"]), _labels(each), frozenset({"OBJ06"}))


def _pair(name: str, each: Mapping[str, Any]) -> Case:
    items = [{"id": f"ask-{number}", "stem": stem, "options": _OPTIONS, "key": 2} for number, stem in _asked(each)]
    shown = f"{name}: {each['text']} / {' / '.join(each['stems'])}"
    return Case(shown, _quiz(items, each["text"]), _labels(each), frozenset({"OBJ08"}))


def _asked(each: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    return enumerate(each["stems"], 1)


def _quiz(items: Sequence[Mapping[str, Any]], objective: str = "Do it.") -> str:
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
        written.append({"id": item["id"], "objective": "do-0", "stem": item["stem"], **kind, "options": options})
    return f"{_front([objective])}```quiz\n{_yaml(written)}```\n"


def _front(texts: Sequence[str], minutes: int = 10) -> str:
    """A lesson with these objectives."""
    objectives = [{"id": f"do-{number}", "text": text} for number, text in enumerate(texts)]
    return f"---\n{_yaml({'title': 'Truth', 'minutes': minutes, 'objectives': objectives})}---\n\nA lesson.\n\n"


def _labels(each: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(each.get("labels", ()))


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=1000)


def _read(name: str, file: str) -> Mapping[str, Any]:
    path = TRUTH / name / file
    found = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}
    return found if isinstance(found, dict) else {}
