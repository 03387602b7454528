"""What commands read of a portal, and how far they are with it."""

from __future__ import annotations

from pathlib import Path

from lorepath.finding import Finding
from lorepath.kept import Kept
from lorepath.loader import load
from lorepath.mkdocs_plugin.progress import Steps
from lorepath.model import Portal


def read_portal(root: Path, kept: Kept | None = None) -> tuple[Portal, tuple[Finding, ...]]:
    """The portal below `root` and what reading it found; `kept` is what checks of it have read.

    Raises PortalError where there is no portal that can be read.
    """
    with Steps() as steps:
        steps.begin("Reading the portal")
        return load(root, kept=kept, progress=steps)
