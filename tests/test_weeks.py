"""A path in weeks: the cases that the browser replays too, and what holds for all of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lorepath.model import Section
from lorepath.paths.weeks import sittings

CASES = json.loads((Path(__file__).parent / "golden" / "weeks.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_golden(case: dict[str, Any]) -> None:
    lessons = [
        (lesson, minutes, [Section("", "", each) for each in sections]) for lesson, minutes, sections in case["lessons"]
    ]
    found, weeks = sittings(lessons, case["weekly"])
    shape = [[each.lesson, each.week, each.minutes, each.part, each.first, each.last] for each in found]
    assert [shape, weeks] == [case["sittings"], case["weeks"]]


lengths = st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=5), max_size=6)


@given(lengths, st.integers(1, 60))
def test_every_minute_is_in_a_week_and_no_week_holds_too_much(lessons: list[list[int]], weekly: int) -> None:
    given_lessons = [
        (str(number), sum(parts), [Section("", "", part) for part in parts]) for number, parts in enumerate(lessons)
    ]
    found, weeks = sittings(given_lessons, weekly)
    assert sum(each.minutes for each in found) == sum(map(sum, lessons))
    assert [each.week for each in found] == sorted(each.week for each in found)
    for week in range(1, weeks + 1):
        inside = [each.minutes for each in found if each.week == week]
        assert sum(inside[:-1]) < weekly, "what runs on into the next week is the last of its own"
        assert len(inside) < 2 or sum(inside) <= weekly
