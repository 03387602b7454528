"""What a schema error means, in the words of somebody who has never seen a schema.

Each error says what was expected, what was found, and what to write instead: the value that was probably
meant, else an example from the schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jsonschema import ValidationError
from msgspec import Struct

from lorepath.finding import Standard
from lorepath.model import Keys
from lorepath.schema import standards
from lorepath.schema.repair import level_named, nearest, nearest_field, repairs
from lorepath.schema.words import (
    Schema,
    as_yaml,
    count,
    dig,
    example,
    expected,
    found,
    hidden_in,
    ticked,
    unseen,
    visible,
    yaml_line,
    yaml_name,
)

Fits = Callable[[object, Schema], bool]

_LONGEST_HINT = 160


class Said(Struct, frozen=True):
    """One error in words.

    `keys` lead to the value in the data. `subject` is the field that is missing or unknown; `on_key` says
    that the finding stands at a name, not at its value; `meant` is what an unknown field was meant to be.
    """

    standard: Standard
    keys: Keys
    message: str
    hint: str
    subject: tuple[str, ...] = ()
    on_key: bool = False
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A jsonschema error, as far as it is needed here.

    `word` is the keyword that failed and `wanted` its value, `schema` the part of the schema that holds both,
    `way` the path to that keyword. `on_key` says that a name is wrong; `keys` then end in it.
    """

    word: str
    wanted: Any
    value: Any
    keys: Keys
    on_key: bool
    schema: Schema = field(repr=False)
    way: tuple[Any, ...] = ()

    @classmethod
    def of(cls, error: ValidationError) -> Problem:
        """What an error is about; of several allowed forms, the one that the author came closest to."""
        while error.validator in ("anyOf", "oneOf") and error.context:
            branches: dict[object, list[ValidationError]] = {}
            for inner in error.context:
                branches.setdefault(inner.schema_path[0], []).append(inner)
            error = min(branches.values(), key=_distance)[0]
        way, keys = tuple(error.absolute_schema_path), tuple(error.absolute_path)
        on_key = way[-2:-1] == ("propertyNames",)
        if on_key:
            keys = (*keys, str(error.instance))
        schema = error.schema if isinstance(error.schema, Mapping) else {}
        return cls(str(error.validator), error.validator_value, error.instance, keys, on_key, schema, way)

    def said(self, standard: Standard, message: str, hint: str) -> Said:
        """The words for it."""
        return Said(standard, self.keys, message, hint, on_key=self.on_key)


def _distance(branch: list[ValidationError]) -> tuple[bool, int]:
    """How far a value is from one of several forms: another kind is farthest."""
    return any(error.validator == "type" and not error.path for error in branch), len(branch)


def explain(
    errors: Iterable[ValidationError], root: Schema, ours: Schema, fits: Fits, levels: Sequence[str] = ()
) -> list[Said]:
    """The errors in words, the most helpful one for each value.

    `root` is the schema that was applied; `ours` lends an own schema its noun and its examples; `fits` tells
    whether a proposed value would be right; `levels` are the portal's names of levels, from the lowest.
    """
    explainer = _Explainer(root, ours, fits, levels)
    best: dict[tuple[Keys, tuple[str, ...]], tuple[int, Said]] = {}
    for problem in map(Problem.of, errors):
        rank, say = explainer.way(problem)
        for said in say(problem):
            spot = (said.keys, said.subject)
            if spot not in best or rank < best[spot][0]:
                best[spot] = (rank, said)
    # `teach: …` is one mistake, not an unknown `teach` and a missing `teaches`.
    meant = {(said.keys, (said.meant,)) for _, said in best.values() if said.meant}
    return [said for spot, (_, said) in best.items() if spot not in meant]


class _Explainer:
    def __init__(self, root: Schema, ours: Schema, fits: Fits, levels: Sequence[str]) -> None:
        self.root, self.ours, self.fits, self.levels = root, ours, fits, levels
        # In order of helpfulness: the first that speaks of a value is the one that is reported.
        self.ways: dict[str, Callable[[Problem], Iterator[Said]]] = {
            "additionalProperties": self.unknown,
            "required": self.missing,
            "type": self.kind,
            "enum": self.choice,
            "const": self.choice,
            "pattern": self.form,
            "format": self.form,
            "maxLength": self.length,
            "minLength": self.length,
            "minimum": self.range,
            "maximum": self.range,
            "minItems": self.size,
            "maxItems": self.size,
            "minProperties": self.size,
            "maxProperties": self.size,
            "uniqueItems": self.twice,
        }

    def way(self, problem: Problem) -> tuple[int, Callable[[Problem], Iterator[Said]]]:
        order = list(self.ways)
        if problem.word not in order:
            return len(order), self.other
        return order.index(problem.word), self.ways[problem.word]

    def missing(self, problem: Problem) -> Iterator[Said]:
        for name in problem.wanted:
            if name in problem.value:
                continue
            value = example(dig(problem.schema, "properties", name))
            if value is None and not problem.keys:
                value = example(dig(self.ours, "properties", name))
            hint = f"add `{visible(name)}`" if value is None else f"write for example `{name}: {as_yaml(value)}`"
            message = f"{self.noun(problem)} needs `{visible(name)}`, which is missing"
            yield Said(standards.MISSING_FIELD, problem.keys, message, hint, subject=(name,))

    def unknown(self, problem: Problem) -> Iterator[Said]:
        known, forms = list(problem.schema.get("properties", ())), problem.schema.get("patternProperties", ())
        noun = self.noun(problem)
        for name in problem.value:
            if name in known or any(re.search(form, name) for form in forms):
                continue
            free = [other for other in known if other not in problem.value]
            meant = nearest_field(name, free) or nearest_field(name, known)
            hint = f"did you mean `{meant}`?" if meant else f"the fields of {noun} are {ticked(known, 'and')}"
            message = f"`{visible(name)}` is not a field of {noun}"
            yield Said(standards.UNKNOWN_FIELD, problem.keys, message, hint, (name,), on_key=True, meant=meant)

    def kind(self, problem: Problem) -> Iterator[Said]:
        name, hint = self.name(problem), self.remedy(problem)
        if problem.value is None:
            hint += ", or leave the field out" if self.is_optional(problem) else ""
            empty = f"{name} is empty"
            # Nothing stands after the name, so the finding stands at the name.
            yield Said(standards.WRONG_KIND, problem.keys, empty, hint, on_key=bool(problem.keys))
        elif "enum" in problem.schema:
            yield from self.choice(problem)
        else:
            message = f"{name} must {expected(problem.schema)}, but holds {found(problem.value)}"
            yield problem.said(standards.WRONG_KIND, message, hint)

    def choice(self, problem: Problem) -> Iterator[Said]:
        allowed = [problem.wanted] if problem.word == "const" else problem.schema["enum"]
        words = [as_yaml(value) for value in allowed]
        holds = found(problem.value, short=True)
        message = f"{self.name(problem)} must be {ticked(words, 'or')}, but holds {holds}"
        meant = nearest(str(problem.value), words)
        hint = f"did you mean `{meant}`?" if meant else self.remedy(problem)
        yield problem.said(standards.NOT_ONE_OF, message, hint)

    def form(self, problem: Problem) -> Iterator[Said]:
        name, value = self.name(problem), str(problem.value)
        form = visible(str(problem.schema.get("patternErrorMessage", "written as this portal asks")))
        if not value.strip():
            message = f"{'a name here' if problem.on_key else name} is empty"
        elif problem.word == "format" and "pattern" in problem.schema:
            message = f'{name} must be a day of the calendar, and "{visible(value)}" is none'
        elif sign := hidden_in(value):
            message = f"{name} must be {form}, but holds {unseen(sign)}"
        else:
            message = f"{name} must be {form}, but holds {found(value, short=True)}"
        yield problem.said(standards.WRONG_FORM, message, self.remedy(problem))

    def length(self, problem: Problem) -> Iterator[Said]:
        have, limit = len(problem.value), problem.wanted
        bound, change = ("most", "shorten") if problem.word == "maxLength" else ("least", "lengthen")
        message = f"{self.name(problem)} must have at {bound} {count(limit, 'character')}, but has {have:,}"
        hint = f"{change} it by {count(abs(have - limit), 'character')}"
        yield problem.said(standards.WRONG_FORM, message, hint)

    def range(self, problem: Problem) -> Iterator[Said]:
        low, high = problem.schema.get("minimum"), problem.schema.get("maximum")
        bounds = f"from {low} to {high}"
        if low is None or high is None:
            bounds = f"{low} or more" if high is None else f"{high} or less"
        message = f"{self.name(problem)} must be {bounds}, but holds {as_yaml(problem.value)}"
        hint = f"the nearest is `{yaml_line(problem.keys, problem.wanted)}`"
        yield problem.said(standards.OUT_OF_RANGE, message, hint)

    def size(self, problem: Problem) -> Iterator[Said]:
        have, limit = len(problem.value), problem.wanted
        bound, change = ("least", f"add {limit - have:,} more")
        if problem.word in ("maxItems", "maxProperties"):
            bound, change = ("most", f"take {have - limit:,} out")
        has, hint = (f"has {have:,}", change) if have else ("is empty", self.remedy(problem))
        message = f"{self.name(problem)} must have at {bound} {count(limit, 'entry')}, but {has}"
        yield problem.said(standards.LIST_SIZE, message, hint)

    def twice(self, problem: Problem) -> Iterator[Said]:
        entries = problem.value
        again = next((at for at, entry in enumerate(entries) if entry in entries[:at]), len(entries) - 1)
        message = f"{self.name(problem)} holds {found(entries[again], short=True)} twice"
        yield Said(standards.LIST_SIZE, (*problem.keys, again), message, "take one of the two out")

    def other(self, problem: Problem) -> Iterator[Said]:
        message = f"{self.name(problem)} does not fit, and holds {found(problem.value)}"
        hint = str(problem.schema.get("description", "")) or self.remedy(problem)
        yield problem.said(standards.OWN_SCHEMA, message, hint)

    def name(self, problem: Problem) -> str:
        """What the finding is about, as the author knows it."""
        match problem.keys:
            case (*_, str(outer), int(last)):
                return f"entry {last + 1} of `{visible(outer)}`"
            case (*_, int(last)):
                return f"entry {last + 1}"
            case (*_, str(outer), str(last)):
                return f"`{visible(last)}` in `{visible(outer)}`"
            case (*_, str(last)):
                return f"`{visible(last)}`"
        return self.noun(problem)

    def noun(self, problem: Problem) -> str:
        """What the value is: "a lesson", "an objective"."""
        title = problem.schema.get("title") if problem.keys else self.ours.get("title")
        if not isinstance(title, str) or not title:
            return "this part"
        article = "the" if title in ("Portal", "Glossary") else "an" if title[0] in "AEIOU" else "a"
        return f"{article} {visible(title.lower())}"

    def remedy(self, problem: Problem) -> str:
        """What to write instead: the value that was probably meant, else an example."""
        if not problem.keys:
            return self.start()
        if problem.schema.get("title") == "Level" and (level := level_named(problem.value, self.levels)):
            return f"write `{_written(problem, level)}` ({visible(self.levels[level - 1])})"
        private = isinstance(problem.value, str) and "@" in problem.value  # perhaps an e-mail address
        for value in () if private else repairs(problem.value):
            # A part that names no kind fits values of every kind; then the kind must stay.
            same = "type" in problem.schema or type(value) is type(problem.value)
            if same and self.fits(value, problem.schema):
                line = _written(problem, value)
                if len(line) <= _LONGEST_HINT and "@" not in line:
                    return f"write `{line}`"
        value = example(problem.schema)
        if value is None:
            return str(problem.schema.get("description", ""))
        return f"write for example `{_written(problem, value)}`"

    def start(self) -> str:
        """How a whole file or a whole knowledge check starts."""
        fields = dig(self.ours, "properties") or dig(self.ours, "items", "properties") or {}
        examples = {name: example(part) for name, part in fields.items()} or example(self.ours)
        first = next(iter(examples))
        dash = "- " if "items" in self.ours else ""
        return f"start for example with the line `{dash}{first}: {as_yaml(examples[first])}`"

    def is_optional(self, problem: Problem) -> bool:
        """Whether the field that the problem is about may be left out."""
        *outer, properties, name, _ = ("", "", *problem.way)
        around = dig(self.root, *outer[2:])
        return properties == "properties" and name not in (dig(around, "required") or ())


def _written(problem: Problem, value: object) -> str:
    return yaml_name(str(value)) if problem.on_key else yaml_line(problem.keys, value)
