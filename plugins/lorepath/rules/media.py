"""ACC: films and sound recordings work for those who cannot hear, or have the sound off."""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from msgspec import Struct

from lorepath.assemble import Assembly
from lorepath.content_places import CONTENT
from lorepath.finding import Place, Severity
from lorepath.model import Portal, Text
from lorepath.outline import BlockKind
from lorepath.rules.gather import Gather
from lorepath.rules.labels import is_raw
from lorepath.rules.language import language
from lorepath.rules.raw_html import PLAYERS, Element, raw_elements
from lorepath.rules.rule import Remark, text_rule
from lorepath.rules.webvtt import flaws

_VIDEO = (".mp4", ".webm")
_AUDIO = (".mp3", ".ogg")
_CAPTIONS = ".vtt"
_KINDS = frozenset({"captions", "subtitles", ""})  # a track without a kind holds subtitles
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_MOST_FLAWS = 3


class _Recording(Struct, frozen=True):
    """A film or a sound recording that a text shows or links to.

    `tracks` are the captions that it names: (place, address). None stands for a film that names none but may have
    them beside it.
    """

    place: Place
    address: str
    is_video: bool
    is_silent: bool = False
    tracks: tuple[tuple[Place, str], ...] | None = None


class _Untold(NamedTuple):
    """A recording that the text by itself says nothing of to who cannot hear it.

    `kind` is recording (of sound alone), film, player (a film that names no captions) or track (captions that it
    names).
    """

    kind: str
    line: int
    column: int
    address: str
    track: str = ""


def is_recording(target: str) -> bool:
    """Whether a link or a picture leads to a film or a sound recording."""
    return target.partition("#")[0].partition("?")[0].lower().endswith(_VIDEO + _AUDIO)


def _recordings(text: Text) -> Iterator[_Recording]:
    for link in text.outline.links:
        # What another site shows has its captions there.
        if not is_raw(link) and is_recording(link.target) and not _ELSEWHERE.match(link.target):
            address = link.target.partition("#")[0].partition("?")[0]
            yield _Recording(Place(text.path, link.line, link.column), address, address.lower().endswith(_VIDEO))
    for element in raw_elements(text):
        if element.name in PLAYERS:
            yield _player(text, element)


def _player(text: Text, element: Element) -> _Recording:
    sources = [
        element.attributes.get("src", ""),
        *(each.attributes.get("src", "") for each in element.children("source")),
    ]
    return _Recording(
        Place(text.path, element.line, element.column),
        next(filter(None, sources), ""),
        element.name == "video",
        "muted" in element.attributes,
        tuple(
            (Place(text.path, track.line, track.column), track.attributes.get("src", ""))
            for track in element.children("track")
            if track.attributes.get("kind", "").lower() in _KINDS
        ),
    )


def _name(address: str) -> str:
    name = posixpath.basename(unquote(address)) or "without a name"
    return name if len(name) <= 60 else f"{name[:59]}…"


def _untold(text: Text) -> Iterator[_Untold]:
    recordings = list(_recordings(text))
    last = _last_transcript(text) if recordings else 0
    for recording in recordings:
        has_transcript = last > recording.place.line
        line, column, address = recording.place.line, recording.place.column, recording.address
        if not recording.is_video:
            if not has_transcript:
                yield _Untold("recording", line, column, address)
        elif recording.is_silent and has_transcript:
            continue
        elif recording.tracks is None:
            yield _Untold("film", line, column, address)
        elif not recording.tracks:
            yield _Untold("player", line, column, address)
        else:
            for place, track in recording.tracks:
                yield _Untold("track", place.line, place.column, address, track)


_UNTOLD = Gather("untold recordings", _Untold, _untold)


@text_rule("ACC03", "media-captions", Severity.ERROR, gathers=(_UNTOLD,))
def media_captions(text: Text, assembly: Assembly) -> Iterator[Remark]:
    """A film has captions that a player can show; a sound recording has a transcript.

    Many colleagues watch with the sound off, and some cannot hear it. Captions are a WebVTT file of this portal: a
    `<track>` names it, or, for a film that is written like a picture or as a link, it stands beside the film under
    its name (`restart.mp4`, `restart.vtt` or `restart.en.vtt`). A transcript is a heading or a box "Transcript"
    after the recording, with the text. A film that is `muted` may have either. Whether the words are right, only
    a person can hear.

    Bad:
    ```html
    <video src="restart.mp4" controls></video>
    ```
    Good:
    ```html
    <video src="restart.mp4" controls>
      <track src="restart.vtt" kind="captions" srclang="en">
    </video>
    ```
    with a file `restart.vtt` that begins
    ```text
    WEBVTT

    00:01.000 --> 00:04.500
    First turn the key to the left.
    ```
    Source: WCAG 2.2, success criteria 1.2.1 and 1.2.2 (techniques G87 and G158); W3C, WebVTT (2019).
    """
    for each in _UNTOLD.of(text):
        place = Place(text.path, each.line, each.column)
        match each.kind:
            case "recording":
                yield Remark(
                    place,
                    f"the recording `{_name(each.address)}` has no transcript",
                    "write below it a heading `## Transcript` and what is said",
                )
            case "film":
                yield from _beside(text, assembly.portal, place, each.address)
            case "player":
                yield Remark(
                    place,
                    f"the film `{_name(each.address)}` has no captions",
                    f'write `<track src="{_captions(each.address)}" kind="captions" srclang="{text.language}">` inside '
                    "`<video>`, and put that file beside the film",
                )
            case _:
                yield from _track(text, assembly.portal, place, each)


def _captions(film: str) -> str:
    """The name that a film's captions have beside it."""
    return posixpath.splitext(posixpath.basename(film))[0] + _CAPTIONS


def _beside(text: Text, portal: Portal, place: Place, film: str) -> Iterator[Remark]:
    """What is wrong with the captions beside a film that names none."""
    path = _resolved(text, film)
    if path not in portal.files:
        return  # REF01 says that the film is not there
    stem = posixpath.splitext(path)[0]
    there = sorted(portal.files | portal.refused)
    beside = [file for file in there if file.startswith(f"{stem}.") and file.endswith(_CAPTIONS)]
    if not beside:
        yield Remark(
            place,
            f"the film `{_name(film)}` has no captions",
            f"put its captions beside it, as `{unquote(_captions(film))}`",
        )
    for file in beside:
        yield from _flaws(portal, file)


def _track(text: Text, portal: Portal, place: Place, track: _Untold) -> Iterator[Remark]:
    """What is wrong with the captions that a film names."""
    address, own = track.track, _captions(track.address)
    path = _resolved(text, address)
    if not address:
        yield Remark(place, "this track names no file", f'write `src="{own}"`')
    elif _ELSEWHERE.match(address):
        return
    elif path not in portal.files and portal.may_hold(path):
        return  # they are there, and what keeps them out is a finding
    elif path not in portal.files:
        yield Remark(
            place,
            f"the captions `{_short(address)}` are no file of this portal",
            "write the way from this file to its captions, and put them there",
        )
    elif not path.endswith(_CAPTIONS):
        yield Remark(place, f"the captions `{_short(address)}` are no WebVTT file", f"save them as `{own}`")
    else:
        yield from _flaws(portal, path)


def _flaws(portal: Portal, file: str) -> Iterator[Remark]:
    """The first flaws of a file of captions. One that could not be read has been reported already."""
    path = f"{CONTENT}/{file}"
    if (captions := portal.texts.get(path)) is not None:
        for flaw in islice(flaws(captions), _MOST_FLAWS):
            yield Remark(Place(path, flaw.line), flaw.message, flaw.hint)


def _last_transcript(text: Text) -> float:
    """The line of the last transcript, 0 where there is none; endless in a language whose word for it is not known."""
    words = language(text.language)
    names = [alias for alias, kind in words.sections.items() if kind == "transcript"] if words else []
    if not names:
        return math.inf
    title = re.compile(rf"(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
    outline = text.outline
    lines = [block.line for block in outline.blocks if block.kind is BlockKind.CALLOUT and title.match(block.text)]
    lines += [each.line for each in raw_elements(text) if each.name == "summary" and title.match(each.text)]
    for number, block in enumerate(outline.blocks[:-1]):
        # A heading that the next one follows has no text below it.
        if block.kind is BlockKind.HEADING and title.match(block.text):
            following = outline.blocks[number + 1]
            if following.kind is not BlockKind.HEADING or following.level > block.level:
                lines.append(block.line)
    return max(lines, default=0)


def _resolved(text: Text, address: str) -> str:
    """The path below `content/` that an address in a text leads to."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(text.path), path)).removeprefix(f"{CONTENT}/")


def _short(address: str) -> str:
    return address if len(address) <= 80 else f"{address[:79]}…"
