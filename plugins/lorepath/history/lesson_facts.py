"""Entries of credit → the facts of one lesson."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lorepath.history.credit import Accountant, Credit
from lorepath.history.days import NEVER, date_of
from lorepath.history.edits import ADDED, Edit
from lorepath.history.facts import Shares
from lorepath.history.identity import Contributor

# A name is found sooner than a member of an enumeration, and these are asked for with every edit.
_AUTHOR, _COAUTHOR, _REVIEWER, _NONE = Credit.AUTHOR, Credit.COAUTHOR, Credit.REVIEWER, Credit.NONE


class Work(NamedTuple):
    """What was done to a lesson, when, and by whom. Days are None where they cannot be known.

    `counted` are the commits of the edits that count, packed: there are as many as edits in the whole history.
    """

    created: date | None
    edited: date | None
    tidied: date | None
    verified: date | None
    counted: Sequence[int]
    written: Shares
    reviewed: Shares
    renewed: Shares


def work(
    accountant: Accountant,
    edits: Sequence[Edit],
    vouchers: Sequence[int],
    days: Sequence[int],
    whom: Sequence[Contributor | None],
) -> Work:
    """The facts that the edits of a lesson's file say, and the commits that vouch for it.

    `days` maps a commit to its day, `whom` a party to the contributor to credit.
    """
    authors: dict[int, list[int]] = {}
    reviewers: dict[int, list[int]] = {}
    renewers: dict[int, list[int]] = {}
    verified = edited = tidied = NEVER
    counted = array("i")
    for number, credit, party, _ in accountant.entries(edits):
        day = days[number]
        if credit is _AUTHOR:
            counted.append(number)
            if day > edited:
                edited = day
            group = authors
        elif credit is _NONE:
            tidied = max(tidied, day)
            continue
        else:
            group = authors if credit is _COAUTHOR else reviewers if credit is _REVIEWER else renewers
        if party in group:
            group[party].append(day)
        else:
            group[party] = [day]
    for number, _, party, _ in accountant.renewals(vouchers) if vouchers else ():
        renewers.setdefault(party, []).append(days[number])
        verified = max(verified, days[number])
    return Work(
        # A file whose first commit does not add it came by a merge; nobody can tell when.
        created=_date(days[edits[0][0]] if edits and edits[0][1] & ADDED else NEVER),
        edited=_date(edited),
        tidied=_date(tidied),
        verified=_date(verified),
        counted=counted,
        written=_shares(authors, whom),
        reviewed=_shares(reviewers, whom) if reviewers else {},
        renewed=_shares(renewers, whom) if renewers else {},
    )


def _shares(found: Mapping[int, list[int]], whom: Sequence[Contributor | None]) -> Shares:
    """Those who earned a credit, in the order in which they joined, without those who must not be named."""
    shares: dict[Contributor, tuple[int, ...]] = {}
    for party, days in found.items():
        contributor = whom[party]
        if contributor is None:
            continue
        if len(days) == 1 and days[0] and contributor not in shares:  # as most people's share in most lessons
            shares[contributor] = (days[0] // 10_000,)
            continue
        years = {day // 10_000 for day in days if day}
        shares[contributor] = tuple(sorted(years.union(shares.get(contributor, ()))))
    return shares


def _date(day: int) -> date | None:
    return date_of(day) if day else None
