"""What a site is built without: files that cannot be read, and parts of files that can, each with its reason."""

from __future__ import annotations

from collections.abc import Container, Iterator

from msgspec import Struct

from lorepath.assemble import Assembly
from lorepath.content_places import CONTENT
from lorepath.finding import Finding, Place, Severity
from lorepath.model import Keys, Lesson, Portal, Source, Text
from lorepath.outline import Block, BlockKind

_REFUSED = frozenset({"SCH02", "SCH03"})
"""The field, or its value, reads as absent: it has no known name, or holds another kind of value."""
_ILL_FORMED = frozenset({"SCH05", "SCH06"})
_UNDERSTOOD_OR_NOT = frozenset({"reviewed", "retired", "shelf_life", "teaches", "requires", "weekly_minutes"})
"""Fields whose ill-formed values mean nothing; of others the site shows what is written."""
_TWICE = "DOC10"


class Loss(Struct, frozen=True):
    """What is missing, in words (`content/lessons/a/b.md`, `line 5 of …`), and why."""

    what: str
    why: str


def left_out(assembly: Assembly) -> list[Loss]:
    """Everything that cannot be shown, by path; also what a baseline keeps silent about."""
    portal = assembly.portal
    shown = _shown(portal)
    losses = [*_files(assembly, shown), *_duplicates(portal)]
    said: dict[str, list[Finding]] = {}
    for finding in assembly.findings:
        said.setdefault(finding.place.path, []).append(finding)
    for path in said.keys() & shown.keys():
        thing = shown[path]
        source = thing if isinstance(thing, Source) else thing.source
        losses += _parts(source, said[path], thing if isinstance(thing, Lesson) else None)
    return sorted(losses, key=lambda loss: loss.what.rpartition(f"{CONTENT}/")[2])


def _shown(portal: Portal) -> dict[str, Source | Text]:
    """What the site is made of, by its file. A text reads where its values stand only when it is asked."""
    sources = [portal.source, *([Source(f"{CONTENT}/glossary.yml")] if portal.glossary else [])]
    for things in (portal.topics, portal.skills, portal.roles, portal.people):
        sources += [thing.source for thing in things.values()]
    texts: list[Text] = [*portal.pages, *portal.lessons.values()]
    return {source.path: source for source in sources} | {text.path: text for text in texts}


def _files(assembly: Assembly, known: Container[str]) -> Iterator[Loss]:
    """Files and folders of which nothing is shown, each with the first thing to say about it."""
    named: set[str] = set()
    for finding in assembly.findings:
        path = finding.place.path
        shown = path in known or (path.removeprefix(f"{CONTENT}/") in assembly.portal.files and _is_asset(path))
        if path.startswith(f"{CONTENT}/") and finding.severity is Severity.ERROR and not shown and path not in named:
            named.add(path)
            yield Loss(path, _reason(finding))


def _is_asset(path: str) -> bool:
    return not path.endswith((".md", ".yml"))


def _duplicates(portal: Portal) -> Iterator[Loss]:
    for lesson in portal.duplicates:
        yield Loss(lesson.path, f"its id `{lesson.id}` is taken by {portal.lessons[lesson.id].path}")


def _parts(source: Source, said: list[Finding], lesson: Lesson | None) -> Iterator[Loss]:
    """What is missing of a file that is shown: knowledge checks, questions, fields."""
    silent: list[Block] = []
    for block, what in _unanswerable(lesson) if lesson else ():
        reason = next((each for each in said if block.line <= each.place.line <= block.end_line), None)
        if reason:
            silent.append(block)
            yield Loss(f"{what} of {source.path}", _reason(reason))
    for finding in said:
        line = finding.place.line
        if not any(block.line <= line <= block.end_line for block in silent) and _is_lost(finding, source):
            yield Loss(f"line {line} of {source.path}", _reason(finding))


def _unanswerable(lesson: Lesson) -> Iterator[tuple[Block, str]]:
    """Knowledge checks without a question, and questions without answers."""
    for block in lesson.outline.blocks:
        if block.kind is BlockKind.QUIZ:
            items = [item for item in lesson.items if block.line <= item.at().line <= block.end_line]
            if not items:
                yield block, f"the knowledge check on line {block.line}"
            for item in items:
                if not item.options:
                    yield block, f"the question `{item.id}` on line {item.at().line}"


def _is_lost(finding: Finding, source: Source) -> bool:
    """Whether what a finding speaks of reads as absent."""
    if finding.code in _ILL_FORMED:
        return str(next(iter(_field(finding.place, source)), "")) in _UNDERSTOOD_OR_NOT
    return finding.code in _REFUSED or finding.code == _TWICE


def _field(place: Place, source: Source) -> Keys:
    """The keys of the value, or of the key, at a place."""
    at = (place.line, place.column)
    return next((keys for marks in (source.values, source.keys) for keys, mark in marks.items() if mark == at), ())


def _reason(finding: Finding) -> str:
    return f"{finding.code} {finding.message}"
