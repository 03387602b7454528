"""Whether an asset holds what its name says: its first bytes, its end, and nothing before, behind or hidden in it.

A browser or a server that goes by the bytes must come to the same answer as one that goes by the name. Files that
are two things at once (a picture with an archive behind it, a document that begins as a page) are refused.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from typing import BinaryIO

from msgspec import Struct

Flaw = tuple[str, str]
"""What is wrong with a file, and what to do."""

_HEAD = 4096
_TAIL = 1024
_PAGE = re.compile(rb"<(?:!doctype|html|body|script|svg|iframe)[\s>/]", re.IGNORECASE)
_ZIP_END = struct.Struct("<4s4H2LH")
_MOST_MEMBERS = 5000
_MACROS = re.compile(r"vbaProject|(?:^|/)(?:Basic|Scripts)/", re.IGNORECASE)
_AGAIN = "open it in the program that made it and save it again"


class _Kind(Struct, frozen=True):
    """A kind of file: what people call it, how it starts, how it ends, and what its inside must be like."""

    name: str
    start: re.Pattern[bytes]
    end: re.Pattern[bytes] = re.compile(b"")
    inside: Callable[[BinaryIO, int], bool] = lambda stream, size: True


def _riff(stream: BinaryIO, size: int) -> bool:
    """Whether a RIFF file is as long as it says."""
    stream.seek(4)
    (length,) = struct.unpack("<L", stream.read(4))
    return bool(size - 9 <= length + length % 2 <= size - 8 + 1 and length + 8 >= size - 1)


def _boxes(stream: BinaryIO, size: int) -> bool:
    """Whether the boxes of an MP4 or AVIF file fill it exactly."""
    at, count = 0, 0
    while at < size and count < _MOST_MEMBERS:
        stream.seek(at)
        header = stream.read(16)
        if len(header) < 8:
            return False
        length = int.from_bytes(header[:4], "big")
        if length == 1:
            length = int.from_bytes(header[8:16], "big")
        if length == 0:
            return True  # this box goes on to the end
        if length < 8:
            return False
        at, count = at + length, count + 1
    return at == size


def _office(folder: str) -> Callable[[BinaryIO, int], bool]:
    return lambda stream, size: _archive(stream, size, f"{folder}/", "[Content_Types].xml")


def _open_document(stream: BinaryIO, size: int) -> bool:
    return _archive(stream, size, "content.xml", "mimetype")


def _archive(stream: BinaryIO, size: int, *wanted: str) -> bool:
    """Whether a ZIP file ends where it says, holds what a document of its kind has, and no macros."""
    stream.seek(max(size - _ZIP_END.size, 0))
    end = stream.read()
    if len(end) < _ZIP_END.size:
        return False
    signature, *_, members, length, offset, comment = _ZIP_END.unpack(end)
    if signature != b"PK\x05\x06" or comment or members > _MOST_MEMBERS or offset + length != size - _ZIP_END.size:
        return False
    try:
        names = zipfile.ZipFile(stream).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError, struct.error, OSError):
        return False
    return all(any(name.startswith(each) for name in names) for each in wanted) and not any(map(_MACROS.search, names))


def _text(stream: BinaryIO, size: int) -> bool:
    stream.seek(0)
    return b"\0" not in stream.read(_HEAD)


_ZIP = re.compile(rb"PK\x03\x04")
_JPEG = _Kind("a JPEG picture", re.compile(rb"\xff\xd8\xff"), re.compile(rb"\xff\xd9\0*\Z"))
KINDS: Mapping[str, _Kind] = {
    ".png": _Kind("a PNG picture", re.compile(rb"\x89PNG\r\n\x1a\n"), re.compile(rb"\0\0\0\0IEND\xaeB`\x82\Z")),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".gif": _Kind("a GIF picture", re.compile(rb"GIF8[79]a"), re.compile(rb";\0*\Z")),
    ".webp": _Kind("a WebP picture", re.compile(rb"RIFF.{4}WEBPVP8", re.DOTALL), inside=_riff),
    ".avif": _Kind("an AVIF picture", re.compile(rb".{4}ftyp(?:avif|avis|mif1|msf1)", re.DOTALL), inside=_boxes),
    ".mp4": _Kind("an MP4 film", re.compile(rb".{4}ftyp", re.DOTALL), inside=_boxes),
    ".webm": _Kind("a WebM film", re.compile(rb"\x1aE\xdf\xa3.{0,60}webm", re.DOTALL)),
    ".mp3": _Kind("an MP3 recording", re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")),
    ".ogg": _Kind("an Ogg recording", re.compile(rb"OggS")),
    ".vtt": _Kind("captions", re.compile(b""), inside=_text),
    ".csv": _Kind("a table", re.compile(b""), inside=_text),
    ".pdf": _Kind("a PDF document", re.compile(rb"%PDF-[0-9]"), re.compile(rb"%%EOF[\s\0]*\Z")),
    ".docx": _Kind("a Word document without macros", _ZIP, inside=_office("word")),
    ".xlsx": _Kind("an Excel workbook without macros", _ZIP, inside=_office("xl")),
    ".pptx": _Kind("a PowerPoint presentation without macros", _ZIP, inside=_office("ppt")),
    ".odt": _Kind("an OpenDocument text without macros", _ZIP, inside=_open_document),
    ".ods": _Kind("an OpenDocument spreadsheet without macros", _ZIP, inside=_open_document),
}
"""What each ending of an asset promises."""


def asset_flaw(stream: BinaryIO, size: int, suffix: str) -> Flaw | None:
    """What is wrong with an asset of `size` bytes whose name ends in `suffix`, or None. Reads a few kilobytes."""
    kind = KINDS[suffix]
    head = stream.read(_HEAD)
    if not size:
        return f"this file is empty, though its name says that it is {kind.name}", _AGAIN
    if not kind.start.match(head):
        return f"this file is not {kind.name}, though its name says so", f"{_AGAIN}, or give it the ending of its kind"
    if _PAGE.search(head):
        return f"this file is not only {kind.name}: a web page begins in it", _AGAIN
    stream.seek(max(size - _TAIL, 0))
    if not kind.end.search(stream.read()):
        return f"this file does not end as {kind.name} does: something is missing, or follows it", _AGAIN
    if not kind.inside(stream, size):
        return f"this file is not sound as {kind.name}", _AGAIN
    return None
