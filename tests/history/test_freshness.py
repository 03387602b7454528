"""The three clocks, and a reason in one sentence."""

from __future__ import annotations

from datetime import date

import pytest

from history.portals import lesson
from lorepath.history.freshness import Freshness, Status, judge
from lorepath.model import ShelfLife

TODAY = date(2026, 6, 1)
PATH = "content/lessons/t/a.md"


def fresh(
    edited: date | None = None, vouched: date | None = None, available: bool = True, **values: object
) -> Freshness:
    return judge(lesson(PATH, **values), edited, vouched, TODAY, available)


@pytest.mark.parametrize(
    ("reviewed", "status"),
    [
        (date(2026, 5, 31), Status.FRESH),
        (date(2025, 7, 2), Status.FRESH),
        (date(2025, 7, 1), Status.DUE),
        (date(2025, 6, 1), Status.DUE),
        (date(2025, 5, 31), Status.STALE),
    ],
)
def test_due_begins_thirty_days_before_the_last_day(reviewed: date, status: Status) -> None:
    assert fresh(reviewed=reviewed).status is status


def test_the_reason_is_one_sentence() -> None:
    assert fresh(reviewed=date(2025, 1, 31), shelf_life=ShelfLife(months=1)) == Freshness(
        Status.STALE,
        "It was verified on 2025-01-31 and was due by 2025-02-28.",
        date(2025, 2, 28),
        date(2025, 1, 31),
    )
    assert (
        fresh(date(2026, 1, 1)).reason
        == "It was last edited on 2026-01-01, was never verified, and is due by 2027-01-01."
    )


def test_the_latest_verification_counts_and_an_edit_does_not_verify() -> None:
    judged = fresh(date(2026, 5, 1), vouched=date(2025, 1, 1), reviewed=date(2024, 1, 1))

    assert (judged.status, judged.verified) == (Status.STALE, date(2025, 1, 1))


def test_without_verification_the_last_edit_counts() -> None:
    assert fresh(date(2026, 5, 1)).status is Status.FRESH


def test_a_review_in_the_future_does_not_count() -> None:
    assert fresh(reviewed=date(2099, 1, 1)).status is Status.UNKNOWN
    assert fresh(date(2024, 1, 1), reviewed=date(2099, 1, 1)).status is Status.STALE


def test_evergreen_retired_and_unknown() -> None:
    assert fresh(date(2000, 1, 1), shelf_life=ShelfLife()).status is Status.EVERGREEN
    assert fresh(retired=True, replaced_by="b").reason == "It is retired, and another lesson replaces it."
    assert fresh().status is Status.UNKNOWN


def test_without_history_only_certain_things_are_said() -> None:
    assert fresh(available=False).status is Status.UNKNOWN
    assert fresh(available=False, reviewed=date(2026, 5, 1)).status is Status.FRESH
    assert fresh(available=False, reviewed=date(2020, 5, 1)).status is Status.UNKNOWN


def test_extreme_dates() -> None:
    assert fresh(date(1970, 1, 1)).status is Status.STALE
    assert judge(lesson(PATH), date.max, None, date.max, available=True).due == date.max
