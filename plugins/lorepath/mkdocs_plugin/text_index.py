"""Texts → the files of a search index, made by the program in the package `pagefind`.

The program is started once for many texts. The package's own service is not used: it looks for answers ten times a
second, one text after the other, and waits for ever for an index of more than 1.5 MB.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pagefind.service import get_executable

# A repository could bring settings along, and so could whoever starts the build: neither is asked.
_SETTINGS = "PAGEFIND_"


class PagefindFailed(Exception):
    """There is no index; why, in Pagefind's words."""


def bundle(texts: Mapping[str, str], language: str) -> dict[str, bytes]:
    """All files that Pagefind makes from texts (safe HTML by id, an id being fit for a file's name), by their path.

    `language` is an ISO 639-1 code. What is found bears its id as the meta field `lesson`. Raises PagefindFailed.
    """
    program = get_executable()
    if program is None:
        raise PagefindFailed("its program is not installed")
    with tempfile.TemporaryDirectory(prefix="lorepath-") as folder:
        source, made = Path(folder, "texts"), Path(folder, "made")
        source.mkdir()
        for identifier, html in texts.items():
            page = f'<html><body data-pagefind-body data-pagefind-meta="lesson:{identifier}">{html}</body></html>'
            (source / f"{identifier}.html").write_text(page, encoding="utf-8", errors="replace")
        command = [str(program), "--site", str(source), "--output-path", str(made)]
        command += ["--force-language", language, "--silent"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith(_SETTINGS)}
        try:
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
        except OSError as error:
            raise PagefindFailed(f"{error.strerror}: {program}") from error
        if done.returncode != 0:
            raise PagefindFailed(_reason(done.stderr) or f"it ended with {done.returncode}")
        return {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*.*") if path.is_file()}


def _reason(said: bytes) -> str:
    """The first line of what it said."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("Error: ") if lines else ""
