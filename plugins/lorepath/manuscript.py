"""One Markdown file of a portal, from its bytes to a lesson or a page. Pure: the same bytes say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial

from msgspec import Struct

from lorepath.bounds import OutOfBounds, bounded, seconds_for
from lorepath.content_places import ContentFile, FileKind, topic_folder
from lorepath.digest import Digest
from lorepath.document import read_document, read_source
from lorepath.finding import Finding, Place
from lorepath.lesson_reader import Inherited, content_of, read_lesson
from lorepath.model import Common, Content, Found, Lesson, Page, Source, Text, Written
from lorepath.page_reader import lesson_among_pages, read_page
from lorepath.reading_standards import TOO_COSTLY
from lorepath.schema import Schemas
from lorepath.text_reader import Text as DecodedText
from lorepath.text_reader import decode


class Reading(Struct, frozen=True):
    """What reading a file gave: a lesson or a page, or neither where it could not be understood; and findings."""

    lesson: Lesson | None = None
    page: Page | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Manuscript:
    """A Markdown file as it lies there, with all that reading it depends on."""

    file: ContentFile
    data: bytes
    inherited: Inherited

    @property
    def common(self) -> Common:
        """What holds for all texts of its portal."""
        return self.inherited.common

    @cached_property
    def digest(self) -> str:
        """A digest of the file as it lies there."""
        return Digest(self.data).hex()

    @property
    def is_lesson(self) -> bool:
        """Whether it must have front matter."""
        return self.file.kind is FileKind.LESSON

    def decoded(self) -> DecodedText:
        """The file as text, with findings about how it is written."""
        return decode(self.data, self.file.path)

    def text(self) -> str:
        """The whole file, with LF line ends; nothing where it is no text."""
        return self.decoded().text

    def source(self) -> Source:
        """Where the values of its front matter stand."""
        return read_source(self.text(), self.file.path)

    def content(self) -> Content:
        """Everything that it says."""
        return content_of(read_document(self.text(), self.file.path, self.is_lesson))

    def read(self, schemas: Schemas, check: Callable[[Text], Found] | None = None) -> Reading:
        """Read it. `check` says what rules see in it; the text is then forgotten until somebody asks for it.

        A text that takes more than its bounds to read, or to check, is neither lesson nor page.
        """
        text = self.decoded()
        if not text.readable:
            return Reading(findings=text.findings)
        document = read_document(text.text, self.file.path, self.is_lesson)
        findings = (*text.findings, *document.findings)
        if not document.renderable or (self.is_lesson and document.front is None):
            return Reading(findings=findings)
        found: Lesson | Page
        if self.is_lesson:
            topic = topic_folder(self.file.path)
            found, more = read_lesson(document, self.file.id, topic, schemas, self.inherited)
        elif astray := lesson_among_pages(document, self.file.id):
            return Reading(findings=(*findings, astray))
        else:
            found, more = read_page(document, self.file.id, schemas, self.inherited)
        findings = (*findings, *more)
        if check:
            try:
                seen = bounded(partial(check, found), seconds=seconds_for(text.text))
            except OutOfBounds as error:
                return Reading(findings=(*findings, _uncheckable(error, found)))
            found = replace(found, found=seen, written=Written(self))
        return Reading(None, found, findings) if isinstance(found, Page) else Reading(found, None, findings)


def _uncheckable(error: OutOfBounds, text: Text) -> Finding:
    return TOO_COSTLY.at(
        Place(text.path, text.body_line),
        f"the rules cannot be applied to this text: that {error.reason}",
        "look for signs that repeat (brackets, quotes, dashes) and delete what is not meant, or split the text",
    )
