"""Sites as the programs make them that Lorepath is a plugin of."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from command import files, surroundings

_GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def built_by(host: str, root: Path, site: Path, **variables: str) -> dict[str, bytes]:
    """Every file of the site that `mkdocs` or `properdocs` builds, without a warning."""
    command = [sys.executable, "-m", host, "build", "-f", str(root / "mkdocs.yml"), "-d", str(site)]
    environment = surroundings(NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true", **variables)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return files(site)


def unsigned(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a site without the name of the program that made them, which pages bear."""
    return {path: _GENERATOR.sub(b"", content) for path, content in site.items()}
