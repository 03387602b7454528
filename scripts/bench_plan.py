"""How long planning takes on a portal that is read already, as JSON: the benchmark `plan`.

python scripts/bench_plan.py FOLDER [ROUNDS]

CPU seconds of this process, the median of some rounds. Each round starts from a portal that nothing has
been looked up in.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from lorepath.loader import load
from lorepath.model import Portal, Role
from lorepath.paths import Planner, plan_all

ROLES, SKILLS_OF_A_ROLE = 100, 4
SEED = 2026


def main(folder: Path, rounds: int) -> dict[str, float]:
    portal = with_roles(load(folder)[0])
    role = portal.roles["role-007"]
    known = {skill: level - 1 for skill, level in role.requires.items()}
    lengths = [len(path.steps) for path in plan_all(portal).values()]
    return {
        "roles": len(portal.roles),
        "lessons": len(portal.lessons),
        "steps": sum(lengths) / len(lengths),
        "all": taken(lambda: plan_all(replace(portal)), rounds),
        "one": taken(lambda: Planner(replace(portal)).beginners_path(role), rounds),
        "known": taken(lambda: Planner(replace(portal)).learners_path(role, known), rounds),
    }


def with_roles(portal: Portal) -> Portal:
    """The portal with a hundred roles, each of which needs the highest level of some skills."""
    chance = random.Random(SEED)
    skills = sorted(portal.skills)
    roles = {}
    for number in range(ROLES):
        chosen = chance.sample(skills, min(len(skills), SKILLS_OF_A_ROLE))
        name = f"role-{number:03}"
        roles[name] = Role(
            name, portal.source, name, "", "", {each: max(portal.skills[each].levels) for each in chosen}
        )
    return replace(portal, roles=roles)


def taken(job: Callable[[], object], rounds: int) -> float:
    """CPU seconds of the median round."""
    seconds = []
    for _ in range(rounds):
        started = time.process_time()
        job()
        seconds.append(time.process_time() - started)
    return median(seconds)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)))
