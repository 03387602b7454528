"""What lies in `content/`: every file classified by its place, none followed out of the folder."""

from __future__ import annotations

import errno
import math
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from lorepath.finding import Finding, Place, Standard
from lorepath.reading_standards import FILE_KIND, FILE_NAME, FILE_SIZE, MISPLACED, NO_PORTAL, NOT_PUBLISHED

CONTENT = "content"
MAX_TEXT_BYTES = 1024 * 1024
MAX_ASSET_BYTES = 50 * 1024 * 1024
# No HTML, no scripts, no SVG: what can run in a browser does not come from content/.
ASSET_SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"}  # pictures
    | {".mp4", ".webm", ".mp3", ".ogg", ".vtt"}  # recordings and their captions
    | {".pdf", ".csv", ".docx", ".xlsx", ".pptx", ".odt", ".ods"}  # documents
)

RESERVED_FOLDERS = frozenset({"roles", "skills", "people", "topics", "reference", "find", "assets", "search"})
"""Folders of the built portal that hold generated pages."""

# Neither following a link nor waiting at a pipe.
_READ_ONLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*\Z")
INDEX_NAMES = frozenset({"index", "readme"})
_COLLECTIONS = {"skills": "skill", "roles": "role", "people": "person"}


class FileKind(StrEnum):
    """What a file of `content/` is, by its place and its ending."""

    PORTAL = "portal"
    GLOSSARY = "glossary"
    TOPIC = "topic"
    LESSON = "lesson"
    SKILL = "skill"
    ROLE = "role"
    PERSON = "person"
    PAGE = "page"
    ASSET = "asset"


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One file: its kind, its id (the name without ending; a topic's is its folder), its path from the root."""

    kind: FileKind
    id: str
    path: str


class ContentFiles:
    """The files of a portal's `content/`, sorted by path, and the findings about files that do not belong."""

    def __init__(self, root: Path, instead: Mapping[str, bytes | None] | None = None) -> None:
        """Look through `content/`; without that folder there are no files.

        `instead` maps paths to what stands in place of the file on disk (what an editor holds, what another
        commit has); None stands for no file.
        """
        self.root = root
        self.instead = instead or {}
        self.findings: list[Finding] = []
        self.files: tuple[ContentFile, ...] = ()
        if (root / CONTENT).is_symlink():
            self._refuse(CONTENT, FILE_KIND, "`content` is a link to another place", "make it a folder of its own")
        elif (root / CONTENT).is_dir():
            self.files = tuple(sorted(self._classified(root / CONTENT), key=lambda file: file.path))

    def of(self, kind: FileKind) -> Iterator[ContentFile]:
        """The files of one kind, by path."""
        return (file for file in self.files if file.kind is kind)

    def read(self, file: ContentFile) -> bytes:
        """The bytes of a text file. Raises OSError where it has become a link or a pipe, or unreadable, meanwhile."""
        if (bytes_instead := self.instead.get(file.path)) is not None:
            return bytes_instead[: MAX_TEXT_BYTES + 1]
        descriptor = os.open(self.root / file.path, _READ_ONLY)
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, "it is no ordinary file")
            return stream.read(MAX_TEXT_BYTES + 1)

    def _classified(self, folder: Path) -> Iterator[ContentFile]:
        present = {path for path in self._walk(folder, CONTENT) if path not in self.instead}
        present |= {path for path, text in self.instead.items() if text is not None}
        for path in sorted(present):
            file = self._classify(PurePosixPath(path))
            if file:
                yield file

    def _walk(self, folder: Path, prefix: str) -> Iterator[str]:
        """Paths of the ordinary files below `folder` whose names may stand in a web address."""
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self._refuse(prefix, FILE_KIND, f"this folder cannot be opened ({error.strerror})", "make it readable")
            return
        for entry in entries:
            path = f"{prefix}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if self._name_is_sound(entry.name, path):
                    yield from self._walk(Path(entry.path), path)
            elif not entry.is_file(follow_symlinks=False):
                kind = "a link to another place" if entry.is_symlink() else "no ordinary file"
                self._refuse(path, FILE_KIND, f"this is {kind}", "put the file itself here")
            elif self._name_is_sound(entry.name, path) and self._size_is_sound(entry, path):
                yield path

    def _name_is_sound(self, name: str, path: str) -> bool:
        if _NAME.match(name):
            return True
        better = re.sub(r"-*([._])-*", r"\1", re.sub(r"[^a-z0-9._]+", "-", name.lower())).strip("-._") or "name"
        self._refuse(
            path,
            FILE_NAME,
            f"the name {_quoted(name)} cannot become a web address",
            f"rename it, for example to `{better}`: small letters, digits, `.`, `_` and `-`",
        )
        return False

    def _size_is_sound(self, entry: os.DirEntry[str], path: str) -> bool:
        status = entry.stat(follow_symlinks=False)
        text = PurePosixPath(path).suffix in (".md", ".yml", ".yaml")
        most = MAX_TEXT_BYTES if text else MAX_ASSET_BYTES
        if stat.S_ISREG(status.st_mode) and status.st_size <= most:
            return True
        remedy = {
            ".md": "split it into lessons, and keep pictures in files beside them",
            ".yml": "keep names and short descriptions here, and the teaching in lessons",
        }.get(PurePosixPath(path).suffix, "make it smaller")
        found, limit = f"{math.ceil(status.st_size / 2**20 * 10) / 10:,} MB", f"{most // 2**20} MB"
        self._refuse(path, FILE_SIZE, f"this file holds {found}; {limit} is the most", remedy)
        return False

    def _classify(self, path: PurePosixPath) -> ContentFile | None:
        """A file's kind, or None with a finding where it has no place in a portal."""
        folders, name, full = path.parts[1:-1], path.stem, str(path)
        match path.suffix:
            case ".yml":
                return self._yaml(folders, name, full)
            case ".yaml":
                self._refuse(full, MISPLACED, "a portal's YAML files end in `.yml`", f"rename it to `{name}.yml`")
            case ".md":
                return self._markdown(folders, name, full)
            case suffix if suffix in ASSET_SUFFIXES:
                return ContentFile(FileKind.ASSET, name, full)
            case suffix:
                self._refuse(
                    full,
                    NOT_PUBLISHED,
                    f"files ending in `{suffix}` are not published" if suffix else "this file is not published",
                    "move it out of `content/`, or turn it into Markdown, a PNG or WebP picture, or a PDF",
                )
        return None

    def _yaml(self, folders: tuple[str, ...], name: str, path: str) -> ContentFile | None:
        match folders, name:
            case (), "portal":
                return ContentFile(FileKind.PORTAL, name, path)
            case (), "glossary":
                return ContentFile(FileKind.GLOSSARY, name, path)
            case ("lessons", topic), "topic":
                return ContentFile(FileKind.TOPIC, topic, path)
            case (folder,), _ if folder in _COLLECTIONS:
                return ContentFile(FileKind(_COLLECTIONS[folder]), name, path)
        self._refuse(
            path,
            MISPLACED,
            "the portal does not know a YAML file in this place",
            "skills, roles and people stand in `content/skills/`, `content/roles/` and `content/people/`, "
            "a topic in `content/lessons/<topic>/topic.yml`",
        )
        return None

    def _markdown(self, folders: tuple[str, ...], name: str, path: str) -> ContentFile | None:
        if name in INDEX_NAMES:
            self._refuse(
                path, MISPLACED, f"the portal writes its own `{name}.md` pages", "give this page a name of its own"
            )
        elif folders and folders[0] in RESERVED_FOLDERS:
            self._refuse(
                path,
                MISPLACED,
                f"the portal fills `{folders[0]}/` itself",
                "move this page to `content/` or, if it teaches, to `content/lessons/<topic>/`",
            )
        elif folders[:1] != ("lessons",):
            return ContentFile(FileKind.PAGE, name, path)
        elif len(folders) == 2:
            return ContentFile(FileKind.LESSON, name, path)
        else:
            self._refuse(
                path,
                MISPLACED,
                "a lesson stands in the folder of its topic",
                f"move it to `content/lessons/<topic>/{name}.md`",
            )
        return None

    def _refuse(self, path: str, standard: Standard, message: str, hint: str) -> None:
        self.findings.append(standard.at(Place(path), message, hint))


def no_portal(root: Path) -> Finding:
    """What a folder lacks to be a portal, with what it already has (names of files only)."""
    pages = 0
    for _, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        pages += sum(name.endswith(".md") for name in names)
    has_content = (root / CONTENT).is_dir()
    missing = "`content/portal.yml` is missing" if has_content else "there is no folder `content/` with a `portal.yml`"
    remedy = (
        "write `name: Our learning` into `content/portal.yml`"
        if has_content
        else "make one with `lorepath init .`, or write `name: Our learning` into `content/portal.yml`"
    )
    if pages and not has_content:
        noun = "1 Markdown file" if pages == 1 else f"{pages:,} Markdown files"
        remedy += (
            f"; of the {noun} here, move those that teach to `content/lessons/<topic>/`, give each topic a "
            "`topic.yml` and each lesson its front matter, and describe skills and roles in `content/skills/` "
            "and `content/roles/`"
        )
    return NO_PORTAL.at(Place(f"{CONTENT}/portal.yml"), f"{missing}, so this folder is not a portal yet", remedy)


def no_settings(path: str) -> Finding:
    """What a revision without a `portal.yml` lacks."""
    return NO_PORTAL.at(Place(path), "that revision has no such file, so it states no policy", "name a later one")


def _quoted(name: str) -> str:
    """A file name with what cannot be seen written out, short enough for a message."""
    shown = ascii(name)[1:-1]
    return f'"{shown}"' if len(shown) <= 60 else f'"{shown[:59]}…"'
