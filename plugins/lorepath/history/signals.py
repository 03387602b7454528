"""What besides age makes a lesson worth another look: what it depends on changed, or nobody looks after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from lorepath.history.days import date_of, number_of
from lorepath.history.watches import Watches, described
from lorepath.link_report import FailingLink, LinkReport
from lorepath.model import Lesson, Portal

SILENCE = timedelta(days=365)
"""How long an owner may be silent."""
UNOWNED = "its owner is nobody of this portal"
_HOST = re.compile(r"[a-z0-9.-]{1,80}")


class Signal(NamedTuple):
    """What happened on a day, as a part of a sentence. What is `lasting` concerns evergreen lessons too."""

    day: date
    what: str
    lasting: bool = False


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


@dataclass(frozen=True)
class Signals:
    """Finds the signals of lessons, as of `today`.

    `commits` gives those that changed a lesson's file, `edited` the days of those that count (20260105); few lessons
    are asked for. `built_on` maps a lesson to those that it builds on, `promised` to the days on which what it promises
    changed. `active` maps the handle of a person to the day on which they were last seen. `watches` knows when files
    changed; commits that are `ignored` changed nothing that matters. `prefix` leads from the top of the repository to
    the portal.
    """

    portal: Portal
    today: date
    commits: Callable[[Lesson], Collection[int]]
    edited: Callable[[Lesson], Collection[int]]
    built_on: Mapping[str, Sequence[str]]
    promised: Mapping[str, Sequence[int]]
    active: Mapping[str, date]
    watches: Watches
    ignored: frozenset[int]
    prefix: str
    links: LinkReport = field(default_factory=LinkReport)

    def of(self, lesson: Lesson, since: date) -> Sequence[Signal]:
        """What happened after the day `since`."""
        found = [*self._owner(lesson, since)]
        if lesson.id in self.built_on:
            found += self._prerequisites(lesson, since)
        if lesson.includes:
            found += self._included(lesson, since)
        if lesson.watches:
            found += self._watched(lesson, since)
        if lesson.id in self._broken_links:
            found += self._broken(lesson, since)
        return found

    def _owner(self, lesson: Lesson, since: date) -> Iterator[Signal]:
        """What is wrong with the owner. Neither handle nor name is said: readers of the site see this."""
        person = self.portal.people.get(lesson.owner)
        if not person:
            if lesson.owner and since < self.today and not self.portal.is_unreadable("person", lesson.owner):
                yield Signal(self.today, UNOWNED)
            return
        if person.left and since < person.left <= self.today:
            yield Signal(person.left, f"its owner left on {person.left}")
        seen = self.active.get(lesson.owner)
        if seen and since < seen + SILENCE <= self.today:
            yield Signal(seen + SILENCE, f"nothing has been seen of its owner since {seen}")

    def _prerequisites(self, lesson: Lesson, since: date) -> Iterator[Signal]:
        """Not what was done to both on one day: that is one change, most often."""
        for teacher in self.built_on[lesson.id]:
            changes = self.promised.get(teacher)
            if changes and (day := self._first(set(changes).difference(self.edited(lesson)), since)):
                title = self.portal.lessons[teacher].title or teacher
                yield Signal(day, f"“{title}”, which it builds on, came to teach something else on {day}")

    def _included(self, lesson: Lesson, since: date) -> Iterator[Signal]:
        own = self.commits(lesson)
        for path in lesson.includes:
            if day := self._changed(self.prefix + path, since, own):
                yield Signal(day, f"{path.rpartition('/')[2]}, which it shows, changed on {day}")

    def _watched(self, lesson: Lesson, since: date) -> Iterator[Signal]:
        for path in described(lesson.watches):
            if day := self._changed(path, since, ()):
                yield Signal(day, f"{path}, which it describes, changed on {day}", lasting=True)

    def _changed(self, path: str, since: date, without: Collection[int]) -> date | None:
        touches = self.watches.of(path)
        return self._first(
            [day for number, day in touches if number not in self.ignored and number not in without], since
        )

    def _first(self, days: Iterable[int], since: date) -> date | None:
        """The first of some days that is later than `since` and not later than today."""
        start, end = number_of(since), number_of(self.today)
        day = min((day for day in days if start < day <= end), default=0)
        return date_of(day) if day else None

    def _broken(self, lesson: Lesson, since: date) -> Iterator[Signal]:
        for link in self._broken_links[lesson.id]:
            host = _host(link.url)
            if since < link.noted <= self.today and link.url in lesson.body and _HOST.fullmatch(host):
                yield Signal(link.noted, f"its link to {host} has been broken since {link.since}", lasting=True)

    @cached_property
    def _broken_links(self) -> Mapping[str, Sequence[FailingLink]]:
        found: dict[str, list[FailingLink]] = {}
        for link in self.links.broken:
            for lesson in link.lessons:
                found.setdefault(lesson, []).append(link)
        return found
