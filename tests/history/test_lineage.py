"""Edits reach the lesson that they were made to, wherever the file was then."""

from __future__ import annotations

from datetime import date

import pytest

from history.conftest import Explain, Read
from repo import Repo

LONG = "".join(f"Sentence number {number} of a long lesson.\n" for number in range(40))
OTHER = "".join(f"A line about something else, {number}.\n" for number in range(40))
TOM = "Tom Berg <tom@example.org>"
A, B, C = (f"content/lessons/t/{name}.md" for name in "abc")


def commits(explain: Explain, path: str) -> list[str]:
    """The commits behind the lesson at a path, ancestors first."""
    return [evidence.commit for evidence in explain(path)]


def test_a_chain_of_renames_is_followed(repo: Repo, read: Read, explain: Explain) -> None:
    repo.write(A, LONG)
    first = repo.commit("Add", date="2025-01-01")
    repo.move(A, B)
    second = repo.commit("Rename", date="2025-01-02")
    repo.move(B, "content/lessons/u/c.md")
    third = repo.commit("Rename again", date="2025-01-03")

    lesson = read("content/lessons/u/c.md").lessons["c"]

    assert commits(explain, "content/lessons/u/c.md") == [first, second, third]
    assert (lesson.created, lesson.edited, lesson.tidied) == (
        date(2025, 1, 1),
        date(2025, 1, 1),
        date(2025, 1, 3),
    )
    assert lesson.former_paths == (A, B)


def test_a_rename_with_an_edit_is_an_edit(repo: Repo, read: Read) -> None:
    repo.write(A, LONG)
    repo.commit("Add", date="2025-01-01")
    repo.remove(A)
    repo.write(B, LONG + "One more thing.\n")
    repo.commit("Say one more thing", author=TOM, date="2025-02-01")

    lesson = read(B).lessons["b"]

    assert [author.name for author in lesson.authors] == ["Maria Okafor", "Tom Berg"]
    assert (lesson.created, lesson.edited) == (date(2025, 1, 1), date(2025, 2, 1))


def test_two_files_swap_names(repo: Repo, read: Read, explain: Explain) -> None:
    repo.write(A, LONG)
    first = repo.commit("Write about one thing")
    repo.write(B, OTHER)
    second = repo.commit("Write about another thing", author=TOM)
    repo.move(A, C)
    repo.move(B, A)
    repo.move(C, B)
    swap = repo.commit("Swap")
    repo.write(A, OTHER + "more\n")
    last = repo.commit("Say more", author=TOM)

    assert commits(explain, A) == [second, swap, last]
    assert commits(explain, B) == [first, swap]
    assert read(A).lessons["a"].former_paths == (B,)
    assert [author.name for author in read(A).lessons["a"].authors] == ["Tom Berg"]


def test_a_file_replaces_another(repo: Repo, explain: Explain) -> None:
    repo.write(A, LONG)
    repo.commit("Write", date="2025-01-01")
    repo.write(B, OTHER)
    better = repo.commit("Write it better", author=TOM, date="2025-01-02")
    repo.move(B, A)
    move = repo.commit("Replace", date="2025-01-03")

    assert commits(explain, A) == [better, move]


def test_an_old_path_that_is_written_anew_is_another_file(repo: Repo, explain: Explain) -> None:
    repo.write(A, LONG)
    first = repo.commit("Add")
    repo.move(A, B)
    move = repo.commit("Rename")
    repo.write(A, OTHER)
    new = repo.commit("Something new", author=TOM)

    assert commits(explain, A) == [new]
    assert commits(explain, B) == [first, move]


def test_a_branch_edits_the_old_path_while_main_renames(repo: Repo, explain: Explain) -> None:
    repo.write(A, LONG)
    first = repo.commit("Add", date="2025-01-01")
    repo.branch("side")
    repo.write(A, LONG + "From the side.\n")
    side = repo.commit("Edit", author=TOM, date="2025-01-02")
    repo.switch("main")
    repo.move(A, B)
    move = repo.commit("Rename", date="2025-01-03")
    repo.write(A, OTHER)
    new = repo.commit("Something new at the old path", date="2025-01-04")
    repo.git("merge", "--quiet", "--no-commit", "--strategy=ours", "side")
    repo.write(B, LONG + "From the side.\n")
    repo.commit("Merge branch 'side'", date="2025-01-05")

    assert set(commits(explain, B)) == {first, side, move}
    assert commits(explain, A) == [new]


def test_a_branch_renames_while_main_edits(repo: Repo, read: Read, explain: Explain) -> None:
    repo.write(A, LONG)
    first = repo.commit("Add", date="2025-01-01")
    repo.branch("side")
    repo.move(A, B)
    move = repo.commit("Rename", date="2025-01-02")
    repo.switch("main")
    repo.write(A, "Start.\n" + LONG)
    edit = repo.commit("Edit", author=TOM, date="2025-01-03")
    repo.merge("side", "Merge branch 'side'", date="2025-01-04")

    assert set(commits(explain, B)) == {first, move, edit}
    assert read(B).lessons["b"].former_paths == (A,)


def test_both_sides_of_a_merge_count(repo: Repo, read: Read) -> None:
    repo.write(A, LONG)
    repo.commit("Add", date="2025-01-01")
    repo.branch("side")
    repo.write(A, LONG + "End.\n")
    repo.commit("End", author=TOM, date="2025-03-02")
    repo.switch("main")
    repo.write(A, "Start.\n" + LONG)
    repo.commit("Start", author="Ines Duarte <ines@example.org>", date="2025-02-02")
    repo.merge("side", "Merge branch 'side'", author="Amara <amara@example.org>", date="2025-04-01")

    lesson = read(A).lessons["a"]

    assert {author.name for author in lesson.authors} == {"Maria Okafor", "Tom Berg", "Ines Duarte"}
    assert lesson.edited == date(2025, 3, 2)
    assert lesson.reviewers == ()  # no pull request, so nobody looked at it


def test_a_deleted_and_restored_lesson_keeps_its_past(repo: Repo, read: Read) -> None:
    repo.write(A, LONG)
    repo.commit("Add", date="2025-01-01")
    repo.remove(A)
    repo.commit("Delete", author=TOM, date="2025-01-02")
    repo.write(A, LONG)
    repo.commit("Restore", author=TOM, date="2025-01-03")

    lesson = read(A).lessons["a"]

    assert [author.name for author in lesson.authors] == ["Maria Okafor"]
    assert (lesson.created, lesson.edited, lesson.tidied) == (
        date(2025, 1, 1),
        date(2025, 1, 1),
        date(2025, 1, 3),
    )


def test_moved_into_the_portal_from_elsewhere(repo: Repo, read: Read, explain: Explain) -> None:
    repo.write("docs/wiki.txt", LONG)
    first = repo.commit("Old wiki")
    repo.move("docs/wiki.txt", "portal/" + A)
    move = repo.commit("Make it a lesson")

    found = read(A, root=repo.root / "portal").lessons["a"]

    assert [each.commit for each in explain(A, root=repo.root / "portal")] == [first, move]
    assert found.former_paths == ()


@pytest.mark.parametrize("name", ["größe", "with space", 'with "quotes"', "tab\there", "日本", "-option", ":(glob)"])
def test_odd_names(repo: Repo, explain: Explain, name: str) -> None:
    repo.write("content/plain.md", LONG)
    first = repo.commit("Add")
    repo.move("content/plain.md", f"content/{name}.md")
    second = repo.commit("Rename")

    assert commits(explain, f"content/{name}.md") == [first, second]


def test_a_name_that_is_not_utf8_harms_nobody(repo: Repo, explain: Explain) -> None:
    blob = repo.git("hash-object", "-w", "--stdin", stdin=b"text").strip()
    entry = b"100644 " + blob.encode() + b"\tcontent/caf\xe9.md\n"
    repo.write(A, LONG)
    first = repo.commit("Add")
    repo.git("update-index", "--index-info", stdin=entry)
    repo.git("commit", "--quiet", "--message", "Odd")

    assert commits(explain, A) == [first]


def test_a_change_of_mode_is_no_edit(repo: Repo, read: Read, explain: Explain) -> None:
    repo.write(A, LONG)
    repo.commit("Add", date="2025-01-01")
    (repo.root / A).chmod(0o755)
    repo.commit("Make it executable", author=TOM, date="2025-01-02")

    lesson = read(A).lessons["a"]

    assert lesson.edited == date(2025, 1, 1)
    assert explain(A)[-1].reason == "changes no text"


def test_two_pull_requests_bring_what_each_brought(repo: Repo, read: Read) -> None:
    repo.write(A, LONG)
    repo.commit("Add", date="2025-01-01")
    repo.branch("one")
    repo.write(B, LONG)
    repo.commit("B", author=TOM, date="2025-01-02")
    repo.branch("two")
    repo.write(C, OTHER)
    repo.commit("C", author=TOM, date="2025-01-03")
    repo.switch("main")
    repo.merge("one", "Merge pull request #1 from x/one", author="Ines Duarte <ines@example.org>")
    repo.merge("two", "Merge pull request #2 from x/two", author="Amara Nwosu <amara@example.org>")
    lessons = read(A, B, C).lessons

    assert [person.name for person in lessons["a"].reviewers] == []
    assert [person.name for person in lessons["b"].reviewers] == ["Ines Duarte"]
    assert [person.name for person in lessons["c"].reviewers] == ["Amara Nwosu"]
