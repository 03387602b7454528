"""What a change does to learners: said to authors at a terminal, and to reviewers on the page of the job."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest

from conftest import Cli
from portal import FILES, QUIZ, lesson, make_portal
from repo import Repo

FOLDER = "content/lessons/basics/"
EDIT = f"{FOLDER}edit-for-a-reader.md"
SHORT = f"{FOLDER}short-sentences.md"
TERSE = f"{FOLDER}be-terse.md"
ROLE = "content/roles/writer.yml"
EDITING = {"title": "Edit for a busy reader", "teaches": {"plain-language": 2}, "requires": {"plain-language": 1}}


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """The portal on main, and a branch off it. Its one path: short sentences (8 minutes), then editing (12)."""
    repo = Repo(tmp_path / "portal")
    make_portal(repo.root)
    repo.commit("Begin")
    repo.branch("change")
    return repo


def at_the_terminal(cli: Cli, repo: Repo) -> list[str]:
    """What is said of learning paths: the lines below their heading."""
    lines = cli("check", "--root", repo.root, "--changed", "main").stdout.splitlines()
    heading = "What this change does to learning paths:"
    below = lines[lines.index(heading) + 1 :] if heading in lines else []
    return [line.strip() for line in takewhile(lambda line: line.startswith("  "), below)]


def on_the_page(cli: Cli, repo: Repo, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the page of the job says for reviewers."""
    page = repo.root.parent / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    cli("check", "--root", repo.root, "--changed", "main", "--format", "github")
    text = page.read_text("utf-8").partition("### What this change does for learners\n\n")[2]
    return text.partition("<details>")[0]


def test_a_change_of_words_changes_nobodys_way(repo: Repo, cli: Cli) -> None:
    repo.write(SHORT, lesson(f"Other words.\n\n{QUIZ}", minutes=8))
    assert at_the_terminal(cli, repo) == []


def test_without_a_base_nothing_is_compared(repo: Repo, cli: Cli) -> None:
    repo.write(SHORT, lesson(minutes=11))
    assert "learning paths" not in cli("check", "--root", repo.root).stdout


def test_a_lesson_that_takes_longer(repo: Repo, cli: Cli) -> None:
    repo.write(SHORT, lesson(minutes=11))
    assert at_the_terminal(cli, repo) == ["Writer: 20 → 23 (+3) minutes; the same lessons"]


def test_a_shorter_lesson_takes_the_place_of_another(repo: Repo, cli: Cli) -> None:
    repo.write(TERSE, lesson(title="Be terse", minutes=5))
    assert at_the_terminal(cli, repo) == [
        "Writer: 20 → 17 (-3) minutes; joins: Be terse (5 min); leaves: Write short sentences (8 min)"
    ]


def test_lessons_that_change_places(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    skill = "name: Layout\nsummary: Set a page.\nlevels: {1: Sets a page}\n"
    laying = {"title": "Lay out a page", "teaches": {"layout": 1}}
    repo = Repo(tmp_path / "portal")
    files = {
        "content/skills/layout.yml": skill,
        ROLE: FILES[ROLE].replace("plain-language: 2", "layout: 1, plain-language: 1"),
        f"{FOLDER}lay-out.md": lesson(minutes=9, **laying),
    }
    make_portal(repo.root, files)
    repo.commit("Begin")
    repo.branch("change")
    repo.write(f"{FOLDER}lay-out.md", lesson(minutes=9, requires={"plain-language": 1}, **laying))
    assert at_the_terminal(cli, repo) == ["Writer: 17 minutes; lessons in another order"]
    page = on_the_page(cli, repo, monkeypatch)
    assert "| Lay out a page | changed; now asks for Plain language 1 | 9 | Writer |\n" in page
    assert "| Writer | 17 | lessons in another order |\n" in page


def test_another_id_is_no_other_lesson(repo: Repo, cli: Cli) -> None:
    (repo.root / SHORT).unlink()
    repo.write(f"{FOLDER}brief.md", lesson(minutes=8, aliases=["short-sentences"]))
    assert at_the_terminal(cli, repo) == []


def test_levels_that_no_lesson_leads_to_any_more_and_those_that_one_does_now(repo: Repo, cli: Cli) -> None:
    (repo.root / EDIT).unlink()
    assert at_the_terminal(cli, repo) == [
        "Writer: 20 → 8 (-12) minutes; no lesson leads to Plain language 2; leaves: Edit for a busy reader (12 min)"
    ]
    repo.commit("Remove editing")
    repo.git("branch", "--force", "main")
    repo.write(EDIT, lesson(minutes=12, **EDITING))
    assert at_the_terminal(cli, repo) == [
        "Writer: 8 → 20 (+12) minutes; joins: Edit for a busy reader (12 min); lessons lead to Plain language 2 now"
    ]


def test_a_role_that_asks_for_more_a_new_one_and_one_that_is_gone(repo: Repo, cli: Cli) -> None:
    repo.write("content/roles/editor.yml", FILES[ROLE].replace("Writer", "Editor"))
    assert at_the_terminal(cli, repo) == [
        "Editor: none → 20 minutes; a new role; "
        "joins: Write short sentences (8 min) and Edit for a busy reader (12 min)"
    ]
    repo.commit("Add a role")
    repo.git("branch", "--force", "main")
    (repo.root / "content/roles/editor.yml").unlink()
    repo.write(ROLE, FILES[ROLE].replace("plain-language: 2", "plain-language: 1"))
    assert at_the_terminal(cli, repo) == [
        "Editor: 20 → none minutes; the role is gone",
        "Writer: 20 → 8 (-12) minutes; leaves: Edit for a busy reader (12 min)",
    ]


def test_reviewers_see_lessons_and_paths(repo: Repo, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write(EDIT, lesson(minutes=14, **EDITING))
    repo.write(TERSE, lesson(title="Be [terse](https://example.org) | `now`", minutes=5))
    repo.write(f"{FOLDER}aside.md", lesson(title="An aside", minutes=9))
    (repo.root / SHORT).unlink()
    assert on_the_page(cli, repo, monkeypatch) == (
        "| lesson | what | minutes | on the path of |\n"
        "|---|---|---|---|\n"
        "| An aside | new | none → 9 | no role |\n"
        "| Be \\[terse\\]\\(https\\://example.org\\) \\| \\`now\\` | new | none → 5 | Writer |\n"
        "| Edit for a busy reader | changed | 12 → 14 (+2) | Writer |\n"
        "| Write short sentences | removed | 8 → none | Writer |\n"
        "\n"
        "| learning path | minutes | what changes |\n"
        "|---|---|---|\n"
        "| Writer | 20 → 19 (-1) | joins\\: Be \\[terse\\]\\(https\\://example.org\\) \\| \\`now\\` \\(5 min\\);"
        " leaves\\: Write short sentences \\(8 min\\) |\n"
        "\n"
    )


def test_reviewers_are_told_that_no_path_changes(repo: Repo, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write(SHORT, lesson(f"Other words.\n\n{QUIZ}", minutes=8))
    assert on_the_page(cli, repo, monkeypatch) == (
        "| lesson | what | minutes | on the path of |\n"
        "|---|---|---|---|\n"
        "| Write short sentences | changed | 8 | Writer |\n"
        "\n"
        "No learning path changes.\n"
    )


@pytest.mark.parametrize("fate", ["retired", "renamed or moved"])
def test_what_becomes_of_a_lesson(fate: str, repo: Repo, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    if fate == "retired":
        repo.write(SHORT, lesson(minutes=8, retired=True))
    else:
        (repo.root / SHORT).unlink()
        repo.write(f"{FOLDER}brief.md", lesson(minutes=8, aliases=["short-sentences"]))
    assert f"| Write short sentences | {fate} | 8 |" in on_the_page(cli, repo, monkeypatch)


def test_nothing_is_guessed_while_a_file_cannot_be_read(repo: Repo, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write(EDIT, "---\ntitle: [\n---\n")
    assert at_the_terminal(cli, repo) == []
    page = on_the_page(cli, repo, monkeypatch)
    assert page.startswith("What becomes of learning paths shows once every file can be read.\n")
    assert "Edit for a busy reader" not in page
