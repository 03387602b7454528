"""Whether a history that was kept can be that of a portal: a cache may come from somebody else.

What follows from the portal must be so, above all who must not be named and which addresses lead on. What only Git
could tell, such as who wrote a lesson, is believed as long as it can be said of this portal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lorepath.history import people
from lorepath.history.facts import History, LessonHistory, Shares
from lorepath.history.freshness import Status
from lorepath.history.identity import LONGEST_NAME, Contributor, Directory
from lorepath.history.redirects import leading_on
from lorepath.history.watches import described
from lorepath.model import Lesson, Person, Portal

_DATED = frozenset({Status.FRESH, Status.DUE, Status.STALE})


def fits(kept: History, portal: Portal, today: date) -> bool:
    """Whether this can be the history of a portal as of `today`."""
    hidden = Directory(portal.people).hidden()
    unnamed = frozenset(name.casefold() for name in hidden)
    return (
        kept.available
        and not kept.findings
        and kept.lessons.keys() == portal.lessons.keys()
        and all(_told_of(portal.lessons[name], facts, portal, today) for name, facts in kept.lessons.items())
        and all(_may_be_named(each, portal.people, unnamed) for each in _named(kept))
        and _turned_round(kept, portal)
        and hidden <= kept.hidden
        and leading_on(portal, kept.redirects) == kept.redirects
        and kept.unseen <= set(described(path for lesson in portal.lessons.values() for path in lesson.watches))
    )


def _turned_round(kept: History, portal: Portal) -> bool:
    """Whether people's records say what the lessons' facts say; when somebody was last seen, only records do."""
    active = {each.contributor: each.active for each in (*kept.people.values(), *kept.guests) if each.active}
    return people.records(portal, kept.lessons, active) == (kept.people, kept.guests)


def _told_of(lesson: Lesson, facts: LessonHistory, portal: Portal, today: date) -> bool:
    """Whether these can be the facts of a lesson."""
    days = (facts.created, facts.edited, facts.tidied, facts.freshness.verified)
    return (
        all(day is None or day <= today for day in days)
        and (facts.freshness.due is not None) == (facts.freshness.status in _DATED)
        and all(1 <= year <= today.year for shares in _shares(facts) for years in shares.values() for year in years)
        and facts.declared == (people.declared(lesson, portal.people) if lesson.contributors else ())
    )


def _shares(facts: LessonHistory) -> tuple[Shares, ...]:
    return facts.written, facts.reviewed, facts.renewed


def _named(kept: History) -> set[Contributor]:
    return {each for facts in kept.lessons.values() for shares in _shares(facts) for each in shares}


def _may_be_named(contributor: Contributor, registry: Mapping[str, Person], unnamed: frozenset[str]) -> bool:
    """Whether this is somebody registered and shown, or a name as commits give it that is none of the `unnamed`."""
    name, person = contributor.name, registry.get(contributor.person or "")
    if contributor.person:
        return person is not None and not person.hidden and person.name == name
    shown = 0 < len(name) <= LONGEST_NAME and name.isprintable() and "@" not in name
    return shown and name.casefold() not in unnamed
