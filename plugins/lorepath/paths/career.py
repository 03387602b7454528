"""Careers: the roles that one can grow into from a role, and how far away they are."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Mapping

from msgspec import Struct

from lorepath.model import Levels, Portal, Role
from lorepath.paths.learning_path import LearningPath


class Move(Struct, frozen=True):
    """A role that somebody can grow into, the roles on the way there, and what is still to learn.

    `via` is empty where the first role leads there itself.
    """

    role: Role
    via: tuple[str, ...]
    path: LearningPath


def brings(role: Role) -> tuple[Levels, Collection[str]]:
    """What somebody in a role knows and has done: every level that the role needs, every lesson that it requires.

    What else its path may have taught is left aside: people come to a role in other ways too.
    """
    return role.requires, role.required


def ahead(portal: Portal, role: Role) -> Mapping[str, tuple[str, ...]]:
    """The roles that this one leads to, at last, each with the roles on the shortest way there; never itself."""
    found: dict[str, tuple[str, ...]] = {role.id: ()}
    waiting = deque([role])
    while waiting:
        here = waiting.popleft()
        via = () if here is role else (*found[here.id], here.id)
        for name in here.leads_to:
            if name in portal.roles and name not in found:
                found[name] = via
                waiting.append(portal.roles[name])
    del found[role.id]
    return found


def moves(portal: Portal, role: Role, path_to: Callable[[Role], LearningPath]) -> tuple[Move, ...]:
    """The roles ahead: those that lessons lead to all the way, the fewest minutes away first, then the others.

    `path_to` says what is left to learn for a role.
    """
    found = [Move(portal.roles[name], via, path_to(portal.roles[name])) for name, via in ahead(portal, role).items()]
    return tuple(sorted(found, key=lambda move: (len(move.path.unmet), move.path.minutes, len(move.via), move.role.id)))
