"""UPK: lessons are looked at again before they go stale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from lorepath.asks import named_in, whom_to_ask
from lorepath.assemble import Assembly
from lorepath.finding import Severity
from lorepath.history import UNOWNED
from lorepath.model import Lesson
from lorepath.rules.rule import Remark, Span, lesson_rule, never_blocking
from lorepath.wording import count


@never_blocking
@lesson_rule("UPK01", "freshness-due", Severity.WARNING)
def freshness_due(
    lesson: Lesson,
    assembly: Assembly,
    *,
    notice: Annotated[int, Span("how many days before a review is due it is announced", 0, 365)] = 30,
) -> Iterator[Remark]:
    """A lesson is verified again before its shelf life ends.

    The day counts from `reviewed`, or from a commit that says that somebody verified the lesson, else from its last
    edit that matters. It comes earlier, 30 days after the event, where a lesson changed that this one builds on, a
    picture that it shows or a file that it describes (`watches`), where a link broke, and where its owner left or has
    been silent for a year. From `notice` days before that day this is a hint, afterwards a warning, and never an error:
    time passes for all lessons, and nobody's change should have to wait for somebody else's review. Without the history
    of the repository nobody can know, and the rule is silent. Evergreen lessons do not age; only what they watch and
    their links count.

    Bad: `reviewed: 2024-03-01` with a shelf life of 12 months

    Good: `reviewed: 2026-10-19`, set by somebody who has read the lesson and mended it (`lorepath verify` does it)
    """
    if assembly.portal.lessons.get(lesson.id) is not lesson:
        return  # its id is taken: the history under this id is another lesson's
    history = assembly.history.lessons.get(lesson.id)
    due = history.freshness.due if history else None
    if not history or due is None:
        return
    left = (due - assembly.today).days
    if left > notice or history.freshness.cause == UNOWNED:
        return  # of an owner whom nobody knows, REF02 has said so
    verified, cause = history.freshness.verified, history.freshness.cause
    since = f"it was verified on {verified}" if verified else f"it was last edited on {history.edited}"
    since += f", and {cause}" if cause else ""
    when = f"was due on {due}, {count(-left, 'day')} ago" if left < 0 else f"is due on {due}, {_ahead(left)}"
    whom = _whom(assembly, lesson)
    yield Remark(
        lesson.source.at("reviewed"),
        f"the review of this lesson {when}: {since}",
        f"ask {whom} to read it, to mend what is no longer right, and to set `reviewed: {assembly.today}`",
        Severity.WARNING if left < 0 else Severity.HINT,
    )


def _whom(assembly: Assembly, lesson: Lesson) -> str:
    """Who is asked, as `lorepath fresh` has it; a person with `credit: hidden` is named nowhere."""
    person = whom_to_ask(assembly.portal, lesson, assembly.today)
    if not person:
        return "somebody who knows the subject"
    if person in assembly.portal.named_people:
        return f"`{person}`"
    return f"whom `{named_in(assembly.portal, lesson, person)}` names"


def _ahead(days: int) -> str:
    return f"in {count(days, 'day')}" if days else "today"
