"""What a learner says on the command line: roles, and skills at levels, by number or by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NoReturn

import click

from lorepath.cli.common import stop
from lorepath.model import Levels, Portal, Role, Skill
from lorepath.paths import LearningPath, brings
from lorepath.paths.weeks import in_weeks
from lorepath.wording import count, listed, nearest_few

MOST_LISTED = 12

known_option = click.option(
    "--known",
    multiple=True,
    metavar="SKILL=LEVEL",
    help="A level that the learner has, as a number or a name (git=2, git=Working); may be given several times.",
)


def coming_from(role: Role | None, known: Levels) -> tuple[Levels, Collection[str]]:
    """What somebody in this role, if any, knows, and these levels besides; and the lessons that they have done."""
    has, done = brings(role) if role else ({}, ())
    return {skill: max(has.get(skill, 0), known.get(skill, 0)) for skill in (*has, *known)}, done


def length_in_words(portal: Portal, path: LearningPath) -> str:
    """`2 lessons, 20 minutes; 1 week at 24 minutes a week`, and why there are more weeks than minutes fill."""
    if not path.steps:
        return "nothing left to learn here" if not path.unmet else "no lesson leads there yet"
    _, weeks = in_weeks(portal, path)
    filled = -(-path.minutes // portal.weekly_minutes)
    return (
        f"{count(len(path.steps), 'lesson')}, {path.minutes} minutes; "
        f"{count(weeks, 'week')} at {portal.weekly_minutes} minutes a week"
        + (", as a week ends early where the next part does not fit" if weeks > filled else "")
    )


def role_named(portal: Portal, name: str) -> Role:
    """The role with this id. Ends the command where there is none, naming those that are near."""
    if name not in portal.roles:
        stop(_unknown("role", name, {role.id: role.title for role in portal.roles.values()}, "content/roles/"))
    return portal.roles[name]


def known_levels(portal: Portal, written: Iterable[str]) -> Levels:
    """`git=2` and `git=Working` as skills and levels; of several levels of a skill the highest."""
    known: dict[str, int] = {}
    for text in written:
        name, level = (part.strip() for part in text.partition("=")[::2])
        if name not in portal.skills and "=" not in text:
            stop(f"--known {text!r} holds no `=`; write a skill, `=` and its level, for example git=2")
        if name not in portal.skills:
            stop(_unknown("skill", name, {skill.id: skill.name for skill in portal.skills.values()}, "content/skills/"))
        known[name] = max(known.get(name, 0), _level(portal, portal.skills[name], text, level))
    return known


def _level(portal: Portal, skill: Skill, text: str, written: str) -> int:
    """A level of a skill, by number or by name."""
    scale = {level: portal.level_name(level) for level in sorted(skill.levels) or range(1, len(portal.levels) + 1)}
    named = {name.casefold(): level for level, name in scale.items()}
    if written.casefold() in named:
        return named[written.casefold()]
    lowest, highest = min(scale), max(scale)
    if not (written.isascii() and written.isdecimal() and len(written) < 4 and lowest <= int(written) <= highest):
        _no_level(skill, text, scale)
    return int(written)


def _no_level(skill: Skill, text: str, scale: Mapping[int, str]) -> NoReturn:
    lowest, highest = min(scale), max(scale)
    ends = [f"{level} ({scale[level]})" for level in (lowest, highest)]
    span = f"the levels {ends[0]} to {ends[1]}" if lowest < highest else f"one level, {ends[0]}"
    example = lowest + (highest - lowest) // 2
    stop(
        f"--known {text!r} names no level of {skill.name}, which has {span}; "
        f"write for example {skill.id}={example} or {skill.id}={scale[example]}"
    )


def _unknown(kind: str, name: str, known: Mapping[str, str], folder: str) -> str:
    """A message that names what was probably meant, by id or by title, else what there is."""
    if not known:
        return f"there is no {kind} {name!r}; describe it in {folder}"
    by_word = {word.casefold(): identifier for identifier, title in known.items() for word in (title, identifier)}
    near = dict.fromkeys(by_word[word] for word in nearest_few(name.casefold(), by_word))
    if near:
        return f"there is no {kind} {name!r}; did you mean {listed([f'`{each}`' for each in near], 'or')}?"
    return f"there is no {kind} {name!r}; known are {listed(sorted(known), most=MOST_LISTED)}"
