"""What an author probably meant: values and names near the wrong ones."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lorepath.naming import latin
from lorepath.schema.words import SHOWN

# What people call a field elsewhere. The first name that exists here and is still free is the one they meant.
_ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "author": ("owner",),
    "maintainer": ("owner",),
    "description": ("summary",),
    "name": ("title",),
    "title": ("name",),
    "duration": ("minutes",),
    "time": ("minutes", "weekly_minutes"),
    "prerequisites": ("requires",),
    "skill": ("teaches", "requires", "helps_with"),
    "skills": ("teaches", "requires", "helps_with"),
    "goals": ("objectives",),
    "outcomes": ("objectives",),
    "kind": ("type", "format"),
    "type": ("format",),
    "question": ("stem",),
    "answer": ("text",),
    "answers": ("options",),
    "choices": ("options",),
    "explanation": ("because",),
    "feedback": ("because",),
    "rationale": ("because",),
    "why": ("because",),
    "date": ("reviewed",),
    "updated": ("reviewed",),
    "mail": ("emails",),
}
_YES_NO = {
    "yes": True,
    "on": True,
    "true": True,
    "y": True,
    "no": False,
    "off": False,
    "false": False,
    "n": False,
}
_SPANS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like this one, or an empty text."""
    names = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word[:SHOWN].lower(), names, n=1, cutoff=0.65)
    return names[close[0]] if close else ""


def nearest_field(word: str, known: Iterable[str]) -> str:
    """The known field that an author meant by this name, or an empty text."""
    fields = list(known)
    plain = word[:SHOWN].strip().lower().replace("-", "_").replace(" ", "_")
    also = next((name for name in _ALSO_CALLED.get(plain, ()) if name in fields), "")
    return also or nearest(plain, fields)


def level_named(value: object, levels: Sequence[str]) -> int:
    """The level of this name, whatever its case, counted from 1; 0 where none is called so."""
    names = [name.casefold() for name in levels]
    written = " ".join(value.split()).casefold() if isinstance(value, str) else ""
    return names.index(written) + 1 if written in names else 0


def repairs(value: object) -> Iterator[object]:
    """Values near the wrong one, likeliest first; the caller keeps the first that is right."""
    if isinstance(value, str):
        yield from _of_text(value)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, int | float):
        if isinstance(value, float) and value.is_integer():
            yield int(value)
        yield str(value)
        yield f"{value} months"
        yield [str(value)]
    elif isinstance(value, list):
        yield from value[:1] if len(value) == 1 else ()
        if value and all(isinstance(entry, dict) for entry in value):
            yield {name: level for entry in value for name, level in entry.items()}
        if value and all(isinstance(entry, str) for entry in value):
            yield dict.fromkeys(value, 1)
    elif isinstance(value, dict):
        yield [value]


def _of_text(text: str) -> Iterator[object]:
    """What a text may have been meant as: a switch, a number, a list, or a text of the right form."""
    tidy = " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())
    if tidy.lower() in _YES_NO:
        yield _YES_NO[tidy.lower()]
    if number := re.fullmatch(r"(?:level )?([0-9]{1,6})(?: ?m(?:in(?:ute)?s?)?\.?)?", tidy.lower()):
        yield int(number[1])
    yield [part.strip() for part in tidy.split(",") if part.strip()]
    yield tidy
    if day := re.match(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})", tidy):
        yield from _day(day[1], day[2], day[3])
    if day := re.match(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})", tidy):
        yield from _day(day[3], day[2], day[1])
    if span := re.search(r"([1-9][0-9]{0,3})[\s-]*([dwmy])", tidy.lower()):
        yield f"{span[1]} {_SPANS[span[2]] if span[1] != '1' else _SPANS[span[2]][:-1]}"
    if "." in tidy and " " not in tidy:
        yield f"https://{tidy.removeprefix('http://')}"
    yield tidy.upper()
    yield tidy.replace("_", "-")
    yield _slug(tidy)
    yield {"id": _slug(" ".join(tidy.split()[:4])), "text": tidy}
    yield {"text": tidy}


def _day(year: str, month: str, day: str) -> Iterator[str]:
    """The day in the right form; a day after the end of its month becomes the last one."""
    if 1 <= int(month) <= 12 and int(year):
        last = calendar.monthrange(int(year), int(month))[1]
        yield f"{year}-{int(month):02}-{min(int(day), last):02}"


def _slug(text: str) -> str:
    """The text as an id: `Maria Okafor` is `maria-okafor`."""
    return re.sub(r"[^a-z0-9._]+", "-", latin(text)).strip("-._")
