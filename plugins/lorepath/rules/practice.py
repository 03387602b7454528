"""Where learners practise: sections under a practice heading, and knowledge checks."""

from __future__ import annotations

from collections.abc import Iterator

from lorepath.model import Lesson
from lorepath.outline import Block, Section
from lorepath.rules.language import section_kind

JOB_AID = "job-aid"
"""The format of a lesson that is looked at while somebody works."""


def practice_sections(lesson: Lesson) -> Iterator[Section]:
    """The sections whose heading announces practice, or names objectives that it assesses."""
    for section in lesson.outline.sections:
        if "data-assesses" in section.heading.attributes or (
            section_kind(section.heading.text, lesson.language) == "practice"
        ):
            yield section


def assessed_by(heading: Block) -> list[str]:
    """The ids of the objectives that a practice section names on its heading."""
    return heading.attributes.get("data-assesses", "").replace(",", " ").split()


def assessed_by_practice(lesson: Lesson) -> set[str]:
    """The ids of the objectives that a lesson's practice sections name."""
    return {objective for section in practice_sections(lesson) for objective in assessed_by(section.heading)}
