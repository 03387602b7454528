"""A repository, and the history that Lorepath reads from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from history.portals import TODAY, lesson, portal
from lorepath import history
from lorepath.model import Person
from repo import Repo


class Read(Protocol):
    """Reads the history of the lessons at these paths, each known by its file name."""

    def __call__(
        self,
        *paths: str,
        people: Mapping[str, Person] | None = None,
        root: Path | None = None,
        today: date = TODAY,
    ) -> history.History: ...


class Explain(Protocol):
    """Which commits gave which credit for the lesson at this path."""

    def __call__(
        self, path: str, people: Mapping[str, Person] | None = None, root: Path | None = None
    ) -> tuple[history.Evidence, ...]: ...


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "portal")


@pytest.fixture
def read(repo: Repo) -> Read:
    def read_paths(
        *paths: str,
        people: Mapping[str, Person] | None = None,
        root: Path | None = None,
        today: date = TODAY,
    ) -> history.History:
        return history.read(portal(root or repo.root, *map(lesson, paths), people=people), today)

    return read_paths


@pytest.fixture
def explain(repo: Repo) -> Explain:
    def explain_path(
        path: str, people: Mapping[str, Person] | None = None, root: Path | None = None
    ) -> tuple[history.Evidence, ...]:
        only = lesson(path)
        return history.explain(portal(root or repo.root, only, people=people), only, TODAY)

    return explain_path
