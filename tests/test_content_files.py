"""What lies in `content/`: a file is what its place says, and a folder that is no portal hears what it lacks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lorepath.content_disk import Disk
from lorepath.content_files import ContentFiles
from lorepath.content_places import ASSET_SUFFIXES, ContentFile, FileKind
from lorepath.missing_portal import no_portal
from portal import write
from tiny import tiny


def kinds(root: Path) -> dict[str, str]:
    """Path below `content/` → kind and id of every file that belongs to the portal."""
    return {file.path.removeprefix("content/"): f"{file.kind.value} {file.id}" for file in ContentFiles(root).files}


def test_a_file_is_what_its_place_and_its_ending_say(tmp_path: Path) -> None:
    expected = {
        "glossary.yml": "glossary glossary",
        "imprint.md": "page imprint",
        "legal/privacy.md": "page privacy",
        "lessons/git/first-steps.md": "lesson first-steps",
        "lessons/git/first-steps.png": "asset first-steps",
        "lessons/git/img/deep.png": "asset deep",
        "lessons/git/topic.md": "lesson topic",
        "lessons/git/topic.yml": "topic git",
        "people/maria.yml": "person maria",
        "portal.yml": "portal portal",
        "roles/writer.yml": "role writer",
        "skills/git.2.yml": "skill git.2",
        "skills/git.yml": "skill git",
    }
    for path in expected:
        write(tmp_path / "content" / path, tiny(".png") if path.endswith(".png") else "")
    assert kinds(tmp_path) == expected
    assert ContentFiles(tmp_path).findings == []


def test_files_come_sorted_by_path_whatever_the_file_system_says(tmp_path: Path) -> None:
    for path in ("b/x.md", "a.md", "b.md", "a/z.md", "a-b.md"):
        write(tmp_path / "content" / path, "")
    paths = [file.path for file in ContentFiles(tmp_path).files]
    assert paths == sorted(paths)
    assert len(paths) == 5


def test_hidden_files_and_folders_are_not_looked_at(tmp_path: Path) -> None:
    for path in (".git/config", ".DS_Store", "lessons/.cache/a.md", "lessons/git/.draft.md"):
        write(tmp_path / "content" / path, b"\xff")
    content = ContentFiles(tmp_path)
    assert (content.files, content.findings) == ((), [])


@pytest.mark.parametrize("suffix", sorted(ASSET_SUFFIXES))
def test_pictures_recordings_and_documents_are_published(suffix: str, tmp_path: Path) -> None:
    write(tmp_path / f"content/lessons/git/file{suffix}", tiny(suffix))
    assert kinds(tmp_path) == {f"lessons/git/file{suffix}": "asset file"}


@pytest.mark.parametrize("suffix", [".html", ".js", ".css", ".py", ".exe", ".xml", ".json", ".md~", ".bak", ""])
def test_anything_else_stays_out_with_a_warning(suffix: str, tmp_path: Path) -> None:
    write(tmp_path / f"content/lessons/git/file{suffix}", "")
    content = ContentFiles(tmp_path)
    assert content.files == ()
    assert [(each.code, each.severity) for each in content.findings] in (
        [("DOC15", "warning")],
        [("DOC03", "error")],  # a name that cannot be an address says so instead
    )


@pytest.mark.parametrize(
    "folder",
    ["roles", "skills", "people", "topics", "contributors", "health", "reference", "find", "assets", "search", "data"],
)
def test_addresses_of_generated_pages_stay_free(folder: str, tmp_path: Path) -> None:
    write(tmp_path / f"content/{folder}/mine.md", "# Mine")
    (finding,) = ContentFiles(tmp_path).findings
    assert finding.code == "DOC14"
    assert finding.message == f"the portal fills `{folder}/` itself"


def test_a_big_recording_is_fine_and_a_huge_one_is_not(tmp_path: Path) -> None:
    for name, size in ("big.mp4", 50 * 2**20), ("huge.mp4", 50 * 2**20 + 1):
        path = tmp_path / f"content/lessons/git/{name}"
        write(path, b"\0\0\0\x10ftypisom\0\0\0\0" + (size - 16).to_bytes(4, "big") + b"mdat")
        os.truncate(path, size)
    content = ContentFiles(tmp_path)
    assert [file.id for file in content.files] == ["big"]
    assert [f"{each.place}: {each.message}; {each.hint}" for each in content.findings] == [
        "content/lessons/git/huge.mp4:1:1: this file holds 50.1 MB; 50 MB is the most; make it smaller"
    ]


def test_a_file_that_became_a_link_after_it_was_found_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "content/secret.txt", "secret")
    (tmp_path / "content/page.md").symlink_to(tmp_path / "content/secret.txt")
    with pytest.raises(OSError, match="symbolic"):
        ContentFiles(tmp_path).read(ContentFile(FileKind.PAGE, "page", "content/page.md"))


def test_reading_stops_at_the_limit_when_a_file_grows_meanwhile(tmp_path: Path) -> None:
    write(tmp_path / "content/page.md", b"x" * (2 * 2**20))
    assert len(ContentFiles(tmp_path).read(ContentFile(FileKind.PAGE, "page", "content/page.md"))) == 2**20 + 1


# ── a folder that is no portal ──────────────────────────────────────────────────────────────────────────────


def answer(root: Path) -> str:
    finding = no_portal(root)
    return f"{finding.place}: {finding.code} {finding.message}; {finding.hint}"


def test_a_text_that_was_read_a_moment_ago_is_not_read_again(tmp_path: Path) -> None:
    write(tmp_path / "content/a.md", "Now")
    write(tmp_path / "content/b.md", "B")
    (tmp_path / "content/link.md").symlink_to("b.md")
    disk = Disk(tmp_path, {"content/a.md": b"Then", "content/link.md": b"B", "content/gone.md": b"Gone"})
    assert disk.paths == ("content/a.md", "content/b.md")
    assert [disk.read(path) for path in disk.paths] == [b"Then", b"B"]


def test_an_empty_folder_is_told_how_to_begin(tmp_path: Path) -> None:
    assert answer(tmp_path) == (
        "content/portal.yml:1:1: DOC01 there is no folder `content/` with a `portal.yml`, so this folder is not a "
        "portal yet; make one with `lorepath init .`, or write `name: Our learning` into `content/portal.yml`"
    )


def test_a_folder_of_markdown_is_told_what_its_files_need(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path / f"handbook/page{number}.md", "# A page")
    write(tmp_path / ".git/hidden.md", "")
    assert answer(tmp_path) == (
        "content/portal.yml:1:1: DOC01 there is no folder `content/` with a `portal.yml`, so this folder is not a "
        "portal yet; make a portal in a new folder (`lorepath init ../learning`), and move those of the 3 Markdown "
        "files here that teach, to its `content/lessons/<topic>/`: each topic needs a `topic.yml`, each lesson its "
        "front matter, and `content/skills/` and `content/roles/` say what is learned and who needs it; then "
        "`lorepath check` names what is still missing"
    )


def test_one_markdown_file_is_counted_in_words_that_fit(tmp_path: Path) -> None:
    write(tmp_path / "README.md", "# A page")
    assert "and move the Markdown file here, if it teaches, to its" in answer(tmp_path)


def test_a_content_folder_without_portal_file_lacks_that_file_alone(tmp_path: Path) -> None:
    write(tmp_path / "content/a.md", "# A page")
    assert answer(tmp_path) == (
        "content/portal.yml:1:1: DOC01 `content/portal.yml` is missing, so this folder is not a portal yet; write "
        "`name: Our learning` into `content/portal.yml`"
    )
