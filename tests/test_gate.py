"""The gate: with `--policy-from REV` a pull request cannot loosen what checks it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Cli
from lorepath.baseline import PATH
from portal import FILES, LOGICAL_ONLY, QUIZ, lesson, make_portal
from repo import Repo

PORTAL = "content/portal.yml"
A = "content/lessons/basics/a.md"
B = "content/lessons/basics/b.md"
TODO = "# Head\n\n## Words\n\n{}TODO: say more.\n\n## More\n\n{}TODO: say even more.\n\n## Check\n\n" + QUIZ
WISH = "<!-- lorepath: allow STR09 because it shows what a TODO is -->\n"
HELD = TODO.format(WISH, WISH)
"""Two placeholders (STR09), each with a suppression."""


def settings(rules: str = "", profile: str = "standard") -> str:
    return f"name: N\nlanguage: en\nprofile: {profile}\n{LOGICAL_ONLY}{rules}"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A portal without a fault on main, with two suppressions in the lesson `a`, and a branch off it."""
    repo = Repo(tmp_path / "portal")
    make_portal(repo.root, {PORTAL: settings(profile="strict")}, lessons={"a": lesson(HELD)})
    repo.commit("Begin")
    repo.branch("change")
    return repo


def outcome(cli: Cli, repo: Repo, *arguments: str) -> tuple[int, list[str]]:
    """Exit status, and each finding as its file's name, line, code and severity."""
    result = cli("check", "--root", repo.root, "--format", "json", *arguments)
    shape = json.loads(result.stdout)
    return result.exit_code, [
        f"{each['path'].rpartition('/')[2]}:{each['line']} {each['code']} {each['severity']}"
        for each in shape["findings"]
    ]


GATED = ("--policy-from", "main")
CLEAN: tuple[int, list[str]] = (0, [])


def test_a_portal_that_is_in_order_is_so_by_its_base_too(repo: Repo, cli: Cli) -> None:
    assert outcome(cli, repo) == CLEAN
    assert outcome(cli, repo, *GATED) == CLEAN


# ── schemas ─────────────────────────────────────────────────────────────────────────────────────────────────

OWN = "schemas/lesson.schema.json"
TAGGED = '{"required": ["tags"], "properties": {"tags": {"minItems": 1}}}'


def test_a_pull_request_cannot_take_out_the_portals_own_schema(repo: Repo, cli: Cli) -> None:
    for path in sorted((repo.root / "content/lessons/basics").glob("*.md")):
        path.write_text(path.read_text().replace("---\n", "---\ntags: [one]\n", 1))
    repo.write(OWN, TAGGED)
    repo.commit("Ask for tags")
    repo.git("branch", "--force", "main")
    assert outcome(cli, repo, *GATED) == CLEAN
    repo.write(B, lesson(title="Another lesson"))
    repo.remove(OWN)
    repo.commit("Take the schema out, and leave the tags out")
    assert outcome(cli, repo) == CLEAN
    assert outcome(cli, repo, *GATED) == (1, ["b.md:2 SCH08 error"])
    assert outcome(cli, repo, *GATED, "--changed", "main") == (1, ["b.md:2 SCH08 error"])
    repo.write(OWN, "{}")
    assert outcome(cli, repo, *GATED) == (1, ["b.md:2 SCH08 error"])


def test_a_schema_that_the_change_brings_does_not_count_yet(repo: Repo, cli: Cli) -> None:
    repo.write(OWN, TAGGED)
    assert outcome(cli, repo)[0] == 1
    assert outcome(cli, repo, *GATED) == CLEAN
    repo.write(OWN, "{")
    assert outcome(cli, repo)[0] == 2
    assert outcome(cli, repo, *GATED) == CLEAN


# ── portal.yml ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_pull_request_cannot_switch_the_rule_off_that_it_breaks(repo: Repo, cli: Cli) -> None:
    repo.write(B, lesson(owner="zoe"))
    repo.write(PORTAL, settings("  REF02: {severity: off}\n", "strict"))
    repo.commit("Switch REF02 off")
    assert outcome(cli, repo) == CLEAN
    assert outcome(cli, repo, *GATED) == (1, ["b.md:6 REF02 error"])


@pytest.mark.parametrize(
    "setting", ["{severity: hint}", "{severity: warning}", "{severity: hint, error_from: 2099-01-01}"]
)
def test_a_pull_request_cannot_call_its_error_less(setting: str, repo: Repo, cli: Cli) -> None:
    repo.switch("main")
    repo.write(PORTAL, settings())
    repo.commit("Be less strict")
    repo.switch("change")
    repo.write(B, lesson(owner="zoe"))
    repo.write(PORTAL, settings(f"  REF02: {setting}\n"))
    repo.commit("Call REF02 less")
    assert outcome(cli, repo)[0] == 0
    assert outcome(cli, repo, *GATED) == (1, ["b.md:6 REF02 error"])


@pytest.mark.parametrize("profile", ["pilot", "standard", "strict # or so", "nothing"])
def test_a_pull_request_cannot_loosen_the_profile(profile: str, repo: Repo, cli: Cli) -> None:
    repo.write("content/skills/git.yml", "name: Git\nsummary: S.\nlevels: {1: Commits}\n")
    role = FILES["content/roles/writer.yml"]
    repo.write("content/roles/writer.yml", role.replace("2}", "2, git: 1}"))
    repo.write(PORTAL, settings(profile=profile))
    repo.commit("Need what nobody teaches")
    status, found = outcome(cli, repo, *GATED)
    assert status == 1
    assert "writer.yml:4 SKL05 warning" in found
    shape = json.loads(cli("check", "--root", repo.root, "--format", "json", *GATED).stdout)
    assert shape["summary"]["profile"] == "strict"


def test_a_pull_request_cannot_become_a_pilot(repo: Repo, cli: Cli) -> None:
    repo.write(B, lesson(owner="zoe"))
    repo.write(PORTAL, settings(profile="pilot"))
    assert outcome(cli, repo) == (0, ["b.md:6 REF02 warning"])
    assert outcome(cli, repo, *GATED) == (1, ["b.md:6 REF02 error"])


def test_a_pull_request_cannot_raise_the_threshold_that_it_passes(repo: Repo, cli: Cli) -> None:
    objectives = [{"id": f"do-{number}", "text": f"Split sentence {number}."} for number in range(6)]
    quiz = "".join(QUIZ.replace("do-it", each["id"]).replace("which-", f"{each['id']}-") + "\n" for each in objectives)
    repo.write(B, lesson(quiz, objectives=objectives))
    repo.write(PORTAL, settings("  OBJ01: {options: {most: 6}}\n", "strict"))
    assert outcome(cli, repo) == CLEAN
    assert outcome(cli, repo, *GATED) == (1, ["b.md:5 OBJ01 error"])


def test_what_the_base_has_set_holds_for_the_change_although_it_takes_it_out(repo: Repo, cli: Cli) -> None:
    repo.switch("main")
    repo.write(PORTAL, settings("  REF02: {severity: off}\n"))
    repo.commit("Switch REF02 off")
    repo.branch("later")
    repo.write(B, lesson(owner="zoe"))
    repo.write(PORTAL, settings())
    repo.commit("Switch REF02 on")
    assert outcome(cli, repo) == (1, ["b.md:6 REF02 error"])
    assert outcome(cli, repo, *GATED) == CLEAN


def test_what_a_change_says_wrongly_of_the_policy_is_told_all_the_same(repo: Repo, cli: Cli) -> None:
    repo.write(PORTAL, settings("  ABC01: {severity: off}\n", "strict"))
    line = settings("", "strict").count("\n") + 1
    assert outcome(cli, repo, *GATED) == (1, [f"portal.yml:{line} UPK03 error"])


def test_what_the_base_says_wrongly_of_the_policy_is_no_fault_of_the_change(repo: Repo, cli: Cli) -> None:
    repo.switch("main")
    repo.write(PORTAL, settings("  ABC01: {severity: off}\n"))
    repo.commit("Misspell")
    repo.branch("later")
    repo.write(PORTAL, settings())
    repo.commit("Mend it")
    assert outcome(cli, repo, *GATED) == CLEAN


# ── suppressions ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_suppression_that_the_change_adds_hides_nothing(repo: Repo, cli: Cli) -> None:
    repo.write(
        A, lesson(HELD.replace("## Words\n", f"## Words\n\n{WISH.replace('it shows', 'this shows')}TODO: now\n"))
    )
    repo.commit("Add a TODO")
    assert outcome(cli, repo) == CLEAN
    assert outcome(cli, repo, *GATED) == (1, ["a.md:13 STR09 error"])


def test_a_copy_of_a_suppression_is_a_new_one(repo: Repo, cli: Cli) -> None:
    repo.write(A, lesson(HELD.replace("## Check\n", f"## Yet more\n\n{WISH}TODO: say it all.\n\n## Check\n")))
    assert outcome(cli, repo) == CLEAN
    assert outcome(cli, repo, *GATED) == (1, ["a.md:23 STR09 error"])


def test_a_suppression_may_not_be_widened_to_the_whole_lesson(repo: Repo, cli: Cli) -> None:
    bare = TODO.format("", "").replace("## Check", "## Yet more\n\nTODO: say it all.\n\n## Check")
    repo.write(A, lesson(WISH + "\n" + bare))
    assert outcome(cli, repo) == CLEAN
    assert outcome(cli, repo, *GATED) == (1, ["a.md:14 STR09 error", "a.md:18 STR09 error", "a.md:22 STR09 error"])
    repo.write(A, lesson(bare, allow=[{"code": "STR09", "reason": "it shows what a TODO is"}]))
    assert outcome(cli, repo)[1] == []
    assert len(outcome(cli, repo, *GATED)[1]) == 3


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- lorepath: allow STR09 because I say so -->\n",
        "<!-- lorepath: allow STR09 until 2099-01-01 because it shows what a TODO is -->\n",
    ],
)
def test_a_suppression_with_another_reason_or_day_is_a_new_one(comment: str, repo: Repo, cli: Cli) -> None:
    repo.write(A, lesson(TODO.format(WISH, comment)))
    assert outcome(cli, repo) == CLEAN
    assert outcome(cli, repo, *GATED) == (1, ["a.md:18 STR09 error"])


def test_the_day_of_a_suppression_cannot_be_put_off(repo: Repo, cli: Cli) -> None:
    comment = "<!-- lorepath: allow STR09 until {} because it shows what a TODO is -->\n"
    repo.switch("main")
    repo.write(A, lesson(TODO.format(WISH, comment.format("2020-01-01"))))
    repo.commit("Allow it for a while")
    repo.branch("later")
    repo.write(A, lesson(TODO.format(WISH, comment.format("2099-01-01"))))
    repo.commit("Allow it for longer")
    assert outcome(cli, repo) == CLEAN
    assert outcome(cli, repo, *GATED) == (1, ["a.md:18 STR09 error"])


def test_suppressions_of_the_base_still_count_where_lines_moved(repo: Repo, cli: Cli) -> None:
    moved = HELD.replace("# Head\n", "# Head\n\nA new paragraph.\n").replace("## More", "Another.\n\n## Still more")
    repo.write(A, lesson(moved, title="A new title"))
    repo.commit("Move lines")
    assert outcome(cli, repo, *GATED) == CLEAN


def test_suppressions_in_front_matter_count_alike(repo: Repo, cli: Cli) -> None:
    allow = [{"code": "STR09", "reason": "It shows what a TODO is."}]
    repo.switch("main")
    repo.write(A, lesson(TODO.format("", ""), allow=allow))
    repo.write("content/welcome.md", f"---\ntitle: W\nallow: {json.dumps(allow)}\n---\n\n# W\n\nText.\n")
    repo.commit("Allow it")
    repo.branch("later")
    repo.write(A, lesson(TODO.format("", ""), title="A new title", allow=allow))
    repo.write(B, lesson(TODO.format("", ""), allow=allow))
    repo.commit("Add b")
    assert [each for each in outcome(cli, repo, *GATED)[1] if not each.startswith("welcome")] == [
        "b.md:13 STR09 error",
        "b.md:17 STR09 error",
    ]


def test_a_suppression_is_the_same_whatever_the_line_ends_of_its_file_were(repo: Repo, cli: Cli) -> None:
    repo.switch("main")
    repo.write(A, lesson(HELD).replace("\n", "\r\n"))
    repo.commit("From Windows")
    repo.branch("later")
    repo.write(A, lesson(HELD))
    repo.commit("Mend line ends")
    assert outcome(cli, repo, *GATED) == CLEAN


def test_a_new_lesson_cannot_bring_suppressions_that_count(repo: Repo, cli: Cli) -> None:
    repo.write(B, lesson(HELD))
    assert outcome(cli, repo) == CLEAN
    assert outcome(cli, repo, *GATED) == (1, ["b.md:13 STR09 error", "b.md:18 STR09 error"])


def test_a_new_lesson_without_a_fault_passes(repo: Repo, cli: Cli) -> None:
    repo.write(B, lesson())
    repo.commit("Add b")
    assert outcome(cli, repo, *GATED) == CLEAN


def test_a_suppression_that_the_change_takes_out_is_missed_nowhere(repo: Repo, cli: Cli) -> None:
    repo.write(A, lesson(TODO.format("", WISH).replace("TODO: say more.", "More.")))
    assert outcome(cli, repo, *GATED) == CLEAN


def test_a_suppression_of_the_base_that_hides_nothing_any_more_is_to_be_taken_out(repo: Repo, cli: Cli) -> None:
    repo.write(A, lesson(HELD.replace("TODO: say more.", "More.")))
    assert outcome(cli, repo, *GATED) == (1, ["a.md:12 UPK02 error"])


# ── baseline ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_pull_request_cannot_write_its_own_findings_into_the_baseline(repo: Repo, cli: Cli) -> None:
    repo.write(B, lesson(owner="zoe"))
    assert cli("baseline", "--root", repo.root).exit_code == 0
    repo.commit("Add b, and know it")
    assert outcome(cli, repo) == CLEAN
    assert outcome(cli, repo, *GATED) == (1, ["b.md:6 REF02 error"])


@pytest.fixture
def known(repo: Repo, cli: Cli) -> Repo:
    """The same with an old fault on main that its baseline knows, and a branch off that."""
    repo.switch("main")
    repo.write(B, lesson(owner="zoe"))
    cli("baseline", "--root", repo.root)
    repo.commit("Let old content in")
    repo.branch("next")
    return repo


def test_the_baseline_of_the_base_holds(known: Repo, cli: Cli) -> None:
    assert outcome(cli, known, *GATED) == CLEAN
    known.write(B, lesson("New words.\n\n" + QUIZ, title="A new title", owner="zoe"))
    assert outcome(cli, known, *GATED) == CLEAN


def test_a_pull_request_cannot_extend_the_baseline(known: Repo, cli: Cli) -> None:
    known.write("content/lessons/basics/c.md", lesson(owner="yan"))
    assert cli("baseline", "--root", known.root, "--update").exit_code == 0
    known.commit("Add c, and know it")
    assert outcome(cli, known) == CLEAN
    assert outcome(cli, known, *GATED) == (1, ["c.md:6 REF02 error"])


def test_a_change_that_mends_a_known_fault_may_take_it_out_of_the_baseline(known: Repo, cli: Cli) -> None:
    known.write(B, lesson())
    cli("baseline", "--root", known.root, "--update")
    known.commit("Mend b")
    assert outcome(cli, known) == outcome(cli, known, *GATED) == CLEAN


def test_the_baseline_of_the_base_holds_although_the_change_breaks_or_deletes_it(known: Repo, cli: Cli) -> None:
    known.write(PATH, "{")
    assert cli("check", "--root", known.root).exit_code == 2
    assert outcome(cli, known, *GATED) == CLEAN
    known.remove(PATH)
    assert outcome(cli, known) == (1, ["b.md:6 REF02 error"])
    assert outcome(cli, known, *GATED) == CLEAN


def test_a_broken_baseline_of_the_base_is_status_2(known: Repo, cli: Cli) -> None:
    known.switch("main")
    known.write(PATH, "{")
    known.commit("Break it")
    result = cli("check", "--root", known.root, *GATED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"{PATH}:1:1: UPK04 this baseline cannot be read; write it again with `lorepath baseline --update`\n"
    )


# ── the revision ────────────────────────────────────────────────────────────────────────────────────────────


def test_any_name_of_a_revision_will_do(repo: Repo, cli: Cli) -> None:
    repo.write(B, lesson(owner="zoe"))
    repo.write(PORTAL, settings("  REF02: {severity: off}\n"))
    repo.commit("Switch REF02 off")
    repo.git("tag", "v1", "main")
    for name in "main", "v1", "HEAD~1", "HEAD^", repo.git("rev-parse", "main").strip(), "refs/heads/main":
        assert outcome(cli, repo, "--policy-from", name) == (1, ["b.md:6 REF02 error"]), name
    assert outcome(cli, repo, "--policy-from", "HEAD") == CLEAN


def test_the_tip_of_the_base_counts_not_where_the_change_parted_from_it(repo: Repo, cli: Cli) -> None:
    repo.write(B, lesson(owner="zoe"))
    repo.commit("Add b")
    repo.switch("main")
    repo.write(PORTAL, settings("  REF02: {severity: off}\n"))
    repo.commit("Meanwhile")
    repo.switch("change")
    assert outcome(cli, repo, *GATED) == CLEAN


def test_a_portal_in_a_folder_of_its_repository(tmp_path: Path, cli: Cli) -> None:
    repo = Repo(tmp_path / "handbook")
    root = make_portal(repo.root / "docs/my portal", {PORTAL: settings()}, lessons={"a": lesson(HELD)})
    repo.commit("Begin")
    cli("baseline", "--root", root)
    repo.commit("Know nothing")
    repo.branch("change")
    repo.write("docs/my portal/" + B, lesson(HELD, owner="zoe"))
    repo.write("docs/my portal/" + PORTAL, settings("  REF02: {severity: off}\n"))
    result = cli("check", "--root", root, *GATED, "--format", "json")
    assert [each["code"] for each in json.loads(result.stdout)["findings"]] == ["REF02", "STR09", "STR09"]


@pytest.mark.parametrize("name", ["no-such-branch", "--output=x", "main; true", "\x1b[31m", "main:content", ""])
def test_an_unknown_revision_is_status_2(name: str, repo: Repo, cli: Cli) -> None:
    result = cli("check", "--root", repo.root, f"--policy-from={name}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(".:1:1: HIS07 `")
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr
    assert not (repo.root / "x").exists()


def test_an_unknown_revision_is_said_to_programs_in_their_format(repo: Repo, cli: Cli) -> None:
    assert outcome(cli, repo, "--policy-from", "no-such-branch") == (2, [".:1 HIS07 error"])


def test_without_a_repository_no_revision_is_known(tmp_path: Path, cli: Cli) -> None:
    result = cli("check", "--root", make_portal(tmp_path), *GATED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "HIS07 nothing can be compared with `main`: this folder is in no Git repository" in result.stderr


@pytest.mark.parametrize(
    ("text", "code"), [(None, "DOC01"), ("", "DOC01"), ("name: [", "DOC09"), (b"\xff\xfe", "DOC05")]
)
def test_a_revision_without_a_policy_is_status_2(text: str | bytes | None, code: str, tmp_path: Path, cli: Cli) -> None:
    repo = Repo(tmp_path / "portal")
    make_portal(repo.root, {PORTAL: text})
    repo.write("README.md")
    repo.commit("Begin")
    repo.branch("change")
    repo.write(PORTAL, settings())
    repo.commit("Add a policy")
    result = cli("check", "--root", repo.root, *GATED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{PORTAL}:1:")
    assert f" {code} " in result.stderr
    assert result.stderr.count("\n") == 1


# ── together with --changed ─────────────────────────────────────────────────────────────────────────────────


def test_with_changed_too_nothing_gets_looser(repo: Repo, cli: Cli) -> None:
    repo.write(B, lesson(HELD, owner="zoe"))
    repo.write(PORTAL, settings("  REF02: {severity: off}\n  REF01: {severity: off}\n"))
    repo.write("content/lessons/basics/short-sentences.md", lesson(title="S", minutes=8))
    repo.commit("Loosen everything")
    cli("baseline", "--root", repo.root)
    repo.commit("And know it")
    assert outcome(cli, repo, "--changed", "main") == CLEAN
    expected = (1, ["b.md:6 REF02 error", "b.md:14 STR09 error", "b.md:19 STR09 error"])
    assert outcome(cli, repo, "--changed", "main", *GATED) == expected


def test_with_changed_a_rule_that_is_switched_off_still_sees_what_breaks_elsewhere(repo: Repo, cli: Cli) -> None:
    repo.switch("main")
    repo.write(B, lesson("[A](a.md)\n\n" + QUIZ))
    repo.commit("Link a")
    repo.branch("later")
    repo.remove(A)
    repo.write(PORTAL, settings("  REF01: {severity: off}\n  REF07: {severity: off}\n", "strict"))
    repo.commit("Delete a")
    assert outcome(cli, repo, "--changed", "main") == CLEAN
    expected = (1, ["b.md:8 REF01 error", "topic.yml:1 REF07 error"])
    assert outcome(cli, repo, "--changed", "main", *GATED) == expected


def test_with_changed_old_faults_stay_silent(known: Repo, cli: Cli) -> None:
    known.switch("main")
    known.remove(PATH)
    known.commit("Know nothing")
    known.branch("last")
    known.write("content/lessons/basics/short-sentences.md", lesson(title="S", minutes=8))
    assert outcome(cli, known, *GATED) == (1, ["b.md:6 REF02 error"])
    assert outcome(cli, known, "--changed", "main", *GATED) == CLEAN
