"""Every former address of a lesson leads to the lesson, and none that is in use leads away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from history.portals import TODAY, lesson, portal
from lorepath import history
from lorepath.model import Lesson
from repo import Repo

A, B, C, D = (f"content/lessons/t/{name}.md" for name in "abcd")
LONG = "".join(f"Sentence number {number} of a long lesson.\n" for number in range(40))
OTHER = "".join(f"A line about something else, {number}.\n" for number in range(40))


def redirects(root: Path, *lessons: Lesson, files: tuple[str, ...] = ()) -> dict[str, str]:
    facts = history.read(replace(portal(root, *lessons), files=frozenset(files)), TODAY)
    return dict(facts.redirects)


def moved(repo: Repo, *ways: tuple[str, str]) -> None:
    for old, new in ways:
        repo.move(old, new)
        repo.commit(f"Move to {new}")


def test_a_chain_of_renames(repo: Repo) -> None:
    repo.write(A, LONG)
    repo.commit("Add")
    moved(repo, (A, B), (B, "content/lessons/u/c.md"))

    assert redirects(repo.root, lesson("content/lessons/u/c.md")) == {A: "c", B: "c"}


def test_an_address_in_use_leads_nowhere_else(repo: Repo) -> None:
    repo.write(A, LONG)
    repo.commit("Add")
    moved(repo, (A, B))
    repo.write(A, OTHER)
    repo.commit("Something new at the old address")

    assert redirects(repo.root, lesson(A), lesson(B)) == {}
    assert redirects(repo.root, lesson(B), files=("lessons/t/a.md",)) == {}


def test_the_last_file_that_had_an_address_inherits_it(repo: Repo) -> None:
    repo.write(A, LONG)
    repo.commit("Add")
    moved(repo, (A, B))
    repo.write(A, OTHER)
    repo.commit("Another one")
    moved(repo, (A, C))

    assert redirects(repo.root, lesson(B), lesson(C)) == {A: "c"}


def test_a_deleted_lesson_leads_nowhere(repo: Repo) -> None:
    repo.write(A, LONG)
    repo.write(B, OTHER)
    repo.commit("Add")
    repo.remove(A)
    repo.commit("Delete")

    assert redirects(repo.root, lesson(B)) == {}


def test_an_alias_leads_to_its_lesson_from_wherever_the_old_one_was(repo: Repo) -> None:
    repo.write("content/lessons/old/a.md", LONG)
    repo.commit("Add")
    repo.remove("content/lessons/old/a.md")
    repo.write(B, OTHER)
    repo.commit("Write it anew")

    assert redirects(repo.root, lesson(B, aliases=("a",))) == {A: "b", "content/lessons/old/a.md": "b"}


def test_an_alias_comes_before_a_rename(repo: Repo) -> None:
    repo.write(A, LONG)
    repo.write(C, OTHER)
    repo.commit("Add")
    moved(repo, (A, B))

    assert redirects(repo.root, lesson(B), lesson(C, aliases=("a",))) == {A: "c"}


def test_an_alias_that_is_a_living_lesson_is_ignored(repo: Repo) -> None:
    repo.write(A, LONG)
    repo.write(B, OTHER)
    repo.commit("Add")

    assert redirects(repo.root, lesson(A), lesson(B, aliases=("a",))) == {}


def test_without_history_aliases_still_lead_on(tmp_path: Path) -> None:
    assert redirects(tmp_path, lesson(B, aliases=("a",))) == {A: "b"}


def test_only_what_can_be_an_address_becomes_one(repo: Repo) -> None:
    odd = (
        "content/lessons/t/Größe.md",
        "content/lessons/t/With Space.md",
        "content/roles/x.md",
        "content/index.md",
        "content/lessons/t/x.txt",
        "elsewhere/x.md",
        f"content/lessons/t/{'x' * 81}.md",
        "content/an-old-page.md",
    )
    for number, path in enumerate(odd):
        repo.write(path, LONG.replace("lesson", f"lesson {number * 7919}" * 9))
        repo.commit("Add")
        moved(repo, (path, f"content/lessons/t/n{number}.md"))

    lessons = [lesson(f"content/lessons/t/n{number}.md") for number in range(len(odd))]
    assert redirects(repo.root, *lessons) == {"content/an-old-page.md": "n7"}


def test_a_portal_in_a_subfolder(repo: Repo) -> None:
    repo.write(f"docs/{A}", LONG)
    repo.write(B, OTHER)
    repo.commit("Add")
    moved(repo, (f"docs/{A}", f"docs/{B}"), (B, f"docs/{C}"))

    assert redirects(repo.root / "docs", lesson(B), lesson(C)) == {A: "b"}
