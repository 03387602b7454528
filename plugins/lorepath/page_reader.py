"""Document → Page: a Markdown file that is no lesson, with what its schema says of it."""

from __future__ import annotations

from lorepath.document import Document
from lorepath.fields import Fields
from lorepath.finding import Finding, on_other_lines
from lorepath.lesson_reader import Inherited
from lorepath.model import Content, Page, Written
from lorepath.schema import Schemas


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
