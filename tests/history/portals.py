"""Portals for the history's tests: only what Git facts are about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from lorepath.model import Lesson, Person, Portal, Settings, ShelfLife, Source
from lorepath.outline import Outline

TODAY = date(2026, 6, 1)


def lesson(path: str, **values: object) -> Lesson:
    """A lesson at a path relative to the portal's root; a year of shelf life unless said otherwise."""
    given: dict[str, object] = {
        "id": Path(path).stem,
        "topic": "t",
        "source": Source(path),
        "title": "",
        "summary": "",
        "teaches": {},
        "requires": {},
        "objectives": (),
        "declared_minutes": None,
        "computed_minutes": 1,
        "format": "article",
        "owner": "",
        "reviewed": None,
        "shelf_life": ShelfLife(months=12),
        "aliases": (),
        "retired": False,
        "replaced_by": "",
        "tags": (),
        "language": "en",
        "items": (),
        "outline": Outline(),
        "suppressions": (),
        "body": "",
        "body_line": 1,
    }
    return Lesson(**{**given, **values})  # type: ignore[arg-type]


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
