"""Read the history of every Markdown file of a repository, and print what that cost as JSON.

bench_history_read.py REPOSITORY STORE    `seconds`, and `cpu` with all processes; `passed`, the seconds of these that
                                          the pass through the log took; `memory` in MB that reading added

What other commands do before (start Python, read lessons and what is kept of them) is left out: files are lessons
without a text here.
"""

import json
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from history.portals import lesson, portal
from lorepath import history
from lorepath.code_version import code_version
from lorepath.history import opened
from lorepath.store import Store


def main() -> None:
    root, store = map(Path, sys.argv[1:])
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z", "*.md"], capture_output=True, text=True, check=True)
    made = portal(root, *map(lesson, filter(None, listed.stdout.split("\0"))))
    code_version()  # every look at what is kept needs it, and lessons come before the history
    passed = _timed_pass()
    before, cpu, started = _memory(), _cpu(), time.monotonic()
    found = history.read(made, date(2026, 6, 1), Store(store))
    seconds = time.monotonic() - started
    if not found.available:
        sys.exit("the history could not be read")
    cost = {"seconds": seconds, "cpu": _cpu() - cpu, "memory": _memory() - before, "lessons": len(found.lessons)}
    print(json.dumps({**cost, "passed": sum(passed)}))


def _timed_pass() -> list[float]:
    """Time the pass through the log from now on; what comes after it is credit, freshness and people."""
    taken: list[float] = []
    usual = opened.chronicle_of

    def timed(*given: Any) -> Any:
        started = time.monotonic()
        try:
            return usual(*given)
        finally:
            taken.append(time.monotonic() - started)

    opened.chronicle_of = timed
    return taken


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _memory() -> float:
    # macOS counts in bytes, others in kilobytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1_000_000


if __name__ == "__main__":
    main()
