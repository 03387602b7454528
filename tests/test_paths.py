"""Learning paths: golden cases to read, and what holds for every portal.

The cases in golden/paths/ are shared with other implementations: a portal in a few words, what is known, and the
path as `lorepath path --format json` gives it.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from lorepath.model import Lesson, Levels, Portal, Role
from lorepath.paths import LearningPath, plan, plan_all
from sketch import LEVEL_NAMES, sketch

GOLDEN = sorted((Path(__file__).parent / "golden" / "paths").glob("*.json"))
CASES = {
    f"{file.stem}, knowing {json.dumps(case['known'])}": (read, case)
    for file in GOLDEN
    for read in [json.loads(file.read_text("utf-8"))]
    for case in read["cases"]
}


def shape(path: LearningPath) -> dict[str, Any]:
    return {
        "minutes": path.minutes,
        "steps": [
            {"lesson": step.lesson, "minutes": step.minutes, "because": list(step.because)} for step in path.steps
        ],
        "unmet": [{"skill": unmet.skill, "level": unmet.level} for unmet in path.unmet],
    }


@pytest.mark.parametrize(("golden", "case"), CASES.values(), ids=CASES.keys())
def test_golden(golden: dict[str, Any], case: dict[str, Any]) -> None:
    portal = sketch(golden["lessons"], {"role": golden["role"]}, skills=golden["skills"])
    assert {"known": case["known"], **shape(plan(portal, portal.roles["role"], case["known"]))} == case


def test_every_role_is_planned_for_somebody_who_knows_nothing() -> None:
    portal = sketch({"l": {"teaches": "a 1"}}, {"one": {"requires": "a 1"}, "two": {"requires": "b 1"}})
    assert plan_all(portal) == {name: plan(portal, role, {}) for name, role in portal.roles.items()}
    assert list(plan_all(portal)) == ["one", "two"]


def test_a_pinned_lesson_leads_to_no_level_that_it_asks_for() -> None:
    lessons = {"drill": {"teaches": "a 1", "requires": "a 1"}}
    portal = sketch(lessons, {"role": {"requires": "a 1", "required": ["drill"]}}, skills={"a": [2, 3]})
    path = plan(portal, portal.roles["role"])
    assert ([*path.lessons], [(each.skill, each.level) for each in path.unmet]) == (["drill"], [("a", 1)])


# ── what a path has to do, said again as simply as possible ─────────────────────────────────────────────────


def floor(portal: Portal) -> dict[str, int]:
    """The lowest level of a skill is assumed where no live lesson takes anybody there."""
    best = highest(*(lesson.teaches for lesson in portal.live_lessons))
    lowest = {skill.id: min(skill.levels) for skill in portal.skills.values()}
    return {skill: level for skill, level in lowest.items() if best.get(skill, 0) < level}


def highest(*several: Mapping[str, int]) -> dict[str, int]:
    return {skill: max(each.get(skill, 0) for each in several) for levels in several for skill in levels}


def raises(lesson: Lesson) -> dict[str, int]:
    """What a lesson teaches beyond what it asks for."""
    return {skill: level for skill, level in lesson.teaches.items() if level > lesson.requires.get(skill, 0)}


def takes(lessons: list[Lesson], start: Levels) -> tuple[set[str], dict[str, int]]:
    """Who can be taken, and the levels reached, by trying again until nothing changes."""
    taken: set[str] = set()
    levels = dict(start)
    while able := [
        lesson
        for lesson in lessons
        if lesson.id not in taken and all(levels.get(s, 0) >= level for s, level in lesson.requires.items())
    ]:
        for lesson in able:
            taken.add(lesson.id)
            levels = highest(levels, lesson.teaches)
    return taken, levels


class Task:
    """What a role asks of a learner's path, as far as lessons can do it."""

    def __init__(self, portal: Portal, role: Role, known: Levels) -> None:
        self.portal, self.role, self.known = portal, role, known
        self.start = highest(floor(portal), known)
        self.open, _ = takes([each for each in portal.live_lessons if each.id not in role.exclude], self.start)
        self.attainable = highest(known, *(raises(portal.lessons[each]) for each in self.open))
        self.goals = {skill: min(level, self.attainable.get(skill, 0)) for skill, level in role.requires.items()}
        self.pins = self.open.intersection(role.required)
        self.electives = [
            (min(each.choose, len(self.open.intersection(each.of))), frozenset(self.open.intersection(each.of)))
            for each in role.electives
        ]

    def is_done_by(self, lessons: set[str]) -> bool:
        """Whether these lessons, and none that could not be taken, do all that is asked."""
        taken, levels = takes([self.portal.lessons[each] for each in sorted(lessons)], self.start)
        return (
            taken == lessons
            and all(levels.get(skill, 0) >= level for skill, level in self.goals.items())
            and self.pins <= lessons
            and all(len(options & lessons) >= choose for choose, options in self.electives)
        )

    def fewest_minutes(self) -> int:
        """The minutes of the cheapest set, by trying every set, the cheapest ones first."""
        sets = (each for size in range(len(self.open) + 1) for each in combinations(sorted(self.open), size))
        minutes = {lesson.id: lesson.minutes for lesson in self.portal.lessons.values()}
        costs = sorted((sum(minutes[each] for each in lessons), lessons) for lessons in sets)
        return next(cost for cost, lessons in costs if self.is_done_by(set(lessons)))


# ── portals of every kind ───────────────────────────────────────────────────────────────────────────────────

SKILLS = ("a", "b", "c", "d")
level_maps = st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 3), max_size=2)
lesson_sketches = st.fixed_dictionaries(
    {
        "teaches": st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 3), min_size=1, max_size=3),
        "requires": level_maps,
        "minutes": st.integers(1, 15),
        "retired": st.sampled_from([False] * 7 + [True]),
    }
)
IDS = tuple(f"l{number}" for number in range(9))
role_sketches = st.fixed_dictionaries(
    {
        "requires": st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 3), min_size=1, max_size=4),
        "required": st.lists(st.sampled_from(IDS), max_size=2, unique=True),
        "electives": st.lists(
            st.fixed_dictionaries(
                {"choose": st.integers(1, 2), "of": st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True)}
            ),
            max_size=2,
        ),
        "exclude": st.lists(st.sampled_from(IDS), max_size=1),
    }
)


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Portals with circles, alternatives, retired lessons, lessons of several skills, pins (also of lessons that
    are not there), electives, levels that nobody teaches and skills that nobody describes."""
    lessons = draw(st.lists(lesson_sketches, max_size=len(IDS)))
    scales = {skill: draw(st.sampled_from([[1, 2, 3], [2, 3], [1]])) for skill in SKILLS[:3]}
    portal = sketch(
        dict(zip(IDS, lessons, strict=False)), {"role": draw(role_sketches)}, skills=scales, unknown_skills=("d",)
    )
    return Task(portal, portal.roles["role"], draw(level_maps))


def planned(task: Task) -> LearningPath:
    return plan(task.portal, task.role, task.known)


many = examples(300)


class TestEveryPath:
    @many
    @given(tasks())
    def test_requirements_of_a_step_are_met_by_what_is_known_and_earlier_steps(self, task: Task) -> None:
        levels = task.start
        for step in planned(task).steps:
            lesson = task.portal.lessons[step.lesson]
            assert {skill: level for skill, level in lesson.requires.items() if levels.get(skill, 0) < level} == {}
            levels = highest(levels, lesson.teaches)

    @many
    @given(tasks())
    def test_it_reaches_what_lessons_can_reach_with_every_pin_and_elective(self, task: Task) -> None:
        assert task.is_done_by({step.lesson for step in planned(task).steps})

    @many
    @given(tasks())
    def test_no_step_can_be_left_out(self, task: Task) -> None:
        steps = {step.lesson for step in planned(task).steps}
        assert [step for step in sorted(steps) if task.is_done_by(steps - {step})] == []

    @many
    @given(tasks())
    def test_a_level_is_unmet_exactly_when_no_lesson_can_bring_this_learner_there(self, task: Task) -> None:
        unmet = {each.skill: each.level for each in planned(task).unmet}
        assert unmet == {
            skill: level for skill, level in task.role.requires.items() if task.attainable.get(skill, 0) < level
        }

    @many
    @given(tasks(), st.sampled_from(SKILLS), st.integers(1, 4))
    def test_knowing_more_never_lengthens_it(self, task: Task, skill: str, level: int) -> None:
        """Unless what is known opens a lesson that was closed: then the path may lead further than before."""
        more = Task(task.portal, task.role, highest(task.known, {skill: level}))
        if more.open == task.open:
            assert planned(more).minutes <= planned(task).minutes

    @many
    @given(tasks(), st.sampled_from(SKILLS), st.integers(1, 4))
    def test_knowing_more_never_lengthens_a_path_that_leaves_nothing_to_wish_for(
        self, task: Task, skill: str, level: int
    ) -> None:
        more = Task(task.portal, task.role, highest(task.known, {skill: level}))
        if not planned(task).unmet and more.pins == task.pins and more.electives == task.electives:
            assert planned(more).minutes <= planned(task).minutes
            assert planned(more).unmet == ()

    @many
    @given(tasks())
    def test_every_step_has_reasons_and_they_are_true(self, task: Task) -> None:
        path = planned(task)
        levels = task.start
        for number, step in enumerate(path.steps):
            lesson = task.portal.lessons[step.lesson]
            later = [task.portal.lessons[each.lesson] for each in path.steps[number + 1 :]]
            assert step.because
            assert len(set(step.because)) == len(step.because)
            for reason in step.because:
                assert_true(reason, task, lesson, levels, later)
            levels = highest(levels, lesson.teaches)

    @many
    @given(tasks(), st.randoms(use_true_random=False))
    def test_the_order_of_files_changes_nothing(self, task: Task, shuffler: random.Random) -> None:
        lessons = list(task.portal.lessons.items())
        shuffler.shuffle(lessons)
        shuffled = replace(task.portal, lessons=dict(lessons))
        assert plan(shuffled, task.role, task.known) == planned(task)


REASON = re.compile(
    r"teaches (?P<skill>\w+) (?P<level>\d) \((?P<name>\w+)\), "
    r"(?:(?P<near>as near as lessons go to level (?P<needed>\d), )?(?P<role>which the role needs)"
    r"|which “(?P<asker>\w+)” builds on)"
    r"(?:; shortest of (?P<rivals>\d+)|; (?:a beginner's|your) path is no shorter with "
    r"(?P<others>the other one|any of the (?P<count>\d+) others))?"
)
ELECTIVE = re.compile(r"counts towards the (\d) of (\d) lessons to choose for this role")


def assert_true(reason: str, task: Task, lesson: Lesson, before: Levels, later: list[Lesson]) -> None:
    """Read a reason and hold it against the portal."""
    if reason == "is required for this role":
        assert lesson.id in task.role.required
        return
    if counted := ELECTIVE.fullmatch(reason):
        assert (int(counted[1]), int(counted[2])) in {
            (each.choose, len(each.of)) for each in task.role.electives if lesson.id in each.of
        }
        return
    said = REASON.fullmatch(reason)
    assert said, reason
    skill, level = said["skill"].lower(), int(said["level"])
    assert lesson.teaches[skill] == level
    assert said["name"] == LEVEL_NAMES[level - 1]
    if said["role"]:
        wanted = task.goals[skill]
        assert before.get(skill, 0) < wanted <= level
        if said["near"]:
            assert task.role.requires[skill] == int(said["needed"]) > task.attainable[skill]
        else:
            assert level >= task.role.requires[skill]
    else:
        asked = [each.requires.get(skill, 0) for each in later if each.title == said["asker"]]
        assert len(asked) == 1
        wanted = asked[0]
        assert before.get(skill, 0) < wanted <= level
    if said["rivals"] or said["others"]:
        rivals = [
            each
            for each in task.portal.live_lessons
            if each.id not in task.role.exclude and each.teaches.get(skill, 0) >= wanted > each.requires.get(skill, 0)
        ]
        assert len(rivals) == int(said["rivals"] or int(said["count"] or 1) + 1) > 1
        assert (lesson.minutes == min(each.minutes for each in rivals)) == bool(said["rivals"])


# ── the fewest minutes ──────────────────────────────────────────────────────────────────────────────────────


def random_task(seed: int) -> Task:
    """A portal of up to 12 lessons that is harder than hypothesis likes to make them: every seed counts."""
    draw = random.Random(seed)
    skills = [f"s{number}" for number in range(draw.randint(1, 5))]

    def some(most: int) -> dict[str, int]:
        return {skill: draw.randint(1, 3) for skill in draw.sample(skills, min(len(skills), draw.randint(0, most)))}

    lessons = {}
    for number in range(draw.randint(1, 12)):
        teaches = some(3) or {skills[0]: 1}
        requires = {
            skill: level for skill, level in some(2).items() if level < teaches.get(skill, 9) or draw.random() < 0.3
        }
        fields = {"teaches": teaches, "requires": requires, "minutes": draw.randint(1, 15)}
        lessons[f"l{number}"] = {**fields, "retired": draw.random() < 0.1}
    ids = [*lessons, "nobody"]
    role = {
        "requires": some(5) or {skills[0]: 2},
        "required": draw.sample(ids, draw.choice([0, 0, 0, 1, 2])),
        "electives": [
            {"choose": draw.randint(1, 2), "of": draw.sample(ids, draw.randint(1, min(3, len(ids))))}
            for _ in range(draw.choice([0, 0, 0, 1, 2]))
        ],
        "exclude": draw.sample(ids, draw.choice([0, 0, 0, 1, 2])),
    }
    scales = {skill: draw.choice([[1, 2, 3], [2, 3], [1]]) for skill in skills}
    portal = sketch(lessons, {"role": role}, skills=scales)
    known = {skill: draw.randint(1, 3) for skill in skills if draw.random() < 0.15}
    return Task(portal, portal.roles["role"], known)


@pytest.mark.parametrize("hundred", range(5))
def test_no_set_of_lessons_takes_fewer_minutes(hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        task = random_task(seed)
        path = planned(task)
        assert (seed, path.minutes) == (seed, task.fewest_minutes())
        assert task.is_done_by({step.lesson for step in path.steps})


def test_the_seeds_are_no_easy_ones() -> None:
    """The 500 portals above hold real choices, circles, gaps and longer paths, each many times."""
    made = [random_task(seed) for seed in range(500)]
    lengths = [len(planned(task).steps) for task in made]
    assert sum(length >= 3 for length in lengths) >= 100
    assert sum(bool(planned(task).unmet) for task in made) > 50
    assert sum(len(task.open) > len(planned(task).steps) > 0 for task in made) > 200
    assert sum(len(task.open) < sum(1 for _ in task.portal.live_lessons) for task in made) > 50


def test_another_hash_seed_gives_the_same_paths() -> None:
    script = (
        "from test_paths import planned, random_task, shape; import json;"
        "print(json.dumps([shape(planned(random_task(seed))) for seed in range(60)]))"
    )
    here = str(Path(__file__).parent)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=here,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": here},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop()) == [shape(planned(random_task(seed))) for seed in range(60)]
