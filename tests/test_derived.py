"""What follows from a portal is worked out once, and kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

import lorepath.assemble
from lorepath.assemble import assemble
from lorepath.derived import derived, keep
from lorepath.model import Elective
from lorepath.paths import Kind, LearningPath, Reason, Unmet
from lorepath.store import NO_STORE, Key, Store, key_of, place_of
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


NOBODY = "nobody-knows"
FORGED: dict[str, Callable[[LearningPath], LearningPath]] = {
    "a lesson": lambda path: replace(path, steps=(replace(path.steps[0], lesson=NOBODY), *path.steps[1:])),
    "a lesson twice": lambda path: replace(path, steps=path.steps[:1] * 2),
    "a lesson instead": lambda path: replace(path, steps=(replace(path.steps[0], instead=(NOBODY,)),)),
    "minutes": lambda path: replace(path, steps=(replace(path.steps[0], minutes=2**60),)),
    "a skill": lambda path: replace(path, unmet=(Unmet(NOBODY, 1),)),
    "a level": lambda path: replace(path, unmet=(Unmet("plain-language", 2**60),)),
    "a reason": lambda path: replace(
        path, steps=(replace(path.steps[0], reasons=(Reason(Kind.LESSON, "Why not", lesson=NOBODY),)),)
    ),
    "an elective": lambda path: replace(path, electives=(Elective(1, (NOBODY,)),)),
    "a role": lambda path: replace(path, role=NOBODY),
}


@pytest.mark.parametrize("what", FORGED)
def test_paths_that_name_what_is_not_there_are_planned_anew(root: Path, planned: list[object], what: str) -> None:
    first = paths(root)
    _forge(root, {role: FORGED[what](path) for role, path in first.items()})
    assert paths(root) == paths(root) == first
    assert len(planned) == 2


@pytest.mark.parametrize("forged", [{}, {NOBODY: LearningPath(NOBODY, (), ())}], ids=["no role", "another role"])
def test_paths_to_other_roles_are_planned_anew(root: Path, forged: dict[str, LearningPath]) -> None:
    first = paths(root)
    _forge(root, forged)
    assert paths(root) == first


def _forge(root: Path, paths: dict[str, LearningPath]) -> None:
    """Put paths in place of those that are kept, with a right checksum."""
    store = Store(place_of(root))
    (entry,) = (root.parent / "cache/paths").glob("?/*")
    keep(store, "paths", Key(entry.parent.name + entry.name), paths)
