"""Markdown files as they were last read, for a second look at the same portal."""

from __future__ import annotations

from lorepath.document import Document, read_document
from lorepath.finding import Finding
from lorepath.lesson_reader import read_lesson
from lorepath.model import Lesson
from lorepath.schema import Schemas


class Kept:
    """Markdown files as they were last read, so that the next look reads only those that differ."""

    def __init__(self) -> None:
        self._documents: dict[str, tuple[str, Document]] = {}
        self._lessons: dict[str, tuple[Document, tuple[Lesson, list[Finding]]]] = {}

    def document(self, text: str, path: str, front_matter: bool) -> Document:
        """The document that a text holds; the very same one where the file has not changed."""
        if path not in self._documents or self._documents[path][0] != text:
            self._documents[path] = (text, read_document(text, path, front_matter))
        return self._documents[path][1]

    def lesson(self, document: Document, identifier: str, topic: str, schemas: Schemas) -> tuple[Lesson, list[Finding]]:
        """The lesson that a document holds, and what is wrong with its shape."""
        path = document.source.path
        if path not in self._lessons or self._lessons[path][0] is not document:
            self._lessons[path] = (document, read_lesson(document, identifier, topic, schemas))
        return self._lessons[path][1]
