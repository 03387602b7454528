"""A file of the site that the library makes, written where it is needed and not before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel
from msgspec.structs import replace

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from lorepath.site.generated_file import GeneratedFile


class ReadyFile(File):
    """Stands in MkDocs' list of files; it becomes no page, so it is in no menu, search index or site map."""

    def __init__(self, made: GeneratedFile, config: MkDocsConfig) -> None:
        super().__init__(
            made.address, None, config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.INCLUDED
        )
        self.generated_by = "lorepath"
        self._made = made

    def copy_file(self, dirty: bool = False) -> None:
        """Write it into the site."""
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(self._made.write())

    @property
    def content_bytes(self) -> bytes:
        """What it holds."""
        return self._made.write()

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        """Let another plugin change it."""
        self._made = replace(self._made, write=lambda: value)
