"""What the crowd should write next: which gaps are found, how they are ranked, and what commands and pages say."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from conftest import Cli
from examples import examples
from lorepath import spreadsheet
from lorepath.gaps import COLUMNS, Gap, Lack, gaps
from lorepath.paths import plan_all
from lorepath.site.exports import gaps_csv, health_json
from lorepath.site.views.health import health_view
from portal import FILES, lesson, make_portal
from site_fixture import shelf
from sketch import sketch

TWO_FORMATS = {"a-text": {"teaches": "git 1"}, "a-film": {"teaches": "git 1", "format": "video"}}


def found(
    lessons: dict[str, Any], roles: dict[str, Any], stale: set[str] | None = None, heads: dict[str, int] | None = None
) -> list[Gap]:
    portal = replace(sketch(lessons, roles), head_counts=heads or {})
    return [*gaps(portal, plan_all(portal), stale or set())]


def kinds(of: list[Gap]) -> list[tuple[str, int, Lack, tuple[str, ...]]]:
    return [(gap.skill, gap.level, gap.lack, gap.roles) for gap in of]


def test_what_is_taught_in_two_formats_and_not_stale_is_no_gap() -> None:
    assert found(TWO_FORMATS, {"dev": {"requires": "git 1"}}) == []


def test_nobody_teaches_it_only_stale_ones_do_or_only_one_format_does() -> None:
    dev = {"dev": {"requires": "git 1"}}
    assert kinds(found({}, dev)) == [("git", 1, Lack.NO_LESSON, ("dev",))]
    assert kinds(found(TWO_FORMATS, dev, {"a-text", "a-film"})) == [("git", 1, Lack.STALE, ("dev",))]
    assert kinds(found(TWO_FORMATS, dev, {"a-text"})) == []
    one = {"a-text": {"teaches": "git 1"}, "more": {"teaches": "git 2"}}
    assert kinds(found(one, dev)) == [("git", 1, Lack.ONE_FORMAT, ("dev",))]
    retired = {**TWO_FORMATS, "a-film": {"teaches": "git 1", "format": "video", "retired": True}}
    assert kinds(found(retired, dev)) == [("git", 1, Lack.ONE_FORMAT, ("dev",))]


def test_a_level_is_needed_by_all_who_need_it_or_a_higher_one() -> None:
    roles = {"dev": {"requires": "git 1"}, "lead": {"requires": "git 3"}, "cook": {"requires": "soup 1"}}
    assert kinds(found({}, roles)) == [
        ("git", 1, Lack.NO_LESSON, ("dev", "lead")),
        ("git", 3, Lack.NO_LESSON, ("lead",)),
        ("soup", 1, Lack.NO_LESSON, ("cook",)),
    ]


def test_lessons_that_a_role_excludes_or_cannot_get_to_are_none_for_it() -> None:
    roles = {"dev": {"requires": "git 1"}, "picky": {"requires": "git 1", "exclude": ["a-text", "a-film"]}}
    (gap,) = found(TWO_FORMATS, roles)
    assert (gap.lack, gap.roles, [each.id for each in gap.lessons]) == (
        Lack.NO_LESSON,
        ("picky",),
        ["a-film", "a-text"],
    )
    assert gap.said == "only lessons that these roles cannot take teach it (a-film and a-text)"
    assert gap.remedy == "write a lesson with `teaches: {git: 1}` that these roles can take"
    circle = {"x": {"teaches": "git 2", "requires": "lab 2"}, "y": {"teaches": "lab 2", "requires": "git 2"}}
    assert kinds(found(circle, {"dev": {"requires": "git 2"}})) == [("git", 2, Lack.NO_LESSON, ("dev",))]


def test_need_counts_people_where_they_are_known_and_roles_where_they_are_not() -> None:
    roles = {"dev": {"requires": "git 1"}, "ops": {"requires": "git 1"}, "cook": {"requires": "soup 1"}}
    assert [(gap.skill, gap.people, gap.urgency) for gap in found({}, roles)] == [("git", None, 6), ("soup", None, 3)]
    counted = found({}, roles, heads={"cook": 7, "dev": 2})
    assert [(gap.skill, gap.people, gap.urgency) for gap in counted] == [("soup", 7, 21), ("git", 2, 9)]
    formats = {"a-text": {"teaches": "git 1"}, "s": {"teaches": "soup 1"}}
    assert [(gap.skill, gap.urgency) for gap in found(formats, roles, {"s"}, {"dev": 1, "cook": 3})] == [
        ("soup", 6),
        ("git", 2),
    ]


SKILLS = ("a", "b", "c")
level_maps = st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 3), min_size=1, max_size=3)


@examples(60)
@given(
    st.lists(st.tuples(level_maps, st.sampled_from(["article", "video"])), max_size=5),
    st.lists(level_maps, min_size=1, max_size=3),
    st.sets(st.sampled_from([f"l{number}" for number in range(5)])),
)
def test_every_need_is_met_well_or_a_gap(lessons: list[Any], needs: list[dict[str, int]], stale: set[str]) -> None:
    made = {f"l{n}": {"teaches": teaches, "format": form} for n, (teaches, form) in enumerate(lessons)}
    of = found(made, {f"r{n}": {"requires": need} for n, need in enumerate(needs)}, stale)
    for number, need in enumerate(needs):
        for skill, level in need.items():
            teaching = {name for name, each in made.items() if each["teaches"].get(skill, 0) >= level}
            said = [gap for gap in of if (gap.skill, gap.level) == (skill, level) and f"r{number}" in gap.roles]
            well = len({made[name]["format"] for name in teaching}) > 1 and teaching - stale
            assert len(said) == (0 if well else 1)
    assert [gap.urgency for gap in of] == sorted((gap.urgency for gap in of), reverse=True)


# ── commands and pages ──────────────────────────────────────────────────────────────────────────────────────

PORTAL = {
    "content/portal.yml": "name: Northwind learning\nhead_counts: {writer: 1200}\n",
    "content/skills/layout.yml": "name: Layout\nsummary: S.\nlevels: {1: a, 2: b}\n",
    "content/roles/editor.yml": "title: Editor\nsummary: S.\nowner: maria\nrequires: {layout: 2, plain-language: 1}\n",
    "content/lessons/basics/film.md": lesson(title="A film", format="video", minutes=3),
}

SAID = """\
2 gaps; what is needed most comes first.

 1. Plain language 2 (Working): only lessons of the format article teach it (edit-for-a-reader)
    needed by Writer (1,200 people)
    write a lesson with `teaches: {plain-language: 2}` in another format than article

 2. Layout 2 (Working): no lesson teaches it
    needed by Editor
    write a lesson with `teaches: {layout: 2}`
"""


def test_the_command_ranks_what_to_write(tmp_path: Path, cli: Cli) -> None:
    result = cli("gaps", "--root", make_portal(tmp_path, PORTAL))
    assert (result.exit_code, result.stdout, result.stderr) == (0, SAID, "")


def test_the_command_says_that_all_is_well(tmp_path: Path, cli: Cli) -> None:
    files = {"content/roles/writer.yml": FILES["content/roles/writer.yml"].replace("2}", "1}"), **PORTAL}
    files["content/roles/editor.yml"] = "title: Editor\nsummary: S.\nowner: maria\nrequires: {plain-language: 1}\n"
    assert cli("gaps", "--root", make_portal(tmp_path, files)).stdout == (
        "Every level that a role needs is taught, in several formats, by lessons that are not stale.\n"
    )


def test_programs_spreadsheets_and_the_health_page_hear_the_same(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path / "one", PORTAL)
    said = json.loads(cli("gaps", "--format", "json", "--root", root).stdout)
    assert said["head_counts"] is True
    assert said["gaps"][0] == {
        "skill": "plain-language",
        "level": 2,
        "lack": "one-format",
        "roles": ["writer"],
        "people": 1200,
        "lessons": ["edit-for-a-reader"],
        "urgency": 1200,
        "remedy": "write a lesson with `teaches: {plain-language: 2}` in another format than article",
    }
    rows = spreadsheet.read(cli("gaps", "--format", "csv", "--root", root).stdout)
    assert tuple(rows[0]) == COLUMNS
    assert [(row["skill"], row["lack"], row["people"]) for row in rows] == [
        ("plain-language", "one-format", "1200"),
        ("layout", "no-lesson", ""),
    ]
    desk = shelf(tmp_path / "two")
    view = health_view(desk).gaps
    assert [(each.gap.skill, each.gap.level, each.gap.lack) for each in view.gaps] == [
        ("layout", 1, Lack.NO_LESSON),
        ("review", 3, Lack.NO_LESSON),
        ("plain-language", 1, Lack.ONE_FORMAT),
        ("plain-language", 2, Lack.STALE),
    ]
    assert view.total == len(view.gaps) == len(json.loads(health_json(desk))["gaps"])
    assert len(spreadsheet.read(gaps_csv(desk).decode("utf-8-sig"))) == view.total
