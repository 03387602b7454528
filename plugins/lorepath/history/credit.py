"""Who wrote and who reviewed a lesson, and which commits say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from operator import lt

from lorepath.history.chronicle import Chronicle
from lorepath.history.edits import ADDED, DELETED, REDATED, RENAMED, STAMPED, TOO_LONG, Edit
from lorepath.history.identity import Directory
from lorepath.history.message import MECHANICAL, MOVES, REVIEWS


class Credit(StrEnum):
    """What a commit earns somebody."""

    AUTHOR = "author"
    COAUTHOR = "co-author"
    REVIEWER = "reviewer"
    RENEWER = "renewer"
    NONE = "none"


Entry = tuple[int, Credit, int, str]
"""A commit, by its number, the credit that it gives, the party to whom (NOBODY where it gives none), and why."""

NOBODY = -1
# A name is found sooner than a member of an enumeration, and these are asked for with every edit.
_AUTHOR, _COAUTHOR, _REVIEWER = Credit.AUTHOR, Credit.COAUTHOR, Credit.REVIEWER
_REASON = REVIEWS - 1
_DOUBTFUL, _HELPED, _LOOKED_AT = 1, 2, 4


class Accountant:
    """Turns the edits of a file into credit.

    `ignored` are the ids of commits that `.git-blame-ignore-revs` lists.
    """

    def __init__(self, chronicle: Chronicle, directory: Directory, ignored: frozenset[bytes]) -> None:
        self._chronicle = chronicle
        self._directory = directory
        ids = map(chronicle.ancestry.id, range(len(chronicle.ancestry) if ignored else 0))
        self.ignored = frozenset(number for number, commit in enumerate(ids) if commit in ignored)
        """The numbers of the commits that are ignored."""
        self._special = bytearray(mark & (_REASON | MOVES) and _DOUBTFUL for mark in chronicle.marks)
        """For each commit what has to be known of it besides who wrote it: nothing of most."""
        bots = {number for number, party in enumerate(chronicle.parties) if party.bot}
        for number in chain(self.ignored, (number for number, author in enumerate(chronicle.author) if author in bots)):
            self._special[number] |= _DOUBTFUL
        for number in chronicle.coauthors:
            self._special[number] |= _HELPED
        for number in chain(chronicle.reviewers, chronicle.mergers, chronicle.brought):
            self._special[number] |= _LOOKED_AT

    def in_order(self, edits: Sequence[Edit]) -> Sequence[Edit]:
        """The edits of a file, ancestors first, in an order that is the same in every clone."""
        ranks = self._chronicle.ancestry.ranks
        found = [ranks[edit[0]] for edit in edits]
        if all(map(lt, found, found[1:])):
            return edits
        return sorted(edits, key=lambda edit: self._chronicle.ancestry.order(edit[0]))

    def entries(self, edits: Sequence[Edit]) -> Iterator[Entry]:
        """What each edit of a file earns and whom; edits come as `in_order` gives them."""
        undone = _undone(edits)
        authors = self._chronicle.author
        for position, edit in enumerate(edits):
            number, kind, old, new = edit
            special = self._special[number]
            if not (kind or undone or special or old == new):  # as most edits
                yield number, _AUTHOR, authors[number], "edits the text"
                continue
            if kind & (DELETED | REDATED) or old == new or position in undone or special & _DOUBTFUL:
                reason = self._mechanical(edit, position == 0) or undone.get(position)
                if reason:
                    yield number, Credit.NONE, NOBODY, reason
                    continue
            author = authors[number]
            if kind & STAMPED:
                yield number, Credit.RENEWER, author, "notes a review and changes nothing else"
                continue
            yield number, _AUTHOR, author, _written(kind)
            if special & _HELPED:
                yield from self._coauthors(number, author)
            if special & _LOOKED_AT:
                yield from self._reviewers(number)

    def renewals(self, numbers: Iterable[int]) -> Iterator[Entry]:
        """What commits earn whose authors vouch for a lesson in a trailer; programs cannot."""
        for number in sorted(set(numbers), key=self._chronicle.ancestry.order):
            author = self._chronicle.author[number]
            if not self._chronicle.parties[author].bot:
                yield number, Credit.RENEWER, author, "vouches for the lesson"

    def _mechanical(self, edit: Edit, first: bool) -> str:
        """Why an edit gives no credit, seen by itself, or nothing."""
        number, kind, old, new = edit
        if kind & DELETED:
            return "deletes the lesson"
        if old == new:
            return "moves the lesson without a change" if kind & RENAMED else "changes no text"
        chronicle = self._chronicle
        if number in self.ignored:
            return "is listed in .git-blame-ignore-revs"
        if chronicle.parties[chronicle.author[number]].bot:
            trusted = self._directory.trusted
            if not any(trusted[each] for each in chronicle.coauthors.get(number, ())):
                return "was made by a bot"
        # Contents say more than the subject: who writes a lesson from nothing has written it, a stamp is a stamp.
        if kind & STAMPED or (first and kind & ADDED):
            return ""
        if kind & REDATED:
            return "changes the line `reviewed:` only, and to no later day"
        mark = chronicle.marks[number]
        return "renames the lesson" if kind & RENAMED and mark & MOVES else MECHANICAL[mark & _REASON]

    def _coauthors(self, number: int, author: int) -> Iterator[Entry]:
        known_as = self._directory.known_as
        for each in self._chronicle.coauthors[number]:
            if self._directory.trusted[each] and known_as[each].isdisjoint(known_as[author]):
                yield number, _COAUTHOR, each, "is named as co-author"

    def _reviewers(self, number: int) -> Iterator[Entry]:
        chronicle = self._chronicle
        named = chronicle.reviewers.get(number, ())
        merger = chronicle.mergers.get(number)
        merge = chronicle.brought.get(number)
        if merge is not None:
            named += chronicle.reviewers.get(merge, ())
            merger = chronicle.author[merge]
        trusted, known_as = self._directory.trusted, self._directory.known_as
        reviewers = {each: "is named as reviewer" for each in named if trusted[each]}
        if merger is not None:
            reviewers.setdefault(merger, "merged the pull request")
        if not reviewers:
            return
        writers = chronicle.coauthors.get(number, ())
        if merge is not None:
            writers += chronicle.writers.get(merge, ())
        wrote = known_as[chronicle.author[number]].union(*[known_as[writer] for writer in writers])
        for each, reason in reviewers.items():
            if wrote.isdisjoint(known_as[each]):
                yield number, _REVIEWER, each, reason


def _written(kind: int) -> str:
    """What somebody did who changed a lesson; whether a text that is too long got more than a new day, nobody knows."""
    if kind & TOO_LONG:
        return "edits a text that is too long to be looked at"
    return "writes the lesson" if kind & ADDED else "edits the text"


def _undone(edits: Sequence[Edit]) -> Mapping[int, str]:
    """The positions of edits whose text an earlier text replaced again, and of those that brought it back.

    Contents decide, not messages: a message that claims a revert takes nobody's credit.
    """
    before, after = [edit[2] for edit in edits], [edit[3] for edit in edits]
    if before[1:] == after[:-1] and len({*before[:1], *after}) == len(edits) + 1:
        return {}  # one line of history, and no text came twice
    made: dict[int, tuple[int, int]] = {}  # a content: the content before it, and the edit that made it
    known: set[int] = set()
    undone: dict[int, str] = {}
    latest = 0
    for position, (_, kind, before_it, new) in enumerate(edits):
        if kind & DELETED:
            continue
        # A file that was deleted and comes back goes on from what it was.
        old = latest if kind & ADDED and latest else before_it
        latest = new
        if old != new and new not in known:
            made[new] = (old, position)
            known |= {old, new}
            continue
        undone[position] = "brings back an earlier text"
        if old == new:
            continue
        back = _steps(made, old, new)
        for step in back:
            undone[step] = "was reverted"
        for step in () if back else _steps(made, new, old):
            undone.pop(step, None)
    return undone


def _steps(made: Mapping[int, tuple[int, int]], start: int, end: int) -> list[int]:
    """The edits that lead from the content `end` to the content `start`; none if `end` is no ancestor."""
    steps = []
    while start != end:
        if start not in made:
            return []
        start, step = made[start]
        steps.append(step)
    return steps
