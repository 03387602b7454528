"""What the pages say that only a browser can fill: the learner's own, and the one that puts learners side by side."""

from __future__ import annotations

from dataclasses import dataclass
from msgspec import Struct

from lorepath.site import addresses
from lorepath.site.views import words
from lorepath.site.views.find import Choice
from lorepath.site.views.shelf import Link, Shelf


class YouView(Struct, frozen=True):
    """The learner's own page. `team` is the page that their links lead to."""

    trail: tuple[Link, ...]
    name: str
    roles: tuple[Choice, ...]
    formats: tuple[Choice, ...]
    weekly_minutes: int
    team: str


class TeamView(Struct, frozen=True):
    """The page that shows what learners share."""

    trail: tuple[Link, ...]


def you_view(shelf: Shelf) -> YouView:
    """The learner's own page."""
    portal = shelf.portal
    used = {lesson.format for lesson in portal.live_lessons}
    return YouView(
        trail=(Link("Home", addresses.HOME),),
        name=portal.name,
        roles=tuple(Choice(role.id, role.title) for role in portal.roles.values()),
        formats=tuple(Choice(key, label) for key, label in words.FORMATS.items() if key in used),
        weekly_minutes=portal.weekly_minutes,
        team=addresses.TEAM,
    )


def team_view() -> TeamView:
    """The page that shows what learners share."""
    return TeamView(trail=(Link("Home", addresses.HOME), Link("You", addresses.YOU)))
