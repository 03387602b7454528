"""The check workflow's own commands, run on a pull request with one good and one bad lesson: what an SME sees.

Once for this repository, where the tool is a script of the base branch, and once for a portal that `lorepath init`
made, where the workflow installs the tool with pip. The change also tries to bring a tool and settings of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from installed import INSTALL, Installed, steps
from lorepath.link_report import read_report
from portal import FILES, WELL_MADE, lesson, make_portal
from repo import Repo

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
OURS = ROOT / ".github/workflows/check.yml"
TOOL = f'#!/bin/sh\nexec "{sys.executable}" -c "from lorepath.cli import main; main()" "$@"\n'
EVIL = "#!/bin/sh\necho taken over\n"

Done = subprocess.CompletedProcess[str]


def pull_request(origin: Repo, change: Mapping[str, str]) -> Path:
    """A checked-out merge commit of a change: what GitHub gives the workflow."""
    origin.commit("Start the portal")
    origin.branch("change")
    for path, text in change.items():
        origin.write(path, text)
    origin.commit("Add two lessons", author="Tom <tom@example.org>", date="2026-01-06")
    origin.switch("main")
    origin.branch("merged")
    origin.merge("change", "Merge the change into its base", date="2026-01-07")
    work = origin.root.parent / "work"
    origin.git("clone", "--quiet", "--branch", "merged", str(origin.root), str(work))
    return work


def answered(work: Path, workflow: Path, environment: Mapping[str, str]) -> tuple[dict[str, Done], str]:
    """What each step of the workflow does, and the page of the job."""
    page = work.parent / "summary.md"
    variables = {"BASE": "main", "GITHUB_STEP_SUMMARY": str(page), "GITHUB_WORKSPACE": str(work)}
    done = {
        name: subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=work,
            env={**environment, **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        for name, step in steps(workflow).items()
    }
    assert not any("taken over" in each.stdout + each.stderr for each in done.values())
    assert not (work / "hook.py").exists(), "only content/ comes from the change"
    return done, page.read_text("utf-8")


def errors(check: Done) -> list[str]:
    return [line for line in check.stdout.splitlines() if line.startswith("::error")]


def test_a_pull_request_is_answered_on_its_lines_and_in_words(tmp_path: Path) -> None:
    good, bad = "content/lessons/basics/good.md", "content/lessons/basics/bad.md"
    origin = Repo(tmp_path / "origin")
    make_portal(origin.root)
    origin.write("scripts/lorepath", TOOL).chmod(0o755)
    change = {
        good: lesson(title="A good lesson"),
        bad: lesson(title="A bad ::error::lesson", owner="mria"),
        "content/portal.yml": FILES["content/portal.yml"] + "  REF02: {severity: off}\n",
        "scripts/lorepath": EVIL,
        "hook.py": "raise SystemExit('taken over')\n",
    }
    done, page = answered(pull_request(origin, change), OURS, os.environ)
    check, build = done["Check"], done["Build the portal"]
    assert check.returncode == 1, check.stderr
    assert errors(check) == [
        f"::error file={bad},line=6,col=8,title=REF02 owner-known::there is no person `mria`; did you mean `maria`? "
        "Otherwise add `content/people/mria.yml` with their `name`"
    ]
    assert page.startswith("## 1 thing to change before this can be merged\n")
    assert "| 6 | there is no person <code>mria</code> | did you mean <code>maria</code>?" in page
    assert good not in page, "a good lesson is not spoken of"
    assert "<summary>Why REF02 (owner-known) matters, with an example</summary>" in page
    assert build.returncode == 0, build.stderr
    assert (tmp_path / "work/site/lessons/basics/good/index.html").is_file()


@pytest.mark.slow
def test_in_a_new_portal_the_workflow_installs_what_the_base_branch_says(tmp_path: Path, installed: Installed) -> None:
    good, bad = "content/lessons/working-together/good.md", "content/lessons/working-together/bad.md"
    code = "from lorepath.cli import main; main()"
    subprocess.run([sys.executable, "-c", code, "init", tmp_path / "origin"], check=True, capture_output=True)
    origin = Repo(tmp_path / "origin")
    (wheel,) = origin.root.glob("wheels/*.whl")
    held = wheel.read_bytes()
    settings = (origin.root / "mkdocs.yml").read_text("utf-8")
    site = "https://learn.northwind.com/"
    origin.write("mkdocs.yml", f"{settings}site_url: {site}\n")
    teaches = {"clear-communication": 1}
    other = WELL_MADE.replace("Nobody reads a long text to its end.", "A door that jams keeps people waiting.")
    change = {
        good: lesson(WELL_MADE, title="A good lesson", teaches=teaches),
        bad: lesson(other, title="A bad ::error::lesson", teaches=teaches, owner="mria"),
        "requirements.txt": "evil==1\n",
        f"wheels/{wheel.name}": "evil",
        "mkdocs.yml": f"{settings}hooks: [hook.py]\n",
        "hook.py": "raise SystemExit('taken over')\n",
    }
    work = pull_request(origin, change)
    done, page = answered(work, work / ".github/workflows/check.yml", installed.environment)
    assert (work / f"wheels/{wheel.name}").read_bytes() == held
    assert done[INSTALL].returncode == 0, done[INSTALL].stderr
    assert done["Check"].returncode == 1, done["Check"].stderr
    assert errors(done["Check"]) == [
        f"::error file={bad},line=6,col=8,title=REF02 owner-known::there is no person `mria`; add "
        "`content/people/mria.yml` with their `name`"
    ]
    assert page.startswith("## 1 thing to change before this can be merged\n")
    assert f"| [REF02]({site}reference/ref/#ref02) (error) |" in page
    assert done["Build the portal"].returncode == 0, done["Build the portal"].stderr
    assert (work / "site/lessons/working-together/good/index.html").is_file()


GH = """#!/bin/sh
case "$1 $2" in
"run list") printf '%s\\n' "$RUNS" ;;
"run download")
  test "$3 $4 $5 $6 $7" = "12 --name lorepath-links --dir $RUNNER_TEMP/12" || exit 1
  mkdir "$7" && cp "$KEPT" "$7/lorepath-links.json" ;;
esac
"""
"""GitHub's command line, for which run 13 has left no report and run 12 has."""


@pytest.mark.parametrize("workflow", [OURS, ROOT / "plugins/lorepath/starter/.github/workflows/check.yml"])
def test_the_weekly_look_at_links_goes_on_from_the_last_one(tmp_path: Path, workflow: Path) -> None:
    gone = "http://localhost:1/gone"
    origin = Repo(tmp_path / "work")
    make_portal(origin.root, lessons={"good": lesson(f"[gone]({gone})\n\n{WELL_MADE}", title="A good lesson")})
    origin.write(".github/CODEOWNERS", "")
    for name, text in {"work/scripts/lorepath": TOOL, "programs/lorepath": TOOL, "programs/gh": GH}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    kept = tmp_path / "kept.json"
    kept.write_text(
        json.dumps({"checked": "2026-01-05", "failing": [{"url": gone, "days": ["2026-01-05"], "lessons": ["good"]}]})
    )
    weekly = workflow.with_name("freshness.yml")
    for runs in ("", "13\n12"):
        environment = {
            **os.environ,
            "PATH": f"{tmp_path / 'programs'}{os.pathsep}{os.environ['PATH']}",
            "RUNS": runs,
            "KEPT": str(kept),
            "RUNNER_TEMP": str(tmp_path),
            "SOURCE_DATE_EPOCH": "1768200000",
        }
        for name, step in steps(weekly, "links").items():
            if name == INSTALL:
                continue
            done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=origin.root, env=environment, check=False)
            assert done.returncode == 0, name
        found = read_report(origin.root)
        assert found.checked == date(2026, 1, 12)
        # Nobody may ask this machine, so the link stays what it was.
        assert [(each.url, each.since) for each in found.failing] == ([(gone, date(2026, 1, 5))] if runs else [])


@pytest.mark.parametrize("folder", [OURS.parent, ROOT / "plugins/lorepath/starter/.github/workflows"])
def test_publishing_takes_the_same_report(folder: Path) -> None:
    name = "Fetch the last report on links"
    assert steps(folder / "publish.yml", "build")[name] == steps(folder / "freshness.yml", "links")[name]


@pytest.mark.parametrize("folder", [OURS.parent, ROOT / "plugins/lorepath/starter/.github/workflows"])
def test_a_portal_is_published_as_of_the_day(tmp_path: Path, folder: Path) -> None:
    for name in ("scripts/build", "programs/lorepath"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text('#!/bin/sh\necho "$SOURCE_DATE_EPOCH"\n')
        (tmp_path / name).chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path / 'programs'}{os.pathsep}{os.environ['PATH']}"}
    command = ["bash", "-e", "-c", steps(folder / "publish.yml", "build")["Check and build"]["run"]]
    before = int(time.time())
    said = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert before <= int(said) <= time.time()
