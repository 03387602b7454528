"""When lessons changed what they promise: the levels that they teach, and their objectives.

That concerns the lessons that build on them; a better sentence does not. Contents decide: those before and after each
edit that counts, all of them asked for in one go, and what they promise is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from lorepath.history.blobs import contents, whole
from lorepath.history.days import number_of
from lorepath.history.edits import Edit, identifier
from lorepath.history.freshness import verified_on
from lorepath.history.lesson_facts import Work
from lorepath.history.log import Repository
from lorepath.history.opened import Opened
from lorepath.model import Lesson, Portal
from lorepath.store import Store, key_of

KIND = "promises"
_FIELD = re.compile(rb"^(?:teaches|objectives)[ \t]*:.*?(?=^[^\s#-]|\Z)", re.MULTILINE | re.DOTALL)
_FENCE = b"---\n"


def foundations(portal: Portal) -> dict[str, tuple[str, ...]]:
    """Each lesson that builds on others, to those that lead just to the levels it asks for, or nearest above them."""
    known: dict[tuple[str, int], tuple[str, ...]] = {}
    found = {}
    for lesson in portal.live_lessons:
        for need in lesson.requires.items():
            if need not in known:
                known[need] = _teachers(portal, *need)
        on = dict.fromkeys(each for need in lesson.requires.items() for each in known[need] if each != lesson.id)
        if on:
            found[lesson.id] = tuple(on)
    return found


def _teachers(portal: Portal, skill: str, level: int) -> tuple[str, ...]:
    teachers = portal.taught(skill, level)
    nearest = min((each.teaches[skill] for each in teachers), default=level)
    return tuple(each.id for each in teachers if each.teaches[skill] == nearest)


def promise_changes(
    opened: Opened, built_on: Mapping[str, Sequence[str]], done: Mapping[str, Work], store: Store
) -> dict[str, list[int]]:
    """Lessons that others build on, to the days (20260105) on which they came to promise something else.

    Only days count that are later than the last look at one of those others. Their first day is none: that a lesson
    was added is no news.
    """
    lessons = opened.portal.lessons
    edits: dict[str, list[Edit]] = {}
    for teacher, since in _since(opened, built_on, done).items():
        counted = set(done[teacher].counted[1:])
        late = [
            edit
            for edit in (opened.edits(opened.file(lessons[teacher])) if counted else ())
            if edit[0] in counted and opened.days[edit[0]] > since
        ]
        if late:
            edits[teacher] = late
    asked = {content for late in edits.values() for edit in late for content in edit[2:]}
    promises = _promises(opened.repository, asked, store)
    return {
        teacher: sorted(
            {opened.days[number] for number, _, old, new in late if promises.get(old) != promises.get(new, old)}
        )
        for teacher, late in edits.items()
    }


def _since(opened: Opened, built_on: Mapping[str, Sequence[str]], done: Mapping[str, Work]) -> dict[str, int]:
    """Lessons that others build on, to the earliest day on which one of those was last looked at."""
    found: dict[str, int] = {}
    for lesson, teachers in built_on.items():
        start = _looked_at(opened, opened.portal.lessons[lesson], done[lesson])
        for teacher in teachers if start else ():
            found[teacher] = min(start, found.get(teacher, start))
    return found


def _looked_at(opened: Opened, lesson: Lesson, done: Work) -> int:
    day = verified_on(lesson, done.verified, opened.today) or done.edited
    return number_of(day) if day else 0


def _promises(repository: Repository, asked: Iterable[int], store: Store) -> dict[int, str]:
    """What contents promise, as a text that differs where they do; those that no clone has are left out.

    Raises PortalError where a partial clone lacks contents.
    """
    names = [identifier(content) for content in sorted(asked) if content]
    if not names:
        return {}
    key = key_of(KIND, *names)
    kept = _unpacked(store.read(KIND, key), names)
    if len(kept) != len(names):
        kept = {names[position]: promise(content) for position, content in contents(repository, names)}
        whole(repository, names, kept)
        store.write(KIND, key, json.dumps(kept).encode())
    return {int(name, 16): said for name, said in kept.items()}


def promise(content: bytes) -> str:
    """What the text of a lesson says under `teaches` and `objectives`, shortened; spaces and line ends do not count."""
    text = content.replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf")
    front = text[len(_FENCE) :].partition(b"\n---")[0] if text.startswith(_FENCE) else b""
    fields = sorted(b" ".join(field.split()) for field in _FIELD.findall(front + b"\n"))
    return blake2b(b"\n".join(fields), digest_size=8).hexdigest()


def _unpacked(data: bytes | None, names: Iterable[str]) -> dict[str, str]:
    """What was kept of these contents; what somebody else put there is nothing."""
    try:
        kept = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return {}
    found = {name: kept.get(name) for name in names} if isinstance(kept, dict) else {}
    return {name: said for name, said in found.items() if isinstance(said, str)}
