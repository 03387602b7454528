"""What is held of files as they lie there."""

from __future__ import annotations

from pathlib import Path

from lorepath.content_disk import MAX_TEXT_BYTES
from lorepath.raw_files import RawFiles
from portal import write


def test_of_texts_is_kept_what_a_portal_may_hold(tmp_path: Path) -> None:
    """Else a folder of huge files would fill the memory before any of them is refused."""
    write(tmp_path / "content/a.md", "text")
    write(tmp_path / "content/b.png", "picture")
    write(tmp_path / "content/deep/c.yml", b"x" * MAX_TEXT_BYTES)
    write(tmp_path / "content/deep/huge.md", b"x" * (MAX_TEXT_BYTES + 1))
    files = RawFiles(keep=(".md", ".yml"))
    files.add(tmp_path / "content", "content")
    assert {name: len(data) for name, data in files.kept.items()} == {
        "content/a.md": 4,
        "content/deep/c.yml": MAX_TEXT_BYTES,
    }
