"""ACC: lessons work for those who cannot see, and for those who jump from link to link."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lorepath.assemble import Assembly
from lorepath.content_places import CONTENT
from lorepath.finding import Edit, Fix, Place, Severity
from lorepath.model import Text
from lorepath.outline import BlockKind, Link
from lorepath.rules.gather import Gather
from lorepath.rules.labels import Labels, is_raw
from lorepath.rules.language import Language, language
from lorepath.rules.media import is_recording
from lorepath.rules.raw_html import raw_elements
from lorepath.rules.rule import Remark, text_rule

_DECORATIVE = frozenset({"presentation", "none"})
_FILE_NAME = re.compile(r"[\w .()-]*\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|heic)", re.IGNORECASE)
_CAMERA_NAME = re.compile(r"(?:img|dsc[nf]?|pxl|mvimg|p)[_-]?[0-9]{4,}[\w-]*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_AROUND = " \t\n.,:;!?…→»›>\"'“”‘’()[]*_"
_SHOWN = 60


@text_rule("ACC01", "image-alt", Severity.ERROR)
def image_alt(text: Text) -> Iterator[Remark]:
    """A picture has an alternative text that says what it shows, or is marked as decorative.

    Who listens to the lesson hears this text; who is offline reads it. A picture that shows nothing new is
    decorative: an empty text and `role="presentation"`. An empty text alone may be an oversight, so it is an
    error. A text that is only a file name, or only "image", and one that starts with "image of" get a warning:
    the first two say nothing, and the third repeats what a screen reader says anyway. The prefix is not taken
    off unasked, because it may be part of a title ("Picture of the week").

    Bad:
    ```markdown
    ![](ladder.jpg)
    ![ladder.jpg](ladder.jpg)
    ![Image of a ladder](ladder.jpg)
    ```
    Good:
    ```markdown
    ![Ladder too steep: its foot is one step from the wall.](ladder.jpg)
    ![](wave-pattern.png){ role="presentation" }
    ```
    Source: WCAG 2.2, success criterion 1.1.1 (technique H37, failures F30 and F65).
    """
    words = language(text.language)
    labels = Labels(text)
    for link in text.outline.links:
        if not link.is_image or is_recording(link.target) or _decorates(link):
            continue
        alt = " ".join(link.text.split())
        if not alt:
            yield Remark(
                labels.place(link),
                "this picture has no alternative text",
                f"write what it shows {_where(link)}, or mark it as decorative with `{_mark(link)}`",
            )
        elif _is_file_name(alt, link.target):
            yield Remark(
                labels.place(link),
                f"the alternative text `{_short(alt)}` is the name of a file",
                "write what the picture shows",
                Severity.WARNING,
            )
        elif words and alt.lower().strip(_AROUND) in words.empty_alts:
            yield Remark(
                labels.place(link),
                f"the alternative text `{_short(alt)}` does not say what the picture shows",
                "write what a reader is to see in it",
                Severity.WARNING,
            )
        elif prefix := _prefix(alt, words):
            place = labels.place(link)
            yield Remark(
                place,
                f"the alternative text starts with “{prefix}”, which a screen reader says anyway",
                f"start with what it shows: “{_short(_capital(alt[len(prefix) :].lstrip(), alt))}”",
                Severity.WARNING,
                _without(prefix, place, labels.typed(place)),
            )


def _decorates(picture: Link) -> bool:
    return picture.attributes.get("role") in _DECORATIVE


def _where(link: Link) -> str:
    return 'in `alt="…"`' if is_raw(link) else "between the square brackets"


def _mark(link: Link) -> str:
    return 'alt="" role="presentation"' if is_raw(link) else '{ role="presentation" }'


def _is_file_name(alt: str, target: str) -> bool:
    """Whether an alternative text is a file's name: by its ending, as cameras name files, or this file's."""
    if _FILE_NAME.fullmatch(alt) or _CAMERA_NAME.fullmatch(alt):
        return True
    name = posixpath.splitext(posixpath.basename(unquote(target.partition("?")[0])))[0]
    # A file `box.png` may well show a "box"; what joins words with signs is no language.
    return alt.lower() == name.lower() and " " not in alt and bool(re.search(r"[_-]", alt))


def _prefix(alt: str, words: Language | None) -> str:
    """The words at the start of an alternative text that only say that it is a picture."""
    small = alt.lower()
    for prefix in words.image_prefixes if words else ():
        if small.startswith(f"{prefix} "):
            return alt[: len(prefix)]
    return ""


def _without(prefix: str, place: Place, typed: str) -> Fix | None:
    """The fix that takes the prefix off the alternative text that is typed from `place` on."""
    match = re.match(rf"\s*{re.escape(prefix)}\s+(\S)", typed)
    if not match:
        return None  # it goes over several lines, or is written with signs of another kind
    end = (place.line, place.column + match.end())
    edit = Edit((place.line, place.column), end, _capital(match[1], prefix))
    return Fix(f"take “{prefix}” off the alternative text", (edit,))


def _capital(words: str, like: str) -> str:
    return words[:1].upper() + words[1:] if like[:1].isupper() else words


class _Unclear(NamedTuple):
    """A link whose words do not say where it leads: `message` says so. `bare` is 1 where they are its address."""

    line: int
    column: int
    target: str
    message: str
    bare: int = 0


def _unclear_links(text: Text) -> Iterator[_Unclear]:
    words = language(text.language)
    labels = Labels(text)
    for block in text.outline.blocks if text.outline.links else ():
        mute = {link.line for link in block.links if link.is_image and not link.text.strip() and not _decorates(link)}
        for link in block.links:
            # A link around a picture without words: the picture is told (ACC01).
            if not link.is_image and not is_raw(link) and (link.text.strip() or link.line not in mute):
                yield from _unclear(link.text, labels.place(link), link.target, words)
    for element in raw_elements(text):
        mute_inside = any(not each.attributes.get("alt", "").strip() for each in element.children("img"))
        if element.name == "a" and "href" in element.attributes and (element.text or not mute_inside):
            place = Place(text.path, element.line, element.column)
            yield from _unclear(element.text, place, element.attributes["href"], words)


def _unclear(label: str, place: Place, target: str, words: Language | None) -> Iterator[_Unclear]:
    label = " ".join(label.split())
    if not label:
        yield _Unclear(place.line, place.column, target, "this link has no words")
    elif words and label.lower().strip(_AROUND) in words.empty_links:
        message = f"the link text “{_short(label)}” does not say where it leads"
        yield _Unclear(place.line, place.column, target, message)
    elif _ADDRESS.fullmatch(label):
        message = f"the link text is the bare address `{_short(label)}`"
        yield _Unclear(place.line, place.column, target, message, bare=1)


_UNCLEAR = Gather("unclear links", _Unclear, _unclear_links)


@text_rule("ACC02", "link-text", Severity.ERROR, gathers=(_UNCLEAR,))
def link_text(text: Text, assembly: Assembly) -> Iterator[Remark]:
    """A link says where it leads.

    Screen readers list the links of a page by their words alone; a list of six times "here" helps nobody. A bare
    address is read out letter by letter, so it gets a warning.

    Bad: `To call an incident, click [here](../incidents/call-an-incident.md).`

    Good: `Read [how to call an incident](../incidents/call-an-incident.md).`

    Source: WCAG 2.2, success criterion 2.4.4 (technique G91, failure F63).
    """
    for link in _UNCLEAR.of(text):
        title = _title(link.target, text, assembly)
        remedy = f"name what it opens, for example “{title}”" if title else "name what it opens"
        severity = Severity.WARNING if link.bare else None
        yield Remark(Place(text.path, link.line, link.column), link.message, remedy, severity)


def _title(target: str, text: Text, assembly: Assembly) -> str:
    """The title of the lesson that a link leads to, or nothing."""
    path = unquote(target).partition("#")[0].partition("?")[0]
    lesson = assembly.portal.lessons.get(posixpath.basename(path).removesuffix(".md"))
    if not lesson or not path.endswith(".md"):
        return ""
    found = posixpath.normpath(posixpath.join(posixpath.dirname(text.path), path))
    return _short(lesson.title) if found == lesson.path and found.startswith(f"{CONTENT}/") else ""


@text_rule("ACC04", "table-header", Severity.ERROR)
def table_header(text: Text) -> Iterator[Remark]:
    """A table's header row has words in it.

    A screen reader says the header of a column before each cell. One empty header, as above the names of rows,
    is fine; a whole row of them leaves cells without a meaning.

    Bad:
    ```markdown
    |          |        |
    | -------- | ------ |
    | Severity | Call   |
    ```
    Good:
    ```markdown
    | Severity | Whom to call |
    | -------- | ------------ |
    | 1        | Everybody    |
    ```
    Source: WCAG 2.2, success criterion 1.3.1 (technique H51).
    """
    headers: dict[int, bool] = {}
    for block in text.outline.blocks:
        if block.kind is BlockKind.TABLE_HEADER:
            has_words = bool(block.text.strip() or block.links)
            headers[block.line] = headers.get(block.line, False) or has_words
    empty = [line for line, has_words in headers.items() if not has_words]
    lines = text.body.split("\n") if empty else []
    for line in empty:
        column = lines[line - text.body_line].find("|") + 1
        yield Remark(
            Place(text.path, line, max(column, 1)),
            "the header row of this table is empty",
            "write above each column what stands in it; move the first row up if it says so",
        )


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
