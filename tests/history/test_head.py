"""The last commit, as Git tells it, is asked for once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lorepath.derived import keep
from lorepath.history import head
from lorepath.history.head import Head, head_of
from lorepath.store import NO_STORE, Key, Store
from repo import Repo


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where Git was asked."""
    found: list[Path] = []
    ask: Callable[[Path], Head | None] = head._told

    def asked(root: Path) -> Head | None:
        found.append(root)
        return ask(root)

    monkeypatch.setattr(head, "_told", asked)
    return found


def test_git_is_asked_once_for_each_commit(repo: Repo, store: Store, told: list[Path]) -> None:
    repo.commit("Begin", date="2026-01-05")
    first = head_of(repo.root, store)
    assert first == Head(repo.head, 1767614400)
    assert head_of(repo.root, store) == first
    assert len(told) == 1
    repo.commit("Go on", date="2026-01-06")
    assert head_of(repo.root, store) == Head(repo.head, 1767700800)
    assert len(told) == 2


def test_without_a_commit_there_is_none(repo: Repo, store: Store, tmp_path: Path) -> None:
    assert head_of(repo.root, store) is None
    assert head_of(tmp_path, store) is None
    assert not store.keeps(head.KIND)


def test_without_a_store_git_is_asked_each_time(repo: Repo, told: list[Path]) -> None:
    repo.commit("Begin")
    assert head_of(repo.root, NO_STORE) == head_of(repo.root, NO_STORE)
    assert len(told) == 2


def test_what_git_and_its_files_say_differently_is_not_kept(
    repo: Repo, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit("Begin")
    other = Head("0" * 40, 1)
    monkeypatch.setattr(head, "_told", lambda _: other)
    assert head_of(repo.root, store) == other
    assert not store.keeps(head.KIND)


@pytest.mark.parametrize(
    ("commit", "seconds"), [("0" * 40, 1767614400), ("", 2**62), ("", -1)], ids=["another", "no day", "before 1970"]
)
def test_what_somebody_else_put_into_the_store_is_not_believed(
    repo: Repo, store: Store, commit: str, seconds: int
) -> None:
    repo.commit("Begin", date="2026-01-05")
    first = head_of(repo.root, store)
    (entry,) = (store.folder or Path()).glob(f"{head.KIND}/?/*")
    keep(store, head.KIND, Key(entry.parent.name + entry.name), Head(commit or repo.head, seconds))
    assert head_of(repo.root, store) == first
