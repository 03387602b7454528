"""A portal as `lorepath init` makes it, and an environment into which its own workflow has installed Lorepath.

The environment starts empty. What the workflow's step says is run as it stands: pip takes Lorepath from the portal's
wheel and all else, by hash, from the package index that this machine is set up for.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

BIN = "Scripts" if os.name == "nt" else "bin"
INSTALL = "Install Lorepath"


@dataclass(frozen=True)
class Installed:
    """The portal, and the programs of the environment."""

    portal: Path
    programs: Path

    @property
    def environment(self) -> dict[str, str]:
        """The surroundings of a command there: neither our paths nor our own programs come first."""
        unwanted = ("PYTHON", "LOREPATH_", "GITHUB_", "VIRTUAL_ENV")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
        return {**kept, "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}", "SOURCE_DATE_EPOCH": "1767700000"}

    def run(self, *command: str | Path, cwd: Path) -> str:
        """What a command of the environment prints; it must succeed."""
        done = subprocess.run(
            [str(each) for each in command],
            cwd=cwd,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=1200,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout


def steps(workflow: Path, job: str = "check") -> dict[str, dict[str, Any]]:
    """The steps of a job that run commands, by name."""
    jobs = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]
    return {step["name"]: step for step in jobs[job]["steps"] if "run" in step}


def make_installed(folder: Path) -> Installed:
    """Make the portal and the environment, once for all processes that run tests at the same time."""
    made = Installed(folder / "portal", folder / "environment" / BIN)
    folder.mkdir(exist_ok=True)
    with _alone(folder / "lock"):
        if not (folder / "made").exists():
            code = "from lorepath.cli import main; main()"
            name = ("--name", "Northwind learning")
            subprocess.run([sys.executable, "-c", code, "init", made.portal, *name], check=True, capture_output=True)
            venv.create(folder / "environment", with_pip=True)
            step = steps(made.portal / ".github/workflows/check.yml")[INSTALL]
            made.run("bash", "-e", "-c", step["run"], cwd=made.portal)
            (folder / "made").touch()
    return made


class _alone:  # noqa: N801 - it reads like a word
    """Inside, no other process is inside, too."""

    def __init__(self, lock: Path) -> None:
        self._lock = lock

    def __enter__(self) -> None:
        fcntl = pytest.importorskip("fcntl", reason="needs the locks of a Unix system")
        self._stream = self._lock.open("w")
        fcntl.flock(self._stream, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self._stream.close()
