"""content/ → Portal and findings. The only reader of content files.

A broken file is a value that becomes findings: it hides neither the other files nor the rest of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from lorepath.content_files import CONTENT, MAX_TEXT_BYTES, ContentFiles
from lorepath.content_places import ContentFile, FileKind
from lorepath.document import Document
from lorepath.errors import PortalError
from lorepath.fields import Fields
from lorepath.finding import Finding, Place, in_order, on_other_lines
from lorepath.kept import Kept
from lorepath.missing_portal import no_portal, no_settings
from lorepath.model import Lesson, Page, Portal, Settings, ShelfLife, Source, Topic
from lorepath.portal_parts import person_of, role_of, settings_of, skill_of, topic_of
from lorepath.reading_standards import FILE_KIND, FILE_SIZE, MISPLACED, NO_LESSONS
from lorepath.safe_html.allowed import is_host
from lorepath.schema import SCHEMAS, Schemas
from lorepath.text_reader import Text, decode
from lorepath.yaml_reader import read_yaml

LEVELS = ("Aware", "Working", "Practitioner", "Expert")
WEEKLY_MINUTES = 24
WEEKLY_REVIEWS = 3
SHELF_LIFE = ShelfLife(months=12)
PUBLISHED_KINDS = frozenset({FileKind.LESSON, FileKind.PAGE, FileKind.ASSET})
"""The kinds of file that reach the site, so that a link may point at them."""
CAPTIONS = ".vtt"


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_Named)


def load(
    root: Path, instead: Mapping[str, bytes | None] | None = None, kept: Kept | None = None
) -> tuple[Portal, tuple[Finding, ...]]:
    """The portal below `root` and everything that reading it found, in order.

    `instead` maps paths to bytes that stand in place of the file on disk; None stands for no file. `kept` is what
    an earlier look has read; it is brought up to date. Raises PortalError where there is no `content/portal.yml`
    that can be read.
    """
    return _Loader(root, instead, kept or Kept()).load()


def read_settings(data: bytes | None, path: str) -> Settings:
    """What a `portal.yml` says of the check, without the rest of the portal. Raises PortalError without one."""
    text = decode(data, path) if data is not None else Text("", (no_settings(path),), readable=False)
    read = read_yaml(text.text, path)
    findings = (*text.findings, *read.findings)
    if not text.readable or read.data is None:
        raise PortalError(findings[0] if findings else no_settings(path))
    return settings_of(read.source, Fields(read.data))


@dataclass(frozen=True, slots=True)
class _Read:
    """One YAML file as it was read."""

    file: ContentFile
    source: Source
    fields: Fields


class _Loader:
    def __init__(self, root: Path, instead: Mapping[str, bytes | None] | None, kept: Kept) -> None:
        self.root = root
        self.kept = kept
        self.content = ContentFiles(root, instead)
        self.findings = list(self.content.findings)
        self.unreadable = set(self.content.unread)
        self.texts: dict[str, str] = {}
        self.schemas = Schemas(root / SCHEMAS, instead)

    def load(self) -> tuple[Portal, tuple[Finding, ...]]:
        portal_file = next(self.content.of(FileKind.PORTAL), None)
        if not portal_file:
            raise PortalError(self._refused() or no_portal(self.root))
        read = self._yaml(portal_file)
        if not read:
            raise PortalError(self.findings[-1])
        fields = read.fields
        shelf_life = fields.shelf_life("shelf_life") or SHELF_LIFE
        topics = _by_id(topic_of(each.file.id, each.source, each.fields) for each in self._all(FileKind.TOPIC))
        language = fields.text("language", "en")
        lessons, duplicates = self._lessons(topics, shelf_life, language)
        self._read_captions()
        portal = Portal(
            root=self.root,
            source=read.source,
            name=fields.text("name", "Learning portal"),
            language=language,
            levels=fields.texts("levels") or LEVELS,
            weekly_minutes=fields.number("weekly_minutes") or WEEKLY_MINUTES,
            shelf_life=shelf_life,
            settings=settings_of(read.source, fields),
            topics=topics,
            lessons=lessons,
            duplicates=duplicates,
            skills=_by_id(skill_of(each.file.id, each.source, each.fields) for each in self._all(FileKind.SKILL)),
            roles=_by_id(role_of(each.file.id, each.source, each.fields) for each in self._all(FileKind.ROLE)),
            people=_by_id(person_of(each.file.id, each.source, each.fields) for each in self._all(FileKind.PERSON)),
            glossary=self._glossary(),
            pages=tuple(page for file in self.content.of(FileKind.PAGE) if (page := self._page(file, language))),
            unreadable=frozenset(self.unreadable),
            refused=frozenset(self.content.refused),
            files=frozenset(
                file.path.removeprefix(f"{CONTENT}/") for file in self.content.files if file.kind in PUBLISHED_KINDS
            ),
            texts=self.texts,
            weekly_reviews=fields.number("weekly_reviews") or WEEKLY_REVIEWS,
            embed_hosts=frozenset(filter(is_host, fields.texts("embed_hosts"))),
            any_trailer=fields.text("trailers") == "anyone",
        )
        if not any(self.content.of(FileKind.LESSON)) and not any(kind == "lesson" for kind, _ in self.unreadable):
            self._say_no_lessons()
        return portal, in_order(self.findings)

    def _refused(self) -> Finding | None:
        """What is wrong with `content/` or its `portal.yml`, where they are there and cannot be read."""
        names = (CONTENT, f"{CONTENT}/portal.yml", f"{CONTENT}/portal.yaml")
        return next((finding for finding in self.findings if finding.place.path.lower() in names), None)

    def _all(self, kind: FileKind) -> Iterable[_Read]:
        return (read for file in self.content.of(kind) if (read := self._yaml(file)))

    def _decoded(self, file: ContentFile) -> Text | None:
        """The text of a file, its findings not yet noted; None where it cannot be opened."""
        try:
            data = self.content.read(file)
        except OSError as error:
            message = f"this file cannot be opened ({error.strerror})"
            self.findings.append(FILE_KIND.at(Place(file.path), message, "make it an ordinary, readable file"))
            return None
        if len(data) > MAX_TEXT_BYTES:
            message = f"this text holds more than {MAX_TEXT_BYTES // 2**20} MB, which is the most"
            self.findings.append(FILE_SIZE.at(Place(file.path), message, "split it"))
            return None
        return decode(data, file.path)

    def _text(self, file: ContentFile) -> str | None:
        text = self._decoded(file)
        self.findings += text.findings if text else ()
        return text.text if text and text.readable else None

    def _read_captions(self) -> None:
        """Read the captions of films. Their format allows a byte order mark and Windows line ends."""
        for file in self.content.of(FileKind.ASSET):
            if file.path.endswith(CAPTIONS) and (text := self._decoded(file)):
                if text.readable:
                    self.texts[file.path] = text.text
                else:
                    self.findings += text.findings

    def _yaml(self, file: ContentFile) -> _Read | None:
        """A YAML file, or None where nothing could be read from it."""
        text = self._text(file)
        if text is not None:
            self.texts[file.path] = text
            read = read_yaml(text, file.path)
            self.findings += read.findings
            if read.data is not None or read.complete:
                data = {} if read.data is None else read.data
                self.findings += on_other_lines(self.schemas.check(file.kind.value, data, read.source), read.findings)
                return _Read(file, read.source, Fields(data))
        self.unreadable.add((file.kind.value, file.id))
        return None

    def _document(self, file: ContentFile, front_matter: bool) -> Document | None:
        text = self._text(file)
        if text is None:
            return None
        document = self.kept.document(text, file.path, front_matter)
        self.texts[file.path] = text[: len(text) - len(document.body)]
        self.findings += document.findings
        return document

    def _lessons(
        self, topics: dict[str, Topic], shelf_life: ShelfLife, language: str
    ) -> tuple[dict[str, Lesson], tuple[Lesson, ...]]:
        """The lessons by id, and those whose id was taken already; folders without `topic.yml` are findings."""
        lessons: dict[str, Lesson] = {}
        duplicates = []
        untitled: dict[str, str] = {}
        for file in self.content.of(FileKind.LESSON):
            topic = file.path.split("/")[2]
            if topic not in topics and ("topic", topic) not in self.unreadable:
                untitled.setdefault(topic, file.path)
            document = self._document(file, front_matter=True)
            if not document or document.front is None or not document.renderable:
                self.unreadable.add(("lesson", file.id))
                continue
            lesson, findings = self.kept.lesson(document, file.id, topic, self.schemas)
            self.findings += findings
            lesson = _inherit(lesson, document, topics.get(topic), shelf_life, language)
            if file.id in lessons:
                duplicates.append(lesson)
            else:
                lessons[file.id] = lesson
        for topic, path in untitled.items():
            where = f"{CONTENT}/lessons/{topic}/topic.yml"
            self.findings.append(
                MISPLACED.at(
                    Place(path),
                    f"the topic folder `{topic}` has no `topic.yml`",
                    f"write `title`, `summary` and `owner` into `{where}`",
                )
            )
        return lessons, tuple(duplicates)

    def _page(self, file: ContentFile, language: str) -> Page | None:
        document = self._document(file, front_matter=False)
        if not document or not document.renderable:
            return None
        front: object = document.front or {}
        self.findings += on_other_lines(self.schemas.check("page", front, document.source), document.findings)
        first = next(document.outline.headings, None)
        title = Fields(front).text("title") or (first.text if first else "") or file.id
        return Page(
            source=document.source,
            title=title,
            language=Fields(front).text("language", language),
            outline=document.outline,
            suppressions=document.suppressions,
            body=document.body,
            body_line=document.body_line,
        )

    def _glossary(self) -> dict[str, str]:
        read = next(iter(self._all(FileKind.GLOSSARY)), None)
        return read.fields.dictionary() if read else {}

    def _say_no_lessons(self) -> None:
        self.findings.append(
            NO_LESSONS.at(
                Place(f"{CONTENT}/portal.yml"),
                "this portal has no lesson yet",
                "`lorepath new lesson` writes the first one into `content/lessons/<topic>/`",
            )
        )


def _inherit(lesson: Lesson, document: Document, topic: Topic | None, shelf_life: ShelfLife, language: str) -> Lesson:
    """The lesson with what its topic and its portal say where it says nothing itself."""
    own = Fields(document.front)
    return replace(
        lesson,
        owner=lesson.owner or (topic.owner if topic else ""),
        shelf_life=own.shelf_life("shelf_life") or (topic.shelf_life if topic else None) or shelf_life,
        language=lesson.language or language,
    )


def _by_id(things: Iterable[_Thing]) -> dict[str, _Thing]:
    return {thing.id: thing for thing in sorted(things, key=lambda thing: thing.id)}
