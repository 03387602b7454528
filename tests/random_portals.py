"""Portals made by chance from a seed, with many alternatives, circles, pins, electives and closed lessons."""

from __future__ import annotations

import random
from typing import Any

from lorepath.model import Portal
from sketch import sketch


def large_portal(seed: int, fewest: int = 60, most: int = 120, closed: bool = True) -> Portal:
    """A portal with a role `role` and between `fewest` and `most` lessons.

    Portals differ in how many lessons teach the same, teach several skills, or build on other skills. With `closed`,
    some lessons ask for skills that nobody teaches, some are retired, and the role may have pins and electives.
    """
    draw = random.Random(f"large portal {seed}")
    count = draw.randint(fewest, most)
    skills = [f"s{number:02}" for number in range(max(3, count // draw.randint(4, 14)))]
    top, several, building = draw.randint(2, 4), draw.choice([0.1, 0.3, 0.5]), draw.choice([0.2, 0.35, 0.5])
    lessons: dict[str, dict[str, Any]] = {}
    for number in range(count):
        teaches = {draw.choice(skills): draw.randint(1, top)}
        while draw.random() < several and len(teaches) < 4:
            teaches[draw.choice(skills)] = draw.randint(1, top)
        requires = {skill: level - 1 for skill, level in teaches.items() if level > 1 and draw.random() < 0.7}
        while draw.random() < building and len(requires) < 4:
            skill = draw.choice(skills)
            if skill not in teaches:
                requires[skill] = draw.randint(1, top)
        if closed and draw.random() < 0.1:
            requires[draw.choice(["untaught-1", "untaught-2"])] = draw.randint(2, 3)
        lessons[f"l{number:03}"] = {"teaches": teaches, "requires": requires, "minutes": draw.randint(4, 20)}
        lessons[f"l{number:03}"]["retired"] = closed and draw.random() < 0.05
    role: dict[str, Any] = {
        "requires": {
            skill: draw.randint(1, top) for skill in draw.sample(skills, min(len(skills), draw.randint(3, 10)))
        }
    }
    if closed:
        role["required"] = draw.sample([*lessons], draw.choice([0, 0, 1, 2]))
        role["electives"] = [
            {"choose": draw.randint(1, 2), "of": draw.sample([*lessons], 4)} for _ in range(draw.choice([0, 0, 1]))
        ]
    scales = {skill: list(range(1, top + 1)) for skill in skills}
    return sketch(lessons, {"role": role}, {**scales, "untaught-1": [1, 2, 3], "untaught-2": [1, 2, 3]})
