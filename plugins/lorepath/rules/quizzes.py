"""MCQ: knowledge-check items."""

from __future__ import annotations

from collections.abc import Iterator

from lorepath.finding import Place, Severity
from lorepath.model import Lesson
from lorepath.rules.practice import assessed_by, practice_sections
from lorepath.rules.rule import Remark, lesson_rule
from lorepath.wording import count, instead_of


@lesson_rule("MCQ01", "key-valid", Severity.ERROR)
def key_valid(lesson: Lesson) -> Iterator[Remark]:
    """An item has the keys that its type wants.

    `single` and `true-false` have exactly one correct option. `multiple` has at least one, and not all.
    Otherwise nobody can answer it right, or nobody can answer it wrong.

    Bad:
    ```yaml
    - id: first-call
      objective: call-an-incident
      stem: Whom do you call first when customers cannot pay?
      options:
        - {text: The incident lead, because: They decide., correct: true}
        - {text: The duty engineer, because: They are on call., correct: true}
        - {text: The press office, because: They come later.}
    ```
    Good: one of the two has `correct: true`, or the item says `type: multiple`.

    Source: Haladyna, Downing & Rodriguez (2002).
    """
    for item in lesson.items:
        keys = sum(option.correct for option in item.options)
        if not item.options:
            continue
        if item.kind == "multiple":
            if keys == 0:
                yield Remark(item.at("options"), f"the item `{item.id}` has no correct option", _MARK)
            elif keys == len(item.options):
                yield Remark(
                    item.at("options"),
                    f"every option of the item `{item.id}` is correct, so nobody can answer it wrong",
                    "add an option that is a real mistake, or take `correct: true` off the wrong ones",
                )
        elif keys != 1:
            found = "no correct option" if keys == 0 else count(keys, "correct option")
            remedy = _MARK if keys == 0 else "keep `correct: true` on one, or write `type: multiple`"
            yield Remark(item.at("options"), f"the item `{item.id}` has {found} where one is wanted", remedy)


_MARK = "write `correct: true` under the right option"


@lesson_rule("MCQ12", "item-objective", Severity.ERROR)
def item_objective(lesson: Lesson) -> Iterator[Remark]:
    """An item, and a practice section, assesses an objective that the lesson has.

    Bad: an item with `objective: call-incident` in a lesson whose objective is `call-an-incident`

    Good: `objective: call-an-incident`

    Source: Biggs, Enhancing teaching through constructive alignment (1996).
    """
    if not lesson.complete:
        return
    known = [objective.id for objective in lesson.objectives]
    otherwise = "use the id of one of this lesson's objectives, or add the objective"
    for item in lesson.items:
        if item.objective and item.objective not in known:
            yield Remark(
                item.at("objective"),
                f"the item `{item.id}` assesses `{item.objective}`, which is no objective of this lesson",
                instead_of(item.objective, known, otherwise),
            )
    for heading in (section.heading for section in practice_sections(lesson)):
        for objective in assessed_by(heading):
            if objective not in known:
                yield Remark(
                    Place(lesson.path, heading.line),
                    f"the section “{heading.text}” assesses `{objective}`, which is no objective of this lesson",
                    instead_of(objective, known, otherwise),
                )
