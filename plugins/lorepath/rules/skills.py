"""SKL: skills, the levels that lessons teach and ask for, and what roles need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lorepath.assemble import Assembly
from lorepath.finding import Severity
from lorepath.graph import circles
from lorepath.model import Keys, Lesson, Levels, Person, Portal, Role, Source, Text
from lorepath.naming import SOUND
from lorepath.rules.gather import Gather
from lorepath.rules.rule import Remark, every_lesson, lesson_rule, portal_rule
from lorepath.wording import instead_of, listed


class _Unclear(NamedTuple):
    """A map of levels of which not everything was read."""

    field: str


def _unclear(text: Text) -> Iterator[_Unclear]:
    if isinstance(text, Lesson) and not _is_understood(text.source, "teaches", text.teaches):
        yield _Unclear("teaches")


def _is_understood(source: Source, field: str, read: Levels) -> bool:
    """Whether everything was read that a map of levels, which a file must have, says: else the schema has spoken."""
    skills = [str(keys[1]) for keys in source.keys if len(keys) == 2 and keys[0] == field]
    return bool(read) and all(skill in read and SOUND.match(skill) for skill in skills)


_UNCLEAR = Gather("unclear levels", _Unclear, _unclear)


@portal_rule("SKL01", "skill-known", Severity.ERROR)
def skill_known(assembly: Assembly) -> Iterator[Remark]:
    """Every skill and level in `teaches`, `requires`, a role and what a person helps with or mentors exists.

    A skill is a file in `content/skills/`; its `levels` say which levels it has.

    Bad: `teaches: {inicdent-response: 2}`

    Good: `teaches: {incident-response: 2}`, with `content/skills/incident-response.yml`
    """
    portal = assembly.portal
    for lesson in every_lesson(assembly):
        yield from _unknown(portal, lesson, "teaches", lesson.teaches)
        yield from _unknown(portal, lesson, "requires", lesson.requires)
    for role in portal.roles.values():
        yield from _unknown(portal, role, "requires", role.requires)
    for person in portal.people.values():
        for field, skills in ((("helps_with",), person.helps_with), (("mentors", "skills"), person.mentors)):
            for number, skill in enumerate(skills):
                if remark := _unknown_skill(portal, person, (*field, number), skill):
                    yield remark


def _unknown(portal: Portal, thing: Lesson | Role, field: str, levels: Levels) -> Iterator[Remark]:
    for skill, level in levels.items():
        if remark := _unknown_skill(portal, thing, (field, skill), skill):
            yield remark
        elif skill in portal.skills and portal.skills[skill].levels and level not in portal.skills[skill].levels:
            has = listed([str(each) for each in portal.skills[skill].levels])
            yield Remark(
                thing.source.at(field, skill),
                f"the skill `{skill}` has no level {level}",
                f"use one of its levels ({has}), or describe level {level} in `content/skills/{skill}.yml`",
            )


def _unknown_skill(portal: Portal, thing: Lesson | Role | Person, keys: Keys, skill: str) -> Remark | None:
    # A lesson is read for the place only where there is something to say.
    if skill in portal.skills or portal.may_have("skill", skill) or not SOUND.match(skill):
        return None  # of another form: the schema has said so
    return Remark(
        thing.source.key(*keys),
        f"there is no skill `{skill}`",
        instead_of(skill, portal.skills, f"describe it in `content/skills/{skill}.yml` (`lorepath new skill {skill}`)"),
    )


@portal_rule("SKL02", "skill-reachable", Severity.ERROR, gathers=(_UNCLEAR,))
def skill_reachable(assembly: Assembly) -> Iterator[Remark]:
    """What a lesson requires is taught by some other lesson, or is the lowest level of its skill.

    Otherwise nobody can ever get to the lesson.

    Bad: `requires: {incident-response: 2}` where no lesson teaches that level

    Good: `requires: {incident-response: 1}`, which “Call an incident” teaches
    """
    if _teaching_unknown(assembly):
        return
    for lesson in every_lesson(assembly):
        if not lesson.retired:
            yield from _unreachable(lesson, assembly.portal)


def _unreachable(lesson: Lesson, portal: Portal) -> Iterator[Remark]:
    for skill, level in lesson.requires.items():
        if skill not in portal.skills or level not in portal.skills[skill].levels:
            continue
        teachers = any(each.id != lesson.id for each in portal.taught(skill, level))
        requires_what_it_teaches = 0 < lesson.teaches.get(skill, 0) <= level
        if teachers or level == min(portal.skills[skill].levels) or requires_what_it_teaches:
            continue
        retired = [each.id for each in portal.lessons.values() if each.retired and each.teaches_at_least(skill, level)]
        why = f"; it was taught by the retired lesson `{retired[0]}`" if retired else ""
        highest = max(
            (each.teaches[skill] for each in portal.teachers.get(skill, ()) if each.id != lesson.id), default=0
        )
        lower = f"require level {highest}, the highest that another lesson teaches, or " if highest else ""
        yield Remark(
            lesson.source.key("requires", skill),
            f"no lesson teaches `{skill}` level {level}, which this lesson requires{why}",
            f"{lower}write a lesson with `teaches: {{{skill}: {level}}}`",
        )


def _teaching_unknown(assembly: Assembly) -> bool:
    """Whether of some lesson nobody knows what it teaches: it cannot be read, or names a skill that is not there."""
    portal = assembly.portal
    lessons = [each for each in every_lesson(assembly) if not each.retired]
    return any(kind == "lesson" for kind, _ in portal.unreadable) or not all(
        lesson.teaches.keys() <= portal.skills.keys() and not _UNCLEAR.of(lesson) for lesson in lessons
    )


@portal_rule("SKL03", "skill-cycle", Severity.ERROR)
def skill_cycle(assembly: Assembly) -> Iterator[Remark]:
    """Lessons do not wait for each other's outcomes in a circle.

    If A requires what only B teaches, and B requires what only A teaches, nobody can take either.

    Bad:
    ```yaml
    # page-the-team.md
    teaches: {paging: 1}
    requires: {incident-response: 2}
    # lead-a-response.md
    teaches: {incident-response: 2}
    requires: {paging: 1}
    ```
    Good: `lead-a-response.md` requires nothing that builds on it.
    """
    for circle in circles(assembly.portal):
        first, following = circle[0], circle[1 % len(circle)]
        skill = next(
            (s for s, level in first.requires.items() if following.teaches_at_least(s, level)),
            next(iter(first.requires)),
        )
        names = " → ".join(f"`{lesson.id}`" for lesson in (*circle, first))
        yield Remark(
            first.source.key("requires", skill),
            f"these lessons wait for each other in a circle: {names}",
            "take out a `requires` that the lesson can do without, or lower its level",
        )


@portal_rule("SKL04", "skill-used", Severity.WARNING)
def skill_used(assembly: Assembly) -> Iterator[Remark]:
    """A lesson teaches something that a role needs, directly or on the way.

    A lesson that is on no role's way is hard to find, and its upkeep costs time all the same.

    Bad: `teaches: {fax-machine: 1}` where no role needs that skill

    Good: a role with `requires: {incident-response: 2}` and a lesson with `teaches: {incident-response: 2}`
    """
    portal = assembly.portal
    roles_unread = any(kind == "role" for kind, _ in portal.unreadable) or not all(
        _is_understood(role.source, "requires", role.requires) for role in portal.roles.values()
    )
    if roles_unread or any(skill not in portal.skills for role in portal.roles.values() for skill in role.requires):
        return  # what that role means to need may be just what a lesson teaches
    needed, pinned = _needed_skills(portal), _pinned(portal)
    for lesson in every_lesson(assembly):
        skills = [skill for skill in lesson.teaches if skill in portal.skills]
        if skills and needed.isdisjoint(skills) and lesson.id not in pinned and not lesson.retired:
            yield Remark(
                lesson.source.key("teaches"),
                f"no role needs {listed([f'`{skill}`' for skill in skills], 'or')}, so this lesson is on nobody's path",
                "add the skill to a role in `content/roles/`, or teach a skill that a role needs",
            )


def _needed_skills(portal: Portal) -> set[str]:
    """Core skills, those that roles require, those of pinned lessons, and what the lessons on the way require."""
    needed: set[str] = set()
    waiting = [skill.id for skill in portal.skills.values() if skill.core]
    waiting += [skill for role in portal.roles.values() for skill in role.requires]
    waiting += [skill for pin in _pinned(portal) if pin in portal.lessons for skill in portal.lessons[pin].requires]
    while waiting:
        skill = waiting.pop()
        if skill not in needed:
            needed.add(skill)
            waiting += [each for lesson in portal.teachers.get(skill, ()) for each in lesson.requires]
    return needed


def _pinned(portal: Portal) -> set[str]:
    """The lessons that roles name, required or to choose from."""
    roles = portal.roles.values()
    return {each for role in roles for each in (*role.required, *(o for e in role.electives for o in e.of))}


@portal_rule("SKL05", "role-coverage", Severity.WARNING, gathers=(_UNCLEAR,))
def role_coverage(assembly: Assembly) -> Iterator[Remark]:
    """Every skill level that a role needs is taught by some lesson.

    What is missing is a gap: the next lesson that the crowd should write.

    Bad: a role with `requires: {incident-response: 3}` where lessons teach levels 1 and 2

    Good: a lesson with `teaches: {incident-response: 3}`
    """
    portal = assembly.portal
    if _teaching_unknown(assembly):
        return
    for role in portal.roles.values():
        for skill, level in role.requires.items():
            known = skill in portal.skills and level in portal.skills[skill].levels
            teaching = portal.taught(skill, level)
            if known and all(lesson.id in role.exclude for lesson in teaching):
                but = " but those that the role excludes" if teaching else ""
                before = _taught_before(assembly, role, skill, level)
                gone = f"; before this change, {listed(before)} did" if before else ""
                keep = "keep what was taught, or " if before else ""
                yield Remark(
                    role.source.key("requires", skill),
                    f"no lesson{but} teaches `{skill}` level {level}, which the role `{role.id}` needs{gone}",
                    f"{keep}write a lesson with `teaches: {{{skill}: {level}}}` (`lorepath new lesson`)",
                )


def _taught_before(assembly: Assembly, role: Role, skill: str, level: int) -> list[str]:
    """The lessons that taught a level at the base that a change is compared with, and do not any more."""
    if not assembly.base:
        return []
    former = assembly.base.roles.get(role.id)
    excluded = former.exclude if former else ()
    before = [lesson.id for lesson in assembly.base.taught(skill, level) if lesson.id not in excluded]
    now = {lesson.id for lesson in assembly.portal.taught(skill, level)}
    return [f"`{identifier}`" for identifier in before if identifier not in now]


@lesson_rule("SKL06", "own-prerequisite", Severity.ERROR)
def own_prerequisite(lesson: Lesson) -> Iterator[Remark]:
    """A lesson does not require the level that it teaches.

    Whoever may take it would not need it.

    Bad:
    ```yaml
    teaches: {incident-response: 2}
    requires: {incident-response: 2}
    ```
    Good:
    ```yaml
    teaches: {incident-response: 2}
    requires: {incident-response: 1}
    ```
    """
    for skill, level in lesson.requires.items():
        taught = lesson.teaches.get(skill, 0)
        if taught and level >= taught:
            lower = f"require level {taught - 1}" if taught > 1 else "take it out of `requires`"
            yield Remark(
                lesson.source.key("requires", skill),
                f"this lesson teaches `{skill}` level {taught} and requires level {level} of it",
                f"{lower}, or teach a higher level",
            )
