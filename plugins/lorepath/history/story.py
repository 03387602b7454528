"""What one pass over the log finds out: every file's edits, who was seen, and what pull requests brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lorepath.history.identity import Contact
from lorepath.history.lineage import Lineage
from lorepath.history.records import Change, Commit

# Lessons are Markdown; what people turn into Markdown is followed too. All other files only cost memory.
_TEXTS = (".md", ".markdown", ".mdx", ".rst", ".adoc", ".txt", ".html")


@dataclass(frozen=True, slots=True)
class Merge:
    """The merge of a pull request, and everybody who wrote a commit of that pull request."""

    commit: Commit
    writers: frozenset[Contact]


@dataclass(frozen=True, slots=True)
class Story:
    """The whole history, digested.

    `merges` maps the number of a commit to the pull request that brought it in, `vouchers` a lesson's id to
    the commits that say that it was verified, `seen` an author to the days of their commits.
    `head_date` is the day of the last commit.
    """

    lineage: Lineage
    head_date: date | None
    authors: frozenset[Contact]
    contacts: frozenset[Contact]
    merges: Mapping[int, Merge]
    vouchers: Mapping[str, Sequence[Commit]]
    seen: Mapping[Contact, set[date]]


def digest(commits: Iterable[tuple[Commit, Sequence[Change]]]) -> Story:
    """Read the commits, oldest first, and keep only what touches texts."""
    lineage = Lineage()
    head_date = None
    authors: set[Contact] = set()
    contacts: set[Contact] = set()
    writers: list[tuple[Contact, ...]] = []
    pull_requests: list[tuple[int, Commit]] = []
    vouchers: dict[str, list[Commit]] = {}
    seen: dict[Contact, set[date]] = {}
    for commit, changes in commits:
        message = commit.message
        number = lineage.add(commit, [change for change in changes if change.path.endswith(_TEXTS)])
        head_date = commit.committed
        authors.add(commit.author)
        if commit.written:
            seen.setdefault(commit.author, set()).add(commit.written)
        contacts.update((commit.author, commit.committer), message.coauthors, message.reviewers)
        writers.append((commit.author, *message.coauthors))
        if message.pull_request and len(commit.parents) > 1:
            pull_requests.append((number, commit))
        for lesson in message.verified:
            vouchers.setdefault(lesson, []).append(commit)
    return Story(
        lineage,
        head_date,
        frozenset(authors),
        frozenset(contacts),
        _merges(lineage, pull_requests, writers),
        vouchers,
        seen,
    )


def _merges(
    lineage: Lineage, pull_requests: Iterable[tuple[int, Commit]], writers: Sequence[tuple[Contact, ...]]
) -> dict[int, Merge]:
    merges: dict[int, Merge] = {}
    for number, commit in pull_requests:
        brought = list(lineage.brought_by(number))
        merge = Merge(commit, frozenset(contact for one in brought for contact in writers[one]))
        for one in brought:
            merges.setdefault(one, merge)  # the oldest pull request brought it, later ones only carry it on
    return merges
