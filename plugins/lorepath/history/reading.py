"""Portal and repository → history."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TypeVar

from lorepath.derived import keep, recalled
from lorepath.errors import PortalError
from lorepath.history import people
from lorepath.history.asked import Asked
from lorepath.history.credit import NOBODY, Credit
from lorepath.history.days import date_of
from lorepath.history.facts import Evidence, History, LessonHistory
from lorepath.history.fitting import fits
from lorepath.history.freshness import judge
from lorepath.history.identity import Directory
from lorepath.history.lesson_facts import Work, work
from lorepath.history.opened import Opened, open_history
from lorepath.history.promises import foundations, promise_changes
from lorepath.history.redirects import redirects
from lorepath.history.signals import Signals
from lorepath.link_report import read_report
from lorepath.model import Lesson, Portal
from lorepath.store import NO_STORE, Store

KIND = "facts"
_T = TypeVar("_T")


def read(portal: Portal, today: date, store: Store = NO_STORE) -> History:
    """The history of a portal as of `today`. Never raises for what the repository holds or lacks.

    It is kept in `store`, and so is what Git says of commits, so that the next look reads only new ones.
    """
    asked = Asked.of(portal, today) if store.folder else None
    kept = recalled(store, KIND, asked.key, History) if asked else None
    if kept and fits(kept, portal, today):
        return kept
    try:
        history, head = _answer(_history, portal, today, store)
    except PortalError as problem:
        return _unknown(portal, today, problem)
    # Somebody may have committed meanwhile.
    if asked and asked.head == head and asked == Asked.of(portal, today):
        keep(store, KIND, asked.key, history)
    return history


def explain(portal: Portal, lesson: Lesson, today: date, store: Store = NO_STORE) -> tuple[Evidence, ...]:
    """Which commits gave which credit for a lesson, ancestors first, then who vouched for it.

    Raises PortalError where there is no history to read.
    """
    return _answer(lambda opened, _: tuple(_evidence(opened, lesson)), portal, today, store)


def _answer(question: Callable[[Opened, Store], _T], portal: Portal, today: date, store: Store) -> _T:
    with _no_search_for_cycles():
        try:
            return question(open_history(portal, today, store), store)
        except (ArithmeticError, LookupError, TypeError, ValueError):
            if store.folder is None:
                raise
            # Somebody put something else into the store, with a good checksum.
            return question(open_history(portal, today, NO_STORE), NO_STORE)


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
            judge(lesson, None, None, today, available=False), declared=people.declared(lesson, portal.people)
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


def _history(opened: Opened, store: Store) -> tuple[History, str]:
    """Everything that the repository says, and the commit that was HEAD then."""
    portal, chronicle, directory = opened.portal, opened.chronicle, opened.directory
    files = {lesson.id: opened.file(lesson) for lesson in portal.lessons.values()}
    done = {
        lesson.id: work(
            opened.accountant,
            opened.edits(files[lesson.id]),
            opened.vouchers(lesson),
            opened.days,
            directory.contributors,
        )
        for lesson in portal.lessons.values()
    }
    built_on = foundations(portal)
    last = opened.last_seen()
    signals = Signals(
        portal,
        opened.today,
        lambda lesson: {edit[0] for edit in opened.edits(files[lesson.id])},
        lambda lesson: {opened.days[number] for number in done[lesson.id].counted},
        built_on,
        promise_changes(opened, built_on, done, store),
        people.days(last, directory.people),
        chronicle.watches,
        opened.accountant.ignored,
        opened.prefix,
        read_report(portal.root),
    )
    paths = chronicle.lineage.paths()
    lessons = {
        lesson.id: _lesson(opened, lesson, done[lesson.id], signals, paths.get(files[lesson.id], ()))
        for lesson in portal.lessons.values()
    }
    registered, guests = people.records(portal, lessons, people.days(last, directory.contributors))
    history = History(
        lessons,
        head_date=chronicle.head_date,
        people=registered,
        guests=guests,
        redirects=_redirects(opened, files),
        hidden=directory.hidden(),
        unseen=chronicle.watches.unseen,
    )
    return history, chronicle.head


def _lesson(opened: Opened, lesson: Lesson, done: Work, signals: Signals, paths: Sequence[str]) -> LessonHistory:
    """The facts of one lesson, whose file had these paths."""
    prefix = opened.prefix
    return LessonHistory(
        judge(lesson, done.edited, done.verified, opened.today, True, partial(signals.of, lesson)),
        created=done.created,
        edited=done.edited,
        tidied=done.tidied,
        written=done.written,
        reviewed=done.reviewed,
        renewed=done.renewed,
        declared=people.declared(lesson, opened.portal.people) if lesson.contributors else (),
        former_paths=tuple(
            path.removeprefix(prefix) for path in paths if path.startswith(prefix) and path != prefix + lesson.path
        ),
    )


def _evidence(opened: Opened, lesson: Lesson) -> Iterator[Evidence]:
    """Which commits gave which credit for a lesson."""
    entries = opened.accountant.entries(opened.edits(opened.file(lesson)))
    renewals = opened.accountant.renewals(opened.vouchers(lesson))
    for number, credit, party, reason in (*entries, *renewals):
        whom = opened.directory.contributors[party] if party != NOBODY else None
        if whom or credit is Credit.NONE:
            day = opened.days[number]
            commit = opened.chronicle.ancestry.id(number).hex()
            yield Evidence(commit, date_of(day) if day else None, credit, whom, reason)


def _redirects(opened: Opened, files: Mapping[str, int]) -> dict[str, str]:
    """Where the former addresses of lessons lead."""
    prefix = opened.prefix
    now = {file: lesson for lesson, file in files.items()}
    found = {
        path.removeprefix(prefix): file for path, file in opened.chronicle.lineage.heirs() if path.startswith(prefix)
    }
    heirs = {path: now[file] for path, file in found.items() if file in now and file != NOBODY}
    return redirects(opened.portal, heirs, found)
