"""What can be reached, what is assumed, and who waits for whom in a circle."""

from __future__ import annotations

import random

import pytest

from lorepath.graph import assumed, circles, reach
from sketch import lesson, sketch


def stages(lessons: dict[str, dict[str, str]], known: dict[str, int] | None = None) -> dict[str, int]:
    return dict(reach([lesson(name, **fields) for name, fields in lessons.items()], known or {}).stages)


class TestReach:
    def test_a_stage_is_one_more_than_that_of_the_last_thing_a_lesson_waits_for(self) -> None:
        found = stages(
            {
                "all": {"teaches": "d 1", "requires": "a 1, c 1"},
                "third": {"teaches": "c 1", "requires": "b 1"},
                "second": {"teaches": "b 1", "requires": "a 1"},
                "first": {"teaches": "a 1"},
            }
        )
        assert found == {"first": 0, "second": 1, "third": 2, "all": 3}

    def test_what_is_known_opens_lessons_at_stage_0(self) -> None:
        assert stages({"second": {"teaches": "b 1", "requires": "a 2"}}, {"a": 3}) == {"second": 0}

    def test_a_level_covers_the_levels_below_it_and_none_above(self) -> None:
        found = stages(
            {
                "base": {"teaches": "a 2"},
                "below": {"teaches": "b 1", "requires": "a 1"},
                "above": {"teaches": "c 1", "requires": "a 3"},
            }
        )
        assert found == {"base": 0, "below": 1}

    def test_a_lesson_that_requires_what_only_it_teaches_is_never_taken(self) -> None:
        assert stages({"self": {"teaches": "a 1", "requires": "a 1"}}) == {}

    def test_levels_hold_the_highest_that_is_known_or_taught(self) -> None:
        found = reach([lesson("low", "a 1"), lesson("high", "a 3, b 1"), lesson("closed", "c 1", "d 1")], {"b": 2})
        assert found.levels == {"a": 3, "b": 2}
        assert found.has("a", 2)
        assert not found.has("a", 4)
        assert not found.has("c", 1)

    def test_the_order_of_lessons_changes_nothing(self) -> None:
        lessons = [
            lesson(f"l{n}", {f"s{n % 5}": n // 5 + 1}, {f"s{(n + 1) % 5}": n // 5} if n > 4 else {}) for n in range(15)
        ]
        expected = reach(lessons, {})
        assert len(expected.stages) == 15
        for seed in range(10):
            random.Random(seed).shuffle(lessons)
            found = reach(lessons, {})
            assert (found.stages, found.levels) == (expected.stages, expected.levels)

    def test_a_chain_of_ten_thousand_lessons_is_no_matter(self) -> None:
        chain = [lesson(f"l{n}", {f"s{n}": 1}, {f"s{n - 1}": 1} if n else {}) for n in reversed(range(10_000))]
        assert reach(chain, {}).stages["l9999"] == 9_999


class TestAssumed:
    def test_the_lowest_level_of_a_skill_that_nobody_teaches_is_assumed(self) -> None:
        portal = sketch({"any": {"teaches": "a 1"}}, skills={"taught": [1], "typing": [1, 2], "driving": [2, 3]})
        assert assumed(portal) == {"taught": 1, "typing": 1, "driving": 2}

    def test_a_skill_that_is_taught_at_any_level_is_not_assumed(self) -> None:
        assert assumed(sketch({"any": {"teaches": "a 3"}})) == {}

    def test_a_retired_lesson_teaches_nobody(self) -> None:
        assert assumed(sketch({"old": {"teaches": "a 1", "retired": True}})) == {"a": 1}

    def test_a_skill_that_is_described_nowhere_is_not_assumed(self) -> None:
        assert assumed(sketch({"any": {"teaches": "a 1", "requires": "b 1"}}, unknown_skills=("b",))) == {}


CIRCLES = {
    "two lessons that wait for each other": (
        {"b": ("y 1", "x 1"), "a": ("x 1", "y 1")},
        [("a", "b")],
    ),
    "three, from the smallest id in the order of waiting": (
        {"a": ("x 1", "y 1"), "b": ("z 1", "x 1"), "c": ("y 1", "z 1")},
        [("a", "c", "b")],
    ),
    "a lesson behind a circle is not part of it": (
        {"a": ("x 1", "y 1"), "b": ("y 1", "x 1"), "behind": ("z 1", "x 1")},
        [("a", "b")],
    ),
    "another way to one of the levels breaks the circle": (
        {"a": ("x 1", "y 1"), "b": ("y 1", "x 1"), "other": ("y 1", "")},
        [],
    ),
    "another way that is closed itself breaks nothing": (
        {"a": ("x 1", "y 1"), "b": ("y 1", "x 1"), "other": ("y 1", "y 1")},
        [("a", "b")],
    ),
    "a lower level does not break it": (
        {"a": ("x 1", "y 2"), "b": ("y 2", "x 1"), "low": ("y 1", "")},
        [("a", "b")],
    ),
    "a higher level does": (
        {"a": ("x 1", "y 2"), "b": ("y 2", "x 1"), "high": ("y 3", "")},
        [],
    ),
    "a retired lesson does not": (
        {"a": ("x 1", "y 1"), "b": ("y 1", "x 1"), "old": ("y 1", "", True)},
        [("a", "b")],
    ),
    "a lesson that requires what it teaches is another defect": (
        {"a": ("x 1", "x 1")},
        [],
    ),
    "a level that nobody teaches is another defect": (
        {"a": ("x 1", "nowhere 3")},
        [],
    ),
    "a circle is seen past a level that nobody teaches": (
        {"a": ("x 1", "y 1, nowhere 3"), "b": ("y 1", "x 1")},
        [("a", "b")],
    ),
    "a circle is seen past a higher level of the same skill that nobody teaches": (
        {"a": ("x 1", "y 1"), "b": ("y 1", "x 1"), "c": ("z 1", "y 3")},
        [("a", "b")],
    ),
    "two circles, two findings": (
        {"a": ("x 1", "y 1"), "b": ("y 1", "x 1"), "c": ("v 1", "w 1"), "d": ("w 1", "v 1")},
        [("a", "b"), ("c", "d")],
    ),
    "a lesson that requires more than it teaches is another defect": (
        {"low": ("x 1", "x 2"), "high": ("x 2", "x 1")},
        [],
    ),
    "a lesson that itself asks for the level does not stand in the circle": (
        {"a": ("x 1", "y 1"), "b": ("y 1", "x 1"), "aa": ("x 2", "x 1")},
        [("a", "b")],
    ),
    "a ladder is no circle": (
        {"l1": ("x 1", ""), "l2": ("x 2", "x 1"), "l3": ("x 3", "x 2")},
        [],
    ),
}


@pytest.mark.parametrize(("lessons", "expected"), CIRCLES.values(), ids=CIRCLES.keys())
@pytest.mark.parametrize("seed", range(5))
def test_circles(lessons: dict[str, tuple[str, ...]], expected: list[tuple[str, ...]], seed: int) -> None:
    names = list(lessons)
    random.Random(seed).shuffle(names)
    portal = sketch(
        {
            name: {"teaches": lessons[name][0], "requires": lessons[name][1], "retired": len(lessons[name]) > 2}
            for name in names
        }
    )
    assert [tuple(each.id for each in circle) for circle in circles(portal)] == expected
