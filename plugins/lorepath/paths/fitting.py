"""Whether paths that were kept can be those of a portal: a cache may come from somebody else."""

from __future__ import annotations

from collections.abc import Mapping

from lorepath.model import Portal, Role
from lorepath.paths.learning_path import LearningPath


def fit(paths: Mapping[str, LearningPath], portal: Portal) -> bool:
    """Whether there is one path for each role, and all that it names is there: lessons, minutes, skills, levels.

    It does not say that a path is a good one.
    """
    return paths.keys() == portal.roles.keys() and all(
        _fits(paths[identifier], role, portal) for identifier, role in portal.roles.items()
    )


def _fits(path: LearningPath, role: Role, portal: Portal) -> bool:
    lessons, levels = portal.lessons, range(1, len(portal.levels) + 1)
    steps, electives = list(path.lessons), range(len(path.electives))
    reasons = [reason for step in path.steps for reason in step.reasons]
    named = {*steps, *(each for step in path.steps for each in step.instead), *(each.lesson for each in reasons)} - {""}
    taken = {(each.skill, each.level) for each in reasons if each.skill} | {(e.skill, e.level) for e in path.unmet}
    return (
        path.role == role.id
        and len(set(steps)) == len(steps)
        and named.union(*(each.of for each in path.electives)) <= lessons.keys()
        and all(step.minutes == lessons[step.lesson].minutes for step in path.steps)
        and all(skill in portal.skills and level in levels for skill, level in taken)
        and all(each.elective in electives or not each.elective for each in reasons)
        and all(0 <= each.choose <= len(each.of) for each in path.electives)
    )
