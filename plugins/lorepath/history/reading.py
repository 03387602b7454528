"""Portal and repository → history."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from lorepath.content_files import CONTENT
from lorepath.errors import PortalError
from lorepath.finding import Place
from lorepath.history import corrections, freshness, log, people, standards
from lorepath.history.credit import Accountant, Credit
from lorepath.history.days import date_of
from lorepath.history.edits import Edit
from lorepath.history.facts import Evidence, History, LessonHistory
from lorepath.history.identity import Contributor, Directory
from lorepath.history.lesson_facts import as_of, work
from lorepath.history.lineage import NOBODY
from lorepath.history.redirects import redirects
from lorepath.history.resume import chronicle_of
from lorepath.history.watches import described
from lorepath.model import Lesson, Portal
from lorepath.store import Store

NO_STORE = Store(None)
_T = TypeVar("_T")


def read(portal: Portal, today: date, store: Store = NO_STORE) -> History:
    """The history of a portal as of `today`. Never raises for what the repository holds or lacks.

    What Git says of commits is kept in `store`, so that the next look reads only new ones.
    """
    try:
        return _answer(_Reading.history, portal, today, store)
    except PortalError as problem:
        return _unknown(portal, today, problem)


def explain(portal: Portal, lesson: Lesson, today: date, store: Store = NO_STORE) -> tuple[Evidence, ...]:
    """Which commits gave which credit for a lesson, ancestors first, then who vouched for it.

    Raises PortalError where there is no history to read.
    """
    return _answer(lambda reading: tuple(reading.evidence(lesson)), portal, today, store)


def _answer(question: Callable[[_Reading], _T], portal: Portal, today: date, store: Store) -> _T:
    with _no_search_for_cycles():
        try:
            return question(_Reading(portal, today, store))
        except (ArithmeticError, LookupError, TypeError, ValueError):
            if store.folder is None:
                raise
            # Somebody put something else into the store, with a good checksum.
            return question(_Reading(portal, today, NO_STORE))


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Make hundreds of thousands of values, none in a cycle, without a look at all of them again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _unknown(portal: Portal, today: date, problem: PortalError) -> History:
    """What can be said without Git: what lessons themselves declare, and that the rest is not known."""
    lessons = {
        lesson.id: LessonHistory(
            freshness.judge(lesson, None, None, today, available=False), declared=people.declared(lesson, portal.people)
        )
        for lesson in portal.lessons.values()
    }
    registered, guests = people.records(portal, lessons, {})
    return History(
        lessons,
        (problem.finding,),
        available=False,
        people=registered,
        guests=guests,
        redirects=redirects(portal, {}, ()),
        hidden=Directory(portal.people).hidden(),
    )


class _Reading:
    """One look at a repository, for one portal, as of one day. Raises PortalError where nothing can be known."""

    def __init__(self, portal: Portal, today: date, store: Store) -> None:
        place = Place(portal.source.path)
        self.portal = portal
        self.today = today
        self.repository = log.locate(portal.root, place)
        if self.repository.shallow:
            raise PortalError(standards.found(standards.SHALLOW, place))
        watched = (path for lesson in portal.lessons.values() for path in lesson.watches)
        self.chronicle = chronicle_of(
            self.repository, f"{self.repository.prefix}{CONTENT}/", frozenset(described(watched)), store
        )
        parties = self.chronicle.parties
        authors = set(self.chronicle.author)
        self.directory = Directory(portal.people, parties, authors, portal.any_trailer)
        ignored = corrections.ignored_revisions(self.repository)
        self.accountant = Accountant(self.chronicle, self.directory, ignored)
        self.days = as_of(today, self.chronicle.written)

    def history(self) -> History:
        """Everything that the repository says."""
        portal, chronicle, prefix = self.portal, self.chronicle, self.repository.prefix
        files = {lesson.id: chronicle.lineage.at_head(prefix + lesson.path) for lesson in portal.lessons.values()}
        paths = chronicle.lineage.paths()
        lessons = {
            lesson.id: self._lesson(lesson, files[lesson.id], paths.get(files[lesson.id], []))
            for lesson in portal.lessons.values()
        }
        registered, guests = people.records(portal, lessons, self._active())
        return History(
            lessons,
            head_date=chronicle.head_date,
            people=registered,
            guests=guests,
            redirects=self._redirects(files),
            hidden=self.directory.hidden(),
        )

    def evidence(self, lesson: Lesson) -> Iterator[Evidence]:
        """Which commits gave which credit for a lesson."""
        file = self.chronicle.lineage.at_head(self.repository.prefix + lesson.path)
        for entries in (self.accountant.entries(self._edits(file)), self.accountant.renewals(self._vouchers(lesson))):
            for number, credit, party, reason in entries:
                whom = self.directory.contributors[party] if party != NOBODY else None
                if whom or credit is Credit.NONE:
                    day = date_of(self.days[number]) if self.days[number] else None
                    yield Evidence(self.chronicle.ancestry.id(number).hex(), day, credit, whom, reason)

    def _lesson(self, lesson: Lesson, file: int, paths: list[str]) -> LessonHistory:
        prefix = self.repository.prefix
        done = work(self.accountant, self._edits(file), self._vouchers(lesson), self.days, self.directory.contributors)
        former = [path.removeprefix(prefix) for path in paths if path.startswith(prefix)]
        return LessonHistory(
            freshness.judge(lesson, done.edited, done.verified, self.today, available=True),
            created=done.created,
            edited=done.edited,
            touched=done.touched,
            written=done.written,
            reviewed=done.reviewed,
            renewed=done.renewed,
            declared=people.declared(lesson, self.portal.people),
            former_paths=tuple(path for path in former if path != lesson.path),
        )

    def _edits(self, file: int) -> Sequence[Edit]:
        return self.accountant.in_order(self.chronicle.lineage.edits.of(file)) if file != NOBODY else ()

    def _vouchers(self, lesson: Lesson) -> Iterator[int]:
        for name in (lesson.id, *lesson.aliases):
            yield from self.chronicle.vouchers.get(name, ())

    def _active(self) -> dict[Contributor, date]:
        """When each was last seen as the author of a commit."""
        latest: dict[int, int] = {}
        for author, day in zip(self.chronicle.author, self.days, strict=True):
            if day > latest.get(author, 0):
                latest[author] = day
        days: dict[Contributor, date] = {}
        for party, day in latest.items():
            if contributor := self.directory.contributors[party]:
                days[contributor] = max(date_of(day), days.get(contributor, date.min))
        return days

    def _redirects(self, files: dict[str, int]) -> dict[str, str]:
        """Where the former addresses of lessons lead."""
        prefix = self.repository.prefix
        now = {file: lesson for lesson, file in files.items() if file != NOBODY}
        found = [
            (path.removeprefix(prefix), file)
            for path, file in self.chronicle.lineage.heirs()
            if path.startswith(prefix)
        ]
        return redirects(
            self.portal, {path: now[file] for path, file in found if file in now}, (path for path, _ in found)
        )
