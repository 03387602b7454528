"""A reading as bytes, to be kept or sent; what comes back has the right shape, or is nothing.

The types of the model are the schema: msgspec checks every value against them while it reads, so bytes from a cache
that others share make a well-formed reading or none.
"""

from __future__ import annotations

from typing import Any

import msgspec

from lorepath.content_places import topic_folder
from lorepath.manuscript import Manuscript, Reading
from lorepath.model import Text, Written

_MOST_MINUTES = 100_000
"""No text is so long. A path is divided into weeks one by one, and there would be no end of them."""


def _to_plain(value: Any) -> None:
    """The file behind a text is not kept: who reads the entry has it at hand."""
    if not isinstance(value, Written):
        raise NotImplementedError(f"{type(value)} cannot be kept")


def _from_plain(kind: type, _: Any) -> Any:
    if kind is not Written:
        raise NotImplementedError(f"{kind} cannot be kept")
    return Written()


_ENCODER = msgspec.json.Encoder(enc_hook=_to_plain)
_DECODER = msgspec.json.Decoder(Reading, dec_hook=_from_plain)


def encode(reading: Reading) -> bytes | None:
    """The reading as JSON, or None where JSON cannot say it (half a character, a number without end)."""
    try:
        return _ENCODER.encode(reading)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError):
        return None


def decode(data: bytes, manuscript: Manuscript) -> Reading | None:
    """The reading of this manuscript that `encode` made, or None where the bytes are none."""
    try:
        reading = _DECODER.decode(data)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError):
        return None
    text: Text | None = reading.lesson or reading.page
    if text is None:
        # What is left out without a word is hidden.
        return reading if reading.findings else None
    if text.path != manuscript.file.path or not _is_this(reading, manuscript):
        return None
    text.written.file = manuscript
    return reading


def _is_this(reading: Reading, manuscript: Manuscript) -> bool:
    """Whether this is one lesson, or one page, and what its path says it is."""
    lesson, file = reading.lesson, manuscript.file
    if not manuscript.is_lesson or lesson is None or reading.page:
        return not manuscript.is_lesson and lesson is None
    minutes = (lesson.declared_minutes or 0, lesson.computed_minutes, *(each.minutes for each in lesson.sections))
    return (lesson.id, lesson.topic) == (file.id, topic_folder(file.path)) and all(
        0 <= each <= _MOST_MINUTES for each in minutes
    )
