"""A history that was kept is said again where nothing differs that it was read from, and read anew elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import structs

from history.portals import TODAY, lesson, person, portal
from lorepath import history
from lorepath.derived import keep, recalled
from lorepath.finding import Place
from lorepath.history import Contributor, Declared, History, asked, reading
from lorepath.history.asked import Asked
from lorepath.history.standards import SHALLOW
from lorepath.link_report import PATH as REPORT
from lorepath.model import Lesson, Portal, Written
from lorepath.store import Key, Store
from repo import Repo

pytestmark = pytest.mark.slow

A = "content/lessons/t/a.md"
B = "content/lessons/t/b.md"
TOM = {"tom": person("tom", "Tom Berg", "tom@example.org")}
GONE = {"url": "https://example.org/gone", "days": ["2026-05-11", "2026-05-18", "2026-05-25"], "lessons": ["a"]}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


@pytest.fixture
def written(repo: Repo) -> Repo:
    repo.write(A, "One.\n")
    repo.write(B, "Two.\n")
    repo.commit("Write them", author="Tom Berg <tom@example.org>")
    repo.move(B, "content/lessons/t/c.md")
    repo.commit("Rename one", author="Ann <ann@example.org>")
    return repo


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Portal]:
    """The portals for which the repository was asked."""
    found: list[Portal] = []

    def open_history(portal: Portal, *rest: object) -> object:
        found.append(portal)
        return before(portal, *rest)  # type: ignore[arg-type]

    before = reading.open_history
    monkeypatch.setattr(reading, "open_history", open_history)
    return found


def asking(repo: Repo, **values: object) -> Portal:
    return portal(repo.root, lesson(A, **values), lesson("content/lessons/t/c.md", watches=("src",)), people=TOM)


def test_the_same_is_said_without_asking_the_repository(written: Repo, store: Store, opened: list[Portal]) -> None:
    first = history.read(asking(written), TODAY, store)
    again = history.read(asking(written), TODAY, store)
    assert again == first == history.read(asking(written), TODAY)
    assert first.people["tom"].written
    assert first.redirects == {B: "c"}
    assert len(opened) == 2, "the last one had no store"


def test_a_text_makes_no_difference(written: Repo, store: Store, opened: list[Portal]) -> None:
    history.read(asking(written), TODAY, store)
    history.read(portal(written.root, *map(_rewritten, asking(written).lessons.values()), people=TOM), TODAY, store)
    assert len(opened) == 1


def _rewritten(lesson: Lesson) -> Lesson:
    return replace(lesson, body_line=lesson.body_line + 1, written=Written.known("Other.\n", lesson.written.content))


@pytest.mark.parametrize(
    "change",
    [
        lambda repo: (repo.write(A, "Two.\n"), repo.commit("Write more", author="Ann <ann@example.org>")),
        lambda repo: repo.write(".mailmap", "Thomas Berg <tom@example.org>\n"),
        lambda repo: repo.write(".git-blame-ignore-revs", f"{repo.git('rev-parse', 'HEAD').strip()}\n"),
        lambda repo: repo.write(REPORT, json.dumps({"checked": "2026-05-25", "failing": [GONE]})),
    ],
    ids=["a commit", "mailmap", "ignored revisions", "a report on links"],
)
def test_what_the_repository_says_anew_is_read(
    written: Repo, store: Store, opened: list[Portal], change: Callable[[Repo], object]
) -> None:
    history.read(asking(written), TODAY, store)
    change(written)
    assert history.read(asking(written), TODAY, store) == history.read(asking(written), TODAY)
    assert len(opened) == 3


def test_another_day_another_fact_and_another_person_are_asked_about_anew(
    written: Repo, store: Store, opened: list[Portal]
) -> None:
    history.read(asking(written), TODAY, store)
    for question, day in [
        (asking(written), TODAY + timedelta(days=400)),
        (asking(written, retired=True), TODAY),
        (portal(written.root, *asking(written).lessons.values()), TODAY),
    ]:
        before = len(opened)
        assert history.read(question, day, store) == history.read(question, day)
        assert len(opened) == before + 2


def test_a_broken_link_that_was_taken_out_is_no_longer_told_of(written: Repo, store: Store) -> None:
    """The one thing that a history asks of texts."""
    written.write(REPORT, json.dumps({"checked": "2026-05-25", "failing": [GONE]}))
    remembered = history.Remembered(Store(None))
    told = []
    for text in ("See [this](https://example.org/gone).\n", "See nothing.\n"):
        linking = lesson(A)
        linking = replace(linking, written=Written.known(text, linking.written.content))
        facts = history.read(portal(written.root, linking), TODAY, store)
        assert remembered.of(portal(written.root, linking), TODAY) == facts
        told.append("has been broken since" in facts.lessons["a"].freshness.reason)
    assert told == [True, False]


def test_what_cannot_be_read_is_asked_for_each_time(written: Repo, store: Store) -> None:
    (written.root / ".git").rename(written.root / ".away")
    assert not history.read(asking(written), TODAY, store).available
    (written.root / ".away").rename(written.root / ".git")
    assert history.read(asking(written), TODAY, store).available


def test_a_history_into_which_somebody_commits_is_not_kept(
    written: Repo, store: Store, monkeypatch: pytest.MonkeyPatch, opened: list[Portal]
) -> None:
    state = asked.git_state

    def overtaken(root: Path) -> object:
        found = state(root)
        if not opened:
            written.write(A, "Two.\n")
            written.commit("Write more", author="Ann <ann@example.org>")
        return found

    monkeypatch.setattr(asked, "git_state", overtaken)
    history.read(asking(written), TODAY, store)
    assert not store.keeps(reading.KIND)
    history.read(asking(written), TODAY, store)
    assert store.keeps(reading.KIND)


@pytest.mark.parametrize("data", [b"", b"\xc1", b'{"lessons": 1}', b"\x91" * 2000, b"\x92\x01\x02"])
def test_what_is_no_history_counts_for_nothing(written: Repo, store: Store, data: bytes) -> None:
    question = Asked.of(asking(written), TODAY)
    assert question
    store.write(reading.KIND, Key(question.key), data)
    assert history.read(asking(written), TODAY, store) == history.read(asking(written), TODAY)


# ── what somebody else put into the store ────────────────────────────────────────────────────────────────────

HANA = {"hana": person("hana", "Hana Hid", "hana@example.org", hidden=True)}
FORGED: dict[str, Callable[[History], History]] = {
    "former addresses outside": lambda kept: replace(
        kept, redirects={**kept.redirects, "content/../../../evil.md": "a", "content/lessons/../../evil.md": "a"}
    ),
    "a former address in use": lambda kept: replace(kept, redirects={**kept.redirects, A: "c"}),
    "a former address of nobody": lambda kept: replace(kept, redirects={**kept.redirects, "content/x.md": "nobody"}),
    "nobody hidden": lambda kept: replace(kept, hidden=frozenset({"Hannah"})),
    "no people": lambda kept: replace(kept, people={}, guests=()),
    "other people": lambda kept: replace(
        kept,
        people={
            "nobody": structs.replace(kept.people["tom"], contributor=Contributor("N", "nobody"), skills=("none",))
        },
    ),
    "no lessons": lambda kept: replace(kept, lessons={}),
    "a lesson more": lambda kept: replace(kept, lessons={**kept.lessons, "nobody": kept.lessons["a"]}),
    "a finding": lambda kept: replace(kept, findings=(SHALLOW.at(Place("a"), "No history"),)),
    "no history": lambda kept: replace(kept, available=False),
    "an unseen path": lambda kept: replace(kept, unseen=frozenset({"../evil"})),
    "somebody unknown": lambda kept: _written_by(kept, Contributor("Nobody", "nobody")),
    "somebody hidden": lambda kept: _written_by(kept, Contributor("Hana Hid", "hana")),
    "somebody hidden as a guest": lambda kept: _written_by(kept, Contributor("hana hid")),
    "somebody by another name": lambda kept: _written_by(kept, Contributor("Tom Cat", "tom")),
    "an address": lambda kept: _written_by(kept, Contributor("hana@example.org")),
    "what a terminal obeys": lambda kept: _written_by(kept, Contributor("\x1b[2J")),
    "a long name": lambda kept: _written_by(kept, Contributor("x" * 81)),
    "no name": lambda kept: _written_by(kept, Contributor("")),
    "a year to come": lambda kept: _written_by(kept, Contributor("Ann"), 10**15),
    "a day to come": lambda kept: _with(kept, edited=date.max),
    "fresh without end": lambda kept: _with(kept, freshness=structs.replace(kept.lessons["a"].freshness, due=None)),
    "what a lesson does not declare": lambda kept: _with(kept, declared=(Declared(Contributor("T", "tom"), "author"),)),
}


def _with(kept: History, **facts: object) -> History:
    return replace(kept, lessons={**kept.lessons, "a": structs.replace(kept.lessons["a"], **facts)})


def _written_by(kept: History, contributor: Contributor, year: int = 2026) -> History:
    return _with(kept, written={contributor: (year,)})


@pytest.mark.parametrize("what", FORGED)
def test_a_history_that_cannot_be_the_portals_is_worked_out_anew(written: Repo, store: Store, what: str) -> None:
    written.write(A, "One more.\n")
    written.commit("Say more", author="Hannah <hana@example.org>")
    question = portal(written.root, *asking(written).lessons.values(), people=TOM | HANA)
    asked = Asked.of(question, TODAY)
    assert asked
    first = history.read(question, TODAY, store)
    assert first.hidden == {"Hana Hid", "Hannah"}
    forged = FORGED[what](first)
    assert forged != first
    keep(store, reading.KIND, asked.key, forged)
    assert recalled(store, reading.KIND, asked.key, History) == forged
    assert history.read(question, TODAY, store) == first
