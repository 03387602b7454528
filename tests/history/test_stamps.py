"""Whoever only notes that a lesson is still right keeps it fresh, and has not written it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from history.conftest import Explain, Read
from history.portals import TODAY, lesson, portal
from lorepath import history
from lorepath.history import Credit, LessonHistory
from lorepath.history.unannounced import KIND
from lorepath.store import Key, Store
from repo import Repo

PATH = "content/lessons/t/a.md"
OTHER = "content/lessons/u/b.md"
INES = "Ines Duarte <ines@example.org>"
TOM = "Tom Berg <tom@example.org>"
FRONT = "---\ntitle: A lesson\n{reviewed}owner: maria\n---\n\n{body}\n"


def text(reviewed: str = "", body: str = "One sentence.") -> str:
    line = f"reviewed: {reviewed}\n" if reviewed else ""
    return FRONT.format(reviewed=line, body=body)


def after(repo: Repo, read: Read, before: str, now: str, message: str = "Verify the lesson") -> LessonHistory:
    """The lesson after Maria wrote it and Tom changed it."""
    repo.write(PATH, before)
    repo.commit("Write", date="2025-01-01")
    repo.write(PATH, now)
    repo.commit(message, author=TOM, date="2025-06-01")
    return read(PATH).lessons["a"]


@pytest.mark.parametrize(
    "message",
    [
        "Verify the lesson",
        "Reviewed: still right",
        "Freshness round (#12)",
        "chore: stamp reviews",
        "Update a.md",
        "Look again\n\nReviewed-lesson: a",
    ],
)
@pytest.mark.parametrize("before", [text(), text("2024-01-01")])
def test_a_stamp_keeps_fresh(repo: Repo, read: Read, explain: Explain, before: str, message: str) -> None:
    lesson = after(repo, read, before, text("2025-06-01"), message)

    assert [each.name for each in lesson.authors] == ["Maria Okafor"]
    assert [each.name for each in lesson.renewers] == ["Tom Berg"]
    assert (lesson.edited, lesson.tidied) == (date(2025, 1, 1), None)
    assert explain(PATH)[1].credit is Credit.RENEWER
    assert explain(PATH)[1].reason == "notes a review and changes nothing else"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (text(), text('"2025-06-01"')),
        (text("2024-01-01"), text("'2025-06-01'")),
        (text("2024-01-01 # every spring"), text("2025-06-01 # every spring")),
        (text('"2024-01-01"'), text("2025-06-01")),
        (text(), text().replace("owner: maria\n", "owner: maria\nreviewed: 2025-06-01\n")),
        (text().replace("owner: maria\n", "owner: maria\nreviewed: 2024-01-01\n"), text("2025-06-01")),
        ("\ufeff" + text(), "\ufeff" + text("2025-06-01")),
        (text("2024-01-01").replace("---\n", "--- \n"), text("2025-06-01").replace("---\n", "--- \n")),
        ("---\n---\nText.\n", "---\nreviewed: 2025-06-01\n---\nText.\n"),
    ],
)
def test_a_stamp_in_another_dress_is_a_stamp(repo: Repo, read: Read, before: str, now: str) -> None:
    assert [each.name for each in after(repo, read, before, now).renewers] == ["Tom Berg"]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (text("2024-01-01"), text("2023-06-01")),
        (text("2024-01-01"), text('"2024-01-01"')),
        (text("2024-01-01 # in spring"), text("2024-01-01 # in autumn")),
        (text("2024-01-01"), text().replace("owner: maria\n", "owner: maria\nreviewed: 2024-01-01\n")),
    ],
)
@pytest.mark.parametrize("message", ["Verify the lesson", "Yes"])
def test_a_day_that_is_no_later_earns_nothing(
    repo: Repo, read: Read, explain: Explain, before: str, now: str, message: str
) -> None:
    after(repo, read, before, now, message)
    facts = noting(repo).lessons["a"]

    assert ([each.name for each in facts.authors], facts.renewers) == (["Maria Okafor"], ())
    assert (facts.edited, facts.tidied) == (date(2025, 1, 1), date(2025, 6, 1))
    if message != "Yes":
        assert explain(PATH)[1].reason == "changes the line `reviewed:` only, and to no later day"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (text("2024-01-01"), text("2025-99-01")),
        (text(), text("hello, worl")),
        (text(body="---\nreviewed: 2024-01-01\n---"), text(body="---\nreviewed: 2025-06-01\n---")),
        (text("2025-06-01", "reviewed: 2024-01-01"), text("2025-06-01", "reviewed: 2025-01-01")),
        (
            text("2025-06-01", "```yaml\nreviewed: 2024-01-01\n```"),
            text("2025-06-01", "```yaml\nreviewed: 2025-01-01\n```"),
        ),
        ("---\ntitle: A\n\nreviewed: 2024-01-01\n", "---\ntitle: A\n\nreviewed: 2025-06-01\n"),
        ("---- \nreviewed: 2024-01-01\n----\n", "---- \nreviewed: 2025-06-01\n----\n"),
        ("--- A\nreviewed: 2024-01-01\n---\n", "--- A\nreviewed: 2025-06-01\n---\n"),
        (text("2024-01-01").replace("\n", "\r\n"), text("2025-06-01", "Two sentence.").replace("\n", "\r\n")),
    ],
)
@pytest.mark.parametrize("message", ["Verify the lesson", "Yes"])
def test_what_only_looks_like_a_day_of_review_is_text(
    repo: Repo, read: Read, before: str, now: str, message: str
) -> None:
    after(repo, read, before, now, message)
    facts = noting(repo).lessons["a"]

    assert ([each.name for each in facts.authors], facts.renewers) == (["Maria Okafor", "Tom Berg"], ())


def test_only_the_lesson_whose_text_a_review_mends_has_another_author(repo: Repo) -> None:
    for path in (PATH, OTHER):
        repo.write(path, text())
    repo.commit("Write", date="2025-01-01")
    repo.write(PATH, text("2025-06-01"))
    repo.write(OTHER, text("2025-06-01", "Two sentence."))
    repo.commit("Yes (#12)\n\nCo-authored-by: Maria Okafor <maria@example.org>", author=TOM, date="2025-06-01")
    facts = noting(repo, PATH, OTHER).lessons

    assert [each.name for each in facts["a"].renewers] == ["Tom Berg"]
    assert [each.name for each in facts["a"].authors] == ["Maria Okafor"]
    assert facts["b"].renewers == ()
    assert [each.name for each in facts["b"].authors] == ["Maria Okafor", "Tom Berg"]


@pytest.mark.parametrize("message", ["Move a to c", "Yes", "Verify and move a"])
def test_a_stamp_beside_a_new_name_is_a_stamp(repo: Repo, message: str) -> None:
    repo.write(PATH, text("2024-01-01", "One sentence.\n" * 20))
    repo.commit("Write", date="2025-01-01")
    repo.remove(PATH)
    repo.write("content/lessons/t/c.md", text("2025-06-01", "One sentence.\n" * 20))
    repo.commit(message, author=TOM, date="2025-06-01")
    facts = noting(repo, "content/lessons/t/c.md").lessons["c"]

    assert [each.name for each in facts.authors] == ["Maria Okafor"]
    assert [each.name for each in facts.renewers] == ["Tom Berg"]


def test_a_stamp_that_was_reverted_or_is_ignored_earns_nothing(repo: Repo) -> None:
    repo.write(PATH, text("2024-01-01"))
    repo.commit("Write", date="2025-01-01")
    repo.write(PATH, text("2025-06-01"))
    repo.commit("Yes", author=TOM, date="2025-06-01")
    repo.write(PATH, text("2024-01-01"))
    repo.commit("No", author=TOM, date="2025-06-02")
    repo.write(PATH, text("2025-07-01"))
    repo.write(".git-blame-ignore-revs", repo.commit("All of them", author=TOM, date="2025-07-01"))
    facts = noting(repo).lessons["a"]

    assert ([each.name for each in facts.authors], facts.renewers) == (["Maria Okafor"], ())


def test_a_stamp_that_a_merge_brought_is_a_stamp(repo: Repo) -> None:
    repo.write(PATH, text("2024-01-01"))
    repo.commit("Write", date="2025-01-01")
    repo.branch("reviews")
    repo.write(PATH, text("2025-06-01"))
    repo.commit("Yes", author=TOM, date="2025-06-01")
    repo.switch("main")
    repo.write("notes.txt", "x")
    repo.commit("Note", date="2025-06-02")
    repo.merge("reviews", "Merge pull request #3 from reviews", author=INES, date="2025-06-03")
    facts = noting(repo).lessons["a"]

    assert ([each.name for each in facts.authors], facts.reviewers) == (["Maria Okafor"], ())
    assert [each.name for each in facts.renewers] == ["Tom Berg"]


@pytest.mark.parametrize("named", [0, 1])
def test_a_tag_that_is_named_like_a_content_takes_nobodys_credit(repo: Repo, read: Read, named: int) -> None:
    contents = [text("2024-01-01"), text("2025-06-01", "Two sentence.")]
    after(repo, read, *contents, "Yes")
    harmless = [text("2024-01-01", "Two sentence."), text("2025-06-01")][named]
    ids = [repo.git("hash-object", "-w", "--stdin", stdin=each.encode()).strip() for each in (*contents, harmless)]
    repo.git("tag", ids[named][:15], ids[2])

    assert [each.name for each in noting(repo).lessons["a"].authors] == ["Maria Okafor", "Tom Berg"]


def test_whoever_takes_the_day_out_vouches_for_nothing(repo: Repo, read: Read) -> None:
    assert after(repo, read, text("2024-01-01"), text()).renewers == ()


def test_many_stamps_are_found_among_many_edits(repo: Repo, read: Read) -> None:
    paths = [f"content/lessons/t/lesson-{number}.md" for number in range(30)]
    for number, path in enumerate(paths):
        repo.write(path, text(body=f"Sentence {number}."))
    repo.commit("Write", date="2025-01-01")
    for number, path in enumerate(paths):
        repo.write(path, text("2025-06-01" if number % 3 else "", f"Sentence {number if number % 2 else -number}."))
    repo.commit("Verify the lessons", author=TOM, date="2025-06-01")
    lessons = read(*paths).lessons
    stamped = {number for number in range(30) if lessons[f"lesson-{number}"].renewers}
    assert stamped == {number for number in range(1, 30) if number % 3 and number % 2}


def test_a_review_that_mends_something_is_an_edit_too(repo: Repo, read: Read) -> None:
    lesson = after(repo, read, text(), text("2025-06-01", "One better sentence."))

    assert [each.name for each in lesson.authors] == ["Maria Okafor", "Tom Berg"]
    assert lesson.edited == date(2025, 6, 1)


def test_the_word_in_the_text_is_no_stamp(repo: Repo, read: Read) -> None:
    lesson = after(repo, read, text(body="reviewed: once"), text(body="reviewed: twice"))

    assert [each.name for each in lesson.authors] == ["Maria Okafor", "Tom Berg"]


def test_line_ends_make_no_difference(repo: Repo, read: Read) -> None:
    lesson = after(repo, read, text().replace("\n", "\r\n"), text("2025-06-01").replace("\n", "\r\n"))

    assert [each.name for each in lesson.renewers] == ["Tom Berg"]


def test_a_message_alone_makes_no_stamp(repo: Repo, read: Read) -> None:
    lesson = after(repo, read, "No front matter.\n", "No front matter here.\n")

    assert [each.name for each in lesson.authors] == ["Maria Okafor", "Tom Berg"]


def test_a_program_keeps_nothing_fresh(repo: Repo, read: Read) -> None:
    repo.write(PATH, text())
    repo.commit("Write")
    repo.write(PATH, text("2025-06-01"))
    repo.commit("Verify", author="ci[bot] <bot@example.org>")

    assert read(PATH).lessons["a"].renewers == ()


# What no word of the subject announces is looked at in lessons that note a review.
def noting(repo: Repo, *paths: str, store: Store | None = None, day: date | None = TODAY) -> history.History:
    """The history of lessons that note a review of this day, each in the topic that its path says."""
    lessons = [lesson(path, topic=path.split("/")[2], reviewed=day) for path in paths or (PATH,)]
    return history.read(portal(repo.root, *lessons), TODAY, store or Store(None))


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many edits each look has asked Git about."""
    counts: list[int] = []
    ask = history.unannounced.stamps

    def counted(repository: history.log.Repository, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        asked = list(pairs)
        counts.append(len(asked))
        return ask(repository, asked)

    monkeypatch.setattr("lorepath.history.unannounced.stamps", counted)
    return counts


@pytest.mark.parametrize("message", ["Yes", "chore: bump", "Fix typos", "Nothing to do (#12)", "Update the day"])
@pytest.mark.parametrize("before", [text(), text("2024-01-01")])
def test_a_stamp_is_a_stamp_whatever_the_subject_says(repo: Repo, read: Read, before: str, message: str) -> None:
    after(repo, read, before, text("2025-06-01"), message)
    facts = noting(repo).lessons["a"]

    assert [each.name for each in facts.authors] == ["Maria Okafor"]
    assert [each.name for each in facts.renewers] == ["Tom Berg"]
    assert (facts.edited, facts.tidied) == (date(2025, 1, 1), None)


def test_credit_explains_a_stamp_whatever_the_subject_says(repo: Repo, read: Read) -> None:
    after(repo, read, text(), text("2025-06-01"), "Yes")
    only = lesson(PATH, reviewed=TODAY)
    told = history.explain(portal(repo.root, only), only, TODAY)

    assert [(each.credit, each.reason) for each in told] == [
        (Credit.AUTHOR, "writes the lesson"),
        (Credit.RENEWER, "notes a review and changes nothing else"),
    ]


def test_a_stamp_that_another_one_followed_or_a_new_name_is_one_too(repo: Repo) -> None:
    repo.write(PATH, text(body="One sentence.\n" * 20))
    repo.commit("Write", date="2025-01-01")
    for author, day in ((TOM, "2025-06-01"), (INES, "2025-09-01")):
        repo.write(PATH, text(day, "One sentence.\n" * 20))
        repo.commit("Yes", author=author, date=day)
    repo.git("mv", PATH, "content/lessons/t/c.md")
    repo.commit("Give it a better name", author=INES, date="2025-10-01")
    facts = noting(repo, "content/lessons/t/c.md").lessons["c"]

    assert [each.name for each in facts.authors] == ["Maria Okafor"]
    assert [each.name for each in facts.renewers] == ["Tom Berg", "Ines Duarte"]


def test_an_edit_beside_a_new_day_is_an_edit_whatever_the_subject_says(repo: Repo, read: Read) -> None:
    after(repo, read, text("2024-01-01"), text("2025-06-01", "Two sentence."), "Yes")

    assert [each.name for each in noting(repo).lessons["a"].authors] == ["Maria Okafor", "Tom Berg"]


def test_nothing_is_asked_of_lessons_that_note_no_review(repo: Repo, read: Read, looks: list[int]) -> None:
    after(repo, read, text(), text("2025-06-01"), "Yes")
    noting(repo, day=None)

    assert looks == []


def test_only_the_edits_of_a_topic_that_changed_are_looked_at_again(
    repo: Repo, tmp_path: Path, looks: list[int]
) -> None:
    store = Store(tmp_path / "cache")
    for path in (PATH, OTHER):
        repo.write(path, text())
        repo.commit("Write", date="2025-01-01")
        repo.write(path, text("2025-06-01"))
        repo.commit("Yes", author=TOM, date="2025-06-01")
    first, again = (noting(repo, PATH, OTHER, store=store) for _ in range(2))
    repo.write(OTHER, text("2025-09-01"))
    repo.commit("Yes", author=INES, date="2025-09-01")
    last = noting(repo, PATH, OTHER, store=store)

    assert looks == [2, 2]
    assert first == again
    assert last == noting(repo, PATH, OTHER)
    assert [each.name for each in last.lessons["b"].renewers] == ["Tom Berg", "Ines Duarte"]


def test_what_somebody_else_kept_of_stamps_is_looked_at_again(
    repo: Repo, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    after(repo, read, text(), text("2025-06-01"), "Yes")
    store = Store(tmp_path / "cache")
    whole = store.read

    def damaged(kind: str, key: Key) -> bytes | None:
        return b"too long by far" if kind == KIND else whole(kind, key)

    monkeypatch.setattr(store, "read", damaged)
    assert noting(repo, store=store) == noting(repo)


def test_a_long_row_of_edits_is_looked_at_part_by_part(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, looks: list[int]
) -> None:
    monkeypatch.setattr("lorepath.history.unannounced._AT_ONCE", 2)
    repo.write(PATH, text())
    repo.commit("Write", date="2025-01-01")
    for month in range(1, 6):
        repo.write(PATH, text(f"2025-0{month}-02"))
        repo.commit("Yes", author=TOM, date=f"2025-0{month}-02")

    assert [each.name for each in noting(repo).lessons["a"].authors] == ["Maria Okafor"]
    assert looks == [2, 2, 1]
