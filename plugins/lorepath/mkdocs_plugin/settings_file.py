"""The file that holds MkDocs' settings."""

from __future__ import annotations

from pathlib import Path

CONFIG = "mkdocs.yml"
STARTER = Path(__file__).parents[1] / "starter" / CONFIG
"""The settings of portals that have none of their own: those of a new portal."""


def settings_file(own: Path) -> Path:
    """The portal's `own` file where it is there, else the one of the starter."""
    return own if own.exists() else STARTER
