"""The check workflow's own commands, run on a pull request with one good and one bad lesson: what an SME sees."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from portal import FILES, lesson, make_portal
from repo import Repo

ROOT = Path(__file__).parent.parent
WORKFLOWS = {
    "ours": ROOT / ".github/workflows/check.yml",
    "of a new portal": ROOT / "plugins/lorepath/starter/.github/workflows/check.yml",
}
GOOD, BAD = "content/lessons/basics/good.md", "content/lessons/basics/bad.md"
TOOL = f'#!/bin/sh\nexec "{sys.executable}" -c "from lorepath.cli import main; main()" "$@"\n'


def steps(workflow: Path) -> list[dict[str, Any]]:
    """The steps that run commands, but for the one that installs from a registry."""
    job = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]["check"]
    return [step for step in job["steps"] if "run" in step and not step["run"].startswith("pip install")]


@pytest.fixture
def pull_request(tmp_path: Path) -> Repo:
    """A checked-out merge commit of a change to two lessons, that also tries to change the tool and its settings."""
    origin = Repo(tmp_path / "origin")
    make_portal(origin.root)
    tool = origin.write("scripts/lorepath", TOOL)
    tool.chmod(0o755)
    origin.write("bin/lorepath", TOOL).chmod(0o755)
    origin.commit("Start the portal")
    origin.branch("change")
    origin.write(GOOD, lesson(title="A good lesson"))
    origin.write(BAD, lesson(title="A bad ::error::lesson", owner="mria"))
    origin.write("content/portal.yml", FILES["content/portal.yml"] + "  REF02: {severity: off}\n")
    origin.write("scripts/lorepath", "#!/bin/sh\necho taken over\n")
    origin.write("hook.py", "raise SystemExit('taken over')\n")
    origin.commit("Add two lessons", author="Tom <tom@example.org>", date="2026-01-06")
    origin.switch("main")
    origin.branch("merged")
    origin.merge("change", "Merge the change into its base", date="2026-01-07")
    origin.git("clone", "--quiet", "--branch", "merged", str(origin.root), str(tmp_path / "work"))
    clone = object.__new__(Repo)
    clone.root = tmp_path / "work"
    return clone


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=WORKFLOWS)
def test_a_pull_request_is_answered_on_its_lines_and_in_words(workflow: Path, pull_request: Repo) -> None:
    root = pull_request.root
    summary = root.parent / "summary.md"
    environment = {
        **os.environ,
        "BASE": "main",
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_WORKSPACE": str(root),
        "PATH": f"{root / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }
    done = {
        step["name"]: subprocess.run(
            ["bash", "-e", "-c", step["run"]], cwd=root, env=environment, capture_output=True, text=True, check=False
        )
        for step in steps(workflow)
    }

    check = done["Check"]
    assert check.returncode == 1, check.stderr
    assert [line for line in check.stdout.splitlines() if line.startswith("::")] == [
        f"::error file={BAD},line=6,col=8,title=REF02 owner-known::there is no person `mria`; did you mean `maria`? "
        "Otherwise add `content/people/mria.yml` with their `name`"
    ]
    page = summary.read_text("utf-8")
    assert page.startswith("## 1 thing to change before this can be merged\n")
    assert "there is no person" in page
    assert GOOD not in page, "a good lesson is not spoken of"

    assert done["Build the portal"].returncode == 0, done["Build the portal"].stderr
    assert (root / "site/lessons/basics/good/index.html").is_file()
    assert not any("taken over" in each.stdout + each.stderr for each in done.values())
    assert not (root / "hook.py").exists(), "only content/ comes from the change"
