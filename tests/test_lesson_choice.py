"""The cheapest set of lessons that does what is wanted."""

from __future__ import annotations

from typing import Any

import pytest

from lorepath.graph import reach
from lorepath.model import Elective, Levels
from lorepath.paths import lesson_choice
from lorepath.paths.lesson_choice import Lessons, Wanted, choose
from sketch import lesson


def chosen(lessons: dict[str, tuple[Any, ...]], known: Levels | None = None, **wanted: Any) -> set[str]:
    """What is chosen of lessons given as (teaches, requires, minutes)."""
    made = [lesson(name, *fields) for name, fields in lessons.items()]
    return set(choose(Lessons(made, known or {}), Wanted(**wanted)))


def test_nothing_is_chosen_where_nothing_is_wanted() -> None:
    assert chosen({"any": ("a 1", "", 5)}, goals={}) == set()


def test_the_shortest_of_several_is_chosen() -> None:
    assert chosen({"long": ("a 1", "", 9), "short": ("a 1", "", 5)}, goals={"a": 1}) == {"short"}


def test_of_equals_the_smaller_id_is_chosen() -> None:
    assert chosen({"two": ("a 1", "", 5), "one": ("a 1", "", 5)}, goals={"a": 1}) == {"one"}


def test_what_a_lesson_requires_counts() -> None:
    lessons = {"quick": ("a 1", "b 1", 3), "basics": ("b 1", "", 10), "alone": ("a 1", "", 12)}
    assert chosen(lessons, goals={"a": 1}) == {"alone"}
    assert chosen(lessons, {"b": 1}, goals={"a": 1}) == {"quick"}


def test_a_requirement_that_is_on_the_way_anyway_costs_nothing() -> None:
    lessons = {"quick": ("a 1", "b 1", 3), "basics": ("b 1", "", 10), "alone": ("a 1", "", 12)}
    assert chosen(lessons, goals={"a": 1, "b": 1}) == {"quick", "basics"}


def test_a_lesson_for_two_goals_beats_two_lessons() -> None:
    lessons = {"both": ("a 1, b 1", "", 12), "a": ("a 1", "", 7), "b": ("b 1", "", 8)}
    assert chosen(lessons, goals={"a": 1, "b": 1}) == {"both"}
    assert chosen(lessons, goals={"a": 1}) == {"a"}


def test_a_higher_level_is_taken_directly_where_that_is_shorter() -> None:
    lessons = {"first": ("a 1", "", 6), "second": ("a 2", "a 1", 6), "course": ("a 2", "", 10)}
    assert chosen(lessons, goals={"a": 2}) == {"course"}


def test_of_two_lessons_that_wait_for_each_other_one_is_entered_from_outside() -> None:
    """The cheapest of the ways into a circle counts, not the first that is looked at."""
    lessons = {
        "x-from-y": ("x 1, g 1", "y 1", 1),
        "y-from-x": ("y 1, h 1", "x 1", 1),
        "x-alone": ("x 1", "", 20),
        "y-alone": ("y 1", "", 5),
    }
    assert chosen(lessons, goals={"g": 1, "h": 1}) == {"x-from-y", "y-from-x", "y-alone"}


def test_pinned_lessons_are_chosen_with_what_they_require() -> None:
    lessons = {"pin": ("a 2", "a 1", 5), "first": ("a 1", "", 5), "other": ("b 1", "", 5)}
    assert chosen(lessons, goals={}, pinned=frozenset({"pin"})) == {"pin", "first"}


def test_electives_are_filled_with_the_fewest_minutes() -> None:
    lessons = {"one": ("a 1", "", 5), "two": ("b 1", "", 4), "three": ("c 1", "", 9)}
    electives = (Elective(2, ("one", "two", "three")),)
    assert chosen(lessons, goals={}, electives=electives) == {"one", "two"}


def test_a_lesson_that_is_an_elective_and_leads_to_a_goal_counts_twice() -> None:
    lessons = {"cheap": ("a 1", "", 5), "elective": ("a 1", "", 8), "other": ("b 1", "", 7)}
    electives = (Elective(1, ("elective", "other")),)
    assert chosen(lessons, goals={"a": 1}, electives=electives) == {"elective"}


def test_a_pinned_lesson_that_another_one_beats_still_supplies_what_it_teaches() -> None:
    lessons = {"cheap": ("a 1", "", 5), "pin": ("a 1", "b 1", 8), "b": ("b 1", "", 3)}
    assert chosen(lessons, goals={"a": 1}, pinned=frozenset({"pin"})) == {"pin", "b"}


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_beyond_the_limit_the_set_still_works_and_nothing_can_be_left_out(
    limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty choices between a lesson that asks for more and a longer one that does not."""
    monkeypatch.setattr(lesson_choice, "NODE_LIMIT", limit)
    lessons = {f"base{n % 7}": (f"base{n % 7} 1", "", 7) for n in range(30)}
    lessons |= {f"short{n:02}": (f"s{n} 1", f"base{n % 7} 1", 5) for n in range(30)}
    lessons |= {f"long{n:02}": (f"s{n} 1, t{n % 4} 1", "", 6 + n % 3) for n in range(30)}
    goals = {**{f"s{n}": 1 for n in range(30)}, **{f"t{n}": 1 for n in range(4)}}
    taken = chosen(lessons, goals=goals)

    def works(identifiers: set[str]) -> bool:
        found = reach([lesson(each, *lessons[each]) for each in identifiers], {})
        return all(found.has(skill, level) for skill, level in goals.items())

    assert works(taken)
    assert [each for each in sorted(taken) if works(taken - {each})] == []


def test_more_effort_never_makes_the_set_dearer(monkeypatch: pytest.MonkeyPatch) -> None:
    lessons = {f"base{n}": (f"base{n} 1", "", 7) for n in range(4)}
    lessons |= {f"short{n:02}": (f"s{n} 1", f"base{n % 4} 1", 5) for n in range(12)}
    lessons |= {f"long{n:02}": (f"s{n} 1", "", 6 + n % 3) for n in range(12)}
    minutes = []
    for limit in (1, 10, 100, 1000):
        monkeypatch.setattr(lesson_choice, "NODE_LIMIT", limit)
        minutes.append(sum(lessons[each][2] for each in chosen(lessons, goals={f"s{n}": 1 for n in range(12)})))
    assert minutes == sorted(minutes, reverse=True)
    assert minutes[-1] == 84, "twelve lessons without their basics: each group of three costs 6 + 7 + 8"


def test_a_chain_longer_than_pythons_recursion_limit_is_no_matter() -> None:
    lessons = {f"l{n}": (f"s{n} 1", f"s{n - 1} 1" if n else "", 5) for n in range(1100)}
    assert len(chosen(lessons, goals={"s1099": 1})) == 1100
