"""Entries of credit → the facts of one lesson."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from lorepath.history.credit import Accountant, Credit
from lorepath.history.days import NEVER, date_of, number_of
from lorepath.history.edits import ADDED, Edit
from lorepath.history.facts import Shares
from lorepath.history.identity import Contributor


def as_of(today: date, written: Iterable[int]) -> list[int]:
    """The days of commits as of `today`: what is dated later has not happened (NEVER).

    A day may have begun for an author east of Greenwich before it has here; it then counts as today.
    """
    now = number_of(today)
    soon = number_of(today + timedelta(days=1)) if today < date.max else now
    return [day if day <= now else now if day == soon else NEVER for day in written]


class Work(NamedTuple):
    """What was done to a lesson, when, and by whom. Days are None where they cannot be known."""

    created: date | None
    edited: date | None
    touched: date | None
    verified: date | None
    written: Shares
    reviewed: Shares
    renewed: Shares


def work(
    accountant: Accountant,
    edits: Sequence[Edit],
    vouchers: Iterable[int],
    days: Sequence[int],
    whom: Sequence[Contributor | None],
) -> Work:
    """The facts that the edits of a lesson's file say, and the commits that vouch for it.

    `days` maps a commit to its day, `whom` a party to the contributor to credit.
    """
    authors: dict[int, list[int]] = {}
    reviewers: dict[int, list[int]] = {}
    renewers: dict[int, list[int]] = {}
    groups = {Credit.AUTHOR: authors, Credit.COAUTHOR: authors, Credit.REVIEWER: reviewers}
    edited = NEVER
    for number, credit, party, _ in accountant.entries(edits):
        if credit is Credit.NONE:
            continue
        day = days[number]
        group = groups[credit]
        if party in group:
            group[party].append(day)
        else:
            group[party] = [day]
        if day > edited and credit is Credit.AUTHOR:
            edited = day
    for number, _, party, _ in accountant.renewals(vouchers):
        renewers.setdefault(party, []).append(days[number])
    return Work(
        # A file whose first commit does not add it came by a merge; nobody can tell when.
        created=_date(days[edits[0][0]] if edits and edits[0][1] & ADDED else NEVER),
        edited=_date(edited),
        touched=_date(max([days[edit[0]] for edit in edits], default=NEVER)),
        verified=_date(max([max(each) for each in renewers.values()], default=NEVER)),
        written=_shares(authors, whom),
        reviewed=_shares(reviewers, whom),
        renewed=_shares(renewers, whom),
    )


def _shares(found: Mapping[int, list[int]], whom: Sequence[Contributor | None]) -> Shares:
    """Those who earned a credit, in the order in which they joined, without those who must not be named."""
    shares: dict[Contributor, tuple[int, ...]] = {}
    for party, days in found.items():
        contributor = whom[party]
        if contributor is None:
            continue
        years = {day // 10_000 for day in days}
        if contributor in shares:
            years.update(shares[contributor])
        years.discard(NEVER)
        shares[contributor] = tuple(sorted(years))
    return shares


def _date(day: int) -> date | None:
    return date_of(day) if day else None
