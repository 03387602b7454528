"""More than age: what a lesson depends on changed, or nobody looks after it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from history.portals import TODAY, lesson, person, portal
from lorepath import history
from lorepath.history import Freshness, History, Status, promises
from lorepath.link_report import PATH as REPORT
from lorepath.model import Lesson, Person, ShelfLife, Written
from lorepath.store import Store
from repo import Repo

A, B = "content/lessons/t/a.md", "content/lessons/t/b.md"
TOM = "Tom Berg <tom@example.org>"
VERIFIED = date(2026, 2, 1)
PEOPLE = {
    "maria": person("maria", "Maria Okafor", "maria@example.org"),
    "tom": person("tom", "Tom Berg", "tom@example.org"),
}


def facts(repo: Repo, *lessons: Lesson, people: Mapping[str, Person] | None = None, today: date = TODAY) -> History:
    return history.read(portal(repo.root, *lessons, people=PEOPLE if people is None else people), today)


def fresh(repo: Repo, path: str = A, today: date = TODAY, **values: object) -> Freshness:
    """The freshness of one lesson that was verified on 1 February 2026."""
    values = {"reviewed": VERIFIED, "owner": "maria", **values}
    return facts(repo, lesson(path, **values), today=today).lessons[lesson(path).id].freshness


@pytest.fixture
def written(repo: Repo) -> Repo:
    """A lesson with a picture, and the code that it describes, all of January 2026."""
    repo.write(A, "A lesson.\n")
    repo.write("content/lessons/t/map.png", "one")
    repo.write("src/alarms/ring.py", "one")
    repo.write("src/other.py", "one")
    repo.commit("Begin", date="2026-01-05")
    return repo


# ── what a lesson describes ──


@pytest.mark.parametrize("watched", ["src/alarms", "src/alarms/", "/src/alarms/ring.py", "./src", "src/alarms/ring.py"])
def test_a_watched_file_or_folder_changed(written: Repo, watched: str) -> None:
    assert fresh(written, watches=(watched,)).status is Status.FRESH
    written.write("src/alarms/ring.py", "two")
    written.commit("Ring twice", date="2026-05-10")

    judged = fresh(written, watches=(watched,))

    tidy = watched.strip("./")
    assert judged == Freshness(
        Status.DUE,
        f"It was verified on 2026-02-01, but {tidy}, which it describes, changed on 2026-05-10, "
        "so it is due by 2026-06-09.",
        date(2026, 6, 9),
        VERIFIED,
        f"{tidy}, which it describes, changed on 2026-05-10",
    )
    later = fresh(written, watches=(watched,), today=date(2026, 6, 10))
    assert later.status is Status.STALE
    assert "so it was due by 2026-06-09." in later.reason


def test_what_changed_before_the_review_or_elsewhere_does_not_count(written: Repo) -> None:
    written.write("src/other.py", "two")
    written.commit("Elsewhere", date="2026-05-10")

    assert fresh(written, watches=("src/alarms",)).status is Status.FRESH
    assert fresh(written, watches=("src/alarms", "src")).status is Status.DUE


def test_the_first_change_since_the_review_counts(written: Repo) -> None:
    for day in ("2026-01-20", "2026-05-20", "2026-05-25"):
        written.write("src/other.py", day)
        written.commit("Change", date=day)

    assert fresh(written, watches=("src",)).due == date(2026, 6, 19)


def test_a_review_settles_it(written: Repo) -> None:
    written.write("src/other.py", "two")
    written.commit("Change", date="2026-03-01")

    assert fresh(written, watches=("src",), reviewed=date(2026, 3, 1)).status is Status.FRESH


def test_a_watched_file_that_was_moved_or_deleted_changed(written: Repo) -> None:
    written.move("src/alarms/ring.py", "src/ring.py")
    written.commit("Move", date="2026-05-10")
    written.remove("src/other.py")
    written.commit("Delete", date="2026-05-20")

    assert fresh(written, watches=("src/alarms",)).due == date(2026, 6, 9)
    assert fresh(written, watches=("src/other.py",)).due == date(2026, 6, 19)


def test_ignored_revisions_change_nothing(written: Repo) -> None:
    written.write("src/other.py", "two")
    formatted = written.commit("Format everything", date="2026-05-01")
    written.write(".git-blame-ignore-revs", f"{formatted}\n")

    assert fresh(written, watches=("src",)).status is Status.FRESH


def test_an_evergreen_lesson_still_watches(written: Repo) -> None:
    written.write("src/other.py", "two")
    written.commit("Change", date="2026-05-01")

    assert fresh(written, watches=("src",), shelf_life=ShelfLife()).status is Status.STALE
    assert fresh(written, shelf_life=ShelfLife()).status is Status.EVERGREEN


def test_watches_start_at_the_top_of_the_repository(repo: Repo) -> None:
    repo.write(f"docs/{A}", "A lesson.\n")
    repo.commit("Begin", date="2026-01-05")
    repo.write("src/code.py", "x")
    repo.write("docs/src/code.py", "x")
    repo.commit("Code", date="2026-05-10")
    asked = replace(
        portal(repo.root / "docs", lesson(A, reviewed=VERIFIED, watches=("src", "../src", "lib"))), people={}
    )

    found = history.read(asked, TODAY)

    assert found.lessons["a"].freshness.due == date(2026, 6, 9)
    assert found.unseen == {"lib"}


# ── what a lesson includes ──


def test_a_picture_changed(written: Repo) -> None:
    written.write("content/lessons/t/map.png", "two")
    written.commit("Draw the map again", date="2026-05-10")

    judged = fresh(written, includes=("content/lessons/t/map.png",))

    assert judged.cause == "map.png, which it shows, changed on 2026-05-10"
    assert fresh(written).status is Status.FRESH


def test_a_picture_that_changed_with_the_lesson_is_the_authors_own(written: Repo) -> None:
    written.write("content/lessons/t/map.png", "two")
    written.write(A, "A lesson, with a better map.\n")
    written.commit("Draw the map again", date="2026-05-10")

    assert fresh(written, includes=("content/lessons/t/map.png",)).status is Status.FRESH


# ── what a lesson builds on ──


def teaching(level: int = 1, objective: str = "Do it.", body: str = "One sentence.") -> str:
    front = f"title: A\nteaches:\n  git: {level}\nobjectives:\n- id: do-it\n  text: {objective}\nowner: maria\n"
    return f"---\n{front}---\n\n{body}\n"


def after_change(repo: Repo, before: str, after: str) -> Freshness:
    """How fresh a lesson is that builds on one whose text was changed after it had been verified."""
    repo.write(A, before)
    repo.write(B, "Builds on a.\n")
    repo.commit("Add b", date="2026-01-06")
    repo.write(A, after)
    repo.commit("Say something else", date="2026-05-10")
    teacher = lesson(A, title="Git, begun", teaches={"git": 1})
    return facts(repo, teacher, lesson(B, requires={"git": 1}, reviewed=VERIFIED)).lessons["b"].freshness


@pytest.mark.parametrize("changed", [teaching(level=2), teaching(objective="Do it twice."), "No front matter.\n"])
def test_a_prerequisite_came_to_teach_something_else(written: Repo, changed: str) -> None:
    judged = after_change(written, teaching(), changed)

    assert judged.cause == "“Git, begun”, which it builds on, came to teach something else on 2026-05-10"
    assert judged.due == date(2026, 6, 9)


@pytest.mark.parametrize(
    "changed",
    [
        teaching(body="One better sentence."),
        teaching().replace("maria", "tom"),
        teaching().replace("\n", "\r\n"),
        teaching().replace("  git: 1", "    git:  1"),
        teaching(body="objectives: none of this"),
    ],
)
def test_a_prerequisite_that_teaches_the_same_in_other_words_concerns_nobody(written: Repo, changed: str) -> None:
    assert after_change(written, teaching(), changed).status is Status.FRESH


def test_a_partial_clone_that_lacks_what_a_prerequisite_promised_is_unknown(written: Repo, tmp_path: Path) -> None:
    assert after_change(written, teaching(), teaching(body="A better sentence.")).status is Status.FRESH
    written.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    written.git("clone", "--quiet", "--filter=blob:none", f"file://{written.root}", str(clone))
    lessons = lesson(A, title="Git, begun", teaches={"git": 1}), lesson(B, requires={"git": 1}, reviewed=VERIFIED)

    assert [each.code for each in history.read(portal(clone, *lessons), TODAY).findings] == ["HIS05"]


def test_what_a_prerequisite_promised_is_kept(written: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = after_change(written, teaching(), teaching(level=2))
    lessons = lesson(A, title="Git, begun", teaches={"git": 1}), lesson(B, requires={"git": 1}, reviewed=VERIFIED)
    store = Store(tmp_path / "store")
    read = [history.read(portal(written.root, *lessons), TODAY, store)]
    monkeypatch.setattr(promises, "contents", lambda *_: pytest.fail("contents were read again"))
    read.append(history.read(portal(written.root, *lessons), TODAY, store))
    assert [found.lessons["b"].freshness for found in read] == [first, first]


@pytest.mark.parametrize("forged", [b"{", b"[]", b'{"x": "y"}', b"null"])
def test_what_somebody_else_kept_of_promises_is_nothing(
    written: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forged: bytes
) -> None:
    first = after_change(written, teaching(), teaching(level=2))
    lessons = lesson(A, title="Git, begun", teaches={"git": 1}), lesson(B, requires={"git": 1}, reviewed=VERIFIED)
    store = Store(tmp_path / "store")
    read_entry = store.read
    monkeypatch.setattr(store, "read", lambda kind, key: forged if kind == "promises" else read_entry(kind, key))

    assert history.read(portal(written.root, *lessons), TODAY, store).lessons["b"].freshness == first


def test_that_a_prerequisite_was_added_is_no_news(written: Repo) -> None:
    written.write(B, "Builds on what comes later.\n")
    written.commit("Add b", date="2026-01-06")
    written.write("content/lessons/t/c.md", "Comes later.\n")
    written.commit("Add c", date="2026-05-10")
    lessons = lesson("content/lessons/t/c.md", teaches={"git": 1}), lesson(B, requires={"git": 1}, reviewed=VERIFIED)

    assert facts(written, *lessons).lessons["b"].freshness.status is Status.FRESH


def test_what_was_done_to_a_lesson_and_its_prerequisite_on_one_day_is_one_change(written: Repo) -> None:
    written.write(B, "Builds on a.\n")
    written.commit("Add b", date="2026-01-06")
    written.write(A, teaching(level=2))
    written.write(B, "Builds on a, in its other words.\n")
    written.commit("Use other words", date="2026-05-10")
    lessons = lesson(A, teaches={"git": 1}), lesson(B, requires={"git": 1}, reviewed=VERIFIED)

    assert facts(written, *lessons).lessons["b"].freshness.status is Status.FRESH


def test_typos_in_a_prerequisite_do_not_count(written: Repo) -> None:
    written.write(B, "Builds on a.\n")
    written.write(A, "A leson.\n")
    written.commit("Add b", date="2026-01-06")
    written.write(A, "A lesson.\n\n")
    written.commit("Fix typos", date="2026-05-10")
    judged = facts(written, lesson(A, teaches={"git": 1}), lesson(B, requires={"git": 1}, reviewed=VERIFIED))

    assert judged.lessons["b"].freshness.status is Status.FRESH


def test_only_the_lesson_that_leads_just_there_counts(written: Repo) -> None:
    written.write(B, "Builds on a.\n")
    written.write("content/lessons/t/c.md", "Leads much further.\n")
    written.commit("Add", date="2026-01-06")
    written.write("content/lessons/t/c.md", teaching(level=3))
    written.commit("Say more", date="2026-05-10")
    lessons = (
        lesson(A, teaches={"git": 1}),
        lesson("content/lessons/t/c.md", teaches={"git": 3}),
        lesson(B, requires={"git": 1}, reviewed=VERIFIED),
    )

    assert facts(written, *lessons).lessons["b"].freshness.status is Status.FRESH


# ── who looks after a lesson ──


def test_the_owner_left(written: Repo) -> None:
    gone = {"maria": replace(PEOPLE["maria"], left=date(2026, 5, 10))}
    judged = facts(written, lesson(A, reviewed=VERIFIED, owner="maria"), people=gone).lessons["a"].freshness

    assert judged.reason == (
        "It was verified on 2026-02-01, but its owner left on 2026-05-10, so it is due by 2026-06-09."
    )


@pytest.mark.parametrize("left", [date(2026, 1, 1), date(2026, 7, 1)])
def test_an_owner_who_left_before_the_review_or_will_leave(written: Repo, left: date) -> None:
    people = {"maria": replace(PEOPLE["maria"], left=left)}
    found = facts(written, lesson(A, reviewed=VERIFIED, owner="maria"), people=people)

    assert found.lessons["a"].freshness.status is Status.FRESH


def test_an_owner_whom_nobody_knows(written: Repo) -> None:
    judged = facts(written, lesson(A, reviewed=VERIFIED, owner="zoe")).lessons["a"].freshness

    assert (judged.status, judged.cause) == (Status.DUE, "its owner is nobody of this portal")


def test_an_owner_who_has_been_silent_for_a_year(repo: Repo) -> None:
    repo.write(A, "A lesson.\n")
    repo.commit("Begin", author=TOM, date="2025-05-10")
    repo.commit("Somebody else", date="2026-05-01")
    owned = lesson(A, owner="tom", reviewed=VERIFIED, shelf_life=ShelfLife(months=36))

    silent = facts(repo, owned).lessons["a"].freshness

    assert silent.cause == "nothing has been seen of its owner since 2025-05-10"
    assert (silent.status, silent.due) == (Status.DUE, date(2026, 6, 9))
    assert facts(repo, owned, today=date(2026, 5, 9)).lessons["a"].freshness.status is Status.FRESH


def test_an_owner_who_reviews_is_not_silent(repo: Repo) -> None:
    repo.write(A, "A lesson.\n")
    repo.commit("Begin", author=TOM, date="2025-01-10")
    repo.commit("Somebody else\n\nReviewed-by: Tom <tom@example.org>", date="2026-05-01")

    owned = lesson(A, owner="tom", reviewed=VERIFIED, shelf_life=ShelfLife(months=36))
    assert facts(repo, owned).lessons["a"].freshness.status is Status.FRESH


def test_an_owner_who_never_made_a_commit_may_be_there(written: Repo) -> None:
    people = {**PEOPLE, "amara": person("amara", "Amara Nwosu")}
    found = facts(written, lesson(A, reviewed=VERIFIED, owner="amara"), people=people)

    assert found.lessons["a"].freshness.status is Status.FRESH


def test_a_hidden_owner_is_not_named(repo: Repo) -> None:
    repo.write(A, "A lesson.\n")
    repo.commit("Begin", author=TOM, date="2025-05-10")
    people = {"tom": person("tom", "Tom Berg", "tom@example.org", hidden=True)}
    found = facts(repo, lesson(A, owner="tom", shelf_life=ShelfLife(months=36)), people=people)

    assert found.lessons["a"].freshness.status is Status.DUE
    assert "tom" not in repr(found).casefold()


# ── links ──


def report(repo: Repo, *failing: Mapping[str, object]) -> None:
    repo.write(REPORT, json.dumps({"checked": "2026-05-25", "failing": list(failing)}))


DAYS = ["2026-05-11", "2026-05-18", "2026-05-25"]
GONE = {"url": "https://example.org/gone", "days": DAYS, "why": "the answer is 404", "lessons": ["a"]}


def linking(text: str = "See [this](https://example.org/gone).\n") -> Lesson:
    made = lesson(A, reviewed=VERIFIED)
    return replace(made, written=Written.known(text, made.written.content, made.common))


def test_a_broken_link(written: Repo) -> None:
    report(written, GONE)
    judged = facts(written, linking()).lessons["a"].freshness

    assert judged.cause == "its link to example.org has been broken since 2026-05-11"
    assert judged.due == date(2026, 6, 24), "thirty days from when it counted as broken"


def test_a_link_that_failed_on_two_days_is_not_called_broken(written: Repo) -> None:
    report(written, {**GONE, "days": [*DAYS[:2], DAYS[0], "soon"]})

    assert facts(written, linking()).lessons["a"].freshness.status is Status.FRESH


def test_who_verified_the_lesson_since_has_seen_the_broken_link(written: Repo) -> None:
    report(written, GONE)
    verified = replace(linking(), reviewed=date(2026, 5, 26))

    assert facts(written, verified).lessons["a"].freshness.status is Status.FRESH


def test_a_broken_link_that_was_mended(written: Repo) -> None:
    report(written, GONE)

    assert facts(written, linking("Nothing to see.\n")).lessons["a"].freshness.status is Status.FRESH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"failing": 1}',
        '{"failing": [1, {}, {"url": 1}, {"url": "x", "days": ["soon", 1]}]}',
        "[" * 100_000,
    ],
)
def test_a_report_that_is_none(written: Repo, text: str) -> None:
    written.write(REPORT, text)

    assert facts(written, linking()).lessons["a"].freshness.status is Status.FRESH


@pytest.mark.parametrize("url", ["https://maria@example.org:x/<script>\x1b[31m", "https://[script/"])
def test_an_address_that_means_harm_is_not_shown(written: Repo, url: str) -> None:
    report(written, {**GONE, "url": url})
    found = facts(written, linking(f"See {url}"))

    assert "script" not in repr(found)
    assert "@" not in found.lessons["a"].freshness.reason
