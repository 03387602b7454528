"""The health of a portal as files, for spreadsheets and programs. Nobody who is hidden is in them."""

from __future__ import annotations

from collections.abc import Sequence

from lorepath import spreadsheet
from lorepath.gaps import as_csv, facts
from lorepath.site.json_text import indented
from lorepath.site.views.coverage import coverage
from lorepath.site.views.gaps import gaps_of
from lorepath.site.views.lesson_facts import LessonFacts, lesson_facts
from lorepath.site.views.shelf import Link, Shelf

LESSON_COLUMNS = (
    *("lesson", "title", "topic", "owner", "status", "reason", "verified", "edited", "tidied", "due"),
    *("ask", "named_in", "this_week", "minutes", "format"),
    *("authors", "reviewers", "roles", "one_author", "on_no_path", "address"),
)
COVERAGE_COLUMNS = ("skill", "role", "level", "lessons", "cover")
_BETWEEN = "; "


def lessons_csv(shelf: Shelf) -> bytes:
    """One row for each lesson, retired ones too; spreadsheets know by its first bytes that it is UTF-8."""
    rows = [{name: _cell(value) for name, value in _lesson(shelf, facts).items()} for facts in lesson_facts(shelf)]
    return spreadsheet.write(LESSON_COLUMNS, rows).encode("utf-8-sig")


def coverage_csv(shelf: Shelf) -> bytes:
    """One row for each skill that a role needs."""
    return spreadsheet.write(COVERAGE_COLUMNS, _coverage(shelf)).encode("utf-8-sig")


def gaps_csv(shelf: Shelf) -> bytes:
    """One row for each gap, the most urgent first, as `lorepath gaps --format csv` writes them."""
    return as_csv(gaps_of(shelf)).encode("utf-8-sig")


def health_json(shelf: Shelf) -> bytes:
    """All of it, with the day that they are as of."""
    data = {
        "portal": shelf.portal.name,
        "as_of": shelf.today.isoformat(),
        "lessons": [_lesson(shelf, facts) for facts in lesson_facts(shelf)],
        "coverage": _coverage(shelf),
        "gaps": [facts(gap) for gap in gaps_of(shelf)],
    }
    return indented(data)


Value = str | int | bool | None | list[str]


def _lesson(shelf: Shelf, facts: LessonFacts) -> dict[str, Value]:
    days = {"verified": facts.verified, "edited": facts.edited, "tidied": facts.tidied, "due": facts.due}
    return {
        "lesson": facts.id,
        "title": facts.title,
        "topic": facts.card.topic.text,
        "owner": facts.owner.text if facts.owner else None,
        "status": str(facts.status),
        "reason": facts.card.freshness.reason,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "ask": facts.ask.text if facts.ask else None,
        "named_in": facts.named_in or None,
        "this_week": facts.this_week,
        "minutes": facts.card.minutes,
        "format": facts.card.format,
        "authors": _names(facts.authors),
        "reviewers": _names(facts.reviewers),
        "roles": _names(facts.roles),
        "one_author": facts.one_author,
        "on_no_path": bool(facts.orphan_because),
        "address": shelf.where.page(facts.card.address) or facts.card.address,
    }


def _coverage(shelf: Shelf) -> list[dict[str, str | int | None]]:
    table = coverage(shelf)
    return [
        {
            "skill": row.skill.text,
            "role": role.text,
            "level": cell.level,
            "lessons": cell.lessons,
            "cover": str(cell.cover),
        }
        for row in table.rows
        for role, cell in zip(table.roles, row.cells, strict=True)
        if cell.level
    ]


def _names(links: Sequence[Link]) -> list[str]:
    return [link.text for link in links]


def _cell(value: Value) -> spreadsheet.Cell:
    return _BETWEEN.join(value) if isinstance(value, list) else value
