"""Knowing more never makes a learner's path longer, however large the portal is and however short the search.

What is known can open lessons that ask for something no lesson leads to. Then the path may lead further than before,
and the promise is about what was within reach before.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lorepath.model import Elective, Levels, Portal, Role
from lorepath.paths import LearningPath, Planner, planner, prune
from random_portals import large_portal
from test_paths import SKILLS, Task, highest, many, tasks

pytestmark = pytest.mark.slow


def within_reach(portal: Portal, role: Role, known: Levels) -> Role:
    """The role, asking only for what somebody who knows this can get to."""
    task = Task(portal, role, known)
    return replace(
        role,
        requires={skill: level for skill, level in task.goals.items() if level},
        required=tuple(sorted(task.pins)),
        electives=tuple(Elective(choose, tuple(sorted(of))) for choose, of in task.electives),
    )


def opens_something(portal: Portal, known: Levels, more: Levels) -> bool:
    return Task(portal, portal.roles["role"], known).open != Task(portal, portal.roles["role"], more).open


def knowing_ever_more(
    portal: Portal, seed: int, steps: int, taught_only: bool = False
) -> Iterator[tuple[Levels, Levels]]:
    """What is known before and after learning one thing more, `steps` times, starting from nothing.

    With `taught_only` it is always something that lessons lead to.
    """
    draw = random.Random(f"known {seed}")
    known: Levels = {}
    attainable = Task(portal, portal.roles["role"], {}).attainable
    for _ in range(steps):
        skill = draw.choice([*portal.skills])
        level = draw.randint(1, 4)
        more = highest(known, {skill: min(level, attainable.get(skill, 0)) if taught_only else level})
        yield known, more
        known = more


def assert_no_longer(portal: Portal, role: Role, known: Levels, more: Levels, work: Planner) -> None:
    before, after = (work.learners_path(role, each).path for each in (known, more))
    if opens_something(portal, known, more):
        after = work.learners_path(within_reach(portal, role, known), more).path
    assert after.minutes <= before.minutes, (known, more)
    assert {*after.unmet} <= {*before.unmet}


@pytest.mark.parametrize("twenty", range(4))
def test_large_portals(twenty: int) -> None:
    for seed in range(20 * twenty, 20 * twenty + 20):
        portal = large_portal(seed)
        work = Planner(portal)
        for known, more in knowing_ever_more(portal, seed, steps=6):
            assert_no_longer(portal, portal.roles["role"], known, more, work)


def test_the_seeds_are_no_easy_ones() -> None:
    """In the portals above, paths shrink, lessons are opened, and planning anew beats pruning, each many times."""
    shrunk = opened = beaten = 0
    for seed in range(15):
        portal = large_portal(seed)
        work, role = Planner(portal), portal.roles["role"]
        for known, more in knowing_ever_more(portal, seed, steps=6):
            before, after = (work.learners_path(role, each).path.minutes for each in (known, more))
            shrunk += after < before
            opened += opens_something(portal, known, more)
            beaten += after < prune(portal, work.beginners_path(role), more).path.minutes
    assert min(shrunk, opened, beaten) >= 10


@pytest.mark.parametrize("limit", [0, 300, 3000])
def test_portals_whose_search_is_cut_short(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether or not the shortest path was found: it holds for everything that lessons lead to."""
    monkeypatch.setattr(planner, "LIMIT", limit)
    monkeypatch.setattr(planner, "PATIENCE", 1_000_000)
    for seed in range(15):
        portal = large_portal(seed)
        work = Planner(portal)
        for known, more in knowing_ever_more(portal, seed, steps=5, taught_only=True):
            assert_no_longer(portal, portal.roles["role"], known, more, work)


def test_a_path_is_never_longer_than_the_one_for_beginners_without_what_is_not_needed() -> None:
    for seed in range(20):
        portal = large_portal(seed)
        work, role = Planner(portal), portal.roles["role"]
        for _, known in knowing_ever_more(portal, seed, steps=5, taught_only=True):
            path = work.learners_path(role, known).path
            assert path.minutes <= prune(portal, work.beginners_path(role), known).path.minutes
            assert_it_works(portal, role, path, known)


def assert_it_works(portal: Portal, role: Role, path: LearningPath, known: Levels) -> None:
    task = Task(portal, role, known)
    levels = dict(task.start)
    for step in path.steps:
        lesson = portal.lessons[step.lesson]
        assert all(levels.get(skill, 0) >= level for skill, level in lesson.requires.items())
        assert step.because
        levels = highest(levels, lesson.teaches)
    assert task.is_done_by({*path.lessons})


@many
@given(tasks(), st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 4), min_size=1, max_size=3))
def test_small_portals_of_every_kind(task: Task, more: Levels) -> None:
    known, more = task.known, highest(task.known, more)
    assert_no_longer(task.portal, task.role, known, more, Planner(task.portal))


@many
@given(tasks(), st.sets(st.sampled_from([f"l{number}" for number in range(9)]), min_size=1, max_size=3))
def test_having_done_lessons_never_lengthens_it(task: Task, done: set[str]) -> None:
    work, lessons = Planner(task.portal), task.portal.lessons
    known = highest(task.known, *(lessons[each].teaches for each in sorted(done & lessons.keys())))
    before = work.learners_path(task.role, known).path
    after = work.learners_path(task.role, task.known, done).path
    assert after.minutes <= before.minutes
    assert not {*after.lessons} & done
