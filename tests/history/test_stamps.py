"""Whoever only notes that a lesson is still right keeps it fresh, and has not written it."""

from __future__ import annotations

from datetime import date

import pytest

from history.conftest import Explain, Read
from lorepath.history import Credit, LessonHistory
from repo import Repo

PATH = "content/lessons/t/a.md"
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
    ],
)
def test_a_stamp_in_another_dress_is_a_stamp(repo: Repo, read: Read, before: str, now: str) -> None:
    assert [each.name for each in after(repo, read, before, now).renewers] == ["Tom Berg"]


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
