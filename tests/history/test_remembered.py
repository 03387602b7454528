"""A history that is remembered is read again as soon as anything differs that it was read from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from history.portals import TODAY, lesson, person, portal
from lorepath import history
from lorepath.history import remembered
from lorepath.history.remembered import Remembered
from lorepath.link_report import PATH
from lorepath.model import Portal, Written
from lorepath.store import Store
from repo import Repo

pytestmark = pytest.mark.slow

A = "content/lessons/t/a.md"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Portal]:
    """The portals whose history was read."""
    found: list[Portal] = []

    def read(asked: Portal, *rest: object) -> history.History:
        found.append(asked)
        return history.read(asked, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(remembered, "read", read)
    return found


@pytest.fixture
def written(repo: Repo) -> Repo:
    repo.write(A, "One.\n")
    repo.commit("Write it", author="Tom Berg <tom@example.org>")
    return repo


def asked(repo: Repo, **values: object) -> Portal:
    return portal(repo.root, lesson(A, **values))


def test_another_text_of_a_lesson_is_no_other_history(written: Repo, readings: list[Portal]) -> None:
    known = Remembered(Store(None))
    first = known.of(asked(written), TODAY)
    text = lesson(A)
    other = portal(written.root, replace(text, written=Written()))
    assert known.of(other, TODAY) is first
    assert len(readings) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda repo: (repo.write(A, "Two.\n"), repo.commit("Write more", author="Ann <ann@example.org>")),
        lambda repo: repo.write(".mailmap", "Thomas Berg <tom@example.org>\n"),
        lambda repo: repo.write(".git-blame-ignore-revs", f"{repo.git('rev-parse', 'HEAD').strip()}\n"),
        lambda repo: repo.write(PATH, '{"checked": "2026-01-04", "failing": []}'),
    ],
    ids=["a commit", "mailmap", "ignored revisions", "a report on links"],
)
def test_what_the_repository_says_anew_is_read(
    written: Repo, readings: list[Portal], change: Callable[[Repo], object]
) -> None:
    known = Remembered(Store(None))
    known.of(asked(written), TODAY)
    change(written)
    assert known.of(asked(written), TODAY) == history.read(asked(written), TODAY)
    assert len(readings) == 2


def test_another_day_another_fact_and_another_person_are_asked_about_anew(
    written: Repo, readings: list[Portal]
) -> None:
    known = Remembered(Store(None))
    known.of(asked(written), TODAY)
    for number, (question, day) in enumerate(
        [
            (asked(written), TODAY + timedelta(days=400)),
            (asked(written, retired=True), TODAY),
            (portal(written.root, lesson(A), people={"tom": person("tom", "Tom Berg", "tom@example.org")}), TODAY),
        ]
    ):
        assert known.of(question, day) == history.read(question, day)
        assert len(readings) == number + 2


def test_what_cannot_be_read_is_asked_for_each_time(written: Repo, readings: list[Portal]) -> None:
    known = Remembered(Store(None))
    (written.root / ".git").rename(written.root / ".away")
    assert not known.of(asked(written), TODAY).available
    (written.root / ".away").rename(written.root / ".git")
    assert known.of(asked(written), TODAY).available
    assert len(readings) == 2
