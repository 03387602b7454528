"""What a change does to learners, in words: for reviewers on the page of a job, for authors at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lorepath.impact import Impact, PathChange, Touched
from lorepath.model import Lesson, Levels
from lorepath.paths import Unmet
from lorepath.reporters.safe import clipped, markdown
from lorepath.wording import count, listed

MOST_ROWS = 25
"""Lessons, and roles, that are shown; of more, the number is said."""
MOST_NAMES = 5
"""Lessons or roles that one row names."""
MOST_IN_NAME = 100
"""Characters of a title."""

_UNKNOWN = "What becomes of learning paths shows once every file can be read."
_NONE = "No learning path changes."


def as_markdown(impact: Impact) -> list[str]:
    """The lessons that are touched and the paths that change, as tables."""
    lines = ["### What this change does for learners", ""]
    if impact.lessons:
        lines += _table(
            "| lesson | what | minutes | on the path of |", (_lesson_row(each, impact) for each in impact.lessons)
        )
    if impact.unreadable:
        return [*lines, _UNKNOWN, ""]
    if not impact.paths:
        return [*lines, _NONE, ""]
    rows = (
        f"| {markdown(each.title, MOST_IN_NAME)} | {_minutes(each.was, each.now)} "
        f"| {markdown('; '.join(_what_changes(each, impact)))} |"
        for each in impact.paths
    )
    return [*lines, *_table("| learning path | minutes | what changes |", rows)]


def as_text(impact: Impact) -> Iterator[str]:
    """A line for each path that changes; nothing where none does."""
    if impact.paths:
        yield "What this change does to learning paths:"
    for each in impact.paths[:MOST_ROWS]:
        what = "; ".join([f"{_minutes(each.was, each.now)} minutes", *_what_changes(each, impact)])
        yield f"  {clipped(each.title, MOST_IN_NAME)}: {clipped(what, 5 * MOST_IN_NAME)}"
    if (more := len(impact.paths) - MOST_ROWS) > 0:
        yield f"  and {count(more, 'more role')}"


def _table(heading: str, rows: Iterable[str]) -> list[str]:
    every = list(rows)
    more = len(every) - MOST_ROWS
    rest = [f"… and {more:,} more", ""] if more > 0 else []
    return [heading, "|" + "---|" * (heading.count("|") - 1), *every[:MOST_ROWS], "", *rest]


def _lesson_row(each: Touched, impact: Impact) -> str:
    title = markdown(each.lesson.title or each.lesson.id, MOST_IN_NAME)
    roles = listed([markdown(role, MOST_IN_NAME) for role in each.roles], most=MOST_NAMES)
    asks = f"now asks for {_all_levels(each.asks, impact)}" if each.asks is not None else ""
    gives = f"now teaches {_all_levels(each.gives, impact)}" if each.gives is not None else ""
    what = markdown("; ".join(filter(None, (each.fate.value, asks, gives))))
    return f"| {title} | {what} | {_minutes(each.was, each.now)} | {roles or 'no role'} |"


def _minutes(was: int | None, now: int | None) -> str:
    """`12`, `9 → 12 (+3)`, `none → 12`."""
    if was is None or now is None:
        return f"{_or_none(was)} → {_or_none(now)}"
    return f"{was:,} → {now:,} ({now - was:+,})" if was != now else f"{now:,}"


def _or_none(minutes: int | None) -> str:
    return "none" if minutes is None else f"{minutes:,}"


def _what_changes(path: PathChange, impact: Impact) -> Iterator[str]:
    """In words, what is other than before."""
    if path.was is None:
        yield "a new role"
    if path.now is None:
        yield "the role is gone"
        return
    if path.lost:
        yield f"no lesson leads to {_levels(path.lost, impact)}"
    if path.joined:
        yield f"joins: {_titles(path.joined)}"
    if path.left:
        yield f"leaves: {_titles(path.left)}"
    if path.gained:
        yield f"lessons lead to {_levels(path.gained, impact)} now"
    if path.reordered:
        yield "lessons in another order"
    elif not (path.joined or path.left or path.was is None):
        yield "the same lessons"


def _titles(lessons: Sequence[Lesson]) -> str:
    return listed([f"{each.title or each.id} ({each.minutes} min)" for each in lessons], most=MOST_NAMES)


def _all_levels(levels: Levels, impact: Impact) -> str:
    return _levels([Unmet(skill, level) for skill, level in levels.items()], impact) or "nothing"


def _levels(levels: Sequence[Unmet], impact: Impact) -> str:
    return listed([f"{impact.skill_name(each.skill)} {each.level}" for each in levels], most=MOST_NAMES)
