"""`lorepath init`: a new portal is complete, in order, and written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from datetime import date
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from mkdocs.utils.yaml import yaml_load

from lorepath import __version__
from lorepath.assemble import assemble
from lorepath.check import Report, check
from lorepath.cli import main, own_wheel
from lorepath.cli.commands import COMMANDS
from lorepath.loader import load
from repo import Repo

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "plugins" / "lorepath" / "starter"
TODAY = date(2026, 1, 6)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def made(folder: Path, *arguments: str) -> Path:
    result = run("init", folder, *arguments)
    assert result.exit_code == 0, result.output
    return folder


def tree(folder: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes() for path in folder.rglob("*")}


def strictly(root: Path) -> Report:
    """The check of a portal under the strict profile, as if it had been committed."""
    portal = root / "content" / "portal.yml"
    portal.write_text(portal.read_text("utf-8").replace("profile: standard", "profile: strict"), "utf-8")
    Repo(root).commit("Start our learning portal")
    return check(assemble(root, TODAY))


def test_a_new_portal_passes_the_strict_check(tmp_path: Path) -> None:
    report = strictly(made(tmp_path / "new"))
    assert report.findings == ()
    assert (report.profile, report.lessons) == ("strict", 3)


def test_before_its_first_commit_nothing_blocks(tmp_path: Path) -> None:
    result = run("check", "--root", made(tmp_path / "new"))
    assert result.exit_code == 0
    assert [line.split()[1] for line in result.output.splitlines() if line.startswith("content/")] == ["HIS02"]


def test_every_role_has_a_complete_path(tmp_path: Path) -> None:
    paths = assemble(made(tmp_path / "new"), TODAY).paths
    assert set(paths) == {"team-member", "lesson-author"}
    assert all(path.steps and not path.unmet for path in paths.values())


def test_it_writes_every_file_of_the_starter(tmp_path: Path) -> None:
    root = made(tmp_path / "a" / "new")
    written = {path for path, content in tree(root).items() if content is not None}
    tool = {"requirements.txt", "requirements.lock", f"wheels/lorepath-{__version__}-py3-none-any.whl"}
    assert written == tool | {str(path.relative_to(STARTER)) for path in STARTER.rglob("*") if path.is_file()}
    assert {".gitignore", ".gitattributes", ".github/CODEOWNERS", ".github/workflows/check.yml"} <= written


@pytest.mark.parametrize("name", ["Northwind", 'R&D: "learn"', "yes", "Ünïcode — 学ぶ", "# one", "12", "[a], {b}"])
def test_the_name_stands_in_the_portal_the_site_and_the_readme(tmp_path: Path, name: str) -> None:
    root = made(tmp_path / "new", "--name", name)
    assert load(root)[0].name == name
    assert load(root)[1] == ()
    assert yaml_load((root / "mkdocs.yml").read_text("utf-8"))["site_name"] == name
    assert (root / "README.md").read_text("utf-8").startswith(f"# {name}\n")


@pytest.mark.parametrize("name", ["", "two\nlines", "x" * 121, "turn\u202earound"])
def test_a_name_that_cannot_stand_is_refused(tmp_path: Path, name: str) -> None:
    result = run("init", tmp_path / "new", "--name", name)
    assert result.exit_code == 2
    assert result.output.startswith("lorepath: `name` ")
    assert not (tmp_path / "new").exists()


# ── which Lorepath it installs ──────────────────────────────────────────────────────────────────────────────


def test_it_holds_the_lorepath_that_made_it(tmp_path: Path) -> None:
    root = made(tmp_path / "new")
    (wheel,) = (root / "wheels").iterdir()
    assert wheel.name == f"lorepath-{__version__}-py3-none-any.whl"
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    said = (root / "requirements.txt").read_text("utf-8")
    assert said.endswith(f"./wheels/{wheel.name} --hash=sha256:{digest}\n-r requirements.lock\n")
    assert "lorepath" not in (root / "requirements.lock").read_text("utf-8").partition("\n")[2]


def test_it_may_come_from_the_package_index_or_from_a_commit(tmp_path: Path) -> None:
    root = made(tmp_path / "index", "--install-from", "index")
    assert (root / "requirements.txt").read_text("utf-8").endswith(f"\nlorepath[full-text]=={__version__}\n")
    address = f"git+https://git.example.org/tools/lorepath.git@{'0a' * 20}"
    other = made(tmp_path / "git", "--install-from", address)
    assert (other / "requirements.txt").read_text("utf-8").endswith(f"\nlorepath[full-text] @ {address}\n")
    assert not [path for portal in (root, other) for path in portal.glob("wheels")]
    assert not [path for portal in (root, other) for path in portal.glob("*.lock")]


@pytest.mark.parametrize(
    "way",
    [
        "pypi",
        "git+https://git.example.org/lorepath",
        "git+https://git.example.org/lorepath@main",
        "git+file:///a@" + "0" * 40,
    ],
)
def test_what_may_change_from_day_to_day_is_refused(way: str, tmp_path: Path) -> None:
    result = run("init", tmp_path / "new", "--install-from", way)
    assert result.exit_code == 2
    assert "cannot be installed from" in result.output
    assert "40 digits of a commit" in result.output
    assert not (tmp_path / "new").exists()


def test_without_a_wheel_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(own_wheel, "distribution", unknown)
    result = run("init", tmp_path / "new")
    assert result.exit_code == 2
    assert "this Lorepath cannot be put into a wheel; say with --install-from where to get one" in result.output
    assert run("init", tmp_path / "new", "--install-from", "index").exit_code == 0


def test_a_portal_is_brought_to_another_lorepath(tmp_path: Path) -> None:
    root = made(tmp_path / "new")
    before = tree(root)
    (root / "wheels" / f"lorepath-{__version__}-py3-none-any.whl").rename(
        root / "wheels/lorepath-0.0.1-py3-none-any.whl"
    )
    (root / "requirements.txt").write_text("./wheels/lorepath-0.0.1-py3-none-any.whl\n")
    (root / "requirements.lock").unlink()
    result = run("init", root, "--renew")
    assert result.output == (
        f"Lorepath {__version__} is what this portal installs from now on (requirements.txt). Commit the change.\n"
    )
    assert tree(root) == before
    run("init", root, "--renew", "--install-from", "index")
    assert sorted(tree(root).keys() ^ before.keys()) == [
        "requirements.lock",
        f"wheels/lorepath-{__version__}-py3-none-any.whl",
    ]


def test_only_a_portal_is_renewed_and_through_no_link(tmp_path: Path) -> None:
    assert "DOC01" in run("init", tmp_path, "--renew").output
    root = made(tmp_path / "new")
    (root / "requirements.lock").rename(tmp_path / "elsewhere.lock")
    (root / "requirements.lock").symlink_to(tmp_path / "elsewhere.lock")
    result = run("init", root, "--renew")
    assert result.exit_code == 2
    assert "`requirements.lock` is a link" in result.output


# ── a folder that is there already ──────────────────────────────────────────────────────────────────────────


def test_other_files_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("ours")
    (tmp_path / "content" / "lessons").mkdir(parents=True)
    made(tmp_path)
    assert (tmp_path / "LICENSE").read_text() == "ours"


@pytest.mark.parametrize("name", ["README.md", ".gitignore", "content/portal.yml", ".github/workflows/check.yml"])
def test_a_file_in_the_way_is_named_and_nothing_written(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("ours")
    before = tree(tmp_path)
    result = run("init", tmp_path)
    assert result.exit_code == 2
    assert result.output == (
        f"lorepath: this is in {tmp_path} already; move it away or choose another folder (nothing was written):\n"
        f"  {name}\n"
    )
    assert tree(tmp_path) == before


def test_of_many_files_in_the_way_ten_are_named_one_a_line(tmp_path: Path) -> None:
    made(tmp_path)
    result = run("init", tmp_path)
    first, *names, rest = result.output.splitlines()
    assert first.startswith(f"lorepath: these are in {tmp_path} already; move them away or choose another folder")
    assert len(names) == 10
    assert all(name.startswith("  ") and (tmp_path / name.strip()).is_file() for name in names)
    written = sum(path.is_file() for path in tmp_path.rglob("*"))
    assert rest == f"  and {written - 10} more"


def test_it_writes_through_no_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "content").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "new" / "mkdocs.yml").symlink_to(tmp_path / "nowhere")
    result = run("init", tmp_path / "new")
    assert result.exit_code == 2
    assert result.output.endswith("(nothing was written):\n  content\n  mkdocs.yml\n")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("ours")
    assert run("init", tmp_path / "new").exit_code == 2


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_when_it_cannot_go_on_all_is_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: BaseException
) -> None:
    (tmp_path / "new" / "content").mkdir(parents=True)
    (tmp_path / "new" / "LICENSE").write_text("ours")
    before = tree(tmp_path)
    opened = Path.open
    count = 0

    def fail_at_the_twelfth(path: Path, mode: str = "r") -> object:
        nonlocal count
        count += mode == "xb"
        if count == 12:
            raise problem
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", fail_at_the_twelfth)
    result = run("init", tmp_path / "new")
    assert result.exit_code != 0
    assert "Traceback" not in result.output
    assert tree(tmp_path) == before


# ── what comes next ─────────────────────────────────────────────────────────────────────────────────────────


def test_it_ends_with_what_to_do_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # neither Git nor anything else is needed
    output = run("init", tmp_path / "our portal").output
    told = [line.split("  #")[0].strip() for line in output.splitlines() if line.startswith("  ")]
    assert told == [
        f"cd '{tmp_path / 'our portal'}'",
        "python3 -m venv .venv",
        ". .venv/bin/activate",
        "pip install -r requirements.txt",
        "lorepath check",
        "lorepath serve",
        "git init -b main",
        "git add .",
        'git commit -m "Start our learning portal"',
    ]


def test_in_a_repository_it_begins_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Repo(tmp_path)
    monkeypatch.chdir(tmp_path)
    output = run("init", ".").output
    assert "git init" not in output
    assert "cd " not in output


# ── the files beside content/ ───────────────────────────────────────────────────────────────────────────────


def test_the_site_is_set_up_as_our_own() -> None:
    its_own = {"site_name", "site_description", "site_url", "repo_url", "repo_name", "copyright"}
    ours, starter = (
        {
            key: value
            for key, value in yaml_load((folder / "mkdocs.yml").read_text("utf-8")).items()
            if key not in its_own
        }
        for folder in (ROOT, STARTER)
    )
    assert starter == ours


def test_workflows_take_the_care_that_ours_take() -> None:
    for name in ("check.yml", "publish.yml"):
        ours, starter = (
            yaml.safe_load((folder / ".github" / "workflows" / name).read_text("utf-8")) for folder in (ROOT, STARTER)
        )
        for key in ("name", True, "permissions", "concurrency"):  # YAML 1.1 reads the key `on` as true
            assert starter[key] == ours[key]
        assert _used(starter) == _used(ours)
        for job, its in ours["jobs"].items():
            assert starter["jobs"][job]["permissions"] == its["permissions"]


def _used(workflow: dict[str, dict[str, dict[str, list[dict[str, object]]]]]) -> list[tuple[object, object]]:
    """The actions of a workflow, with what they are given."""
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    return [(step["uses"], step.get("with")) for step in steps if "uses" in step]


def test_code_owners_know_every_topic() -> None:
    owned = re.findall(
        r"^/content/lessons/([^/]+)/ ", (STARTER / ".github/CODEOWNERS").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(owned) == sorted(path.name for path in (STARTER / "content/lessons").iterdir())


def test_the_lesson_in_the_readme_passes_the_strict_check(tmp_path: Path) -> None:
    root = made(tmp_path)
    sample = re.search(r"^````markdown\n(.*?)^````$", (root / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert sample
    (root / "content/lessons/working-together/close-a-ticket.md").write_text(sample[1], "utf-8")
    report = strictly(root)
    assert report.findings == ()
    assert report.lessons == 4


def test_the_readme_names_commands_that_there_are() -> None:
    named = re.findall(r"\blorepath ([a-z]+)", (STARTER / "README.md").read_text("utf-8"))
    assert set(named) <= set(COMMANDS)


def test_the_check_workflow_takes_only_content_from_a_change(tmp_path: Path) -> None:
    """Its own commands, run on a change that brings a good lesson, a bad one, and settings of its own."""
    repo = Repo(made(tmp_path / "portal"))
    repo.commit("Start our learning portal")
    repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repo.git("switch", "--quiet", "--create", "change")
    good = (repo.root / "content/lessons/working-together/hand-over-work.md").read_text("utf-8")
    repo.write("content/lessons/working-together/hand-over-work.md", good.replace("Your holiday", "Your long holiday"))
    repo.write("content/lessons/working-together/bad.md", good.replace("confirm-handover", "other", 1))
    settings = (repo.root / "mkdocs.yml").read_text("utf-8")
    repo.write("mkdocs.yml", "hooks: [evil.py]\n")
    repo.write("evil.py", "raise SystemExit")
    repo.write("requirements.txt", "evil==1\n")
    repo.commit("Bring lessons")

    workflow = yaml.safe_load((repo.root / ".github/workflows/check.yml").read_text("utf-8"))
    steps = {step["name"]: step.get("run", "") for step in workflow["jobs"]["check"]["steps"]}
    environment = {**os.environ, "BASE": "main"}
    restore = steps["Take everything but content/ from the base branch"]
    subprocess.run(["sh", "-c", restore], cwd=repo.root, env=environment, check=True)
    assert (repo.root / "mkdocs.yml").read_text("utf-8") == settings
    assert not (repo.root / "evil.py").exists()
    assert "evil" not in (repo.root / "requirements.txt").read_text("utf-8")
    assert (repo.root / "content/lessons/working-together/bad.md").exists()

    program, *arguments = steps["Check"].replace("$BASE", "main").replace('"', "").split()
    result = run(*arguments, "--root", repo.root)
    assert program == "lorepath"
    assert result.exit_code == 1
    annotations = [line for line in result.output.splitlines() if line.startswith("::error ")]
    assert annotations
    assert all("file=content/lessons/working-together/bad.md" in line for line in annotations)
