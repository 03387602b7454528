"""`lorepath check`: formats, exit status, narrowing to files and to a change, and a folder that is no portal yet."""

# ruff: noqa: E501  (answers stand here word for word)

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from command import COMMAND
from conftest import Cli
from portal import FILES, LOGICAL_ONLY, lesson, make_portal, write
from repo import Repo

UNKNOWN_OWNER = (
    "content/lessons/basics/a.md:6:8: REF02 there is no person `zoe`; add `content/people/zoe.yml` with their `name`"
)
NO_GIT = "content/portal.yml:1:1: HIS02 the portal is in no Git repository, so credit and freshness are unknown; clone the portal with Git, or run `git init` in its folder (hint)"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal in which one lesson has an owner whom nobody knows."""
    return make_portal(tmp_path / "portal", lessons={"a": lesson(owner="zoe")})


def test_a_report_for_people(root: Path, cli: Cli) -> None:
    result = cli("check", "--root", root)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == (
        f'{UNKNOWN_OWNER}\n    6 | owner: "zoe"\n      |        ^\n\n'
        f"{NO_GIT}\n    1 | name: Northwind learning\n      | ^\n\n"
        "3 lessons checked: 1 error, 1 hint; 1 of these 2 findings blocks.\n"
        "To read why, with an example:\n"
        "  REF02 owner-known: lorepath explain REF02\n"
        "  HIS02 no-repository: lorepath explain HIS02\n"
    )


def test_a_report_for_programs(root: Path, cli: Cli) -> None:
    result = cli("check", "--root", root, "--format", "json")
    shape = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert [each["code"] for each in shape["findings"]] == ["REF02", "HIS02"]
    assert shape["findings"][0] == {
        "code": "REF02",
        "name": "owner-known",
        "severity": "error",
        "path": "content/lessons/basics/a.md",
        "line": 6,
        "column": 8,
        "message": "there is no person `zoe`",
        "hint": "add `content/people/zoe.yml` with their `name`",
    }
    assert shape["summary"] == {
        "errors": 1,
        "warnings": 0,
        "hints": 1,
        "suppressed": 0,
        "known": 0,
        "lessons": 3,
        "profile": "standard",
        "blocking": 1,
        "unknown_languages": [],
    }


def test_a_report_for_a_pull_request(root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    page = root.parent / "summary.md"
    page.write_text("Before.\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(root.parent))
    result = cli("check", "--root", root, "--format", "github")
    assert result.exit_code == 1
    assert result.stdout == (
        "::error file=portal/content/lessons/basics/a.md,line=6,col=8,title=REF02 owner-known::there is no person `zoe`; add `content/people/zoe.yml` with their `name`\n"
        "::notice file=portal/content/portal.yml,line=1,col=1,title=HIS02 no-repository::the portal is in no Git repository, so credit and freshness are unknown; clone the portal with Git, or run `git init` in its folder\n"
        "3 lessons checked: 1 error, 1 hint; 1 of these 2 findings blocks.\n"
    )
    assert page.read_text().startswith("Before.\n## 1 thing to change before this can be merged\n")
    assert "### content/lessons/basics/a.md\n" in page.read_text()


def test_a_summary_is_written_for_pull_requests_alone(root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(root.parent / "summary.md"))
    cli("check", "--root", root)
    cli("check", "--root", root, "--format", "json")
    assert not (root.parent / "summary.md").exists()


def test_annotations_of_a_portal_at_the_top_of_its_repository_need_no_prefix(root: Path, cli: Cli) -> None:
    assert cli("check", "--root", root, "--format", "github").stdout.startswith("::error file=content/lessons/")


def test_nothing_to_mend_is_status_0(tmp_path: Path, cli: Cli) -> None:
    repo = Repo(tmp_path / "portal")
    make_portal(repo.root)
    repo.commit("Begin")
    result = cli("check", "--root", repo.root)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "2 lessons checked, nothing to mend.\n", "")


def test_a_warning_is_status_1_under_the_strict_profile_alone(tmp_path: Path, cli: Cli) -> None:
    gap = {
        "content/skills/git.yml": "name: Git\nsummary: S.\nlevels: {1: a}\n",
        "content/roles/writer.yml": FILES["content/roles/writer.yml"].replace("2}", "2, git: 1}"),
    }
    result = cli("check", "--root", make_portal(tmp_path, gap))
    assert result.exit_code == 0
    assert "2 lessons checked: 1 warning, 1 hint; nothing blocks." in result.stdout
    strict = {"content/portal.yml": f"name: N\nlanguage: en\nprofile: strict\n{LOGICAL_ONLY}"}
    result = cli("check", "--root", make_portal(tmp_path, {**gap, **strict}))
    assert result.exit_code == 1
    assert "2 lessons checked: 1 warning, 1 hint; 1 of these 2 findings blocks." in result.stdout


# ── PATHS ───────────────────────────────────────────────────────────────────────────────────────────────────

NARROWED = [
    (["content/lessons/basics/a.md"], 1),
    (["content/lessons/basics"], 1),
    (["content/lessons/basics/"], 1),
    (["content"], 1),
    (["."], 1),
    (["content/lessons/../lessons/basics/a.md"], 1),
    (["content/people", "content/lessons/basics/a.md"], 1),
    (["content/people"], 0),
    (["content/lessons/basics/short-sentences.md"], 0),
]


@pytest.mark.parametrize(("paths", "status"), NARROWED, ids=[" ".join(paths) for paths, _ in NARROWED])
def test_with_paths_only_findings_in_those_files_are_reported(
    paths: list[str], status: int, root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = cli("check", *paths, "--root", root)
    assert result.exit_code == status
    assert (UNKNOWN_OWNER in result.stdout) == bool(status)
    monkeypatch.chdir(root)
    assert cli("check", *paths).stdout == result.stdout, "from where somebody stands, too"
    monkeypatch.chdir(root / "content")
    absolute = [root / path for path in paths]
    assert cli("check", *absolute, "--root", "..").stdout == result.stdout


def test_a_folder_does_not_stand_for_another_whose_name_begins_alike(tmp_path: Path, cli: Cli) -> None:
    files = {
        "content/lessons/basics-two/b.md": lesson(owner="zoe"),
        "content/lessons/basics-two/topic.yml": FILES["content/lessons/basics/topic.yml"],
    }
    root = make_portal(tmp_path, files)
    assert cli("check", "content/lessons/basics", "--root", root).exit_code == 0
    assert cli("check", "content/lessons/basics-two", "--root", root).exit_code == 1


def test_the_whole_portal_is_read_whatever_the_paths(root: Path, cli: Cli) -> None:
    write(root / "content/skills/plain-language.yml", "name: [")
    result = cli("check", "content/lessons/basics/a.md", "--root", root)
    assert "there is no skill" not in result.stdout
    (root / "content/skills/plain-language.yml").unlink()
    result = cli("check", "content/lessons/basics/a.md", "--root", root)
    assert "SKL01 there is no skill `plain-language`" in result.stdout


def test_a_path_that_is_not_there_or_outside_is_status_2(root: Path, cli: Cli) -> None:
    result = cli("check", "content/gone.md", "--root", root)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr
        == "lorepath: there is no file or folder content/gone.md; name one below content/, or leave it out to check everything\n"
    )
    result = cli("check", root.parent, "--root", root)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr
        == f"lorepath: {root.parent} is not inside the portal {root}; name a file or folder below content/\n"
    )


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        ("coffee.md", "; a lesson stands in content/lessons/<topic>/"),
        ("lessons/a/coffee.md", "; a lesson stands in content/lessons/<topic>/"),
        ("schemas", ""),
    ],
)
def test_what_is_not_below_content_is_not_said_to_be_checked(path: str, remedy: str, root: Path, cli: Cli) -> None:
    write(root / (path if path.endswith(".md") else f"{path}/notes.txt"), "Text.\n")
    result = cli("check", path, "--root", root)
    assert (result.exit_code, result.stdout) == (2, "")
    said = f"lorepath: {path} is not below content/, so nothing of it is checked; name a file or folder below content/"
    assert result.stderr == f"{said}{remedy}\n"


def test_the_root_and_content_are_everything(root: Path, cli: Cli) -> None:
    assert cli("check", root, "--root", root).stdout == cli("check", "content", "--root", root).stdout
    assert "content/lessons/basics/" in cli("check", root, "--root", root).stdout


def test_a_path_counts_from_the_folder_in_which_it_is_typed(
    root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = cli("check", "content/lessons/basics/a.md", "--root", root)
    assert "a.md" in whole.stdout
    write(root / "lessons/basics/a.md", "Text.\n")
    monkeypatch.chdir(root)
    monkeypatch.setenv("LOREPATH_TYPED_IN", str(root / "content"))
    typed = cli("check", "lessons/basics/a.md")
    assert (typed.exit_code, typed.stdout) == (whole.exit_code, whole.stdout)


# ── --changed ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A portal on main with a lesson that is not right, and a branch off it."""
    repo = Repo(tmp_path / "portal")
    make_portal(repo.root, lessons={"a": lesson(owner="zoe")})
    repo.commit("Begin")
    repo.branch("change")
    return repo


def reported(cli: Cli, repo: Repo, *arguments: str) -> list[str]:
    shape = json.loads(cli("check", "--root", repo.root, "--format", "json", *arguments).stdout)
    return [each["path"].rpartition("/")[2] for each in shape["findings"]]


def test_with_a_base_only_findings_in_what_differs_from_it_are_reported(repo: Repo, cli: Cli) -> None:
    assert reported(cli, repo) == ["a.md"]
    assert reported(cli, repo, "--changed", "main") == []
    repo.write("content/lessons/basics/b.md", lesson(title="Committed", owner="yan"))
    repo.commit("Add b")
    repo.write("content/lessons/basics/c.md", lesson(title="Not committed", owner="yan"))
    assert reported(cli, repo, "--changed", "main") == ["b.md", "c.md"]
    assert reported(cli, repo, "--changed", "HEAD") == ["c.md"]
    assert reported(cli, repo, "--changed", "main", "content/lessons/basics/b.md") == ["b.md"]


def test_what_others_changed_on_the_base_meanwhile_is_not_reported(repo: Repo, cli: Cli) -> None:
    repo.switch("main")
    repo.write("content/lessons/basics/later.md", lesson(title="Later", owner="yan"))
    repo.commit("Meanwhile")
    repo.switch("change")
    repo.write("content/lessons/basics/b.md", lesson(title="B", owner="yan"))
    repo.commit("Add b")
    assert reported(cli, repo, "--changed", "main") == ["b.md"]


def test_a_change_that_adds_nothing_bad_is_status_0_although_the_portal_has_faults(repo: Repo, cli: Cli) -> None:
    result = cli("check", "--root", repo.root, "--changed", "main")
    assert (result.exit_code, result.stdout) == (0, "Checked, nothing to mend.\n")
    repo.write("content/lessons/basics/b.md", lesson(title="B"))
    result = cli("check", "--root", repo.root, "--changed", "main")
    assert (result.exit_code, result.stdout) == (0, "1 lesson checked, nothing to mend.\n")


@pytest.mark.parametrize("base", ["no-such-branch", "--output=x", "main; true", "\x1b[31m"])
def test_a_base_that_there_is_not_is_status_2(base: str, repo: Repo, cli: Cli) -> None:
    result = cli("check", "--root", repo.root, f"--changed={base}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "HIS07" in result.stderr
    assert "is no commit that shares history with what is checked out" in result.stderr
    assert "\x1b" not in result.stderr


def test_without_a_repository_nothing_can_be_compared(tmp_path: Path, cli: Cli) -> None:
    result = cli("check", "--root", make_portal(tmp_path), "--changed", "main")
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        "HIS07 nothing can be compared with `main`: this folder is in no Git repository; run it in a" in result.stderr
    )


def test_a_base_that_there_is_not_is_said_to_programs_in_their_format(repo: Repo, cli: Cli) -> None:
    result = cli("check", "--root", repo.root, "--changed", "no-such-branch", "--format", "json")
    assert (result.exit_code, result.stderr) == (2, "")
    assert [each["code"] for each in json.loads(result.stdout)["findings"]] == ["HIS07"]


def test_the_page_of_a_job_asks_no_author_to_mend_a_base(
    repo: Repo, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    result = cli("check", "--root", repo.root, "--changed", "nope", "--format", "github")
    assert result.exit_code == 2
    said = page.read_text(encoding="utf-8").partition("<details>")[0]
    assert said.startswith(
        "## The check could not run\n\n1 error; it blocks.\n\nThis is about how the check was started, not about what "
        "you wrote. Please show it to those who look after this repository.\n\n"
    )
    assert "HIS07 (error)" in said


# ── a folder that is no portal yet ──────────────────────────────────────────────────────────────────────────

ADOPT = (
    "there is no folder `content/` with a `portal.yml`, so this folder is not a portal yet",
    "make a portal in a new folder (`lorepath init ../learning`), and move those of the 2 Markdown files here that teach, to its `content/lessons/<topic>/`: each topic needs a `topic.yml`, each lesson its front matter, and `content/skills/` and `content/roles/` say what is learned and who needs it; then `lorepath check` names what is still missing",
)


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    """A folder of Markdown files, such as a team's handbook."""
    for name in "README.md", "docs/on-call.md":
        write(tmp_path / "handbook" / name, "# A page\n")
    return tmp_path / "handbook"


def test_a_folder_of_markdown_is_told_what_it_lacks(handbook: Path, cli: Cli) -> None:
    result = cli("check", "--root", handbook)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"content/portal.yml:1:1: DOC01 {ADOPT[0]}; {ADOPT[1]}\n"


def test_programs_are_told_so_in_their_format(handbook: Path, cli: Cli) -> None:
    result = cli("check", "--root", handbook, "--format", "json")
    assert (result.exit_code, result.stderr) == (2, "")
    shape = json.loads(result.stdout)
    assert shape["findings"] == [
        {
            "code": "DOC01",
            "name": "portal-readable",
            "severity": "error",
            "path": "content/portal.yml",
            "line": 1,
            "column": 1,
            "message": ADOPT[0],
            "hint": ADOPT[1],
        }
    ]
    assert shape["summary"]["blocking"] == 1


def test_a_pull_request_is_told_so_in_its_format(handbook: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    page = handbook.parent / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    result = cli("check", "--root", handbook, "--format", "github")
    assert (result.exit_code, result.stderr) == (2, "")
    annotation, total, end = result.stdout.split("\n")
    assert (
        annotation
        == f"::error file=content/portal.yml,line=1,col=1,title=DOC01 portal-readable::{ADOPT[0]}; {ADOPT[1]}"
    )
    assert (total, end) == ("1 error; it blocks.", "")
    assert page.read_text().startswith("## 1 thing to change before this can be merged\n")


def test_a_root_that_is_no_folder_is_status_2(tmp_path: Path, cli: Cli) -> None:
    result = cli("check", "--root", tmp_path / "gone")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_a_day_that_cannot_be_understood_is_status_2(root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = cli("check", "--root", root)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "SOURCE_DATE_EPOCH holds 'yesterday'; write the seconds since 1970, for example 1767225600" in result.stderr


# ── hostile text ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "rdjson"])
def test_hostile_titles_reach_no_terminal_and_no_workflow(
    form: str, tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    hostile = "::add-mask::a\n::error::b\x1b[31m\u202ec ##[add-mask]d <img src=x> [e](javascript:f) | @g"
    files = {
        "content/lessons/basics/a.md": lesson(title="A", owner=hostile, aliases=[hostile], teaches={hostile: 1}),
        "content/roles/writer.yml": f"title: {json.dumps(hostile)}\nsummary: {json.dumps(hostile)}\n{json.dumps(hostile)}: 1\n",
    }
    result = cli("check", "--root", make_portal(tmp_path / "portal", files), "--format", form)
    assert result.exit_code == 1
    for shown in (result.stdout, page.read_text() if page.exists() else ""):
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "##[" not in shown
        commands = [line for line in shown.splitlines() if line.lstrip().startswith("::")]
        assert all(
            line.startswith(("::error file=content/", "::warning file=content/", "::notice file=content/"))
            for line in commands
        )
    assert "<img" not in (page.read_text().replace("\\<img", "") if page.exists() else "")


# ── where it is written to, and what it is called ───────────────────────────────────────────────────────────


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "command", [("check",), ("check", "--format", "json"), ("explain", "OBJ07"), ("path", "writer")]
)
def test_an_answer_that_cannot_be_written_is_one_line(command: tuple[str, ...], root: Path) -> None:
    place = () if command[0] == "explain" else ("--root", str(root))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, *command, *place], stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert (done.returncode, done.stderr) == (
        2,
        "lorepath: the answer cannot be written (No space left on device)\n",
    )


def test_a_summary_that_cannot_be_written_is_one_line(root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(root / "no/such/summary.md"))
    result = cli("check", "--root", root, "--format", "github")
    assert (result.exit_code, result.stderr) == (2, f"lorepath: {root}/no/such/summary.md: No such file or directory\n")


def test_it_runs_as_a_module(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lorepath", "check", "--root", root], capture_output=True, check=False, text=True
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "3 lessons checked: 1 error" in done.stdout


def test_in_a_checkout_messages_say_what_to_type_there(root: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOREPATH_COMMAND", "scripts/lorepath")
    assert "  REF02 owner-known: scripts/lorepath explain REF02\n" in cli("check", "--root", root).stdout
    assert '"lorepath check"' not in cli("check", "--root", root, "--format", "json").stdout
    (root / "content/portal.yml").unlink()
    assert "scripts/lorepath" not in cli("check", "--root", root).stderr
    assert "; make one with `scripts/lorepath init .`" in cli("check", "--root", root / "content/people").stderr


def test_a_count_is_of_what_was_asked_for(root: Path, cli: Cli) -> None:
    one = cli("check", "content/lessons/basics/short-sentences.md", "--root", root)
    assert one.stdout == "1 lesson checked, nothing to mend.\n"
    assert cli("check", "content/people", "--root", root).stdout == "Checked, nothing to mend.\n"
    assert "3 lessons checked: 1 error; it blocks.\n" in cli("check", "content/lessons", "--root", root).stdout


def test_inside_a_portal_it_says_where_the_portal_is(tmp_path: Path, cli: Cli) -> None:
    result = cli("check", "--root", make_portal(tmp_path / "portal") / "content/lessons")
    assert result.exit_code == 2
    assert "it is a part of the portal in `../..`: run this there, or add `--root ../..`" in result.stderr
