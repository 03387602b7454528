"""What was kept of a history saves time, and never changes an answer."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from history import random_history
from history.portals import TODAY, lesson, person, portal
from lorepath import history
from lorepath.history import History, log
from lorepath.history.resume import KIND
from lorepath.model import Person, Portal
from lorepath.store import Store
from repo import Repo

pytestmark = pytest.mark.slow

A, B = "content/lessons/t/a.md", "content/lessons/t/b.md"
TOM = "Tom Berg <tom@example.org>"
LONG = "".join(f"Sentence number {number} of a long lesson.\n" for number in range(40))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


@pytest.fixture
def read_commits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many commits each look has read from Git."""
    counts: list[int] = []
    commits = log.commits

    def counted(repository: log.Repository, since: str = "") -> Iterator[object]:
        counts.append(0)
        for commit in commits(repository, since):
            counts[-1] += 1
            yield commit

    monkeypatch.setattr(log, "commits", counted)
    return counts


def ask(repo: Repo, store: Store, people: Mapping[str, Person] | None = None, **values: object) -> object:
    """Everything that history says of the lessons a to f, in a form that compares orders too."""
    return said(portal(repo.root, *(lesson(path, **values) for path in random_history.PATHS), people=people), store)


def said(asked: Portal, store: Store) -> object:
    facts = history.read(asked, TODAY, store)
    evidence = (
        [history.explain(asked, each, TODAY, store) for each in asked.lessons.values()] if facts.available else []
    )
    return [_listed(facts), evidence]


def _listed(facts: History) -> object:
    return [
        facts,
        [[list(shares.items()) for shares in (f.written, f.reviewed, f.renewed)] for f in facts.lessons.values()],
        list(facts.redirects.items()),
    ]


def forgotten(repo: Repo, people: Mapping[str, Person] | None = None) -> object:
    """What a look without anything kept says."""
    return ask(repo, Store(None), people)


@pytest.mark.parametrize("seed", range(25))
def test_an_answer_is_the_same_with_and_without_what_was_kept(tmp_path: Path, seed: int) -> None:
    repo = Repo(tmp_path / "portal")
    commits = random_history.write(repo, seed)
    head = repo.head
    expected = forgotten(repo)
    for number, start in enumerate(random.Random(seed).sample(commits, 5)):
        store = Store(tmp_path / f"cache-{number}")
        repo.git("update-ref", "refs/heads/main", start)
        assert ask(repo, store) == forgotten(repo)
        repo.git("update-ref", "refs/heads/main", head)
        assert ask(repo, store) == expected


def test_only_new_commits_are_read(repo: Repo, store: Store, read_commits: list[int]) -> None:
    for number in range(5):
        repo.write(A, LONG + f"{number}\n")
        repo.commit("Edit")
    asked = portal(repo.root, lesson(A))
    history.read(asked, TODAY, store)
    history.read(asked, TODAY, store)
    repo.write(A, LONG)
    repo.commit("Edit again", author=TOM)
    facts = history.read(asked, TODAY, store)

    assert read_commits == [5, 1]
    assert [author.name for author in facts.lessons["a"].authors] == ["Maria Okafor", "Tom Berg"]


def test_many_new_commits_are_kept_too(
    repo: Repo, store: Store, read_commits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lorepath.history.resume._WORTH", 2)
    asked = portal(repo.root, lesson(A))
    for count in (1, 1, 2, 0):
        for _ in range(count):
            repo.commit("More")
        history.read(asked, TODAY, store)

    assert read_commits == [1, 1, 3]


@pytest.mark.parametrize("kept", [False, True])
def test_a_commit_while_the_history_is_being_read(
    repo: Repo, store: Store, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    monkeypatch.setattr("lorepath.history.resume._WORTH", 1)
    repo.write(A, LONG)
    repo.commit("Add")
    if kept:
        ask(repo, store)
        repo.commit("Nothing")
    seen, before, commits = repo.head, forgotten(repo), log.commits

    def late(repository: log.Repository, since: str = "") -> Iterator[object]:
        if repo.head == seen:
            repo.write(A, LONG + "Late.\n")
            repo.commit("Say more", author=TOM)
        yield from commits(repository, since)

    monkeypatch.setattr(log, "commits", late)
    ask(repo, store)
    monkeypatch.undo()
    repo.git("update-ref", "refs/heads/main", seen)

    assert ask(repo, store) == before


@pytest.fixture
def known(repo: Repo, store: Store) -> Repo:
    """A repository of which everything is kept."""
    repo.write(A, LONG)
    repo.commit("Add", date="2025-01-01")
    repo.write(B, LONG + "B\n")
    repo.commit("Add B", author=TOM, date="2025-01-02")
    ask(repo, store)
    return repo


def test_another_branch(known: Repo, store: Store) -> None:
    known.branch("side", "HEAD~")
    known.write(A, LONG + "On the side.\n")
    known.commit("Side", author="Ines Duarte <ines@example.org>")
    assert ask(known, store) == forgotten(known)
    known.switch("main")
    assert ask(known, store) == forgotten(known)


def test_history_that_was_rewritten(known: Repo, store: Store) -> None:
    known.git("commit", "--quiet", "--amend", "--message", "Reworded", "--author", "Eve <eve@example.org>")

    after = ask(known, store)

    assert after == forgotten(known)
    assert "Eve" in repr(after)
    assert "Tom Berg" not in repr(after)


def test_a_mailmap_that_changed(known: Repo, store: Store) -> None:
    known.write(".mailmap", "Thomas Berg <tom@example.org>\n")
    assert "Thomas Berg" in repr(ask(known, store))
    known.write(".mailmap", "Tomas Berg <tom@example.org>\n")
    assert "Tomas Berg" in repr(ask(known, store))
    known.remove(".mailmap")
    assert ask(known, store) == forgotten(known)


def test_ignored_revisions_that_changed(known: Repo, store: Store) -> None:
    known.write(A, LONG + "Wrapped.\n")
    known.commit("Wrap lines", author="Ines Duarte <ines@example.org>")
    assert "Ines Duarte" in repr(ask(known, store))
    known.write(".git-blame-ignore-revs", f"{known.head}\n")
    assert "Ines Duarte" not in repr(ask(known, store))
    assert ask(known, store) == forgotten(known)


def test_a_registry_that_changed(known: Repo, store: Store) -> None:
    for people in (
        {"tom": person("tom", "Thomas", "tom@example.org")},
        {"tom": person("tom", "Thomas", "tom@example.org", hidden=True)},
        {},
    ):
        assert ask(known, store, people) == forgotten(known, people)


def test_files_to_watch_that_changed(known: Repo, store: Store) -> None:
    known.write("src/code.py")
    known.commit("Code")
    with_watches = ask(known, store, watches=("src",))
    assert with_watches == ask(known, Store(None), watches=("src",))


def test_a_shallow_clone_that_was_deepened(known: Repo, tmp_path: Path) -> None:
    clone = Repo(tmp_path / "clone")
    store = Store(tmp_path / "other-cache")
    clone.git("fetch", "--quiet", "--depth=1", f"file://{known.root}", "main")
    clone.git("reset", "--quiet", "--hard", "FETCH_HEAD")
    assert not history.read(portal(clone.root, lesson(A)), TODAY, store).available
    clone.git("fetch", "--quiet", "--unshallow", f"file://{known.root}", "main")

    assert ask(clone, store) == forgotten(known)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\n",
        b"{}\n",
        b"[]\n",
        b'{"sizes": []}\n',
        b'{"sizes": [1e99]}\n',
        b"\xff" * 1000,
        b'{"sizes": [0,0,0,0,0,0,0,0], "others": 1}\n',
        b'{"sizes": [0,0,0,0,0,0,0,0], "others": [], "parties": [["a"]]}\n',
    ],
)
def test_garbage_with_a_good_checksum_is_ignored(
    known: Repo, store: Store, garbage: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "read", lambda kind, key: garbage)

    assert ask(known, store) == forgotten(known)


@pytest.mark.parametrize("seed", range(40))
def test_a_snapshot_that_somebody_bent_raises_nothing(
    known: Repo, store: Store, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = [store.read(KIND, key) for key in _keys(store)]
    assert kept[0]
    data = bytearray(kept[0])
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 5)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    monkeypatch.setattr(store, "read", lambda kind, key: bytes(data))

    assert history.read(portal(known.root, lesson(A)), TODAY, store).available


def test_no_address_is_kept(known: Repo, store: Store) -> None:
    known.write(A, "More")
    known.commit("More\n\nCo-authored-by: Ines <ines@example.org>", author="secret@example.org <secret@example.org>")
    ask(known, store)

    kept = [path.read_bytes() for path in store.folder.rglob("*") if path.is_file()] if store.folder else []
    assert len(kept) > 2
    assert not any(b"example.org" in data or b"maria@" in data for data in kept)


def _keys(store: Store) -> list[str]:
    assert store.folder
    return [path.parent.name + path.name for path in sorted((store.folder / KIND).glob("*/*"))]
