"""Learning paths: the shortest explained order of lessons from what a learner knows to what a role needs."""

from lorepath.paths.learning_path import Kind, LearningPath, Reason, Step, Unmet
from lorepath.paths.planner import Planner, plan, plan_all
from lorepath.paths.pruning import NotNeeded, Pruned, prune
from lorepath.paths.supply import Preference

__all__ = [
    "Kind",
    "LearningPath",
    "NotNeeded",
    "Planner",
    "Preference",
    "Pruned",
    "Reason",
    "Step",
    "Unmet",
    "plan",
    "plan_all",
    "prune",
]
