"""What the repository's history says about each lesson: who wrote it, who reviewed it, how fresh it is."""

from __future__ import annotations

from lorepath.history.credit import Credit
from lorepath.history.facts import Declared, Evidence, History, LessonHistory, Record, Shares
from lorepath.history.freshness import Freshness, Status
from lorepath.history.identity import Contributor
from lorepath.history.people import declared
from lorepath.history.reading import explain, read
from lorepath.history.remembered import Remembered
from lorepath.history.signals import UNOWNED
from lorepath.history.watches import tidy_path

__all__ = [
    "UNOWNED",
    "Contributor",
    "Credit",
    "Declared",
    "Evidence",
    "Freshness",
    "History",
    "LessonHistory",
    "Record",
    "Remembered",
    "Shares",
    "Status",
    "declared",
    "explain",
    "read",
    "tidy_path",
]
