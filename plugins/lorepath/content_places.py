"""What a path of `content/` stands for: the kind of thing it describes, or why it has no place in a portal."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePosixPath

from msgspec import Struct

from lorepath.asset_kinds import KINDS
from lorepath.file_standards import FILE_NAME, MISPLACED, NOT_PUBLISHED
from lorepath.finding import Standard
from lorepath.naming import LONGEST_ID, LONGEST_PATH, SOUND, sound_name

CONTENT = "content"
"""The folder of a portal that holds what colleagues write."""
TEXTS = (".md", ".yml", ".yaml")
"""How the names of texts end."""

# No HTML, no scripts, no SVG: what can run in a browser does not come from content/.
ASSET_SUFFIXES = frozenset(KINDS)

RESERVED_FOLDERS = frozenset(
    {"roles", "skills", "people", "topics", "contributors", "health", "reference", "find", "assets", "search", "data"}
)
"""Folders of the built portal that hold what is generated."""

INDEX_NAMES = frozenset({"index", "readme"})
_COLLECTIONS = {"skills": "skill", "roles": "role", "people": "person"}
_OTHER_MARKDOWN = frozenset({".markdown", ".mkd", ".mdown"})
_NAMES = "small letters, digits, `.`, `_` and `-`"


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


class ContentFile(Struct, frozen=True):
    """One file: its kind, its id (the name without ending; a topic's is its folder), its path from the root."""

    kind: FileKind
    id: str
    path: str


class Misplaced(Struct, frozen=True):
    """Why a file has no place in a portal, and the file that was probably meant, where that is known."""

    standard: Standard
    message: str
    hint: str
    meant: ContentFile | None = None


def place_of(path: str) -> ContentFile | Misplaced:
    """What the file at this path (`content/…`, each part soundly named) is."""
    # By hand, because pathlib takes five times as long, and a portal has thousands of files.
    parts = path.split("/")
    folders, last = tuple(parts[1:-1]), parts[-1]
    name, dot, ending = last.rpartition(".")
    if not (name and ending):
        name, dot, ending = last, "", ""
    match dot + ending:
        case ".yml":
            return _yaml(folders, name, path)
        case ".yaml":
            return _renamed(path, "a portal's YAML files end in `.yml`")
        case suffix if suffix in _OTHER_MARKDOWN:
            return _renamed(path, "a portal's Markdown files end in `.md`")
        case ".md":
            return _markdown(folders, name, path)
        case suffix if suffix in ASSET_SUFFIXES:
            return ContentFile(FileKind.ASSET, name, path)
        case ".svg":
            return Misplaced(
                NOT_PUBLISHED,
                "SVG pictures can run programs, so they are not published",
                "export it as a PNG or WebP picture, twice as large as it is shown so that it stays sharp",
            )
        case suffix:
            return Misplaced(
                NOT_PUBLISHED,
                f"files ending in `{suffix}` are not published" if suffix else "this file is not published",
                "move it out of `content/`, or turn it into Markdown, a PNG or WebP picture, or a PDF",
            )


def misnamed(path: str, better: str, shown: str, is_folder: bool) -> Misplaced:
    """What to say of a file or folder whose name cannot be an address, where `better` can.

    `shown` is the name as messages show it. Where the place is wrong too, that is said, with what heals both.
    """
    meant = None if is_folder else place_of(_beside(path, better))
    if isinstance(meant, Misplaced):
        return meant
    if SOUND.match(path.rpartition("/")[2]):
        message, allowed = f"the name {shown} is too long for a web address", f"at most {LONGEST_ID} characters"
    else:
        message, allowed = f"the name {shown} cannot become a web address", _NAMES
    return Misplaced(FILE_NAME, message, f"rename it, for example to `{better}`: {allowed}", meant)


def too_deep() -> Misplaced:
    """What to say of a file or folder that lies in too many folders."""
    return Misplaced(
        FILE_NAME,
        f"the way to this is too long for a web address: it has more than {LONGEST_PATH} characters",
        "move it into a folder higher up",
    )


def topic_folder(path: str) -> str:
    """The topic of the lesson at a path: the folder that it stands in."""
    return path.split("/")[2]


def things_in(folder: PurePosixPath) -> frozenset[tuple[str, str]]:
    """What the files of a folder describe, as (kind, id); an empty id stands for any of that kind."""
    match folder.parts[1:]:
        case ("lessons",):
            return frozenset({(FileKind.TOPIC.value, ""), (FileKind.LESSON.value, "")})
        case ("lessons", topic):
            return frozenset({(FileKind.TOPIC.value, topic), (FileKind.LESSON.value, "")})
        case (name,) if name in _COLLECTIONS:
            return frozenset({(_COLLECTIONS[name], "")})
        case _:
            return frozenset()


def _yaml(folders: tuple[str, ...], name: str, path: str) -> ContentFile | Misplaced:
    match folders, name:
        case (), "portal":
            return ContentFile(FileKind.PORTAL, name, path)
        case (), "glossary":
            return ContentFile(FileKind.GLOSSARY, name, path)
        case ("lessons", topic), "topic":
            return ContentFile(FileKind.TOPIC, topic, path)
        case (folder,), _ if folder in _COLLECTIONS:
            return ContentFile(FileKind(_COLLECTIONS[folder]), name, path)
    return Misplaced(
        MISPLACED,
        "the portal does not know a YAML file in this place",
        "skills, roles and people stand in `content/skills/`, `content/roles/` and `content/people/`, "
        "a topic in `content/lessons/<topic>/topic.yml`",
    )


def _markdown(folders: tuple[str, ...], name: str, path: str) -> ContentFile | Misplaced:
    if name in INDEX_NAMES:
        return _index(folders, name)
    if folders and folders[0] in RESERVED_FOLDERS:
        return Misplaced(
            MISPLACED,
            f"the portal fills `{folders[0]}/` itself",
            "move this page to `content/` or, if it teaches, to `content/lessons/<topic>/`",
        )
    if folders[:1] != ("lessons",):
        return ContentFile(FileKind.PAGE, name, path)
    lesson = ContentFile(FileKind.LESSON, name, path)
    if len(folders) == 2:
        return lesson
    return Misplaced(
        MISPLACED,
        "a lesson stands in the folder of its topic",
        f"move it to `content/lessons/<topic>/{name}.md`",
        lesson,
    )


def _index(folders: tuple[str, ...], name: str) -> Misplaced:
    match folders:
        case ("lessons", topic):
            return Misplaced(
                MISPLACED,
                "the portal writes the page of a topic itself",
                f"write what the topic is about as `summary` into `content/lessons/{topic}/topic.yml`; if this file "
                "teaches something, name it after that, for example `first-steps.md`",
            )
        case _:
            return Misplaced(
                MISPLACED,
                f"the portal writes its own `{name}.md` pages",
                "give this page a name of its own, for example `about.md`",
            )


def _renamed(path: str, message: str) -> Misplaced:
    """What to say of a file with the wrong ending for what it holds."""
    better = sound_name(path.rpartition("/")[2])
    meant = place_of(_beside(path, better))
    if isinstance(meant, Misplaced):
        return meant
    return Misplaced(MISPLACED, message, f"rename it to `{better}`", meant)


def _beside(path: str, name: str) -> str:
    """The path of a file with this name in the folder of another."""
    return f"{path.rpartition('/')[0]}/{name}"
