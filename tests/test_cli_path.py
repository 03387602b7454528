"""`lorepath path`: the way to a role, word for word, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import asdict

from conftest import Cli
from lorepath.assemble import assemble
from lorepath.site.views.roles import role_view
from lorepath.site.views.shelf import Shelf
from portal import FILES, QUIZ, lesson, make_portal
from repo import Repo
from site_fixture import TODAY

WHOLE = """\
Writer: 2 lessons, 20 minutes; 1 week at 24 minutes a week

Week 1
 1. Write short sentences (8 min)  short-sentences
    teaches Plain language 1 (Aware), which “Edit for a busy reader” builds on
 2. Edit for a busy reader (12 min)  edit-for-a-reader
    teaches Plain language 2 (Working), which the role needs
"""


def test_the_whole_way(tmp_path: Path, cli: Cli) -> None:
    result = cli("path", "writer", "--root", make_portal(tmp_path))
    assert (result.exit_code, result.stdout, result.stderr) == (0, WHOLE, "")


def test_what_is_known_is_left_out(tmp_path: Path, cli: Cli) -> None:
    result = cli("path", "writer", "--known", "plain-language=1", "--root", make_portal(tmp_path))
    assert result.stdout == (
        "Writer: 1 lesson, 12 minutes; 1 week at 24 minutes a week\n"
        "\n"
        "Week 1\n"
        " 1. Edit for a busy reader (12 min)  edit-for-a-reader\n"
        "    teaches Plain language 2 (Working), which the role needs\n"
        "\n"
        "Not needed:\n"
        "  Write short sentences: you have Plain language 1 (Aware) already\n"
    )


@pytest.mark.parametrize("written", ["1", "Aware", "aware", " AWARE "])
def test_a_level_is_known_by_number_or_by_name(written: str, tmp_path: Path, cli: Cli) -> None:
    result = cli("path", "writer", "--known", f"plain-language={written}", "--root", make_portal(tmp_path))
    assert result.stdout.startswith("Writer: 1 lesson, 12 minutes")


def test_of_several_levels_of_a_skill_the_highest_counts(tmp_path: Path, cli: Cli) -> None:
    known = ("--known", "plain-language=2", "--known", "plain-language=1")
    result = cli("path", "writer", *known, "--root", make_portal(tmp_path))
    assert result.stdout.startswith("Writer: nothing left to learn here\n")


def test_a_learner_who_knows_all_is_done(tmp_path: Path, cli: Cli) -> None:
    result = cli("path", "writer", "--known", "plain-language=2", "--root", make_portal(tmp_path))
    assert (result.exit_code, result.stdout) == (
        0,
        "Writer: nothing left to learn here\n"
        "\n"
        "Not needed:\n"
        "  Write short sentences: you have Plain language 1 (Aware) already\n"
        "  Edit for a busy reader: you have Plain language 2 (Working) already\n",
    )


def test_weeks_are_counted_full(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path, {"content/portal.yml": "name: N\nweekly_minutes: 19\n"})
    assert cli("path", "writer", "--root", root).stdout.startswith(
        "Writer: 2 lessons, 20 minutes; 2 weeks at 19 minutes a week\n"
    )


ROLE = FILES["content/roles/writer.yml"]
GIT = "name: Git\nsummary: S.\nlevels: {1: a, 2: b}\n"


def test_what_no_lesson_leads_to_is_listed(tmp_path: Path, cli: Cli) -> None:
    files = {"content/roles/writer.yml": ROLE.replace("2}", "2, git: 2}"), "content/skills/git.yml": GIT}
    result = cli("path", "writer", "--root", make_portal(tmp_path, files))
    assert result.stdout == WHOLE + "\nNo lesson leads to these yet:\n  Git 2 (Working)\n"
    files["content/roles/writer.yml"] = ROLE.replace("plain-language: 2}", "git: 2}")
    result = cli("path", "writer", "--root", make_portal(tmp_path, files))
    assert result.stdout == "Writer: no lesson leads there yet\n\nNo lesson leads to these yet:\n  Git 2 (Working)\n"
    assert result.exit_code == 0


def test_json_has_the_shape_that_the_readme_promises(tmp_path: Path, cli: Cli) -> None:
    files = {"content/roles/writer.yml": ROLE.replace("2}", "2, git: 2}"), "content/skills/git.yml": GIT}
    result = cli("path", "writer", "--format", "json", "--root", make_portal(tmp_path, files))
    assert json.loads(result.stdout) == {
        "role": "writer",
        "from": None,
        "minutes": 20,
        "weekly_minutes": 24,
        "weeks": 1,
        "steps": [
            {
                "lesson": "short-sentences",
                "minutes": 8,
                "week": 1,
                "parts": [],
                "because": ["teaches Plain language 1 (Aware), which “Edit for a busy reader” builds on"],
                "instead": [],
            },
            {
                "lesson": "edit-for-a-reader",
                "minutes": 12,
                "week": 1,
                "parts": [],
                "because": ["teaches Plain language 2 (Working), which the role needs"],
                "instead": [],
            },
        ],
        "not_needed": [],
        "unmet": [{"skill": "git", "level": 2}],
    }
    assert result.stdout.isascii(), "any terminal and any program can read it"


NO_LEVEL = (
    "names no level of Plain language, which has the levels 1 (Aware) to 2 (Working); "
    "write for example plain-language=1 or plain-language=Aware"
)
REFUSED = [
    (["writr"], "there is no role 'writr'; did you mean `writer`?"),
    (["Busy editor"], "there is no role 'Busy editor'; did you mean `editor`?"),
    (["chef"], "there is no role 'chef'; known are editor and writer"),
    (
        ["writer", "--known", "plain-language:1"],
        "--known 'plain-language:1' holds no `=`; write a skill, `=` and its level, for example git=2",
    ),
    (["writer", "--known", "plain-langauge=1"], "there is no skill 'plain-langauge'; did you mean `plain-language`?"),
    (["writer", "--known", "Plain language=1"], "there is no skill 'Plain language'; did you mean `plain-language`?"),
    (["writer", "--known", "cooking=1"], "there is no skill 'cooking'; known are plain-language"),
    *(
        (["writer", "--known", f"plain-language{written}"], f"--known 'plain-language{written}' {NO_LEVEL}")
        for written in ("", "=", "=two", "=-1", "=0", "=3", "=9", "=1.5", "=٢", "=Expert", "=" + "9" * 5000)
    ),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[" ".join(words)[:40] for words, _ in REFUSED])
def test_what_cannot_be_answered_is_one_line_and_status_2(
    arguments: list[str], message: str, tmp_path: Path, cli: Cli
) -> None:
    root = make_portal(tmp_path, {"content/roles/editor.yml": ROLE.replace("title: Writer", "title: Busy editor")})
    result = cli("path", *arguments, "--root", root)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"lorepath: {message}\n")


def test_a_portal_without_roles_says_where_they_go(tmp_path: Path, cli: Cli) -> None:
    result = cli("path", "writer", "--root", make_portal(tmp_path, {"content/roles/writer.yml": None}))
    assert result.stderr == "lorepath: there is no role 'writer'; describe it in content/roles/\n"


def test_a_folder_that_is_no_portal_says_so(tmp_path: Path, cli: Cli) -> None:
    result = cli("path", "writer", "--root", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.startswith("content/portal.yml:1:1: DOC01 there is no folder `content/`")


def test_a_path_is_found_around_files_that_cannot_be_read(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path, lessons={"broken": "no front matter"})
    result = cli("path", "writer", "--root", root)
    assert (result.exit_code, result.stdout) == (0, WHOLE)
    assert result.stderr == "\nSome files could not be read in full (1 error): see lorepath check\n"


def test_what_is_read_of_the_history_is_kept(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(make_portal(tmp_path / "portal"))
    repo.commit("Begin")
    monkeypatch.setenv("LOREPATH_CACHE", str(tmp_path / "cache"))
    assert cli("path", "writer", "--root", repo.root).stdout == WHOLE
    assert [each for each in (tmp_path / "cache/history").rglob("*") if each.is_file()]
    assert cli("path", "writer", "--root", repo.root).stdout == WHOLE


def test_hostile_titles_are_shown_and_not_obeyed(tmp_path: Path, cli: Cli) -> None:
    files = {
        "content/roles/writer.yml": ROLE.replace("title: Writer", 'title: "::add-mask::\\e[31m\\u202eWriter"'),
        "content/lessons/basics/short-sentences.md": lesson(title="##[add-mask]a", minutes=8),
    }
    first, _, _, step, *_ = cli("path", "writer", "--root", make_portal(tmp_path, files)).stdout.split("\n")
    assert first.startswith(r": :add-mask::\x1b[31m\u202eWriter: 2 lessons")
    assert step == " 1. ## [add-mask]a (8 min)  short-sentences"


LONG = lesson(
    '## Why { data-minutes="10" }\n\nBecause.\n\n## ##[group]Your turn { data-minutes="9" }\n\nDo it.\n\n' + QUIZ,
    minutes=18,
)
IN_WEEKS = """\
Writer: 2 lessons, 30 minutes; 4 weeks at 10 minutes a week, as a week ends early where the next part does not fit

Week 1
 1. Write short sentences (18 min)  short-sentences
    Week 1 from Why, 9 min
    Week 2 from ## [group]Your turn, 9 min
    teaches Plain language 1 (Aware), which “Edit for a busy reader” builds on

Week 3
 2. Edit for a busy reader (12 min)  edit-for-a-reader
    teaches Plain language 2 (Working), which the role needs
"""


def test_weeks_are_those_of_the_role_page(tmp_path: Path, cli: Cli) -> None:
    files = {
        "content/portal.yml": FILES["content/portal.yml"] + "weekly_minutes: 10\n",
        "content/lessons/basics/short-sentences.md": LONG,
    }
    root = make_portal(tmp_path, files)
    assert cli("path", "writer", "--root", root).stdout == IN_WEEKS
    told = json.loads(cli("path", "writer", "--format", "json", "--root", root).stdout)
    shelf = Shelf(assemble(root, TODAY))
    view = role_view(shelf, shelf.portal.roles["writer"])
    assert (told["weeks"], told["weekly_minutes"]) == (view.card.weeks, view.weekly_minutes) == (4, 10)
    assert [(each["week"], each["parts"]) for each in told["steps"]] == [
        (each.week, [asdict(part) for part in each.parts]) for each in view.steps
    ]
