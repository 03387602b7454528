"""What is left of a path for somebody who knows or has done something: shared cases, and what holds for all paths.

golden/plans.json is shared with the browser, which prunes as well: a change there changes what both have to do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lorepath.model import Levels, Portal
from lorepath.paths import Kind, LearningPath, Planner, Reason, plan, prune
from sketch import sketch
from test_paths import IDS, SKILLS, Task, highest, many, tasks

PLANS = json.loads((Path(__file__).parent / "golden" / "plans.json").read_text("utf-8"))["plans"]


def reason_shape(reason: Reason) -> dict[str, Any]:
    shape: dict[str, Any] = {"kind": reason.kind.value}
    if reason.skill:
        shape |= {"skill": reason.skill, "level": reason.level, "named": reason.named}
    if reason.kind is Kind.LESSON:
        shape["lesson"] = reason.lesson
    if reason.kind is Kind.ELECTIVE:
        shape["elective"] = reason.elective
    return {**shape, "because": reason.because}


def path_shape(portal: Portal, path: LearningPath) -> dict[str, Any]:
    return {
        "minutes": path.minutes,
        "steps": [
            {
                "lesson": step.lesson,
                "title": portal.lessons[step.lesson].title,
                "minutes": step.minutes,
                "reasons": [reason_shape(reason) for reason in step.reasons],
                "instead": list(step.instead),
            }
            for step in path.steps
        ],
        "unmet": [{"skill": unmet.skill, "level": unmet.level} for unmet in path.unmet],
        "electives": [{"choose": each.choose, "of": list(each.of)} for each in path.electives],
    }


def case_shape(portal: Portal, path: LearningPath, known: Levels, done: Sequence[str]) -> dict[str, Any]:
    pruned = prune(portal, path, known, done)
    return {
        "known": dict(known),
        "done": list(done),
        "minutes": pruned.path.minutes,
        "steps": [{"lesson": step.lesson, "because": list(step.because)} for step in pruned.path.steps],
        "not_needed": [{"lesson": each.lesson, "because": list(each.because)} for each in pruned.not_needed],
        "unmet": [{"skill": unmet.skill, "level": unmet.level} for unmet in pruned.path.unmet],
        "anew": [*Planner(portal).learners_path(portal.roles["role"], known, done).path.lessons],
    }


@pytest.mark.parametrize("golden", PLANS, ids=[golden["name"] for golden in PLANS])
def test_golden(golden: dict[str, Any]) -> None:
    portal = sketch(golden["lessons"], {"role": golden["role"]}, skills=golden["skills"])
    path = plan(portal, portal.roles["role"])
    assert path_shape(portal, path) == golden["path"]
    minutes = {lesson.id: lesson.minutes for lesson in portal.lessons.values()}
    for case in golden["cases"]:
        assert case_shape(portal, path, case["known"], case["done"]) == case
        assert sum(minutes[lesson] for lesson in case["anew"]) <= case["minutes"]


def path_of(task: Task) -> LearningPath:
    return plan(task.portal, task.role)


known_levels = st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 4), max_size=3)
done_lessons = st.sets(st.sampled_from(IDS), max_size=3)


class TestPruning:
    @many
    @given(tasks(), known_levels, done_lessons)
    def test_what_is_left_can_be_taken_and_does_what_the_path_did(
        self, task: Task, known: Levels, done: set[str]
    ) -> None:
        path = path_of(task)
        left = prune(task.portal, path, known, done).path
        lessons = task.portal.lessons
        levels = highest(
            Task(task.portal, task.role, {}).start, known, *(lessons[d].teaches for d in done & {*lessons})
        )
        for step in left.steps:
            assert {s: level for s, level in lessons[step.lesson].requires.items() if levels.get(s, 0) < level} == {}
            levels = highest(levels, lessons[step.lesson].teaches)
        unmet = {each.skill: each.level for each in path.unmet}
        reached = highest(*(lessons[step].teaches for step in path.lessons))
        for skill, level in task.role.requires.items():
            assert levels.get(skill, 0) >= (reached.get(skill, 0) if skill in unmet else level)
        kept = {*left.lessons}
        assert {*path.lessons}.intersection(task.role.required) <= kept | done
        for elective in path.electives:
            assert len((kept | done).intersection(elective.of)) >= elective.choose

    @many
    @given(tasks())
    def test_nothing_is_left_out_for_a_beginner(self, task: Task) -> None:
        path = path_of(task)
        pruned = prune(task.portal, path, {})
        assert (pruned.path, pruned.not_needed) == (path, ())

    @many
    @given(tasks(), known_levels, known_levels, done_lessons, done_lessons)
    def test_knowing_more_or_having_done_more_only_takes_steps_away(
        self, task: Task, known: Levels, more: Levels, done: set[str], also: set[str]
    ) -> None:
        path = path_of(task)
        before = prune(task.portal, path, known, done).path
        after = prune(task.portal, path, highest(known, more), done | also).path
        assert {*after.lessons} <= {*before.lessons}
        assert {*after.unmet} <= {*before.unmet}

    @many
    @given(tasks(), known_levels, done_lessons)
    def test_steps_keep_their_order_and_what_is_left_out_says_why(
        self, task: Task, known: Levels, done: set[str]
    ) -> None:
        path = path_of(task)
        pruned = prune(task.portal, path, known, done)
        kept = [*pruned.path.lessons]
        assert kept == [each for each in path.lessons if each in kept]
        assert [each.lesson for each in pruned.not_needed] == [each for each in path.lessons if each not in kept]
        assert all(step.because for step in pruned.path.steps)
        for left_out in pruned.not_needed:
            assert left_out.because
            assert len({*left_out.because}) == len(left_out.because)

    @many
    @given(tasks())
    def test_an_alternative_can_be_taken_where_its_step_stands_and_does_what_it_did(self, task: Task) -> None:
        path = path_of(task)
        lessons = task.portal.lessons
        for number, step in enumerate(path.steps):
            for other in step.instead:
                lesson = lessons[other]
                assert other not in {*path.lessons}
                assert not lesson.retired
                asked = highest(task.start, lessons[step.lesson].requires)
                assert all(asked.get(skill, 0) >= level for skill, level in lesson.requires.items())
                taken = [reason for reason in step.reasons if reason.skill]
                helps = [reason for reason in taken if lesson.teaches.get(reason.skill, 0) >= reason.level]
                assert helps or not taken
                if len(helps) == len(taken):
                    swapped = [*path.lessons]
                    swapped[number] = other
                    assert Task(task.portal, task.role, {}).is_done_by({*swapped})
