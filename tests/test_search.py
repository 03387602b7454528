"""The set of lessons with the fewest minutes that does what is wanted."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

import pytest
from msgspec import structs

from lorepath.model import Elective, Levels
from lorepath.paths.problem import Problem, numbers
from lorepath.paths.scope import scope
from lorepath.paths.search import Found, shortest
from lorepath.paths.supply import Preference, Supply
from lorepath.paths.task import task
from sketch import role, sketch

ENOUGH = 1_000_000


def chosen(
    lessons: dict[str, tuple[Any, ...]],
    known: Levels | None = None,
    goals: Levels | None = None,
    pinned: frozenset[str] = frozenset(),
    electives: tuple[Elective, ...] = (),
) -> set[str]:
    """What is chosen of lessons given as (teaches, requires, minutes)."""
    made = {
        name: dict(zip(("teaches", "requires", "minutes"), fields, strict=True)) for name, fields in lessons.items()
    }
    portal = sketch(made)
    supply = Supply(portal, known or {}, Preference(), excluded=())
    asked = role("role", goals or {}, required=sorted(pinned))
    work = task(supply, scope(supply, structs.replace(asked, electives=electives)))
    found = shortest(work.problem, ENOUGH)
    assert found
    assert found.is_shortest
    return {each.id for each in work.chosen(found.lessons)}


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


def random_problem(seed: int) -> Problem:
    """Up to 10 lessons and 7 levels, with circles, pinned lessons and quotas."""
    draw = random.Random(seed)
    lessons, levels = draw.randint(1, 10), draw.randint(1, 7)

    def some(most: int) -> int:
        return sum({1 << draw.randrange(levels) for _ in range(draw.randint(0, most))})

    gives = [some(3) or 1 for _ in range(lessons)]
    asks = [some(2) & ~given for given in gives]
    minutes = [draw.randint(1, 15) for _ in range(lessons)]
    open_lessons, reached = Problem(minutes, asks, gives, goal=0).taken((1 << lessons) - 1)

    def part(members: int, chance: float) -> int:
        return sum(1 << each for each in numbers(members) if draw.random() < chance)

    quotas = [part(open_lessons, 0.4) for _ in range(draw.choice([0, 0, 1, 2]))]
    return Problem(
        minutes,
        asks,
        gives,
        goal=part(reached, 0.6),
        pinned=part(open_lessons, 0.1),
        quotas=tuple((draw.randint(1, of.bit_count()), of) for of in quotas if of),
    )


def by_trying_all(problem: Problem, out: int) -> int | None:
    """The fewest minutes, by looking at every set of lessons."""
    usable = [each for each in range(len(problem.minutes)) if not out >> each & 1]
    sets = (sum(1 << each for each in some) for size in range(len(usable) + 1) for some in combinations(usable, size))
    return min((problem.minutes_of(each) for each in sets if problem.is_done_by(each)), default=None)


@pytest.mark.parametrize("hundred", range(5))
def test_no_set_takes_fewer_minutes(hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        problem = random_problem(seed)
        out = random.Random(-seed).getrandbits(len(problem.minutes)) & ~problem.pinned if seed % 4 == 0 else 0
        found = shortest(problem, ENOUGH, out)
        assert (seed, found and problem.minutes_of(found.lessons)) == (seed, by_trying_all(problem, out))
        if found:
            assert found.is_shortest
            assert problem.is_done_by(found.lessons)
            assert not found.lessons & out


def thirty_choices() -> Problem:
    """Thirty choices between a lesson that asks for one of seven basics and a longer one that does not."""
    minutes = [7] * 7 + [5] * 30 + [6 + each % 3 for each in range(30)]
    asks = [0] * 7 + [1 << each % 7 for each in range(30)] + [0] * 30
    gives = [1 << each for each in range(7)] + [1 << 7 + each for each in range(30)] * 2
    gives[37:] = [given | 1 << 37 + each % 4 for each, given in enumerate(gives[37:])]
    return Problem(minutes, asks, gives, goal=(1 << 41) - (1 << 7))


@pytest.mark.parametrize("limit", [0, 100, 1000, 10_000, 100_000])
def test_beyond_the_limit_the_set_still_works_and_nothing_can_be_left_out(limit: int) -> None:
    problem = thirty_choices()
    found = shortest(problem, limit)
    assert found
    assert problem.is_done_by(found.lessons)
    assert [each for each in numbers(found.lessons) if problem.is_done_by(found.lessons & ~(1 << each))] == []


def test_more_effort_never_makes_the_set_dearer_and_enough_of_it_proves_the_shortest() -> None:
    problem = thirty_choices()
    found = [shortest(problem, limit) for limit in (0, 100, 1000, 10_000, 100_000, 1_000_000)]
    minutes = [problem.minutes_of(each.lessons) for each in found if each]
    assert minutes == sorted(minutes, reverse=True)
    assert not found[0].is_shortest
    assert found[-1].is_shortest


def test_what_cannot_be_done_without_some_lessons_is_none() -> None:
    problem = Problem(minutes=[5, 5], asks=[0, 1], gives=[1, 2], goal=2)
    assert shortest(problem, ENOUGH) == Found(0b11, is_shortest=True)
    assert shortest(problem, ENOUGH, out=0b01) is None
    assert shortest(Problem([5, 5], [0, 0], [1, 2], goal=0, quotas=((2, 0b11),)), ENOUGH, out=0b10) is None


def test_a_chain_of_thousands_of_lessons_is_no_matter() -> None:
    lessons = {f"l{n}": (f"s{n} 1", f"s{n - 1} 1" if n else "", 5) for n in range(3000)}
    assert len(chosen(lessons, goals={"s2999": 1})) == 3000
