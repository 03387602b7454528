"""How the portal looks: one file, so that a page waits for one, written in several, each on one subject."""

from __future__ import annotations

from pathlib import Path

ADDRESS = "assets/lorepath.css"
_FOLDER = Path(__file__).parent / "styles"
_SUBJECTS = (
    "tokens",
    "base",
    "parts",
    "home",
    "role",
    "skill",
    "lesson",
    "quiz",
    "find",
    "people",
    "health",
    "reference",
    "learner",
    "journey",
    "you",
    "print",
)
"""Later ones win over earlier ones."""


def stylesheet() -> bytes:
    """The whole of it."""
    return b"\n".join((_FOLDER / f"{subject}.css").read_bytes() for subject in _SUBJECTS)
