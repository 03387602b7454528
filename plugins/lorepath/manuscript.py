"""One Markdown file of a portal, from its bytes to a lesson or a page. Pure: the same bytes say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lorepath.content_places import ContentFile, FileKind, topic_folder
from lorepath.document import read_document, read_source
from lorepath.finding import Finding
from lorepath.lesson_reader import Inherited, content_of, read_lesson
from lorepath.model import Common, Content, Found, Lesson, Page, Source, Text, Written
from lorepath.page_reader import read_page
from lorepath.schema import Schemas
from lorepath.text_reader import Text as DecodedText
from lorepath.text_reader import decode


@dataclass(frozen=True)
class Reading:
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
        """Read it. `check` says what rules see in it; the text is then forgotten until somebody asks for it."""
        text = self.decoded()
        if not text.readable:
            return Reading(findings=text.findings)
        document = read_document(text.text, self.file.path, self.is_lesson)
        findings = (*text.findings, *document.findings)
        if not document.renderable or (self.is_lesson and document.front is None):
            return Reading(findings=findings)
        if self.is_lesson:
            topic = topic_folder(self.file.path)
            lesson, more = read_lesson(document, self.file.id, topic, schemas, self.inherited)
            if check:
                lesson = replace(lesson, found=check(lesson), written=Written(self))
            return Reading(lesson, None, (*findings, *more))
        page, more = read_page(document, self.file.id, schemas, self.inherited)
        if check:
            page = replace(page, found=check(page), written=Written(self))
        return Reading(None, page, (*findings, *more))
