"""The texts of a new topic, skill, role and person. They are complete: nothing in them waits to be filled in."""

from __future__ import annotations

from collections.abc import Sequence

from lorepath.model import Levels
from lorepath.scaffold.yaml_text import levels, listed, quoted


def topic_text(title: str, summary: str, owner: str, deputy: str = "") -> str:
    """A `topic.yml`."""
    return _lines(
        f"title: {quoted(title)}",
        f"summary: {quoted(summary)}",
        f"owner: {quoted(owner)}",
        f"deputy: {quoted(deputy)}" if deputy else "",
    )


def skill_text(name: str, summary: str, descriptions: Sequence[str], core: bool = False) -> str:
    """A skill; `descriptions` say what each level looks like, from level 1 up."""
    return _lines(
        f"name: {quoted(name)}",
        f"summary: {quoted(summary)}",
        "levels:",
        *(f"  {level}: {quoted(text)}" for level, text in enumerate(descriptions, 1)),
        "core: true" if core else "",
    )


def role_text(title: str, summary: str, owner: str, requires: Levels, leads_to: Sequence[str] = ()) -> str:
    """A role."""
    return _lines(
        f"title: {quoted(title)}",
        f"summary: {quoted(summary)}",
        f"owner: {quoted(owner)}",
        f"requires: {levels(requires)}",
        f"leads_to: {listed(leads_to)}" if leads_to else "",
    )


def person_text(name: str, helps_with: Sequence[str] = (), emails: Sequence[str] = ()) -> str:
    """A person."""
    return _lines(
        f"name: {quoted(name)}",
        f"helps_with: {listed(helps_with)}" if helps_with else "",
        f"emails: {listed(emails)}" if emails else "",
    )


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines if line)
