"""Who wrote and who reviewed a lesson, and which commits say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from lorepath.history.identity import Contact, Contributor, Directory, is_bot
from lorepath.history.lineage import Edit
from lorepath.history.records import Commit
from lorepath.history.story import Merge


class Credit(StrEnum):
    """What a commit earns somebody."""

    AUTHOR = "author"
    COAUTHOR = "co-author"
    REVIEWER = "reviewer"
    RENEWER = "renewer"
    NONE = "none"


class Evidence(NamedTuple):
    """One commit, on its author's day, and the credit that it gives (to nobody where it does not count)."""

    commit: str
    day: date | None
    credit: Credit
    contributor: Contributor | None
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """All that the history says about the people behind one lesson.

    `substantive` are the days of the edits that count: those that changed the text and still stand.
    """

    evidence: tuple[Evidence, ...] = ()
    substantive: tuple[date, ...] = ()

    def days(self, *kinds: Credit) -> dict[Contributor, list[date]]:
        """Who earned one of these credits, in the order in which they joined, and on which days.

        Somebody registered stands for all of the same name.
        """
        found: dict[Contributor, list[date]] = {}
        for each in self.evidence:
            if each.credit in kinds and each.contributor:
                found.setdefault(each.contributor, []).extend([each.day] if each.day else [])
        registered = {person.name.casefold(): person for person in found if person.person}
        for person in [person for person in found if not person.person]:
            if namesake := registered.get(person.name.casefold()):
                found[namesake] += found.pop(person)
        return found


class Accountant:
    """Turns a file's edits into credit.

    `ignored` are commits that `.git-blame-ignore-revs` lists. `merges` maps the number of a commit to the
    merge that brought its pull request in.
    """

    def __init__(self, directory: Directory, ignored: frozenset[str], merges: Mapping[int, Merge]) -> None:
        self._directory = directory
        self._ignored = ignored
        self._merges = merges

    def account(self, edits: Sequence[Edit], vouchers: Iterable[Commit]) -> Account:
        """The authors in the order in which they joined, the reviewers likewise, and why.

        `vouchers` are the commits that say that the lesson was verified.
        """
        evidence: list[Evidence] = []
        substantive = []
        undone = _undone(edits)
        for position, edit in enumerate(edits):
            if reason := self._mechanical(edit, position == 0) or undone.get(position, ""):
                evidence.append(Evidence(edit.commit.id, edit.commit.written, Credit.NONE, None, reason))
                continue
            if edit.commit.written:
                substantive.append(edit.commit.written)
            evidence += self._writers(edit.commit, edit.change.status == "A")
            evidence += self._reviewers(edit)
        for commit in vouchers:
            evidence += self._give(commit, Credit.RENEWER, commit.author, "vouches for the lesson")
        return Account(tuple(evidence), tuple(substantive))

    def _mechanical(self, edit: Edit, first: bool) -> str:
        """Why an edit gives no credit, seen by itself, or nothing."""
        commit, change = edit.commit, edit.change
        if change.status == "D":
            return "deletes the lesson"
        if change.old == change.new:
            return "moves the lesson without a change" if change.former else "changes no text"
        if commit.id in self._ignored:
            return "is listed in .git-blame-ignore-revs"
        if is_bot(commit.author) and not any(map(self._directory.trusts, commit.message.coauthors)):
            return "was made by a bot"
        if change.former and commit.message.moves:
            return "renames the lesson"
        # Whoever writes a lesson from nothing has written it, whatever the subject calls it.
        return "" if first and change.status == "A" else commit.message.mechanical

    def _writers(self, commit: Commit, created: bool) -> Iterator[Evidence]:
        reason = "writes the lesson" if created else "edits the text"
        yield from self._give(commit, Credit.AUTHOR, commit.author, reason)
        for contact in commit.message.coauthors:
            if self._directory.trusts(contact) and not self._directory.same(contact, commit.author):
                yield from self._give(commit, Credit.COAUTHOR, contact, "is named as co-author")

    def _reviewers(self, edit: Edit) -> Iterator[Evidence]:
        commit = edit.commit
        writers = [commit.author, *commit.message.coauthors]
        named = [*commit.message.reviewers]
        merger = commit.committer if commit.message.pull_request else None
        if merge := self._merges.get(edit.number):
            named += merge.commit.message.reviewers
            writers += merge.writers
            merger = merge.commit.author
        if not named and not merger:
            return
        reviewers = {contact: "is named as reviewer" for contact in named if self._directory.trusts(contact)}
        if merger:
            reviewers.setdefault(merger, "merged the pull request")
        for contact, reason in reviewers.items():
            if not any(self._directory.same(contact, writer) for writer in writers):
                yield from self._give(commit, Credit.REVIEWER, contact, reason)

    def _give(self, commit: Commit, credit: Credit, contact: Contact, reason: str) -> Iterator[Evidence]:
        """The evidence of a credit, unless nobody may be named."""
        if contributor := self._directory.contributor(contact):
            yield Evidence(commit.id, commit.written, credit, contributor, reason)


def _undone(edits: Sequence[Edit]) -> dict[int, str]:
    """The positions of edits whose text an earlier text replaced again, and of those that brought it back.

    Contents decide, not messages: a message that claims a revert takes nobody's credit.
    """
    made: dict[str, tuple[str, int]] = {}  # a content: the content before it, and the edit that made it
    known: set[str] = set()
    undone: dict[int, str] = {}
    latest = ""
    for position, edit in enumerate(edits):
        change = edit.change
        if change.status == "D":
            continue
        # A file that was deleted and comes back goes on from what it was.
        old = latest if change.status == "A" and latest else change.old
        latest = change.new
        if old != change.new and change.new not in known:
            made[change.new] = (old, position)
            known |= {old, change.new}
            continue
        undone[position] = "brings back an earlier text"
        if old == change.new:
            continue
        back = _steps(made, old, change.new)
        for step in back:
            undone[step] = "was reverted"
        for step in () if back else _steps(made, change.new, old):
            undone.pop(step, None)
    return undone


def _steps(made: Mapping[str, tuple[str, int]], start: str, end: str) -> list[int]:
    """The edits that lead from the content `end` to the content `start`; none if `end` is no ancestor."""
    steps = []
    while start != end:
        if start not in made:
            return []
        start, step = made[start]
        steps.append(step)
    return steps
