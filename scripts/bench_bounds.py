"""What it costs to bound the time and the memory that each text may take: `scripts/bench bounds` runs this.

Every lesson is read and rendered with the bounds and without them, in turn and in one process, so that a busy machine
hits both alike. Prints the fewest CPU seconds of each as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from lorepath.document import read_document
from lorepath.rendering import usual_renderer


def main(folder: Path, rounds: int) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / "content/lessons").rglob("*.md"))]
    limited = bare = 0.0
    for text in texts:
        one, other = float("inf"), float("inf")
        for _ in range(rounds):
            one = min(one, _seconds(text))
            with patch("lorepath.document.bounded", _unbounded), patch("lorepath.rendering.bounded", _unbounded):
                other = min(other, _seconds(text))
        limited += one
        bare += other
    print(json.dumps({"with": limited, "without": bare, "lessons": len(texts)}))


def _seconds(text: str) -> float:
    # Not the time of the process: an armed timer makes the system count that one more coarsely.
    begun = time.thread_time()
    usual_renderer().html(read_document(text, "lesson.md").body)
    return time.thread_time() - begun


def _unbounded(work: Callable[[], Any], *_: object, **__: object) -> Any:
    return work()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
