"""Portals for the history's tests: only what Git facts are about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import sketch
from lorepath.model import Lesson, Person, Portal, Settings, ShelfLife, Source

TODAY = date(2026, 6, 1)


def lesson(path: str, **values: Any) -> Lesson:
    """A lesson at a path relative to the portal's root; a year of shelf life unless said otherwise."""
    given: dict[str, Any] = {"topic": "t", "path": path, "title": "", "declared_minutes": None}
    return sketch.lesson(Path(path).stem, **{**given, **values})


def portal(root: Path, *lessons: Lesson, people: Mapping[str, Person] | None = None) -> Portal:
    """A portal of these lessons."""
    return Portal(
        root=root,
        source=Source("content/portal.yml"),
        name="",
        language="en",
        levels=(),
        weekly_minutes=24,
        shelf_life=ShelfLife(months=12),
        settings=Settings(Source("content/portal.yml")),
        topics={},
        lessons={each.id: each for each in lessons},
        skills={},
        roles={},
        people=people or {},
    )


def person(handle: str, name: str, *emails: str, hidden: bool = False) -> Person:
    """An entry of the people registry."""
    return Person(handle, Source(f"content/people/{handle}.yml"), name, emails=emails, hidden=hidden)
