"""The last report and today's answers → the next report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lorepath.external_links.question import Answer, Outcome
from lorepath.link_report import FAILURES, FailingLink, LinkReport

_HOSTS = 3


def updated(
    last: LinkReport, links: Mapping[str, tuple[str, ...]], answers: Mapping[str, Answer], today: date
) -> LinkReport | None:
    """The report as of `today`; None where nothing was heard from anybody, so that it is our own network that fails.

    `links` maps each address of the portal to the lessons that link to it. Who works is forgotten; who gave no clear
    answer, or was not asked, stays what it was.
    """
    failing = [address for address, answer in answers.items() if answer.outcome is Outcome.FAILS]
    if len(failing) >= _HOSTS and not any(answer.heard for answer in answers.values()):
        return None
    known = {each.url: each for each in last.failing}
    found = []
    for address, lessons in links.items():
        before, answer = known.get(address), answers.get(address)
        if answer and answer.outcome is Outcome.FAILS:
            # The first day tells since when; of the others only as many are kept as decide.
            days = sorted({*(before.days if before else ()), today})[:FAILURES]
            found.append(FailingLink(address, tuple(days), answer.why, lessons))
        elif before and not (answer and answer.outcome is Outcome.WORKS):
            found.append(FailingLink(address, before.days, before.why, lessons))
    return LinkReport(today, tuple(found))
