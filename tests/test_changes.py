"""Base to head: with `--changed BASE` a check says what the change touches, and what it breaks elsewhere."""

# ruff: noqa: E501  (findings stand here word for word)

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from conftest import Cli
from portal import FILES, LOGICAL_ONLY, QUIZ, Content, lesson, make_portal
from repo import Repo

FOLDER = "content/lessons/basics/"
SHORT = f"{FOLDER}short-sentences.md"
EDIT = f"{FOLDER}edit-for-a-reader.md"
A = f"{FOLDER}a.md"
B = f"{FOLDER}b.md"
SKILL = "content/skills/plain-language.yml"
ROLE = "content/roles/writer.yml"
TEXT = "Split a sentence that says two things."


def at_base(folder: Path, files: Mapping[str, Content] | None = None) -> Repo:
    """A portal on main, and a branch off it."""
    repo = Repo(folder / "portal")
    make_portal(repo.root, files)
    repo.commit("Begin")
    repo.branch("change")
    return repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A portal with a lesson `a`, a lesson `old` that is not right, and a branch off main."""
    return at_base(tmp_path, {A: lesson(), f"{FOLDER}old.md": lesson("TODO: say more.\n\n" + QUIZ, owner="zoe")})


def said(cli: Cli, repo: Repo, *arguments: str, base: str = "main") -> list[str]:
    """What is reported, each finding with its place and its hint."""
    result = cli("check", "--root", repo.root, "--format", "json", "--changed", base, *arguments)
    return [
        f"{each['path'].removeprefix(FOLDER)}:{each['line']}:{each['column']} {each['code']} {each['message']}; {each['hint']}"
        for each in json.loads(result.stdout)["findings"]
    ]


def short(cli: Cli, repo: Repo, *arguments: str, base: str = "main") -> list[str]:
    """The same without words."""
    lines = [line.split(" ")[:2] for line in said(cli, repo, *arguments, base=base)]
    return [f"{place.rpartition(':')[0]} {code}" for place, code in lines]


# ── what it touches ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_change_that_breaks_nothing_is_silent_about_old_faults(repo: Repo, cli: Cli) -> None:
    repo.write(A, lesson("New words.\n\n" + QUIZ))
    repo.commit("Mend a")
    assert said(cli, repo) == []
    assert len(json.loads(cli("check", "--root", repo.root, "--format", "json").stdout)["findings"]) == 2


def test_everything_in_a_file_that_the_change_touches_is_reported(repo: Repo, cli: Cli) -> None:
    repo.write(f"{FOLDER}old.md", lesson("TODO: say more.\n\nNew words.\n\n" + QUIZ, owner="zoe"))
    assert short(cli, repo) == ["old.md:6 REF02", "old.md:9 STR09"]


@pytest.mark.parametrize("how", ["committed", "staged", "in the folder", "not known to Git"])
def test_however_far_the_change_has_come(how: str, repo: Repo, cli: Cli) -> None:
    repo.write(A if how != "not known to Git" else B, lesson(owner="yan"))
    if how == "committed":
        repo.commit("Break a")
    elif how == "staged":
        repo.git("add", "--all")
    assert short(cli, repo) == [f"{'a' if how != 'not known to Git' else 'b'}.md:6 REF02"]


def test_what_was_changed_and_changed_back_is_not_touched(repo: Repo, cli: Cli) -> None:
    old = (repo.root / FOLDER / "old.md").read_bytes()
    repo.write(f"{FOLDER}old.md", lesson())
    repo.commit("Mend it")
    repo.write(f"{FOLDER}old.md", old)
    repo.commit("Put it back")
    assert said(cli, repo) == []


def test_a_suppression_that_is_not_needed_any_more_is_one_thing_that_a_change_breaks(tmp_path: Path, cli: Cli) -> None:
    wish = "<!-- lorepath: allow REF01 because the page comes later -->\n\n"
    repo = at_base(tmp_path, {A: lesson(wish + "[B](b.md)\n\n" + QUIZ)})
    repo.write(B, lesson())
    assert said(cli, repo) == ["a.md:8:1 UPK02 the suppression of REF01 hides nothing; take it out"]


# ── objectives: OBJ09 ───────────────────────────────────────────────────────────────────────────────────────


def with_objective(identifier: str, text: str = TEXT, **fields: object) -> str:
    objective = {"id": identifier, "text": text, **fields}
    return lesson(QUIZ.replace("do-it", identifier), objectives=[objective])


GONE = "a.md:5:1 OBJ09 the objective `do-it` is gone, and learners' progress hangs on it; keep its id, or write `aliases: [do-it]` under the objective that replaces it"
CHANGED = "a.md:5:14 OBJ09 the id `do-it` now stands for another objective; give the new objective an id of its own, and keep the old one or its id under `aliases`"


def test_an_objective_id_that_is_gone_is_reported(repo: Repo, cli: Cli) -> None:
    repo.write(A, with_objective("split-it"))
    assert said(cli, repo) == [GONE]
    assert cli("check", "--root", repo.root, "--changed", "main").exit_code == 1
    assert cli("check", "--root", repo.root).stdout.count("OBJ09") == 0, "only with a base"


def test_an_objective_that_names_the_one_it_replaces_is_fine(repo: Repo, cli: Cli) -> None:
    repo.write(A, with_objective("split-it", aliases=["do-it"]))
    assert said(cli, repo) == []


def test_an_alias_of_an_objective_is_kept_too(repo: Repo, cli: Cli) -> None:
    repo.write(A, with_objective("split-it", aliases=["do-it"]))
    repo.commit("Rename")
    assert said(cli, repo, base="HEAD") == []
    repo.write(A, with_objective("cut-it", aliases=["split-it"]))
    assert said(cli, repo, base="HEAD") == [GONE]
    repo.write(A, with_objective("cut-it", aliases=["split-it", "do-it"]))
    assert said(cli, repo, base="HEAD") == []


def test_an_objective_that_means_something_else_is_reported(repo: Repo, cli: Cli) -> None:
    repo.write(A, with_objective("do-it", "Choose pictures of your own office."))
    assert said(cli, repo) == [CHANGED]


def test_an_objective_in_other_words_is_fine(repo: Repo, cli: Cli) -> None:
    repo.write(A, with_objective("do-it", "Split each sentence that says two things at once."))
    assert said(cli, repo) == []


def test_how_much_must_be_left_of_the_wording_is_an_option(repo: Repo, cli: Cli) -> None:
    repo.write(A, with_objective("do-it", "Split each sentence that says two things at once."))
    repo.write("content/portal.yml", FILES["content/portal.yml"] + "  OBJ09: {options: {alike: 0.99}}\n")
    assert said(cli, repo) == [CHANGED]


def test_a_new_objective_beside_the_old_one_is_fine(repo: Repo, cli: Cli) -> None:
    more = QUIZ.replace("do-it", "cut-it").replace("which-", "what-")
    objectives = [{"id": "cut-it", "text": "Cut a word that says nothing."}, {"id": "do-it", "text": TEXT}]
    repo.write(A, lesson(f"{QUIZ}\n{more}", objectives=objectives))
    assert said(cli, repo) == []


def test_nothing_is_said_of_objectives_that_cannot_be_read_now_or_could_not_then(tmp_path: Path, cli: Cli) -> None:
    nameless = lesson(objectives=[{"text": TEXT}])
    wordless = lesson(objectives=[{"id": "do-it"}])
    repo = at_base(tmp_path, {A: nameless, B: wordless, f"{FOLDER}c.md": lesson(), f"{FOLDER}d.md": lesson()})
    for name, text in ("a", lesson()), ("b", lesson()), ("c", nameless), ("d", wordless):
        repo.write(f"{FOLDER}{name}.md", text)
    assert {line.split(" ")[1][:3] for line in said(cli, repo) if "OBJ09" in line} == set()
    assert {line[0] for line in short(cli, repo)} == {"c", "d"}


def test_the_objectives_of_a_renamed_lesson_are_kept_too(repo: Repo, cli: Cli) -> None:
    repo.remove(A)
    repo.write(B, lesson(aliases=["a"]))
    assert said(cli, repo) == []
    repo.write(B, lesson(QUIZ.replace("do-it", "x"), aliases=["a"], objectives=[{"id": "x", "text": TEXT}]))
    assert said(cli, repo) == [GONE.replace("a.md", "b.md", 1)]


def test_a_lesson_that_takes_the_place_of_two_keeps_the_objectives_of_both(tmp_path: Path, cli: Cli) -> None:
    repo = at_base(tmp_path, {A: lesson(), B: with_objective("cut-it", "Cut a word that says nothing.")})
    repo.remove(B)
    repo.write(A, lesson(aliases=["b"]))
    assert said(cli, repo) == [GONE.replace("do-it", "cut-it")]


# ── lessons: REF07 ──────────────────────────────────────────────────────────────────────────────────────────

LESSON_GONE = "topic.yml:1:1 REF07 the lesson `a` is gone, and links and progress hang on its id; write `aliases: [a]` into the lesson that it became, or bring `content/lessons/basics/a.md` back with `retired: true`"


def test_a_lesson_that_is_gone_is_reported_where_its_topic_is(repo: Repo, cli: Cli) -> None:
    repo.remove(A)
    repo.commit("Delete a")
    assert said(cli, repo) == [LESSON_GONE]
    result = cli("check", "--root", repo.root, "--changed", "main")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{FOLDER}topic.yml:1:1: REF07 the lesson `a` is gone")


def test_a_lesson_with_another_id_is_reported_there_unless_it_names_the_old_one(repo: Repo, cli: Cli) -> None:
    repo.move(A, B)
    repo.write(f"{FOLDER}c.md", lesson(title="Another"))
    assert said(cli, repo)[0] == (
        "b.md:2:1 REF07 the lesson `a` is gone, and links and progress hang on its id; if it became this one, write `aliases: [a]` here; else bring `content/lessons/basics/a.md` back with `retired: true`"
    )
    repo.remove(f"{FOLDER}c.md")
    repo.write(B, lesson(aliases=["a"]))
    assert said(cli, repo) == []


def test_a_lesson_that_goes_with_its_topic_is_reported_for_the_portal(tmp_path: Path, cli: Cli) -> None:
    gone = {"content/lessons/more/z.md": lesson(), "content/lessons/more/topic.yml": FILES[f"{FOLDER}topic.yml"]}
    repo = at_base(tmp_path, gone)
    for path in gone:
        repo.remove(path)
    assert short(cli, repo) == ["content/portal.yml:1 REF07"]


def test_a_lesson_that_is_retired_is_fine(repo: Repo, cli: Cli) -> None:
    repo.write(A, lesson(retired=True))
    assert said(cli, repo) == []


def test_the_alias_of_a_lesson_is_kept_too(repo: Repo, cli: Cli) -> None:
    repo.remove(A)
    repo.write(B, lesson(aliases=["a"]))
    repo.commit("Rename a")
    repo.write(B, lesson(aliases=["z"]))
    assert said(cli, repo, base="HEAD") == [
        "b.md:6:1 REF07 the alias `a` is gone, and links and progress hang on it; write `aliases: [z, a]`"
    ]
    repo.remove(B)
    repo.write(f"{FOLDER}c.md", lesson(aliases=["b"]))
    assert said(cli, repo, base="HEAD") == [
        "c.md:2:1 REF07 the lesson `b` is gone, and links and progress hang on its id; if it became this one, write `aliases: [a]` here; else bring `content/lessons/basics/b.md` back with `retired: true`"
    ]
    repo.write(f"{FOLDER}c.md", lesson(aliases=["a", "b"]))
    assert said(cli, repo, base="HEAD") == []


def test_a_lesson_that_cannot_be_read_any_more_is_not_called_gone(repo: Repo, cli: Cli) -> None:
    repo.write(A, "---\ntitle: [\n")
    assert [line.split(" ")[1] for line in short(cli, repo)] == ["DOC08"]


def test_a_lesson_in_another_topic_keeps_its_id(repo: Repo, cli: Cli) -> None:
    repo.write("content/lessons/more/topic.yml", FILES[f"{FOLDER}topic.yml"])
    repo.move(A, "content/lessons/more/a.md")
    assert said(cli, repo) == []


def test_a_topic_folder_may_be_renamed(repo: Repo, cli: Cli) -> None:
    repo.write("content/welcome.md", "# Welcome\n\nStart [here](lessons/basics/a.md).\n")
    repo.commit("Welcome")
    base = repo.head
    (repo.root / FOLDER).rename(repo.root / "content/lessons/start")
    repo.commit("Rename the topic")
    assert said(cli, repo, base=base) == [
        "content/lessons/start/old.md:6:8 REF02 there is no person `zoe`; add `content/people/zoe.yml` with their `name`",
        "content/lessons/start/old.md:9:1 STR09 the placeholder `TODO` is still here; write what belongs here, or delete the line",
        "content/welcome.md:3:14 REF01 the link `lessons/basics/a.md` points at no file of this portal; did you mean `lessons/start/a.md`?",
    ]


# ── skills: SKL01, SKL02, SKL05 ─────────────────────────────────────────────────────────────────────────────


def test_a_level_that_nobody_teaches_any_more_is_reported_where_it_is_needed(repo: Repo, cli: Cli) -> None:
    levels = "levels: {1: Writes short sentences, 2: Edits for a busy reader, 3: Leads}"
    needs = lesson(title="Lead", teaches={"plain-language": 3}, requires={"plain-language": 2})
    files = {SKILL: f"name: Plain language\nsummary: S.\n{levels}\n", B: needs}
    for path, text in files.items():
        repo.write(path, text)
    repo.commit("Add a third level")
    repo.write(EDIT, (repo.root / EDIT).read_text().replace('{"plain-language": 2}', '{"plain-language": 1}'))
    assert said(cli, repo, base="HEAD")[0] == (
        "b.md:6:12 SKL02 no lesson teaches `plain-language` level 2, which this lesson requires; require level 1, the highest that another lesson teaches, or write a lesson with `teaches: {plain-language: 2}`"
    )


def test_what_a_role_needs_and_nobody_teaches_any_more_is_reported(repo: Repo, cli: Cli) -> None:
    repo.write(EDIT, (repo.root / EDIT).read_text().replace("title:", "retired: true\ntitle:"))
    repo.commit("Retire it")
    assert said(cli, repo) == [
        f"{ROLE}:4:12 SKL05 no lesson teaches `plain-language` level 2, which the role `writer` needs; before this change, `edit-for-a-reader` did; keep what was taught, or write a lesson with `teaches: {{plain-language: 2}}` (`lorepath new lesson`)"
    ]


def test_a_gap_that_was_there_before_stays_silent(tmp_path: Path, cli: Cli) -> None:
    repo = at_base(tmp_path, {EDIT: None})
    repo.write(A, lesson())
    assert said(cli, repo) == []


def test_a_skill_that_is_gone_is_reported_wherever_it_is_used(repo: Repo, cli: Cli) -> None:
    repo.remove(SKILL)
    repo.commit("Delete the skill")
    assert short(cli, repo) == [
        "a.md:4 SKL01",
        "edit-for-a-reader.md:4 SKL01",
        "edit-for-a-reader.md:6 SKL01",
        "old.md:4 SKL01",
        "short-sentences.md:4 SKL01",
        f"{ROLE}:4 SKL01",
    ]


def test_a_level_that_is_gone_is_reported_wherever_it_is_used(repo: Repo, cli: Cli) -> None:
    repo.write(SKILL, "name: Plain language\nsummary: S.\nlevels: {1: Writes short sentences}\n")
    assert [line for line in said(cli, repo) if "SKL01" in line] == [
        f"{place} SKL01 the skill `plain-language` has no level 2; use one of its levels (1), or describe level 2 in `{SKILL}`"
        for place in ("edit-for-a-reader.md:4:29", f"{ROLE}:4:28")
    ]


def test_a_person_who_is_gone_is_missed_by_untouched_files(repo: Repo, cli: Cli) -> None:
    repo.remove("content/people/maria.yml")
    assert {line.split(" ")[1] for line in short(cli, repo)} == {"REF02"}
    assert len(short(cli, repo)) == 2, "the topic and the role; the owner of `old` was unknown before"


# ── links: REF01 ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def linked(tmp_path: Path) -> Repo:
    """A lesson `b` that links a heading of `a`, and a file that is not there."""
    return at_base(
        tmp_path,
        {
            A: lesson("# Head\n\n## The first part\n\nText.\n\n## Check\n\n" + QUIZ),
            B: lesson("Read [this](a.md#the-first-part) and [that](gone.md).\n\n" + QUIZ),
        },
    )


def test_a_link_from_an_untouched_lesson_to_a_heading_that_is_renamed_is_reported(linked: Repo, cli: Cli) -> None:
    linked.write(A, lesson("# Head\n\n## The very first part\n\nText.\n\n## Check\n\n" + QUIZ))
    assert said(cli, linked) == [
        "b.md:8:13 REF01 the link `a.md#the-first-part` points at a heading that is not there; did you mean `the-very-first-part`? Otherwise name a heading of that file, in small letters with hyphens"
    ]


def test_a_link_from_an_untouched_lesson_to_a_file_that_is_renamed_is_reported(linked: Repo, cli: Cli) -> None:
    linked.remove(A)
    linked.write(f"{FOLDER}c.md", lesson("# Head\n\n## The first part\n\nText.\n\n## Check\n\n" + QUIZ, aliases=["a"]))
    assert said(cli, linked) == [
        "b.md:8:13 REF01 the link `a.md#the-first-part` points at no file of this portal; write `c.md`, its name now"
    ]


def test_of_a_link_to_a_lesson_that_the_change_takes_away_nobody_guesses_where_it_leads(linked: Repo, cli: Cli) -> None:
    linked.remove(A)
    linked.write(f"{FOLDER}aa.md", lesson(title="Another one"))
    assert said(cli, linked)[-1] == (
        "b.md:8:13 REF01 the link `a.md#the-first-part` points at no file of this portal; "
        "the change takes that lesson away; lead to what takes its place, or take the link out"
    )


def test_the_link_that_was_broken_before_is_reported_once_its_file_is_touched(linked: Repo, cli: Cli) -> None:
    assert said(cli, linked) == []
    linked.write(B, (linked.root / B).read_text() + "\nMore words.\n")
    assert short(cli, linked) == ["b.md:8 REF01"]


# ── the base ────────────────────────────────────────────────────────────────────────────────────────────────


def test_where_the_base_is_no_portal_yet_everything_is_new(tmp_path: Path, cli: Cli) -> None:
    repo = Repo(tmp_path / "portal")
    repo.write("README.md")
    repo.commit("Begin")
    repo.branch("change")
    make_portal(repo.root, lessons={"a": lesson(owner="zoe")})
    repo.commit("Make a portal")
    assert short(cli, repo) == ["a.md:6 REF02"]
    repo.write(A, lesson())
    assert said(cli, repo) == []


def test_where_the_base_has_lessons_and_no_portal_file_everything_is_new(tmp_path: Path, cli: Cli) -> None:
    repo = at_base(tmp_path, {"content/portal.yml": None, A: lesson(owner="zoe")})
    repo.write("content/portal.yml", FILES["content/portal.yml"])
    assert short(cli, repo) == ["a.md:6 REF02"], "nobody has been told of it"


def test_a_base_that_could_not_be_read_in_full_is_compared_as_far_as_it_could(tmp_path: Path, cli: Cli) -> None:
    repo = at_base(tmp_path, {A: b"\xff\xfe", B: "---\nteaches: [\n", "content/people/x.yml": "a: ["})
    for path in A, B:
        repo.write(path, lesson())
    assert said(cli, repo) == []


def test_a_link_in_the_base_is_no_lesson_to_be_missed(tmp_path: Path, cli: Cli) -> None:
    repo = Repo(tmp_path / "portal")
    make_portal(repo.root)
    (repo.root / A).symlink_to("short-sentences.md")
    repo.commit("Begin")
    repo.branch("change")
    repo.remove(A)
    assert said(cli, repo) == []


def test_switching_a_rule_on_tells_what_it_finds_everywhere(repo: Repo, cli: Cli) -> None:
    off = FILES["content/portal.yml"] + "  REF02: {severity: off}\n"
    repo.switch("main")
    repo.write("content/portal.yml", off)
    repo.commit("Off")
    repo.branch("on")
    repo.write("content/portal.yml", FILES["content/portal.yml"])
    assert short(cli, repo) == ["old.md:6 REF02"]


def test_what_is_wrong_with_the_history_was_wrong_before(repo: Repo, cli: Cli) -> None:
    repo.write(A, lesson("New words.\n\n" + QUIZ))
    repo.commit("Mend a")
    (repo.root / ".git/shallow").write_text(repo.git("rev-parse", "main"))
    everything = json.loads(cli("check", "--root", repo.root, "--format", "json").stdout)["findings"]
    assert "HIS01" in [each["code"] for each in everything]
    assert said(cli, repo) == []


def test_a_portal_in_a_folder_of_its_repository(tmp_path: Path, cli: Cli) -> None:
    repo = Repo(tmp_path / "handbook")
    inner = make_portal(repo.root / "docs", {A: lesson(), B: lesson("[A](a.md)\n\n" + QUIZ, owner="zoe")})
    repo.write("content/lessons/basics/short-sentences.md", "another portal's")
    repo.commit("Begin")
    repo.branch("change")
    repo.remove(f"docs/{A}")
    repo.remove("content/lessons/basics/short-sentences.md")
    shape = json.loads(cli("check", "--root", inner, "--format", "json", "--changed", "main").stdout)
    assert [(each["path"], each["code"]) for each in shape["findings"]] == [
        (B, "REF01"),
        (f"{FOLDER}topic.yml", "REF07"),
    ]


def test_paths_narrow_what_a_change_breaks(linked: Repo, cli: Cli) -> None:
    linked.remove(A)
    assert short(cli, linked) == ["b.md:8 REF01", "topic.yml:1 REF07"]
    assert short(cli, linked, B) == ["b.md:8 REF01"]
    assert short(cli, linked, "content/people") == []


def test_the_settings_of_the_change_hold_without_policy_from(repo: Repo, cli: Cli) -> None:
    repo.remove(A)
    repo.write("content/portal.yml", f"name: N\nlanguage: en\n{LOGICAL_ONLY}  REF07: {{severity: hint}}\n")
    result = cli("check", "--root", repo.root, "--changed", "main")
    assert result.exit_code == 0
    assert "REF07 the lesson `a` is gone" in result.stdout
