"""WebVTT, the format of captions: what keeps a player from showing a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

_TIME = r"(?:([0-9]{2,}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+\S.*)?[ \t]*\Z")
_SUBRIP = re.compile(r"[0-9:]+,[0-9]{3}[ \t]*-->")
_TAG = re.compile(r"<[^<>]*>")
_NOT_A_CUE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|\Z)")
_EXAMPLE = "00:01.000 --> 00:04.500"


class Flaw(NamedTuple):
    """What is wrong on a line (from 1) of a file of captions, and what to write instead."""

    line: int
    message: str
    hint: str


def flaws(text: str) -> Iterator[Flaw]:
    """What keeps the captions in a WebVTT text from being shown. Source: W3C, WebVTT (2019), section 4."""
    lines = text.split("\n")
    if not re.match(r"WEBVTT(?:[ \t]|\Z)", lines[0]):
        remedy = "write `WEBVTT` on the first line, and leave the second one empty"
        if any(_SUBRIP.match(line) for line in lines[:10]):
            remedy += "; write times with a full stop, `00:01.000`, where SubRip has a comma"
        yield Flaw(1, "these captions do not start with `WEBVTT`", remedy)
        return
    if cue := next((number for number, line in enumerate(_header(lines), 1) if "-->" in line), None):
        yield Flaw(cue, "the first caption follows `WEBVTT` without an empty line", "leave the line below it empty")
        return
    previous = 0
    cues = 0
    for start, block in _blocks(lines):
        if _NOT_A_CUE.match(block[0]):
            continue
        # A cue may bear a name on the line before its times.
        offset = int("-->" not in block[0] and any("-->" in line for line in block[1:2]))
        cues += 1
        number = start + offset
        timing = _TIMING.match(block[offset])
        if not timing:
            yield Flaw(number, "this caption has no times that a player can read", f"write them as `{_EXAMPLE}`")
            continue
        begin, end = _milliseconds(*timing.groups()[:4]), _milliseconds(*timing.groups()[4:])
        if end <= begin:
            yield Flaw(number, "this caption ends before it begins", "write the earlier time first")
        elif begin < previous:
            yield Flaw(
                number, "this caption begins before the one above it", "put captions in the order of their times"
            )
        elif not _TAG.sub("", "".join(block[offset + 1 :])).strip():
            yield Flaw(number, "this caption has no text", "write below its times what is said, or delete it")
        previous = max(previous, begin)
    if not cues:
        yield Flaw(1, "there is no caption in this file", f"write what is said below its times, `{_EXAMPLE}`")


def _header(lines: list[str]) -> Iterator[str]:
    return takewhile(str.strip, lines)


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """What stands between empty lines after the header, with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            if number > len(block) + 1:  # the header starts on line 1
                yield number - len(block), block
            block = []


def _milliseconds(hours: str | None, minutes: str, seconds: str, rest: str) -> int:
    # Hours may have any number of digits; Python refuses to read very long ones.
    return ((int((hours or "0")[:9]) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest)
