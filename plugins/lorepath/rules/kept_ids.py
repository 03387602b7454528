"""OBJ09, REF07: ids that others rely on are kept. Silent where there is no base to compare with."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

from lorepath.assemble import Assembly
from lorepath.finding import Place, Severity
from lorepath.model import Lesson, Portal
from lorepath.rules.rule import Remark, Span, portal_rule


@portal_rule("OBJ09", "objective-id-kept", Severity.ERROR)
def objective_id_kept(
    assembly: Assembly,
    *,
    alike: Annotated[float, Span("how much of the wording is left where the meaning counts as kept", 0, 1)] = 0.3,
) -> Iterator[Remark]:
    """An objective's id is kept, and goes on meaning the same.

    Progress, test-outs and reports hang on it. A new wording is welcome; what somebody can do afterwards must stay
    the same. An objective that replaces another names it under `aliases`. Looked at with `--changed` only.

    Bad: the id `call-an-incident` becomes `call-incident`

    Good:
    ```yaml
    objectives:
      - id: call-incident
        text: Call an incident within five minutes of the first alert.
        aliases: [call-an-incident]
    ```
    Source: traceability of learning outcomes (ISO 21001).
    """
    for lesson, former in _pairs(assembly):
        now = {objective.id: objective for objective in lesson.objectives}
        aliases = {alias for objective in lesson.objectives for alias in objective.aliases}
        for identifier, text in _objectives(former):
            same = now.get(identifier)
            if same is None and identifier not in aliases and lesson.complete:
                yield Remark(
                    lesson.source.key("objectives"),
                    f"the objective `{identifier}` is gone, and learners' progress hangs on it",
                    f"keep its id, or write `aliases: [{identifier}]` under the objective that replaces it",
                )
            elif same and _alike(text, same.text) < alike:
                yield Remark(
                    same.place,
                    f"the id `{identifier}` now stands for another objective",
                    "give the new objective an id of its own, and keep the old one or its id under `aliases`",
                )


@portal_rule("REF07", "lesson-id-kept", Severity.ERROR)
def lesson_id_kept(assembly: Assembly) -> Iterator[Remark]:
    """A lesson's id is kept for ever: a renamed lesson names its old id under `aliases`, an old one is retired.

    Links, bookmarks and progress use it. Looked at with `--changed` only.

    Bad: `call-an-incident.md` is renamed to `call-for-help.md`, and nothing else changes

    Good: `call-for-help.md` says `aliases: [call-an-incident]`
    """
    if not assembly.base:
        return
    portal = assembly.portal
    names = _names(portal)
    heirs = _Heirs(lesson for lesson in portal.lessons.values() if lesson.id not in assembly.base.lessons)
    for identifier, former in assembly.base.lessons.items():
        lost = [name for name in (identifier, *former.aliases) if name not in names]
        lesson = portal.lessons.get(identifier)
        if not lost or portal.may_have("lesson", identifier) or (lesson and not lesson.complete):
            continue
        if lesson:
            yield Remark(
                lesson.source.key("aliases"),
                f"the alias `{lost[0]}` is gone, and links and progress hang on it",
                f"write `aliases: [{', '.join((*lesson.aliases, *lost))}]`",
            )
        else:
            yield _gone(portal, former, heirs.of(former), f"aliases: [{', '.join(lost)}]")


def _gone(portal: Portal, former: Lesson, heir: Lesson | None, aliases: str) -> Remark:
    """What to say of a lesson that is gone, at a place that is still there: the lesson it became, else its topic."""
    message = f"the lesson `{former.id}` is gone, and links and progress hang on its id"
    back = f"bring `{former.path}` back with `retired: true`"
    if heir:
        return Remark(heir.source.key("title"), message, f"if it became this one, write `{aliases}` here; else {back}")
    around = portal.topics.get(former.topic)
    place = Place(around.source.path if around else portal.source.path)
    return Remark(place, message, f"write `{aliases}` into the lesson that it became, or {back}")


class _Heirs:
    """New lessons by what they may share with one that is gone: its title, its objectives."""

    def __init__(self, new: Iterable[Lesson]) -> None:
        self._new = {lesson.id: lesson for lesson in new}
        self._with: dict[str, list[str]] = {}
        for lesson in self._new.values():
            for mark in _marks(lesson):
                self._with.setdefault(mark, []).append(lesson.id)

    def of(self, former: Lesson) -> Lesson | None:
        """The new lesson that shares most with a former one."""
        shared = Counter(identifier for mark in _marks(former) for identifier in self._with.get(mark, ()))
        best = min(shared, key=lambda identifier: (-shared[identifier], identifier), default="")
        return self._new.get(best)


def _marks(lesson: Lesson) -> set[str]:
    return {lesson.title, *(text for _, text in _objectives(lesson))}


def _pairs(assembly: Assembly) -> Iterator[tuple[Lesson, Lesson]]:
    """Each lesson with every one that it was at the base."""
    former = assembly.base.lessons if assembly.base else {}
    for lesson in assembly.portal.lessons.values():
        for name in dict.fromkeys((lesson.id, *lesson.aliases)):
            if name in former:
                yield lesson, former[name]


def _objectives(lesson: Lesson) -> Iterator[tuple[str, str]]:
    """Every id that a lesson's objectives have or had, with the wording."""
    for objective in lesson.objectives:
        for identifier in filter(None, (objective.id, *objective.aliases)):
            yield identifier, objective.text


def _names(portal: Portal) -> set[str]:
    return {name for lesson in portal.lessons.values() for name in (lesson.id, *lesson.aliases)}


def _alike(one: str, other: str) -> float:
    """How much two wordings have in common, from 0 to 1; where one is missing, nobody can know."""
    if one == other or not (one and other):
        return 1
    return difflib.SequenceMatcher(None, one.lower(), other.lower()).ratio()
