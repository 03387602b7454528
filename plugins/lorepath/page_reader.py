"""Document → Page: a Markdown file that is no lesson, with what its schema says of it."""

from __future__ import annotations

from lorepath.document import Document
from lorepath.fields import Fields
from lorepath.file_standards import MISPLACED
from lorepath.finding import Finding, on_other_lines
from lorepath.lesson_reader import Inherited
from lorepath.model import Content, Page, Written
from lorepath.schema import Schemas

_OF_LESSONS = ("teaches", "requires", "objectives")
"""Fields by which a lesson is known wherever it lies."""


def lesson_among_pages(document: Document, identifier: str) -> Finding | None:
    """A finding where a document stands among pages and says what only lessons say."""
    name = next((name for name in _OF_LESSONS if name in (document.front or {})), None)
    if name is None:
        return None
    return MISPLACED.at(
        document.source.key(name),
        f"`{name}` makes this a lesson, and a lesson stands in the folder of its topic",
        f"if this teaches something, move it to `content/lessons/<topic>/{identifier}.md`; "
        "if not, keep only `title` and `summary` between the lines of `---`",
    )


def read_page(
    document: Document, identifier: str, schemas: Schemas, inherited: Inherited
) -> tuple[Page, list[Finding]]:
    """The page that a document holds, and every finding about its shape. Its first heading is a title, too."""
    front: object = document.front or {}
    findings = list(on_other_lines(schemas.check("page", front, document.source), document.findings))
    first = next(iter(document.outline.headings), None)
    fields = Fields(front)
    page = Page(
        path=document.source.path,
        title=fields.text("title") or (first.text if first else "") or identifier,
        language=fields.text("language", inherited.language),
        suppressions=document.suppressions,
        body_line=document.body_line,
        written=Written.known(document.text, Content(document.source, document.outline), inherited.common),
    )
    return page, findings
