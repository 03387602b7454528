"""content/ → Portal and findings. The only reader of content files.

A broken file is a value that becomes findings: it hides neither the other files nor the rest of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec.structs import replace

from lorepath.content_disk import Disk
from lorepath.content_files import ContentFiles
from lorepath.content_places import CONTENT, FileKind, topic_folder
from lorepath.content_reader import ContentReader
from lorepath.errors import PortalError
from lorepath.fields import Fields
from lorepath.file_standards import MISPLACED, NO_LESSONS
from lorepath.finding import Finding, Place, in_order
from lorepath.kept import Kept
from lorepath.lesson_reader import Inherited
from lorepath.manuscript import Manuscript, Reading
from lorepath.missing_portal import no_portal, no_settings
from lorepath.model import Common, Lesson, Page, Portal, Settings, ShelfLife, Topic
from lorepath.portal_parts import person_of, role_of, settings_of, skill_of, topic_of
from lorepath.progress import UNSEEN, Progress
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


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_Named)


def load(
    root: Path,
    instead: Mapping[str, bytes | None] | None = None,
    kept: Kept | None = None,
    disk: Disk | None = None,
    progress: Progress = UNSEEN,
) -> tuple[Portal, tuple[Finding, ...]]:
    """The portal below `root` and everything that reading it found, in order.

    `instead` maps paths to bytes that stand in place of the file on disk; None stands for no file. `kept` is what
    an earlier look has read; it is brought up to date. `disk` is the folder as it was found a moment ago. Raises
    PortalError where there is no `content/portal.yml` that can be read.
    """
    return _Loader(root, instead, kept or Kept(), disk, progress).load()


def read_settings(data: bytes | None, path: str) -> Settings:
    """What a `portal.yml` says of the check, without the rest of the portal. Raises PortalError without one."""
    text = decode(data, path) if data is not None else Text("", (no_settings(path),), readable=False)
    read = read_yaml(text.text, path)
    findings = (*text.findings, *read.findings)
    if not text.readable or read.data is None:
        raise PortalError(findings[0] if findings else no_settings(path))
    return settings_of(read.source, Fields(read.data))


@dataclass
class _Texts:
    """Lessons by id, those whose id was taken already, and pages."""

    lessons: dict[str, Lesson] = field(default_factory=dict)
    duplicates: list[Lesson] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)


class _Loader:
    def __init__(
        self,
        root: Path,
        instead: Mapping[str, bytes | None] | None,
        kept: Kept,
        disk: Disk | None,
        progress: Progress,
    ) -> None:
        self.root = root
        self.kept = kept
        self.progress = progress
        self.content = ContentFiles(root, instead, disk)
        self.schemas = Schemas(root / SCHEMAS, instead)
        self.reader = ContentReader(self.content, self.schemas)

    def load(self) -> tuple[Portal, tuple[Finding, ...]]:
        reader = self.reader
        portal_file = next(self.content.of(FileKind.PORTAL), None)
        if not portal_file:
            raise PortalError(self._refused() or no_portal(self.root))
        read = reader.yaml(portal_file)
        if not read:
            raise PortalError(reader.findings[-1])
        fields = read.fields
        levels = fields.texts("levels") or LEVELS
        self.schemas.name_levels(levels)
        topics = _by_id(topic_of(each.file.id, each.source, each.fields) for each in reader.all(FileKind.TOPIC))
        own = Inherited(
            language=fields.text("language", "en"),
            shelf_life=fields.shelf_life("shelf_life") or SHELF_LIFE,
            common=Common(self._glossary(), frozenset(filter(is_host, fields.texts("embed_hosts")))),
        )
        settings = settings_of(read.source, fields)
        texts = self._texts(topics, own, settings)
        reader.captions()
        portal = Portal(
            root=self.root,
            source=read.source,
            name=fields.text("name", "Learning portal"),
            language=own.language,
            levels=levels,
            weekly_minutes=fields.number("weekly_minutes") or WEEKLY_MINUTES,
            shelf_life=own.shelf_life,
            settings=settings,
            topics=topics,
            lessons=texts.lessons,
            duplicates=tuple(texts.duplicates),
            skills=_by_id(skill_of(each.file.id, each.source, each.fields) for each in reader.all(FileKind.SKILL)),
            roles=_by_id(role_of(each.file.id, each.source, each.fields) for each in reader.all(FileKind.ROLE)),
            people=_by_id(person_of(each.file.id, each.source, each.fields) for each in reader.all(FileKind.PERSON)),
            glossary=own.common.glossary,
            pages=tuple(texts.pages),
            unreadable=frozenset(reader.unreadable),
            refused=frozenset(self.content.refused),
            files=frozenset(
                file.path.removeprefix(f"{CONTENT}/") for file in self.content.files if file.kind in PUBLISHED_KINDS
            ),
            texts=reader.texts,
            weekly_reviews=fields.number("weekly_reviews") or WEEKLY_REVIEWS,
            topic_order=fields.texts("topics"),
            embed_hosts=own.common.embed_hosts,
            head_counts=fields.numbers("head_counts"),
            any_trailer=fields.text("trailers") == "anyone",
        )
        self._say_untitled(topics)
        if not any(self.content.of(FileKind.LESSON)) and not any(kind == "lesson" for kind, _ in reader.unreadable):
            self._say_no_lessons()
        return portal, in_order(reader.findings)

    def _refused(self) -> Finding | None:
        """What is wrong with `content/` or its `portal.yml`, where they are there and cannot be read."""
        names = (CONTENT, f"{CONTENT}/portal.yml", f"{CONTENT}/portal.yaml")
        return next((finding for finding in self.reader.findings if finding.place.path.lower() in names), None)

    def _glossary(self) -> dict[str, str]:
        read = next(self.reader.all(FileKind.GLOSSARY), None)
        return read.fields.dictionary() if read else {}

    def _texts(self, topics: Mapping[str, Topic], own: Inherited, settings: Settings) -> _Texts:
        texts = _Texts()
        manuscripts = list(self._manuscripts(topics, own))
        readings = self.kept.readings(manuscripts, self.schemas, settings, self.progress)
        for manuscript, reading in zip(manuscripts, readings, strict=True):
            self.reader.findings += reading.findings
            if lesson := reading.lesson:
                if texts.lessons.setdefault(lesson.id, lesson) is not lesson:
                    texts.duplicates.append(lesson)
            elif reading.page:
                texts.pages.append(reading.page)
            else:
                self._note_unread(manuscript, reading)
        return texts

    def _manuscripts(self, topics: Mapping[str, Topic], own: Inherited) -> Iterator[Manuscript]:
        """Lessons and pages as they lie there, with what they inherit."""
        by_topic = {
            topic.id: replace(own, owner=topic.owner, shelf_life=topic.shelf_life or own.shelf_life)
            for topic in topics.values()
        }
        for file in self.content.of(FileKind.LESSON):
            data = self.reader.data(file)
            if data is None:
                self.reader.unreadable.add(("lesson", file.id))
            else:
                yield Manuscript(file, data, by_topic.get(topic_folder(file.path), own))
        for file in self.content.of(FileKind.PAGE):
            if (data := self.reader.data(file)) is not None:
                yield Manuscript(file, data, own)

    def _note_unread(self, manuscript: Manuscript, reading: Reading) -> None:
        """Note a file that could not be understood; findings in it still show its lines."""
        text = manuscript.decoded()
        if text.readable:
            self.reader.texts[manuscript.file.path] = text.text
        if manuscript.is_lesson or any(finding.code == MISPLACED.code for finding in reading.findings):
            self.reader.unreadable.add(("lesson", manuscript.file.id))

    def _say_untitled(self, topics: Mapping[str, Topic]) -> None:
        """Folders of lessons without `topic.yml` are findings."""
        untitled: dict[str, str] = {}
        for file in self.content.of(FileKind.LESSON):
            topic = topic_folder(file.path)
            if topic not in topics and ("topic", topic) not in self.reader.unreadable:
                untitled.setdefault(topic, file.path)
        for topic, path in untitled.items():
            where = f"{CONTENT}/lessons/{topic}/topic.yml"
            self.reader.findings.append(
                MISPLACED.at(
                    Place(path),
                    f"the topic folder `{topic}` has no `topic.yml`",
                    f"write `title`, `summary` and `owner` into `{where}`",
                )
            )

    def _say_no_lessons(self) -> None:
        self.reader.findings.append(
            NO_LESSONS.at(
                Place(f"{CONTENT}/portal.yml"),
                "this portal has no lesson yet",
                "`lorepath new lesson` writes the first one into `content/lessons/<topic>/`",
            )
        )


def _by_id(things: Iterable[_Thing]) -> dict[str, _Thing]:
    return {thing.id: thing for thing in sorted(things, key=lambda thing: thing.id)}
