"""What a history says of its commits, as small as it can be kept, and nothing that the portal or the day decides.

It grows commit by commit, so a chronicle that was kept goes on with the commits that came since. Nothing in it depends
on the order in which commits of different branches arrive, and no e-mail address is in it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from lorepath.history.ancestry import Ancestry
from lorepath.history.days import date_of, day_of, seconds_of, written_on
from lorepath.history.identity import Contact, Party, party_of
from lorepath.history.lineage import Lineage
from lorepath.history.message import PULL_REQUEST, REVIEWS, Trailers
from lorepath.history.message import read as read_message
from lorepath.history.records import TEXTS, Change, Commit
from lorepath.history.watches import Watches


class Chronicle:
    """All commits, by number, and what they did."""

    def __init__(self, watches: Watches, ancestry: Ancestry | None = None) -> None:
        self.ancestry = ancestry or Ancestry()
        self.lineage = Lineage(self.ancestry)
        self.watches = watches
        self.parties: list[Party] = []
        """Everybody who was seen, by number. Those whom `name` has not told yet are not among them."""
        self.author = array("i")
        self.written = array("i")
        """The author's day, 20260105; 0 where it cannot be read."""
        self.marks = array("B")
        """What each commit's message says of it (`message.read`)."""
        self.coauthors: dict[int, tuple[int, ...]] = {}
        self.reviewers: dict[int, tuple[int, ...]] = {}
        self.mergers: dict[int, int] = {}
        """Who put a pull request that was squashed or rebased into the history."""
        self.brought: dict[int, int] = {}
        """A commit to the merge of the pull request that brought it, the first where there are several."""
        self.writers: dict[int, tuple[int, ...]] = {}
        """The merge of a pull request to everybody who wrote a commit of it."""
        self.vouchers: dict[str, list[int]] = {}
        """A lesson's id to the commits that say that it was verified."""
        self.committed = 0
        """The second in which the last commit was made."""
        self._known: dict[str, int] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._new: list[Contact] = []

    def add(self, commits: Iterable[tuple[Commit, Sequence[Change]]]) -> None:
        """Take in commits, parents before children."""
        parties, described = self._numbers, bool(self.watches.described)
        for (identifier, parents, name, email, day, committer, its_email, seconds, text), changes in commits:
            self.committed = committed = seconds_of(seconds)
            number = self.ancestry.add(identifier, parents, committed)
            author = parties.get((name, email), -1)
            self.author.append(self._party(Contact(name, email)) if author < 0 else author)
            self.written.append(written_on(day, committed))
            mark, trailers = read_message(text)
            self.marks.append(mark)
            if trailers:
                self._note(number, trailers)
            if mark & PULL_REQUEST:
                if number in self.ancestry.others:
                    self._merge(number)
                elif (committer, its_email) != (name, email):
                    self.mergers[number] = self._party(Contact(committer, its_email))
            if changes:
                texts = [change for change in changes if change[1].endswith(TEXTS)]
                if texts:
                    self.lineage.add(number, texts, bool(mark & REVIEWS))
                if described or len(texts) < len(changes):
                    self.watches.note(number, changes, committed)

    def name(self, current: Mapping[Contact, Contact]) -> None:
        """Tell who the new contacts are, `current` being what `.mailmap` makes of them."""
        self.parties += [party_of(contact, current.get(contact, contact)) for contact in self._new]
        self._new.clear()

    @property
    def new_contacts(self) -> Sequence[Contact]:
        """Those whom `name` has not told yet."""
        return self._new

    @property
    def head(self) -> str:
        """The id of the last commit; nothing where there is none."""
        return self.ancestry.id(len(self.ancestry) - 1).hex() if len(self.ancestry) else ""

    @property
    def head_date(self) -> date | None:
        """The day of the last commit."""
        return date_of(day_of(self.committed)) if len(self.ancestry) else None

    def _party(self, contact: Contact) -> int:
        number = self._numbers.get(contact)
        if number is None:
            if len(self._known) < len(self.parties):
                self._known = {party.mark: position for position, party in enumerate(self.parties)}
            number = self._known.get(contact.mark, -1)
            if number < 0:
                number = len(self.parties) + len(self._new)
                self._new.append(contact)
            self._numbers[contact] = number
        return number

    def _note(self, number: int, trailers: Trailers) -> None:
        if trailers.coauthors:
            self.coauthors[number] = tuple(map(self._party, trailers.coauthors))
        if trailers.reviewers:
            self.reviewers[number] = tuple(map(self._party, trailers.reviewers))
        for lesson in trailers.verified:
            self.vouchers.setdefault(lesson, []).append(number)

    def _merge(self, merge: int) -> None:
        """Note what the merge of a pull request brought, and who wrote it."""
        writers: set[int] = set()
        for number in self.ancestry.brought_by(merge):
            writers.add(self.author[number])
            writers.update(self.coauthors.get(number, ()))
            before = self.brought.get(number)
            # The oldest pull request brought it, later ones only carry it on.
            if before is None or self.ancestry.order(merge) < self.ancestry.order(before):
                self.brought[number] = merge
        self.writers[merge] = tuple(sorted(writers))
