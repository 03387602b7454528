"""What differs between a base and the folder as it is now."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lorepath.errors import PortalError
from lorepath.history.revisions import difference
from repo import Repo


@pytest.fixture
def branch(repo: Repo) -> Repo:
    """A branch with one commit of its own, while main moved on."""
    for name in ("kept", "edited", "deleted", "moved", "later"):
        repo.write(f"content/{name}.md", name)
    repo.write(".gitignore", "ignored/\n")
    repo.commit("Add")
    repo.branch("work")
    repo.write("content/edited.md", "edited more")
    repo.move("content/moved.md", "content/new-name.md")
    repo.commit("Work")
    repo.switch("main")
    repo.write("content/kept.md", "changed on main only")
    repo.commit("Main moves on")
    repo.switch("work")
    return repo


def test_commits_edits_deletions_and_untracked_files(branch: Repo) -> None:
    branch.remove("content/deleted.md")
    branch.write("content/later.md", "not committed")
    branch.write("content/größe/unträcked.md")
    branch.write("content/staged.md")
    branch.git("add", "content/staged.md")
    branch.write("ignored/file.md")

    assert difference(branch.root, "main").paths == {
        "content/edited.md",
        "content/moved.md",
        "content/new-name.md",
        "content/deleted.md",
        "content/later.md",
        "content/größe/unträcked.md",
        "content/staged.md",
    }


def test_a_portal_in_a_subfolder_sees_its_own_paths(repo: Repo) -> None:
    repo.write("portal/content/a.md")
    repo.write("outside.md")
    base = repo.commit("Add")
    repo.write("portal/content/a.md", "more")
    repo.write("portal/content/b.md", "new")
    repo.write("outside.md", "more")
    repo.write("new-outside.md")

    assert difference(repo.root / "portal", base).paths == {"content/a.md", "content/b.md"}


def test_touched_but_equal_files_did_not_change(branch: Repo) -> None:
    for path in (branch.root / "content").iterdir():
        path.write_bytes(path.read_bytes())

    assert difference(branch.root, "HEAD").paths == frozenset()


def test_the_index_stays_as_it_is(branch: Repo) -> None:
    index = branch.root / ".git/index"
    for path in (branch.root / "content").iterdir():
        os.utime(path, (1, 1))
    before = index.read_bytes()
    difference(branch.root, "main")

    assert index.read_bytes() == before


@pytest.mark.parametrize(
    "base",
    ["", "nowhere", "-h", "--output=canary", "main..work", "^main", "main\0", "main:content", "a b", "@{u}", "é"],
)
def test_an_unknown_base_is_one_clear_finding(branch: Repo, base: str) -> None:
    with pytest.raises(PortalError) as caught:
        difference(branch.root, base)

    assert caught.value.finding.code == "HIS07"
    assert "origin/main" in caught.value.finding.hint
    assert not (branch.root / "canary").exists()


def test_histories_without_a_common_commit(branch: Repo) -> None:
    branch.git("switch", "--quiet", "--orphan", "alone")
    branch.commit("Alone")

    with pytest.raises(PortalError, match="HIS07"):
        difference(branch.root, "main")


def test_no_commit_yet_and_no_repository(repo: Repo, tmp_path: Path) -> None:
    with pytest.raises(PortalError, match="HIS07"):
        difference(repo.root, "HEAD")
    with pytest.raises(PortalError, match="HIS07"):
        difference(tmp_path, "HEAD")
