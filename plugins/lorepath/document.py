"""One Markdown file's text → front matter with positions, outline, knowledge checks, suppressions. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from msgspec import Struct

from lorepath.bounds import OutOfBounds, bounded, seconds_for
from lorepath.finding import Finding, Place
from lorepath.front_matter import closing_line, displaced, is_marker, second
from lorepath.markdown_reader import read_markdown
from lorepath.merge_conflict import conflict, conflict_marks
from lorepath.model import Source, Suppression
from lorepath.outline import Block, BlockKind, Outline
from lorepath.reading_standards import NO_FRONT_MATTER, OPEN_FENCE, OPEN_FRONT_MATTER, TOO_COSTLY
from lorepath.safe_html.trial import removed_from
from lorepath.text_reader import read_day, too_complex
from lorepath.yaml_reader import Yaml, is_understood, read_yaml

_SAID_TO_US = "lorepath:"
_COMMENT = re.compile(rf"<!--\s*{_SAID_TO_US}((?:(?!<!--|-->).)*)-->", re.DOTALL)
_FENCED = frozenset({BlockKind.CODE, BlockKind.QUIZ})
_TABLE = frozenset({BlockKind.TABLE_HEADER, BlockKind.TABLE_CELL})
_FENCE = re.compile("`{3,}|~{3,}")
_ALLOW = re.compile(r"allow\s+([A-Za-z]{3}[0-9]{2})(?:\s+until\s+(\S+))?(?:\s+because\s+(.*))?$", re.DOTALL)
_START = (
    "start the file with `---`, `title: …`, `summary: …`, `teaches: {skill: 1}`, `objectives: …` and `---`; "
    "`lorepath new lesson` writes them for you"
)


class Document(Struct, frozen=True):
    """A Markdown file as it was read.

    `front` is None where the file has no front matter that can be read. `quizzes` holds one YAML text for
    each knowledge check, in order. `body_line` is the file's line on which `body` starts. `renderable` is
    false where the body must not be given to a Markdown renderer.
    """

    text: str
    source: Source
    front: dict[str, object] | None
    body: str
    body_line: int
    outline: Outline
    quizzes: tuple[Yaml, ...]
    suppressions: tuple[Suppression, ...]
    findings: tuple[Finding, ...]
    renderable: bool = True

    @property
    def complete(self) -> bool:
        """Whether everything in the file was understood; a text of which the end was cut off counts as read."""
        return is_understood(self.findings)


def read_document(text: str, path: str, front_matter: bool = True) -> Document:
    """Read the text of the Markdown file `path`; `front_matter` says whether it must have some."""
    lines = text.split("\n")
    end = closing_line(lines)
    body_line = end + 2 if end else 1
    body = "\n".join(lines[end + 1 :] if end else lines)
    if finding := _conflict(text, body, body_line, path):
        return _unread(text, Source(path), [finding])
    findings: list[Finding] = []
    front: Yaml | None = None
    if end:
        front = read_yaml("\n".join(lines[1:end]), path, line=2)
        findings += front.findings
        if front.complete and not isinstance(front.data, dict | None):
            findings.append(NO_FRONT_MATTER.at(front.source.at(), "this front matter holds no fields", _START))
        if again := second(body, path, body_line):
            return _unread(text, front.source, [*findings, again], _mapping(front))
    elif is_marker(lines[0]):
        findings.append(
            OPEN_FRONT_MATTER.at(
                Place(path),
                "the front matter that starts here is not closed",
                "write a line of three dashes, `---`, after its last field",
            )
        )
        return _unread(text, Source(path), findings)
    elif finding := displaced(lines, path, after_text=front_matter):
        return _unread(text, Source(path), [finding])
    elif front_matter:
        findings.append(
            NO_FRONT_MATTER.at(
                Place(path),
                "this lesson has no front matter: its first line is not `---`",
                _START,
            )
        )
    source = front.source if front else Source(path)
    if finding := too_complex(body, path, body_line):
        return _unread(text, source, [*findings, finding], _mapping(front))
    try:
        outline = bounded(partial(_outline, body, body_line), seconds=seconds_for(body))
    except OutOfBounds as error:
        return _unread(text, source, [*findings, _too_costly(error, path, body_line)], _mapping(front))
    fences = [block for block in outline.blocks if block.kind in _FENCED or not block.closed]
    if open_fence := next((block for block in fences if _is_open(block, lines)), None):
        return _unread(text, source, [*findings, _not_closed(open_fence, path, lines)], _mapping(front))
    return Document(
        text=text,
        source=source,
        front=_mapping(front),
        body=body,
        body_line=body_line,
        outline=outline,
        quizzes=tuple(_quizzes(outline, path, body.split("\n"), body_line)),
        suppressions=tuple(_suppressions(outline.blocks, path, lines) if _SAID_TO_US in body else ()),
        findings=tuple(findings),
    )


def _conflict(text: str, body: str, body_line: int, path: str) -> Finding | None:
    """A finding where a merge was not finished. Code may show the marks that it leaves."""
    marks = conflict_marks(text)
    if not marks:
        return None
    code: set[int] = set()
    if not too_complex(body, path, body_line):
        with suppress(OutOfBounds):
            outline = bounded(partial(read_markdown, body, body_line), seconds=seconds_for(body))
            blocks = [block for block in outline.blocks if block.kind is BlockKind.CODE]
            code = {line for block in blocks for line in range(block.line, block.end_line + 1)}
    first = next((index for index in marks if index + 1 not in code), None)
    return conflict(Place(path, first + 1), text.split("\n")[first]) if first is not None else None


def _is_open(block: Block, lines: list[str]) -> bool:
    """Whether nothing ends a fence, or only what was meant to end the next one: that begins inside it."""
    if not block.closed:
        return True
    opening = lines[block.line - 1].lstrip(" >")
    marks, inside = _FENCE.match(opening), block.text.split("\n")
    # Indented code is no fence, whatever it begins with.
    return marks is not None and inside[0] != opening and any(re.match(rf"{marks[0]}\w", line) for line in inside)


def _not_closed(fence: Block, path: str, lines: list[str]) -> Finding:
    """What to say of a fence that swallows the rest of the text."""
    opening = lines[fence.line - 1]
    column = len(opening) - len(opening.lstrip(" ")) + 1
    what = "knowledge check" if fence.kind is BlockKind.QUIZ else "code block"
    return OPEN_FENCE.at(
        Place(path, fence.line, column),
        f"the {what} that starts here is not closed, so what follows is taken for part of it",
        f"write a line with the same marks and nothing else below the last line of the {what}",
    )


def _outline(body: str, body_line: int) -> Outline:
    outline = read_markdown(body, body_line)
    if any(not block.closed for block in outline.blocks):
        return outline  # what follows an open fence is all taken for code
    removed = removed_from(body, body_line, outline)
    return replace(outline, removed=removed) if removed else outline


def _too_costly(error: OutOfBounds, path: str, line: int) -> Finding:
    return TOO_COSTLY.at(
        Place(path, line),
        f"no page can be made of this text: it {error.reason}",
        "look for signs that repeat (brackets, backticks, tags) and delete what is not meant, or split the text",
    )


def read_source(text: str, path: str) -> Source:
    """Where the values of a Markdown file's front matter stand."""
    lines = text.split("\n")
    end = closing_line(lines)
    return read_yaml("\n".join(lines[1:end]), path, line=2).source if end else Source(path)


def _mapping(front: Yaml | None) -> dict[str, object] | None:
    """Empty front matter is an empty mapping; a list or a bare word is none."""
    if front is None:
        return None
    if front.data is None and not front.findings:
        return {}
    return front.data if isinstance(front.data, dict) else None


def _unread(text: str, source: Source, findings: list[Finding], front: dict[str, object] | None = None) -> Document:
    return Document(text, source, front, "", 1, Outline(), (), (), tuple(findings), renderable=False)


def _quizzes(outline: Outline, path: str, lines: list[str], body_line: int) -> Iterator[Yaml]:
    for block in outline.blocks:
        if block.kind is BlockKind.QUIZ:
            fence = lines[block.line - body_line]
            column = len(fence) - len(fence.lstrip(" ")) + 1
            yield read_yaml(block.text, path, block.line + 1, column)


def _suppressions(blocks: Sequence[Block], path: str, lines: list[str]) -> list[Suppression]:
    """The comments `<!-- lorepath: allow CODE until DAY because REASON -->` and the lines that they concern.

    Before the first heading that is the whole lesson, else the next block (of a table, all of it); another
    comment in between does not count.
    """
    first_heading = next((index for index, block in enumerate(blocks) if block.kind is BlockKind.HEADING), len(blocks))
    found: list[Suppression] = []
    below: Block | None = None
    end = 0
    for index, block in reversed(list(enumerate(blocks))):
        comments = list(_COMMENT.finditer(block.text)) if block.kind is BlockKind.HTML else []
        for comment in reversed(comments):
            line = block.line + block.text.count("\n", 0, comment.start())
            concerned = (below.line, end) if below else (line, line)
            place = Place(path, line, lines[line - 1].find("<!--") + 1)
            found.append(_suppression(comment[1].strip(), place, concerned if index > first_heading else None))
        if block.kind is not BlockKind.HTML or not block.text.lstrip().startswith("<!--"):
            is_same_table = below and below.kind in _TABLE and block.kind in _TABLE
            below, end = block, end if is_same_table else block.end_line
    return found[::-1]


def _suppression(text: str, place: Place, lines: tuple[int, int] | None) -> Suppression:
    parts = _ALLOW.match(text)
    if not parts:
        return Suppression("", "", place, lines=lines, unclear=text)
    code, until, reason = parts[1].upper(), parts[2], " ".join((parts[3] or "").split())
    day = read_day(until)
    unclear = until if until and not day else ""
    return Suppression(code, reason, place, day, lines, unclear)
