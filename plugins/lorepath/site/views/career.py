"""Where a role can lead: the roles ahead of it, and how far away each is."""

from __future__ import annotations

from dataclasses import dataclass
from msgspec import Struct

from lorepath.model import Role
from lorepath.paths import LearningPath, Move, brings, moves, prune
from lorepath.site.views import words
from lorepath.site.views.shelf import RoleCard, Shelf


class MoveView(Struct, frozen=True):
    """A role ahead. `away` says what somebody of the first role still has to learn, `via` which roles lie between."""

    card: RoleCard
    away: str
    via: tuple[RoleCard, ...]


def career(shelf: Shelf, role: Role) -> tuple[MoveView, ...]:
    """The roles ahead, the nearest first.

    What is left is the role's path without what is not needed, as its own page shows it to this learner.
    """
    known, done = brings(role)
    nothing = LearningPath("", (), ())

    def path_to(other: Role) -> LearningPath:
        return prune(shelf.portal, shelf.paths.get(other.id, nothing), known, done).path

    return tuple(
        MoveView(
            shelf.role_card(move.role), _away(move), tuple(shelf.role_card(shelf.portal.roles[name]) for name in move.via)
        )
        for move in moves(shelf.portal, role, path_to)
    )


def _away(move: Move) -> str:
    path = move.path
    if not path.steps:
        return "No lesson leads there yet" if path.unmet else "Nothing left to learn"
    away = f"{words.duration(path.minutes)} away, {words.count(len(path.steps), 'lesson')}"
    return f"{away}, and {words.count(len(path.unmet), 'skill')} that no lesson teaches far enough" if path.unmet else away
