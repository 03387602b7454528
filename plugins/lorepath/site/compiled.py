"""Templates of the program and its libraries as they were compiled before, kept beside the program.

They are code, so they stand where Python keeps its own compiled modules: whoever can write there can change the
program itself. The cache of a portal, which may come from somebody else's computer, holds none.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache

from lorepath.code_version import code_version

FOLDER = Path(cache_from_source(__file__)).parent / "templates"


class CompiledTemplates(FileSystemBytecodeCache):
    """What Jinja made of templates of this very version, read and written like Python's compiled modules.

    Where nothing can be kept (a folder of somebody else, PYTHONDONTWRITEBYTECODE), templates are compiled each time.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        super().__init__(str(folder), f"%s.{sys.implementation.cache_tag}.jinja")

    def get_source_checksum(self, source: str) -> str:
        """What a template was compiled from: its text, and the code that stands in it for filters of constants."""
        return super().get_source_checksum(f"{code_version()} {source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept; damaged files count for nothing."""
        try:
            super().load_bytecode(bucket)
        except Exception:
            # Jinja unpickles before it looks, and a torn file can raise anything.
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, where that can be done."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)
