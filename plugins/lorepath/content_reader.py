"""Files of `content/` → text, YAML and Markdown, one at a time; what is wrong with them is noted."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from lorepath.content_disk import MAX_TEXT_BYTES
from lorepath.content_files import ContentFiles
from lorepath.content_places import ContentFile, FileKind
from lorepath.fields import Fields
from lorepath.file_standards import FILE_KIND, FILE_SIZE
from lorepath.finding import Finding, Place, on_other_lines
from lorepath.model import Source
from lorepath.schema import Schemas
from lorepath.text_reader import Text, decode
from lorepath.yaml_reader import read_yaml

CAPTIONS = ".vtt"


class YamlFile(Struct, frozen=True):
    """One YAML file as it was read."""

    file: ContentFile
    source: Source
    fields: Fields


class ContentReader:
    """Reads files, and keeps what reading them found.

    `unreadable` holds (kind, id) of files that could not be understood, `texts` the text of what was read as text.
    """

    def __init__(self, content: ContentFiles, schemas: Schemas) -> None:
        self.content = content
        self.schemas = schemas
        self.findings: list[Finding] = list(content.findings)
        self.unreadable: set[tuple[str, str]] = set(content.unread)
        self.texts: dict[str, str] = {}

    def data(self, file: ContentFile) -> bytes | None:
        """The bytes of a file of text, or None where it cannot be opened or holds too much."""
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
        return data

    def yaml(self, file: ContentFile) -> YamlFile | None:
        """A YAML file, or None where nothing could be read from it."""
        text = self._text(file)
        self.findings += text.findings if text else ()
        if text and text.readable:
            self.texts[file.path] = text.text
            read = read_yaml(text.text, file.path)
            self.findings += read.findings
            if read.data is not None or read.complete:
                data = {} if read.data is None else read.data
                self.findings += on_other_lines(self.schemas.check(file.kind.value, data, read.source), read.findings)
                return YamlFile(file, read.source, Fields(data))
        self.unreadable.add((file.kind.value, file.id))
        return None

    def all(self, kind: FileKind) -> Iterator[YamlFile]:
        """The YAML files of one kind that could be read."""
        return (read for file in self.content.of(kind) if (read := self.yaml(file)))

    def captions(self) -> None:
        """Read the captions of films. Their format allows a byte order mark and Windows line ends."""
        for file in self.content.of(FileKind.ASSET):
            if file.path.endswith(CAPTIONS) and (text := self._text(file)):
                if text.readable:
                    self.texts[file.path] = text.text
                else:
                    self.findings += text.findings

    def _text(self, file: ContentFile) -> Text | None:
        """The text of a file, its findings not yet noted."""
        data = self.data(file)
        return None if data is None else decode(data, file.path)
