"""What the repository's history says about each lesson: who wrote it, who reviewed it, how fresh it is."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from lorepath.errors import PortalError
from lorepath.finding import Finding, Place
from lorepath.history import corrections, freshness, log, standards, story
from lorepath.history.credit import Accountant, Credit, Evidence
from lorepath.history.freshness import Freshness, Status
from lorepath.history.identity import Contributor, Directory, is_bot
from lorepath.history.lineage import File
from lorepath.history.story import Story
from lorepath.model import Lesson, Portal

__all__ = ["Contributor", "Credit", "Evidence", "Freshness", "History", "LessonHistory", "Status", "read"]


@dataclass(frozen=True, slots=True)
class LessonHistory:
    """The facts of one lesson.

    `created` is the day of its first commit, `edited` of its last substantive edit, `touched` of its last
    edit of any kind; None where unknown. `former_paths` are relative to the portal's root, oldest first.
    """

    freshness: Freshness
    created: date | None = None
    edited: date | None = None
    touched: date | None = None
    authors: tuple[Contributor, ...] = ()
    reviewers: tuple[Contributor, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    former_paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The facts of every lesson of a portal, by id, and what stood in their way.

    `available` is false when there is no history to read; then facts are unknown, never guessed. `head_date`
    is the day of the last commit.
    """

    lessons: Mapping[str, LessonHistory]
    findings: tuple[Finding, ...] = ()
    available: bool = True
    head_date: date | None = None


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
        unknown = {
            lesson.id: LessonHistory(freshness.judge(lesson, (), (), today, available=False))
            for lesson in portal.lessons.values()
        }
        return History(unknown, (problem.finding,), available=False)


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


def _complete(portal: Portal, repository: log.Repository, today: date) -> History:
    """The history of a portal whose repository can be read. Raises PortalError where reading ends early."""
    told = story.digest(log.commits(repository))
    current = corrections.current_contacts(repository, told.contacts)
    directory = Directory(portal.people, current, told.authors)
    accountant = Accountant(directory, corrections.ignored_revisions(repository), told.merges)
    lessons = {
        lesson.id: _lesson(lesson, told, accountant, repository.prefix, today) for lesson in portal.lessons.values()
    }
    return History(lessons, head_date=told.head_date)


def _lesson(lesson: Lesson, told: Story, accountant: Accountant, prefix: str, today: date) -> LessonHistory:
    """One lesson's facts; `prefix` leads from the top of the repository to the portal."""
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
        authors=account.authors,
        reviewers=account.reviewers,
        evidence=account.evidence,
        former_paths=tuple(path for path in dict.fromkeys(former) if path != lesson.path),
    )
