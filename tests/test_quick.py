"""The quick look at the shape of a file says yes to nothing that jsonschema refuses, and to nearly all that fits."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from lorepath.schema import KINDS, Schemas
from lorepath.schema.dialect import compiled
from lorepath.schema.quick import certain
from lorepath.yaml_reader import read_yaml
from portal import make_portal
from test_schema import GOOD

OURS = Schemas()._ours
FITS = {kind: certain(OURS[kind]) for kind in KINDS}
JUDGES = {kind: compiled(OURS[kind]) for kind in KINDS}
_PLACES = st.integers(0, 2**32)
_VALUES = (
    st.sampled_from(["", "a", "A b", "x" * 200, "2026-01-05", "2026-W01-1", "2026-02-30", "9 months", "a\n", "\u202e"])
    | st.sampled_from([None, True, False, 0, 1, 9, 10, -1, 9.0, 0.5, float("nan"), float("inf"), 10**30])
    | st.sampled_from([[], {}, [None], ["a", "a"], [1, True], [[]] * 9, {"id": "a"}, {"a": 1}, {"git": 1.0}])
    | st.text(max_size=4)
)


@pytest.mark.parametrize(("kind", "text"), GOOD)
def test_what_fits_is_certain(kind: str, text: str) -> None:
    assert FITS[kind](read_yaml(text, "f.yml").data or {})


@pytest.mark.parametrize("kind", KINDS)
def test_no_schema_holds_a_word_that_is_not_known(kind: str) -> None:
    """A word that is not known makes nothing certain: slow, and easily not noticed."""
    quick = {each for each, text in GOOD if FITS[each](read_yaml(text, "f.yml").data or {})}
    assert kind in quick


def _changed(data: object, value: object, chance: random.Random) -> object:
    """The data with this value in the place of something inside, or beside it."""
    if chance.random() < 0.2 or not isinstance(data, dict | list):
        return value
    if isinstance(data, list):
        if not data or chance.random() < 0.2:
            return [*data, value]
        at = chance.randrange(len(data))
        return [_changed(each, value, chance) if number == at else each for number, each in enumerate(data)]
    if not data or chance.random() < 0.2:
        return {**data, value if isinstance(value, str) else "title": value}
    if chance.random() < 0.2:
        left_out = chance.choice(list(data))
        return {name: each for name, each in data.items() if name != left_out}
    changed = chance.choice(list(data))
    return {name: _changed(each, value, chance) if name == changed else each for name, each in data.items()}


@examples(500)
@given(st.sampled_from(GOOD), st.lists(st.tuples(_VALUES, _PLACES), min_size=1, max_size=3))
def test_what_is_certain_fits(good: tuple[str, str], changes: list[tuple[object, int]]) -> None:
    kind, text = good
    data: object = read_yaml(text, "f.yml").data or {}
    for value, place in changes:
        data = _changed(data, value, random.Random(place))
    if FITS[kind](data):
        assert JUDGES[kind].is_valid(data), data


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"enum": ["a"]},
        {"type": "string", "contains": 1},
        {"type": "integer", "enum": [1]},
        {"type": "string", "format": "email"},
        False,
    ],
)
def test_nothing_is_certain_in_a_schema_with_unknown_words(schema: Mapping[str, object] | bool) -> None:
    assert not any(map(certain(schema), ["a", 1, None, {}, []]))


def test_a_portal_without_a_flaw_of_shape_does_not_wait_for_jsonschema(tmp_path: Path) -> None:
    root = make_portal(tmp_path)
    look = (
        "import sys; from datetime import date; from pathlib import Path; from lorepath.look import Question, look\n"
        f"look(Question(Path({str(root)!r}), date(2026, 1, 5)))\n"
        "print('jsonschema' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True).stdout
    assert said == "False\n"
