"""A repository with its history read, ready to be asked for one portal, as of one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from lorepath.content_places import CONTENT
from lorepath.errors import PortalError
from lorepath.finding import Place
from lorepath.history import corrections, log, standards
from lorepath.history.chronicle import Chronicle
from lorepath.history.credit import Accountant
from lorepath.history.days import as_of
from lorepath.history.edits import Edit
from lorepath.history.identity import Directory
from lorepath.history.lineage import NOBODY
from lorepath.history.resume import chronicle_of
from lorepath.history.unannounced import Pair, unannounced
from lorepath.history.watches import described
from lorepath.model import Lesson, Portal
from lorepath.store import Store


class Opened(Struct, frozen=True):
    """What the repository says, and how to read it.

    `days` maps a commit to its day, as of `today`; `stamped` maps the contents before and after
    edits that only change the line `reviewed:` to STAMPED or REDATED, and those too long to tell to TOO_LONG.
    """

    portal: Portal
    today: date
    repository: log.Repository
    chronicle: Chronicle
    directory: Directory
    accountant: Accountant
    days: Sequence[int]
    stamped: Mapping[Pair, int]

    @property
    def prefix(self) -> str:
        """What leads from the top of the repository to the portal."""
        return self.repository.prefix

    def file(self, lesson: Lesson) -> int:
        """The file of a lesson, or NOBODY where no commit knows it."""
        return self.chronicle.lineage.at_head(self.prefix + lesson.path)

    def edits(self, file: int) -> Sequence[Edit]:
        """What was done to a file, ancestors first."""
        if file == NOBODY:
            return ()
        found = self.chronicle.lineage.edits.of(file)
        if self.stamped:
            found = [(number, kind | self.stamped.get((old, new), 0), old, new) for number, kind, old, new in found]
        return self.accountant.in_order(found)

    def vouchers(self, lesson: Lesson) -> Sequence[int]:
        """The commits that say that a lesson was verified, under any of its names."""
        known = self.chronicle.vouchers
        return [each for name in (lesson.id, *lesson.aliases) for each in known.get(name, ())] if known else ()

    def last_seen(self) -> list[int]:
        """For each party the last day on which it made a commit or was named in one; 0 where none is known."""
        latest = [0] * len(self.chronicle.parties)
        for author, day in zip(self.chronicle.author, self.days, strict=True):
            if day > latest[author]:
                latest[author] = day
        for named in (self.chronicle.coauthors, self.chronicle.reviewers):
            for number, parties in named.items():
                for party in parties:
                    if self.directory.trusted[party]:
                        latest[party] = max(latest[party], self.days[number])
        return latest


def open_history(portal: Portal, today: date, store: Store) -> Opened:
    """Read the history around a portal. Raises PortalError where nothing can be known of it."""
    place = Place(portal.source.path)
    repository = log.locate(portal.root, place)
    if repository.shallow:
        raise PortalError(standards.found(standards.SHALLOW, place))
    watched = described(path for lesson in portal.lessons.values() for path in lesson.watches)
    chronicle = chronicle_of(repository, f"{repository.prefix}{CONTENT}/", frozenset(watched), store)
    directory = Directory(portal.people, chronicle.parties, set(chronicle.author), portal.any_trailer)
    accountant = Accountant(chronicle, directory, corrections.ignored_revisions(repository))
    days = as_of(today, chronicle.written)
    stamped = unannounced(repository, chronicle, portal.lessons.values(), repository.prefix, store)
    return Opened(portal, today, repository, chronicle, directory, accountant, days, stamped)
