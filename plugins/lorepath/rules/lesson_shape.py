"""STR: the parts of a lesson, their order, and how long it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated

from lorepath.finding import Edit, Fix, Place, Severity
from lorepath.model import Lesson
from lorepath.outline import PROSE, Block, BlockKind
from lorepath.rules.language import language
from lorepath.rules.practice import JOB_AID, practice_sections
from lorepath.rules.rule import Remark, Span, lesson_rule
from lorepath.wording import count, listed

_WANTED: Mapping[str, tuple[str, ...]] = {
    "article": ("why", "example", "summary"),
    "video": ("why", "summary"),
    "exercise": ("why",),
    "session": ("why", "summary"),
    JOB_AID: (),
}
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAMES = {"why": "why it matters", "example": "a worked example", "summary": "a summary"}
_WITH_TIME_ELSEWHERE = frozenset({"video", "exercise", "session"})


@lesson_rule("STR01", "required-sections", Severity.WARNING)
def required_sections(lesson: Lesson) -> Iterator[Remark]:
    """A lesson says why it matters, shows a worked example and ends with a summary.

    Learners need a reason, then somebody who shows it, then a try of their own (STR02), then what to keep. A
    section counts by a word of its heading, for example “Why this matters”, “Worked example”, “In short”; an
    example may also stand in a callout `!!! example`. What is wanted depends on the format:

    - `article`: why, example, summary. New learners gain most from worked examples.
    - `video`: why, summary. The video itself shows the example.
    - `session`: why, summary. The host shows the example to those who are there.
    - `exercise`: why. It practises what another lesson has shown; for those learners one more example is ballast.
    - `job-aid`: nothing. It is looked at while somebody works and holds only what they need then.

    Bad: an article that starts with its first step and ends with its last

    Good:
    ```markdown
    ## Why this matters
    ## Worked example
    ## Your turn { data-assesses="call-an-incident" }
    ## In short
    ```
    Source: Merrill, First principles of instruction (2002); Atkinson et al., Learning from examples (2000); Kalyuga
    et al., The expertise reversal effect (2003); Rossett & Schafer, Job Aids and Performance Support (2007).
    """
    words = language(lesson.language)
    if not words or not words.sections:
        return
    found = {"example"} if _example_callouts(lesson) else set()
    for heading in lesson.outline.headings:
        found |= _kinds(heading.text, words.tag)
    missing = [kind for kind in _WANTED.get(lesson.format, ()) if kind not in found]
    if missing:
        names = [_NAMES[kind] for kind in missing]
        yield Remark(
            Place(lesson.path, lesson.body_line),
            f"this {lesson.format} has no section for {listed(names, 'or')}",
            f"add a section that starts with a heading such as {listed([_heading(words.stubs, k) for k in missing])}",
            fix=_stubs(lesson, words.stubs, missing),
        )


@lesson_rule("STR03", "example-before-practice", Severity.WARNING)
def example_before_practice(lesson: Lesson) -> Iterator[Remark]:
    """The first example comes before the first practice.

    Beginners who have to find a solution by themselves have no room left to learn from it. They learn more when
    they see one first.

    Bad:
    ```markdown
    ## Your turn
    ## Worked example
    ```
    Good:
    ```markdown
    ## Worked example
    ## Your turn
    ```
    Source: Sweller & Cooper, The use of worked examples (1985); Renkl (2014).
    """
    practice = min(
        (*((each.heading.line, each.blocks) for each in practice_sections(lesson)), *_quizzes(lesson)),
        key=lambda each: each[0],
        default=None,
    )
    words = language(lesson.language)
    if not practice or not words:
        return
    examples = [heading for heading in lesson.outline.headings if "example" in _kinds(heading.text, words.tag)]
    first = min((*examples, *_example_callouts(lesson)), key=lambda block: block.line, default=None)
    # An example that opens the practice section is in time.
    if first and first.line > practice[0] and first not in practice[1]:
        yield Remark(
            Place(lesson.path, first.line),
            f"the first example comes after the first practice, which is on line {practice[0]}",
            f"move this example above line {practice[0]}, or move the practice behind it",
        )


@lesson_rule("STR05", "lesson-duration", Severity.WARNING)
def lesson_duration(
    lesson: Lesson,
    *,
    most: Annotated[int, Span("the highest number of minutes", 1, 240)] = 15,
) -> Iterator[Remark]:
    """A lesson takes at most 15 minutes.

    Most people learn between two other things. A lesson that fits there gets finished. The time is computed: 200
    words of prose a minute, a minute for each item, and what headings declare as `data-minutes`.

    Bad: a lesson of 4,600 words

    Good: three lessons, each with an objective and a practice of its own

    Source: research on microlearning; Guo et al., How video production affects student engagement (2014).
    """
    if lesson.computed_minutes > most:
        yield Remark(
            Place(lesson.path, lesson.body_line),
            f"this lesson takes about {lesson.computed_minutes} minutes; {most} is the most",
            "split it where one objective ends, or move what only some readers need to a page of its own",
        )


@lesson_rule("STR06", "duration-honest", Severity.WARNING)
def duration_honest(
    lesson: Lesson,
    *,
    share: Annotated[float, Span("how much of the computed time the declared one may differ", 0, 10)] = 0.5,
    minutes: Annotated[int, Span("how many minutes it may differ in any case", 0, 240)] = 3,
) -> Iterator[Remark]:
    """The declared minutes are about those that the lesson takes.

    Learners plan with them, and learning paths add them up. Reported is a difference of more than half of the
    computed time and of more than 3 minutes. A video, an exercise or a session may declare more than its
    text takes, because the time is spent elsewhere.

    Bad: `minutes: 5` on a lesson of 3,000 words

    Good: `minutes: 15`, or no `minutes` at all, or `data-minutes="10"` on the heading of a long exercise
    """
    declared, computed = lesson.declared_minutes, lesson.computed_minutes
    if not declared or not lesson.complete or (declared > computed and lesson.format in _WITH_TIME_ELSEWHERE):
        return
    difference = abs(declared - computed)
    if difference > minutes and difference > share * computed:
        place = lesson.source.at("minutes")
        start = (place.line, place.column)
        edit = Edit(start, (place.line, place.column + len(str(declared))), str(computed))
        yield Remark(
            place,
            f"declared {count(declared, 'minute')}, computed {computed}",
            f"write `minutes: {computed}` or delete the line"
            + (
                '; a practice that takes time says so on its heading: `{ data-minutes="10" }`'
                if declared > computed
                else ""
            ),
            fix=Fix(f"Declare {count(computed, 'minute')}", (edit,)),
        )


@lesson_rule("STR10", "on-the-job", Severity.HINT)
def on_the_job(lesson: Lesson) -> Iterator[Remark]:
    """A lesson sends its reader off to use it at work.

    What is not used within days is lost. A section such as “On the job”, or a sentence with “this week”, “at
    work”, “your next …”, is enough. A job aid is used at work anyway.

    Bad: a lesson that ends with its knowledge check

    Good:
    ```markdown
    ## On the job

    This week, look at one alert of your service and decide whether you would call an incident.
    ```
    Source: Merrill, First principles of instruction (2002): integration.
    """
    words = language(lesson.language)
    if not words or not words.sections or lesson.format == JOB_AID:
        return
    if any("on-the-job" in _kinds(heading.text, words.tag) for heading in lesson.outline.headings):
        return
    prompt = _any_of(words.job_prompts)
    if prompt and any(prompt.search(block.text.lower()) for block in lesson.outline.blocks if block.kind in PROSE):
        return
    yield Remark(
        Place(lesson.path, lesson.body_line),
        "nothing here asks the reader to use it at work",
        "add a section `## On the job` with one thing to do this week",
    )


@lru_cache(maxsize=20_000)
def _kinds(heading: str, tag: str) -> frozenset[str]:
    """The kinds of section that a heading may announce: those of which it holds an alias."""
    words = language(tag)
    text = f" {' '.join(_WORD.findall(heading.lower()))} "
    return frozenset(kind for alias, kind in (words.sections if words else {}).items() if f" {alias} " in text)


@lru_cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b") if phrases else None


def _example_callouts(lesson: Lesson) -> list[Block]:
    return [each for each in lesson.outline.blocks if each.kind is BlockKind.CALLOUT and each.info == "example"]


def _quizzes(lesson: Lesson) -> Iterator[tuple[int, tuple[Block, ...]]]:
    return ((block.line, ()) for block in lesson.outline.blocks if block.kind is BlockKind.QUIZ)


def _heading(stubs: Mapping[str, str], kind: str) -> str:
    return f"`{stubs[kind].partition(chr(10))[0]}`" if kind in stubs else _NAMES[kind]


def _stubs(lesson: Lesson, stubs: Mapping[str, str], missing: list[str]) -> Fix | None:
    """Empty sections for what is missing; each says what to write, and STR09 keeps it from being forgotten."""
    lines = lesson.body.split("\n")
    last = (lesson.body_line + len(lines) - 1, len(lines[-1]) + 1)
    first = next((heading.line for heading in lesson.outline.headings if heading.level > 1), None)
    practice = min((each.heading.line for each in practice_sections(lesson)), default=None)
    before = {"why": first, "example": practice}
    texts: dict[tuple[int, int], str] = {}
    for kind in missing:
        if kind not in stubs:
            return None
        line = before.get(kind)
        spot, text = ((line, 1), f"{stubs[kind]}\n") if line else (last, f"\n{stubs[kind]}")
        texts[spot] = texts.get(spot, "") + text
    edits = tuple(Edit(spot, spot, text) for spot, text in texts.items())
    return Fix("Add " + listed([_NAMES[kind] for kind in missing]), edits)
