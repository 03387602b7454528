"""OBJ: how objectives are worded, and whether items reach the level that they promise."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated

from lorepath.finding import Place, Severity
from lorepath.model import Item, Lesson, Objective
from lorepath.rules.language import BLOOM, language
from lorepath.rules.language.objective_words import ObjectiveWords
from lorepath.rules.objective_verbs import joined_verbs, opening
from lorepath.rules.practice import assessed_by_practice
from lorepath.rules.rule import Remark, Span, lesson_rule
from lorepath.rules.structure import placeholder_in
from lorepath.wording import count, listed

_LONGER = 2
"""How many letters a verb may gain or lose where it is mistyped."""
_MISTYPED = 0.85
"""How alike two verbs are when one is the other mistyped: "fillet" is no "fill"."""


@lesson_rule("OBJ02", "objective-vague-verb", Severity.ERROR)
def objective_vague_verb(lesson: Lesson) -> Iterator[Remark]:
    """An objective names something that one can see: its first verb is not know, understand, learn and the like.

    Nobody can see whether a colleague understands something. One can see them explain it, choose or build. Only
    then can a question or a task check it.

    Bad:
    ```yaml
    text: Understand when an incident is called.
    ```
    Good:
    ```yaml
    text: Decide from an alert whether to call an incident.
    ```
    Source: Mager, Preparing Instructional Objectives (1962).
    """
    for objective in lesson.objectives:
        first = opening(objective.text, lesson.language)
        if first.vague:
            yield Remark(
                _place(lesson, objective),
                f"nobody can see whether a learner does this: “{first.verb}”",
                f"say what one can see instead: {first.vague}",
            )


@lesson_rule("OBJ03", "objective-unknown-verb", Severity.HINT)
def objective_unknown_verb(lesson: Lesson) -> Iterator[Remark]:
    """An objective starts with a verb for something that one can observe.

    The verb tells learners what they will do, and which kind of question can check it. A hint where the first word
    names a wish, a feeling or a slogan (embrace, enhance, be), where it is a known verb mistyped, and where it is no
    known verb and no object follows it, as in a heading. The known verbs follow Bloom's taxonomy and the language of
    many trades. No list holds every trade's verbs, so an unknown one with its object behind it is let pass: by the
    list alone, six of ten hints on new examples were wrong.

    Bad:
    ```yaml
    text: The three signs of an incident.
    ```
    Good:
    ```yaml
    text: Name the three signs of an incident.
    ```
    Source: Anderson & Krathwohl, A Taxonomy for Learning, Teaching, and Assessing (2001).
    """
    words = language(lesson.language)
    if not words or not words.objectives.verbs:
        return
    for objective in lesson.objectives:
        first = opening(objective.text, lesson.language)
        if not first.verb or first.vague or first.is_known or first.not_learner:
            continue
        if placeholder_in(objective.text, lesson.language):
            continue
        near = "" if first.is_unseen else _mistyped(first.verb, words.objectives)
        if first.is_verb and not first.is_unseen and not near:
            continue
        yield Remark(
            _place(lesson, objective),
            f"“{first.verb}” is not among the verbs that say what one can see",
            (f"did you mean “{near}”? Otherwise start" if near else "start")
            + " with what the learner does, such as name, explain, choose, write or repair",
        )


@lesson_rule("OBJ04", "objective-compound", Severity.WARNING)
def objective_compound(lesson: Lesson) -> Iterator[Remark]:
    """An objective asks for one act: it does not join two verbs with “and” or “or”.

    Who can do one of the two has reached half an objective, and a question that checks the one says nothing of
    the other. Verbs in a subordinate clause do not count, nor do pairs such as “compare and contrast”.

    Bad:
    ```yaml
    text: Identify the owner of a service and write them a status message.
    ```
    Good:
    ```yaml
    - {id: find-owner, text: Identify the owner of a service.}
    - {id: write-status, text: Write a status message.}
    ```
    Source: Mager, Preparing Instructional Objectives (1962).
    """
    for objective in lesson.objectives:
        if verbs := joined_verbs(objective.text, lesson.language):
            yield Remark(
                _place(lesson, objective),
                f"this objective asks for two acts: “{verbs[0]}” and “{verbs[1]}”",
                "make two objectives of it, or keep the act that includes the other",
            )


@lesson_rule("OBJ05", "objective-learner-centred", Severity.WARNING)
def objective_learner_centred(lesson: Lesson) -> Iterator[Remark]:
    """An objective speaks of the learner, not of the lesson or its author.

    “This lesson covers” says what the author does. What the learner can do afterwards stays open.

    Bad:
    ```yaml
    text: This lesson covers the three signs of an incident.
    ```
    Good:
    ```yaml
    text: Name the three signs of an incident.
    ```
    Source: Mager, Preparing Instructional Objectives (1962); learner-centred design.
    """
    for objective in lesson.objectives:
        first = opening(objective.text, lesson.language)
        if first.not_learner:
            yield Remark(
                _place(lesson, objective),
                f"this objective starts with “{first.not_learner}”, not with what a learner does",
                "start with the learner's verb: “Name …”, “Choose …”, “Write …”",
            )


@lesson_rule("OBJ06", "objective-too-many", Severity.WARNING)
def objective_too_many(
    lesson: Lesson,
    *,
    most: Annotated[int, Span("the highest number of objectives in a short lesson", 1, 20)] = 3,
    minutes: Annotated[int, Span("how many minutes a short lesson takes at most", 1, 240)] = 15,
) -> Iterator[Remark]:
    """A short lesson has at most three objectives.

    In a quarter of an hour nobody practises four things.

    Bad: five objectives in a lesson of eight minutes

    Good: two lessons, each with two or three of them

    Source: Sweller, Cognitive load during problem solving (1988); research on microlearning.
    """
    if len(lesson.objectives) > most and lesson.minutes <= minutes:
        yield Remark(
            lesson.source.key("objectives"),
            f"{len(lesson.objectives)} objectives in {count(lesson.minutes, 'minute')}; {most} is the most",
            "keep what the practice practises and move the others to a lesson of their own",
        )


@lesson_rule("OBJ08", "objective-level", Severity.WARNING)
def objective_level(lesson: Lesson) -> Iterator[Remark]:
    """The items of an objective reach the level that its verb promises.

    Who promises that learners can decide and then asks them for a definition has checked something else. The
    levels are those of Bloom's revised taxonomy: remember, understand, apply, analyse, evaluate, create. An item's
    level is what it says in `level`, otherwise that of the verb its stem starts with; a stem that asks for a name or
    a definition (“What is … called?”) is of the lowest. Verbs may belong to several
    levels: of the objective's the lowest counts, of an item's the highest. Where one level is unknown, or a
    practice section assesses the objective, the rule says nothing.

    Bad:
    ```yaml
    - id: call-or-not
      objective: decide-to-call   # Decide from an alert whether to call an incident.
      level: remember
      stem: What is an incident?
    ```
    Good:
    ```yaml
    - id: call-or-not
      objective: decide-to-call
      level: evaluate
      stem: Two of nine shops cannot pay. Nobody has answered the alert. What do you do?
    ```
    Source: Biggs, Enhancing teaching through constructive alignment (1996); Anderson & Krathwohl (2001).
    """
    if not lesson.complete or not lesson.items:
        return
    practised = assessed_by_practice(lesson)
    for objective in lesson.objectives:
        first = opening(objective.text, lesson.language)
        items = [item for item in lesson.items if item.objective == objective.id]
        if objective.id in practised or not first.levels or not items:
            continue
        wanted = min(map(BLOOM.index, first.levels))
        reached = [_level(item, lesson.language) for item in items]
        if all(level is not None and level < wanted for level in reached):
            levels = [name for number, name in enumerate(BLOOM) if number in reached]
            yield Remark(
                _place(lesson, objective),
                f"“{first.verb}” asks to {BLOOM[wanted]}, but what checks it asks to {listed(levels)}",
                f"add an item that lets learners {BLOOM[wanted]}, or promise what the items check",
            )


def _mistyped(word: str, words: ObjectiveWords) -> str:
    """The verb that a word was probably meant to be, or nothing."""
    if word in words.no_verbs:
        return ""
    alike = sorted(verb for verb in words.verbs if abs(len(verb) - len(word)) <= _LONGER)
    return next(iter(get_close_matches(word, alike, n=1, cutoff=_MISTYPED)), "")


def _level(item: Item, tag: str) -> int | None:
    """The highest level, as an index into BLOOM, that an item may ask for; None where it is unknown."""
    if item.level:
        return BLOOM.index(item.level) if item.level in BLOOM else None
    known, first = language(tag), opening(item.stem, tag)
    if not known or first.verb in known.objectives.instructions:
        return None
    if known.objectives.recall_stems.match(item.stem.lower().rstrip(" ?.:")):
        return BLOOM.index("remember")
    return max(map(BLOOM.index, first.levels), default=None)


def _place(lesson: Lesson, objective: Objective) -> Place:
    """Where an objective's text stands."""
    for index in range(len(lesson.source.values)):
        place = lesson.source.at("objectives", index)
        if place == objective.place:
            return lesson.source.at("objectives", index, "text")
    return objective.place
