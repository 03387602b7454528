"""How many paths take over 5 % more minutes than HiGHS proves to be needed, as JSON: part of the benchmark `plan`.

python scripts/bench_optimum.py [PORTALS]

The portals are those of tests/test_optimum.py, of which the usual test run looks at a tenth.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from lorepath.graph import assumed
from lorepath.paths import plan
from optimum import PORTALS, Optimum, less_a_twentieth
from random_portals import large_portal


def main(portals: int) -> dict[str, int]:
    longer = 0
    for seed in range(portals):
        portal = large_portal(seed, 15, 400)
        role = portal.roles["role"]
        bar = less_a_twentieth(plan(portal, role).minutes)
        longer += Optimum(portal, role, assumed(portal)).below(bar) is not None
    return {"portals": portals, "longer": longer}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else PORTALS)))
