"""Names that can be file names and web addresses: made of any words, near any wrong name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

SOUND = re.compile(r"[a-z0-9][a-z0-9._-]*\Z")
"""The signs that names of files and folders of `content/` are made of."""
LONGEST_SLUG = 60
LONGEST_ID = 80
LONGEST_PATH = 400
"""Characters of a path from the portal's root: a site lies elsewhere, its names are longer, and disks have limits."""

# Cyrillic and Greek letters that nobody can tell from Latin ones. Source: Unicode TR39, confusables.
_LOOK_ALIKES = dict(zip("авеіјкмнорсԛѕтухһԝυαεικοντρχ", "abeijkmhopcqstyxhwuaeikovtpx", strict=True))
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th", "'": "", "’": "", **_LOOK_ALIKES}
)
_ENDINGS = {".yaml": ".yml", ".markdown": ".md", ".mkd": ".md", ".mdown": ".md"}


def is_id(name: str) -> bool:
    """Whether this can be the id of anything, as the schemas have it."""
    return len(name) <= LONGEST_ID and bool(SOUND.match(name))


def is_sound(name: str) -> bool:
    """Whether a file or folder of `content/` may have this name, which becomes an id and a web address."""
    return bool(SOUND.match(name)) and len(name.rpartition(".")[0] or name) <= LONGEST_ID


def latin(text: str) -> str:
    """A text in small letters without accents (`Ünï` → `uni`); what has no Latin form is left out."""
    return unicodedata.normalize("NFKD", text.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()


def slug(title: str) -> str:
    """A title as an id: `Call an incident` → `call-an-incident`; empty where it has no Latin letter or digit."""
    name = re.sub(r"[^a-z0-9]+", "-", latin(title)).strip("-")
    if len(name) <= LONGEST_SLUG:
        return name
    return name[: LONGEST_SLUG + 1].rpartition("-")[0] or name[:LONGEST_SLUG]


def sound_name(name: str) -> str:
    """The sound file or folder name nearest to this one: `My Lesson (final).MD` → `my-lesson-final.md`."""
    path = PurePosixPath(name.strip())
    stem, ending = path.stem, path.suffix.lower()
    if not SOUND.match(f"a{ending}"):
        ending = re.sub(r"[^a-z0-9.]", "", latin(ending)).rstrip(".")
    stem = re.sub(r"[^a-z0-9._]+", "-", latin(stem))
    stem = re.sub(r"-*([._])-*", r"\1", stem).strip("-._")
    if len(stem) > LONGEST_ID:
        stem = stem[:LONGEST_SLUG].rstrip("-._")
    return f"{stem or 'name'}{_ENDINGS.get(ending, ending)}"


def unique(wanted: str, taken: Collection[str]) -> str:
    """The name, with a number behind it (before its ending) where it is taken."""
    path, number, name = PurePosixPath(wanted), 2, wanted
    while name in taken:
        name, number = f"{path.stem}-{number}{path.suffix}", number + 1
    return name
