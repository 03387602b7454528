"""Where a role can lead: which roles lie ahead, how far away they are, and what the command says of it."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Cli
from lorepath.model import Role
from lorepath.paths import LearningPath, Move, Planner, brings, moves
from lorepath.paths.career import ahead
from lorepath.site.views.career import career
from portal import FILES, lesson, make_portal
from site_fixture import shelf
from sketch import sketch

LESSONS = {
    "first": {"teaches": "git 1", "minutes": 10},
    "second": {"teaches": "git 2", "requires": "git 1", "minutes": 12},
    "lead": {"teaches": "lead 1", "minutes": 40},
    "drill": {"teaches": "drill 1", "minutes": 5},
}
ROLES = {
    "junior": {"requires": "git 1", "leads_to": ["senior", "gone"], "required": ["drill"]},
    "senior": {"requires": "git 2", "leads_to": ["chief", "junior"]},
    "chief": {"requires": "git 2, lead 1", "required": ["drill"], "leads_to": ["senior", "owner"]},
    "owner": {"requires": "git 1, money 2"},
}


def found(start: str) -> tuple[Move, ...]:
    portal = sketch(LESSONS, ROLES)
    planner, here = Planner(portal), portal.roles[start]
    known, done = brings(here)
    return moves(portal, here, lambda other: planner.learners_path(other, known, done).path)


def test_the_roles_ahead_are_found_around_circles_and_names_that_are_not_there() -> None:
    portal = sketch(LESSONS, ROLES)
    assert ahead(portal, portal.roles["junior"]) == {"senior": (), "chief": ("senior",), "owner": ("senior", "chief")}
    assert ahead(portal, portal.roles["owner"]) == {}


def test_of_two_ways_to_a_role_the_shorter_one_is_told() -> None:
    steps = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": ["e"], "e": []}
    portal = sketch({}, {name: {"requires": "git 1", "leads_to": others} for name, others in steps.items()})
    assert ahead(portal, portal.roles["a"]) == {"b": (), "c": (), "d": ("b",), "e": ("c",)}


def test_only_the_difference_is_left_to_learn_and_what_the_role_requires_is_done() -> None:
    senior, chief, owner = found("junior")
    assert (senior.role.id, [*senior.path.lessons], senior.path.minutes) == ("senior", ["second"], 12)
    assert (chief.role.id, sorted(chief.path.lessons), chief.via) == ("chief", ["lead", "second"], ("senior",))
    assert (owner.role.id, owner.via) == ("owner", ("senior", "chief"))


def test_roles_that_lessons_lead_to_stand_before_others_and_the_nearest_first() -> None:
    assert [(move.role.id, move.path.minutes) for move in found("junior")] == [
        ("senior", 12),
        ("chief", 52),
        ("owner", 0),
    ]
    assert [len(move.path.unmet) for move in found("junior")] == [0, 0, 1]


def test_somebody_knows_what_their_role_needs_even_where_no_lesson_teaches_it() -> None:
    portal = sketch(LESSONS, ROLES)
    path = Planner(portal).learners_path(portal.roles["owner"], *brings(portal.roles["owner"])).path
    assert path == LearningPath("owner", (), ())


# ── the command, word for word ──────────────────────────────────────────────────────────────────────────────

FILES_AHEAD = {
    "content/roles/writer.yml": FILES["content/roles/writer.yml"] + "leads_to: [editor]\n",
    "content/roles/editor.yml": "title: Editor\nsummary: S.\nowner: maria\nrequires: {plain-language: 2, layout: 1}\n"
    "leads_to: [chief]\n",
    "content/roles/chief.yml": "title: Chief\nsummary: S.\nowner: maria\nrequires: {layout: 2}\n",
    "content/skills/layout.yml": "name: Layout\nsummary: S.\nlevels: {1: a, 2: b}\n",
    "content/lessons/basics/set-a-page.md": lesson(title="Set a page", teaches={"layout": 1}, minutes=30),
}

SAID = """\
Writer leads to 2 roles; the nearest first:

 1. Editor  editor
    1 lesson, 30 minutes; 2 weeks at 24 minutes a week

 2. Chief  chief
    by way of Editor
    1 lesson, 30 minutes; 2 weeks at 24 minutes a week
    no lesson leads to Layout 2 (Working) yet
"""


def test_the_command_says_where_a_role_leads(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path, FILES_AHEAD)
    result = cli("career", "writer", "--root", root)
    assert (result.exit_code, result.stdout, result.stderr) == (0, SAID, "")
    assert cli("career", "chief", "--root", root).stdout == (
        "Chief leads to no other role yet: write `leads_to` in content/roles/chief.yml\n"
    )
    known = cli("career", "writer", "--known", "layout=1", "--root", root).stdout
    assert known.splitlines()[3] == "    nothing left to learn here"
    assert (
        cli("career", "writr", "--root", root).stderr == "lorepath: there is no role 'writr'; did you mean `writer`?\n"
    )


def test_the_command_answers_programs(tmp_path: Path, cli: Cli) -> None:
    result = cli("career", "writer", "--format", "json", "--root", make_portal(tmp_path, FILES_AHEAD))
    assert json.loads(result.stdout) == {
        "role": "writer",
        "leads_to": [
            {"role": "editor", "via": [], "minutes": 30, "lessons": ["set-a-page"], "unmet": []},
            {
                "role": "chief",
                "via": ["editor"],
                "minutes": 30,
                "lessons": ["set-a-page"],
                "unmet": [{"skill": "layout", "level": 2}],
            },
        ],
    }


def test_a_path_from_a_role_holds_the_difference(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path, FILES_AHEAD)
    assert cli("path", "editor", "--from", "writer", "--root", root).stdout == (
        "Editor, coming from Writer: 1 lesson, 30 minutes; 2 weeks at 24 minutes a week\n"
        "\n"
        "Week 1\n"
        " 1. Set a page (30 min)  set-a-page\n"
        "    teaches Layout 1 (Aware), which the role needs\n"
        "\n"
        "Not needed:\n"
        "  Write short sentences: you have Plain language 1 (Aware) already\n"
        "  Edit for a busy reader: you have Plain language 2 (Working) already\n"
    )
    shape = json.loads(cli("path", "editor", "--from", "writer", "--format", "json", "--root", root).stdout)
    assert (shape["from"], shape["minutes"]) == ("writer", 30)
    result = cli("path", "editor", "--from", "riter", "--root", root)
    assert (result.exit_code, result.stderr) == (2, "lorepath: there is no role 'riter'; did you mean `writer`?\n")


def test_the_role_page_tells_how_far_away_the_roles_ahead_are(tmp_path: Path) -> None:
    desk = shelf(tmp_path, FILES_AHEAD)

    def said(role: Role) -> list[tuple[str, str, list[str]]]:
        return [(move.card.title, move.away, [each.title for each in move.via]) for move in career(desk, role)]

    assert said(desk.portal.roles["writer"]) == [
        ("Editor", "30 min away, 1 lesson", []),
        ("Chief", "30 min away, 1 lesson, and 1 skill that no lesson teaches far enough", ["Editor"]),
    ]
    assert said(desk.portal.roles["chief"]) == []
