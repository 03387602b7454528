"""What follows from a portal is worked out once, and kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import lorepath.assemble
from lorepath.assemble import assemble
from lorepath.derived import derived
from lorepath.paths import LearningPath
from lorepath.store import NO_STORE, Store, key_of
from portal import lesson, make_portal, write

KEY = key_of("what it depends on")
TODAY = date(2026, 1, 5)
LESSON = "content/lessons/basics/short-sentences.md"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def test_a_value_is_made_once_for_each_key(store: Store) -> None:
    made = iter(range(9))
    keys = [KEY, KEY, key_of("something else"), KEY]
    assert [derived(store, "numbers", key, int, lambda: next(made)) for key in keys] == [0, 0, 1, 0]
    assert [derived(NO_STORE, "numbers", KEY, int, lambda: next(made)) for _ in range(2)] == [2, 3]


@pytest.mark.parametrize("data", [b"", b"\xc1", b"\xa3two", b"\x91" * 5000])
def test_what_has_another_shape_is_made_anew(store: Store, data: bytes) -> None:
    store.write("numbers", KEY, data)
    assert derived(store, "numbers", KEY, int, lambda: 2) == 2
    assert derived(store, "numbers", KEY, int, lambda: 3) == 2


def test_what_cannot_be_said_is_made_each_time(store: Store) -> None:
    made = iter(["\ud800", "\udfff"])
    assert [derived(store, "texts", KEY, str, lambda: next(made)) for _ in range(2)] == ["\ud800", "\udfff"]


# ── learning paths ──


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOREPATH_CACHE", str(tmp_path / "cache"))
    return make_portal(tmp_path / "portal")


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What paths were planned for."""
    found: list[object] = []
    plan_all = lorepath.assemble.plan_all

    def plan(*asked: object) -> object:
        found.append(asked)
        return plan_all(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(lorepath.assemble, "plan_all", plan)
    return found


def paths(root: Path) -> dict[str, LearningPath]:
    return dict(assemble(root, TODAY).paths)


def test_paths_are_planned_once(root: Path, planned: list[object]) -> None:
    first = paths(root)
    assert any(path.steps for path in first.values())
    write(root / LESSON, (root / LESSON).read_text("utf-8") + "\nOne more sentence.\n")
    assert paths(root) == first
    assert len(planned) == 1


def test_a_lesson_that_takes_another_time_is_planned_with(root: Path, planned: list[object]) -> None:
    paths(root)
    write(root / LESSON, lesson(minutes=55))
    after = paths(root)
    assert len(planned) == 2
    assert 55 in [step.minutes for path in after.values() for step in path.steps]
