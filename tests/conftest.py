"""What several tests need."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import examples  # noqa: F401 - sets the profiles
from installed import Installed, make_installed
from lorepath.cli import main

Cli = Callable[..., Result]

# Nothing that is kept lies among the files of a test's portal, and nothing of a developer's is used.
_KEPT = tempfile.TemporaryDirectory(prefix="lorepath-tests-", ignore_cleanup_errors=True)
os.environ["LOREPATH_CACHE"] = _KEPT.name


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with files that take long, so that no process is left alone with one of them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs a command of Lorepath as on a desk: `cli("check", "--root", root)`; a traceback fails the test."""
    for name in (
        "GITHUB_STEP_SUMMARY",
        "GITHUB_WORKSPACE",
        "LOREPATH_COMMAND",
        "LOREPATH_TYPED_IN",
        "SOURCE_DATE_EPOCH",
    ):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Installed:
    """A new portal, and an environment into which its own workflow has installed Lorepath."""
    base = tmp_path_factory.getbasetemp()
    return make_installed((base if worker_id == "master" else base.parent) / "installed")
