"""What it costs to bound the time and the memory that each text may take: `scripts/bench bounds` runs this.

A whole portal is checked with the bounds and without them, in turn and in one process, so that a busy machine hits both
alike. Prints the fewest CPU seconds of each as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from lorepath.look import Question, look

BOUNDED = ("document", "manuscript", "rendering")
"""The modules that bound what they do."""
TODAY = date(2026, 11, 22)


def main(folder: Path, rounds: int) -> None:
    os.environ["LOREPATH_CACHE"] = "off"
    lessons = _check(folder)[1]
    found = {"with": float("inf"), "without": float("inf")}
    for _ in range(rounds):
        found["with"] = min(found["with"], _check(folder)[0])
        with ExitStack() as unbounded:
            for module in BOUNDED:
                unbounded.enter_context(patch(f"lorepath.{module}.bounded", _unbounded))
            found["without"] = min(found["without"], _check(folder)[0])
    print(json.dumps({**found, "lessons": lessons}))


def _check(folder: Path) -> tuple[float, int]:
    # Not the time of the process: an armed timer makes the system count that one more coarsely.
    begun = time.thread_time()
    assembly, _ = look(Question(folder, TODAY, TODAY))
    return time.thread_time() - begun, len(assembly.portal.lessons)


def _unbounded(work: Callable[[], Any], *_: object, **__: object) -> Any:
    return work()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
