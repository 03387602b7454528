"""What the repository's history says about each lesson: who wrote it, who reviewed it, how fresh it is."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from lorepath.errors import PortalError
from lorepath.finding import Place
from lorepath.history import corrections, freshness, log, people, standards, story
from lorepath.history.credit import Account, Accountant, Credit, Evidence
from lorepath.history.facts import Declared, History, LessonHistory, Part, Record
from lorepath.history.freshness import Freshness, Status
from lorepath.history.identity import Contributor, Directory, is_bot
from lorepath.history.lineage import File
from lorepath.history.redirects import redirects
from lorepath.history.story import Story
from lorepath.model import Lesson, Portal

__all__ = [
    "Contributor",
    "Credit",
    "Declared",
    "Evidence",
    "Freshness",
    "History",
    "LessonHistory",
    "Part",
    "Record",
    "Status",
    "read",
]


def read(portal: Portal, today: date) -> History:
    """The history of a portal as of `today`. Never raises for what the repository holds or lacks."""
    place = Place(portal.source.path)
    try:
        repository = log.locate(portal.root, place)
        if repository.shallow:
            raise PortalError(standards.found(standards.SHALLOW, place))
        with _no_search_for_cycles():
            return _complete(portal, repository, today)
    except PortalError as problem:
        return _unknown(portal, today, problem)


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
            freshness.judge(lesson, (), (), today, available=False), declared=people.declared(lesson, portal.people)
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
        hidden=Directory(portal.people, {}).hidden(),
    )


def _complete(portal: Portal, repository: log.Repository, today: date) -> History:
    """The history of a portal whose repository can be read. Raises PortalError where reading ends early."""
    told = story.digest(log.commits(repository))
    current = corrections.current_contacts(repository, told.contacts)
    directory = Directory(portal.people, current, told.authors)
    accountant = Accountant(directory, corrections.ignored_revisions(repository), told.merges)
    lessons = {
        lesson.id: _lesson(portal, lesson, told, accountant, repository, today) for lesson in portal.lessons.values()
    }
    registered, guests = people.records(portal, lessons, _last_days(told, directory, today))
    return History(
        lessons,
        head_date=told.head_date,
        people=registered,
        guests=guests,
        redirects=_redirects(portal, told, repository.prefix),
        hidden=directory.hidden(),
    )


def _last_days(told: Story, directory: Directory, today: date) -> dict[Contributor, date]:
    """When each was last seen as the author of a commit, up to today."""
    days: dict[Contributor, date] = {}
    for contact, seen in told.seen.items():
        contributor = directory.contributor(contact)
        latest = max((day for day in seen if day <= today), default=None)
        if contributor and latest:
            days[contributor] = max(latest, days.get(contributor, latest))
    return days


def _redirects(portal: Portal, told: Story, prefix: str) -> dict[str, str]:
    """Where the former addresses of lessons lead; `prefix` leads from the top of the repository to the portal."""
    files = {lesson.id: told.lineage.at_head(prefix + lesson.path) for lesson in portal.lessons.values()}
    now = {id(file): lesson for lesson, file in files.items() if file}
    found = [(path.removeprefix(prefix), file) for path, file in told.lineage.heirs() if path.startswith(prefix)]
    heirs = {path: now[id(file)] for path, file in found if id(file) in now}
    return redirects(portal, heirs, (path for path, _ in found))


def _lesson(
    portal: Portal, lesson: Lesson, told: Story, accountant: Accountant, repository: log.Repository, today: date
) -> LessonHistory:
    """One lesson's facts."""
    prefix = repository.prefix
    file = told.lineage.at_head(prefix + lesson.path) or File()
    vouchers = [
        commit
        for name in (lesson.id, *lesson.aliases)
        for commit in told.vouchers.get(name, ())
        if not is_bot(commit.author)
    ]
    account = accountant.account(file.edits, vouchers)
    verified = [commit.written for commit in vouchers if commit.written]
    # A file whose first commit does not add it came by a merge; nobody can tell when.
    begun = file.edits[:1] if file.edits and file.edits[0].change.status == "A" else []
    former = [path.removeprefix(prefix) for path in file.paths if path.startswith(prefix)]
    return LessonHistory(
        freshness.judge(lesson, account.substantive, verified, today, available=True),
        created=begun[0].commit.written if begun else None,
        edited=max(account.substantive, default=None),
        touched=max((edit.commit.written for edit in file.edits if edit.commit.written), default=None),
        written=_parts(account, Credit.AUTHOR, Credit.COAUTHOR),
        reviewed=_parts(account, Credit.REVIEWER),
        renewed=_parts(account, Credit.RENEWER),
        declared=people.declared(lesson, portal.people),
        evidence=account.evidence,
        former_paths=tuple(path for path in dict.fromkeys(former) if path != lesson.path),
    )


def _parts(account: Account, *kinds: Credit) -> tuple[Part, ...]:
    return tuple(
        Part(who, min(days, default=None), max(days, default=None), tuple(sorted({day.year for day in days})))
        for who, days in account.days(*kinds).items()
    )
