"""REF: what a lesson watches must be there, or nobody learns that it changed."""

from __future__ import annotations

from collections.abc import Iterator

from lorepath.assemble import Assembly
from lorepath.finding import Severity
from lorepath.history import tidy_path
from lorepath.model import Lesson
from lorepath.rules.rule import Remark, lesson_rule


@lesson_rule("REF08", "watch-known", Severity.WARNING)
def watch_known(lesson: Lesson, assembly: Assembly) -> Iterator[Remark]:
    """Every file and folder that a lesson watches is one that some commit has touched.

    A misspelt path would never change, and the lesson would look fresh for ever. Paths start at the top of the Git
    repository, wherever in it the portal stands. Without a history nobody can know, and the rule is silent.

    Bad: `watches: [../src/alarm]`

    Good: `watches: [src/alarms]`
    """
    for number, written in enumerate(lesson.watches):
        path = tidy_path(written)
        if not path or path in assembly.history.unseen:
            yield Remark(
                lesson.source.at("watches", number),
                f"no commit knows `{path}`" if path else "this path leads out of the repository",
                "write the way from the top of the repository to a file or folder, such as `src/alarms`; if it is new, "
                "commit it",
            )
