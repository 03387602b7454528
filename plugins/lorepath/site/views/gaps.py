"""What the health page says of gaps: what the crowd should write next."""

from __future__ import annotations

from dataclasses import dataclass
from msgspec import Struct

from lorepath.gaps import Gap, Lack, gaps
from lorepath.site import addresses
from lorepath.site.views.shelf import LevelView, Link, Shelf


_ICONS = {Lack.NO_LESSON: "gap", Lack.STALE: "aged", Lack.ONE_FORMAT: "one"}


class GapView(Struct, frozen=True):
    """A level that is badly taught, what to do about it, and who needs it."""

    gap: Gap
    level: LevelView
    icon: str
    said: str
    remedy: str
    roles: tuple[Link, ...]


class GapsView(Struct, frozen=True):
    """The most urgent gaps, and how many there are in all. `counted` says that the portal knows head counts."""

    gaps: tuple[GapView, ...]
    total: int
    counted: bool


def gaps_of(shelf: Shelf) -> tuple[Gap, ...]:
    """All gaps, the most urgent first."""
    return gaps(shelf.portal, shelf.paths, shelf.history.stale)


def gaps_view(shelf: Shelf, most: int) -> GapsView:
    """The gaps as a page shows them."""
    found = gaps_of(shelf)
    return GapsView(tuple(_view(shelf, gap) for gap in found[:most]), len(found), bool(shelf.portal.head_counts))


def _view(shelf: Shelf, gap: Gap) -> GapView:
    roles = shelf.portal.roles
    return GapView(
        gap=gap,
        level=shelf.level(gap.skill, gap.level),
        icon=_ICONS[gap.lack],
        said=_sentence(gap.said),
        remedy=_sentence(gap.remedy),
        roles=tuple(Link(roles[role].title, addresses.role(role)) for role in gap.roles),
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
