"""OBJ: what a lesson says that a learner can do afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from lorepath.finding import Severity
from lorepath.model import Lesson
from lorepath.rules.practice import JOB_AID, assessed_by_practice, practice_sections
from lorepath.rules.rule import Remark, Span, lesson_rule
from lorepath.wording import count


@lesson_rule("OBJ01", "objective-present", Severity.ERROR)
def objective_present(
    lesson: Lesson,
    *,
    most: Annotated[int, Span("the highest number of objectives", 1, 20)] = 5,
) -> Iterator[Remark]:
    """A lesson has one to five objectives.

    An objective says what a learner can do afterwards. Without one nobody can tell whether the lesson worked;
    with many it is several lessons.

    Bad:
    ```yaml
    objectives: []
    ```
    Good:
    ```yaml
    objectives:
      - id: call-an-incident
        text: Call an incident within five minutes of the first alert.
    ```
    Source: Mager, Preparing Instructional Objectives (1962).
    """
    place = lesson.source.key("objectives")
    if not lesson.objectives and lesson.complete:
        yield Remark(
            place,
            "this lesson has no objective",
            "write under `objectives:` what a learner can do afterwards, each with an `id` and a `text`",
        )
    elif len(lesson.objectives) > most:
        yield Remark(
            place,
            f"this lesson has {count(len(lesson.objectives), 'objective')}; {most} is the most",
            "keep those that belong to one sitting and move the others to a lesson of their own",
        )


@lesson_rule("OBJ07", "objective-assessed", Severity.ERROR)
def objective_assessed(lesson: Lesson) -> Iterator[Remark]:
    """Each objective is assessed: a knowledge-check item or a practice section names it.

    What is promised, practised and checked must be the same thing. An item names its objective in `objective`;
    a practice section names its objectives on its heading. A job aid without practice is checked by the work that is
    done with it (see STR02); one that has some assesses all that it promises.

    Bad:
    ```yaml
    objectives:
      - {id: call-an-incident, text: Call an incident within five minutes.}
    ```
    with no item whose `objective` is `call-an-incident`.

    Good:
    ```markdown
    ## Your turn { data-assesses="call-an-incident" }
    ```
    Source: Biggs, Enhancing teaching through constructive alignment (1996).
    """
    has_practice = lesson.items or any(practice_sections(lesson))
    if not lesson.complete or (lesson.format == JOB_AID and not has_practice):
        return
    assessed = {item.objective for item in lesson.items} | assessed_by_practice(lesson)
    for objective in lesson.objectives:
        if objective.id and objective.id not in assessed:
            yield Remark(
                objective.place,
                f"nothing in this lesson assesses the objective `{objective.id}`",
                f"add a quiz item with `objective: {objective.id}`, or write "
                f'`{{ data-assesses="{objective.id}" }}` behind the heading of a practice section',
            )
