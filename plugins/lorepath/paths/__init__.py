"""Learning paths: the shortest explained order of lessons from what a learner knows to what a role needs."""

from lorepath.paths.career import Move, brings, moves
from lorepath.paths.fitting import fit
from lorepath.paths.learning_path import Kind, LearningPath, Reason, Step, Unmet
from lorepath.paths.planner import Planner, plan, plan_all
from lorepath.paths.pruning import NotNeeded, Pruned, prune
from lorepath.paths.supply import Preference

__all__ = [
    "Kind",
    "LearningPath",
    "Move",
    "NotNeeded",
    "Planner",
    "Preference",
    "Pruned",
    "Reason",
    "Step",
    "Unmet",
    "brings",
    "fit",
    "moves",
    "plan",
    "plan_all",
    "prune",
]
