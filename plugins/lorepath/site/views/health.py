"""What the health page says: where the portal needs somebody's hand, most pressing first."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from msgspec import Struct
from datetime import date

from lorepath.asks import Ask, asks
from lorepath.history import Status
from lorepath.site import addresses
from lorepath.site.views import words
from lorepath.site.views.coverage import Coverage, coverage
from lorepath.site.views.gaps import GapsView, gaps_view
from lorepath.site.views.lesson_facts import LessonFacts, lesson_facts
from lorepath.site.views.retired import Retired, retired
from lorepath.site.views.shelf import Link, Shelf

OLDEST = MOST_GAPS = 20
LISTED = 50
"""So many rows a table shows; the downloads hold all."""
_WEEKS = 4


class Count(Struct, frozen=True):
    """How many lessons have a status; `share` is in percent of all."""

    status: str
    label: str
    lessons: int
    share: int


class Due(Struct, frozen=True):
    """What one person is asked to look at this month, the most urgent first: as many lessons as policy allows.

    The first `this_week` of them are for this week; `later` more have to wait. `person` is None where nobody may be
    named, `missing` says that there is nobody to ask. `overdue` counts those of all these lessons whose last day is
    past.
    """

    person: Link | None
    missing: bool
    lessons: tuple[LessonFacts, ...]
    this_week: int
    overdue: int
    later: int


class Listed(Struct, frozen=True):
    """Lessons of one kind: those that are shown, and how many there are in all."""

    lessons: tuple[LessonFacts, ...]
    total: int


class HealthView(Struct, frozen=True):
    """The health page. `known` is false where there is no history to read; then nobody can say who wrote what."""

    trail: tuple[Link, ...]
    as_of: date
    month: str
    weekly_reviews: int
    counts: tuple[Count, ...]
    due: tuple[Due, ...]
    one_author: Listed
    orphans: Listed
    oldest: tuple[LessonFacts, ...]
    retired: tuple[Retired, ...]
    coverage: Coverage
    gaps: GapsView
    downloads: tuple[Link, ...]
    known: bool


def health_view(shelf: Shelf) -> HealthView:
    """The health page."""
    lessons = lesson_facts(shelf)
    live = [facts for facts in lessons if facts.status != Status.RETIRED]
    dated = [facts for facts in live if facts.looked_at]
    return HealthView(
        trail=(Link("Home", addresses.HOME),),
        as_of=shelf.today,
        month=words.month(shelf.today),
        weekly_reviews=shelf.portal.weekly_reviews,
        counts=_counts(lessons),
        due=_due(shelf, live),
        one_author=_listed(facts for facts in live if facts.one_author),
        orphans=_listed(facts for facts in live if facts.orphan_because),
        oldest=tuple(sorted(dated, key=lambda facts: (facts.looked_at, facts.id))[:OLDEST]),
        retired=retired(shelf, shelf.portal.lessons.values()),
        coverage=coverage(shelf),
        gaps=gaps_view(shelf, MOST_GAPS),
        downloads=(
            Link("Lessons, for a spreadsheet (CSV)", addresses.LESSONS_CSV),
            Link("Skills that roles need, for a spreadsheet (CSV)", addresses.COVERAGE_CSV),
            Link("What to write next, for a spreadsheet (CSV)", addresses.GAPS_CSV),
            Link("All of it, for programs (JSON)", addresses.HEALTH_JSON),
        ),
        known=shelf.history.available,
    )


def _counts(lessons: Sequence[LessonFacts]) -> tuple[Count, ...]:
    numbers = {status: sum(facts.status == status for facts in lessons) for status in Status}
    return tuple(
        Count(status, words.STATUSES[status], number, round(100 * number / len(lessons)))
        for status, number in numbers.items()
        if number
    )


def _due(shelf: Shelf, lessons: Iterable[LessonFacts]) -> tuple[Due, ...]:
    """What `lorepath fresh` asks for by the month's end, by person in order of names; those without one come last."""
    today = shelf.today
    month_end = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    facts = {each.id: each for each in lessons}
    found: dict[tuple[Link | None, bool], list[Ask]] = {}
    for ask in asks(shelf.portal, shelf.history, shelf.paths, today):
        if ask.this_week or (ask.freshness.due and ask.freshness.due <= month_end):
            found.setdefault((shelf.person(ask.person), not ask.person), []).append(ask)
    most = shelf.portal.weekly_reviews * _WEEKS
    return tuple(
        Due(
            person=person,
            missing=missing,
            lessons=tuple(facts[ask.lesson.id] for ask in asked[:most]),
            this_week=sum(ask.this_week for ask in asked[:most]),
            overdue=sum(ask.freshness.status is Status.STALE for ask in asked),
            later=max(0, len(asked) - most),
        )
        # Several people who are not named stand together: what is for this week comes first all the same.
        for (person, missing), asked in (
            (key, sorted(found[key], key=lambda ask: not ask.this_week)) for key in sorted(found, key=_by_name)
        )
    )


def _by_name(asked: tuple[Link | None, bool]) -> tuple[bool, bool, str]:
    person, missing = asked
    return (missing, person is None, person.text.casefold() if person else "")


def _listed(lessons: Iterable[LessonFacts]) -> Listed:
    found = sorted(lessons, key=lambda facts: (-len(facts.roles), facts.title.casefold(), facts.id))
    return Listed(tuple(found[:LISTED]), len(found))
