"""What lies in `content/`: every file classified by its place, with what stands in place of some of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lorepath.content_disk import MAX_TEXT_BYTES, Disk
from lorepath.content_places import CONTENT, ContentFile, FileKind
from lorepath.file_standards import ASSET_KIND
from lorepath.finding import Finding


class ContentFiles:
    """The files of a portal's `content/`, sorted by path, and the findings about files that do not belong.

    `unread` holds (kind, id) of what refused files and folders describe, an empty id for any of that kind, and
    `refused` their paths as they will be once what is wrong with them is mended. So nobody calls them missing.
    """

    def __init__(self, root: Path, instead: Mapping[str, bytes | None] | None = None, disk: Disk | None = None) -> None:
        """Look through `content/`, or take what a look through it has found a moment ago (`disk`).

        `instead` maps paths to what stands in place of the file on disk (what an editor holds, what another
        commit has); None stands for no file.
        """
        self.disk = disk or Disk(root)
        self.instead = {path: text for path, text in (instead or {}).items() if path.startswith(f"{CONTENT}/")}
        self._left_out = self.disk.left_out.copy()
        self.files = tuple(self._classified()) if self.disk.is_there else ()

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with files that do not belong."""
        return self._left_out.findings

    @property
    def unread(self) -> set[tuple[str, str]]:
        """Kind and id of what cannot be read."""
        return self._left_out.things

    @property
    def refused(self) -> set[str]:
        """Paths below `content/` that were not let in."""
        return self._left_out.paths

    def of(self, kind: FileKind) -> Iterator[ContentFile]:
        """The files of one kind, by path."""
        return (file for file in self.files if file.kind is kind)

    def read(self, file: ContentFile) -> bytes:
        """The bytes of a text file. Raises OSError where it has become a link or a pipe, or unreadable, meanwhile."""
        if (bytes_instead := self.instead.get(file.path)) is not None:
            return bytes_instead[: MAX_TEXT_BYTES + 1]
        return self.disk.read(file.path)

    def _classified(self) -> Iterator[ContentFile]:
        present = {path for path in self.disk.paths if path not in self.instead}
        present |= {path for path, text in self.instead.items() if text is not None}
        for path in sorted(present):
            file = self.disk.place(path)
            if not isinstance(file, ContentFile):
                self._left_out.misplaced(path, file)
            elif file.kind is not FileKind.ASSET or self._is_sound_asset(path):
                yield file

    def _is_sound_asset(self, path: str) -> bool:
        """Whether an asset holds what its name says. What an editor holds in its place is text, and captions only."""
        flaw = None if path in self.instead else self.disk.flaw(path)
        if flaw:
            self._left_out.refuse(path, ASSET_KIND, *flaw)
        return not flaw
