"""What the health page says: where the portal needs somebody's hand, most pressing first."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lorepath.history import Status
from lorepath.site import addresses
from lorepath.site.views import words
from lorepath.site.views.coverage import Coverage, coverage
from lorepath.site.views.lesson_facts import LessonFacts, lesson_facts
from lorepath.site.views.retired import Retired, retired
from lorepath.site.views.shelf import Link, Shelf

OLDEST = 20
LISTED = 50
"""So many rows a table shows; the downloads hold all."""
_WEEKS = 4


@dataclass(frozen=True, slots=True)
class Count:
    """How many lessons have a status; `share` is in percent of all."""

    status: str
    label: str
    lessons: int
    share: int


@dataclass(frozen=True, slots=True)
class Due:
    """What is asked of one owner this month: as many lessons as policy allows, `later` more have to wait.

    `owner` is None where nobody may be named. `overdue` counts those of all their lessons whose last day is past.
    """

    owner: Link | None
    left: bool
    lessons: tuple[LessonFacts, ...]
    overdue: int
    later: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Lessons of one kind: those that are shown, and how many there are in all."""

    lessons: tuple[LessonFacts, ...]
    total: int


@dataclass(frozen=True, slots=True)
class HealthView:
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
        downloads=(
            Link("Lessons, for a spreadsheet (CSV)", addresses.LESSONS_CSV),
            Link("Skills that roles need, for a spreadsheet (CSV)", addresses.COVERAGE_CSV),
            Link("Both, for programs (JSON)", addresses.HEALTH_JSON),
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
    """What is due by the month's end, for each owner in order of names; those without a name come last."""
    today = shelf.today
    month_end = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    found: dict[Link | None, list[LessonFacts]] = {}
    for facts in lessons:
        if facts.due and facts.due <= month_end:
            found.setdefault(facts.owner, []).append(facts)
    most = shelf.portal.weekly_reviews * _WEEKS
    gone = {
        shelf.person(person.id) for person in shelf.portal.people.values() if person.left and person.left <= today
    }
    return tuple(
        Due(
            owner=owner,
            left=owner is not None and owner in gone,
            lessons=tuple(sorted(found[owner], key=_urgency)[:most]),
            overdue=sum(facts.status == Status.STALE for facts in found[owner]),
            later=max(0, len(found[owner]) - most),
        )
        for owner in sorted(found, key=lambda owner: (owner is None, owner.text.casefold() if owner else ""))
    )


def _urgency(facts: LessonFacts) -> tuple[int, date, str]:
    """The lessons that most role paths need come first, then those that have been due for longest."""
    return (-len(facts.roles), facts.due or date.max, facts.id)


def _listed(lessons: Iterable[LessonFacts]) -> Listed:
    found = sorted(lessons, key=lambda facts: (-len(facts.roles), facts.title.casefold(), facts.id))
    return Listed(tuple(found[:LISTED]), len(found))
