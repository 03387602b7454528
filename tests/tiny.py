"""The smallest sound file of each kind of asset."""

from __future__ import annotations

import io
import struct
import zipfile


def _zipped(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return made.getvalue()


def _box(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">L", 8 + len(data)) + kind + data


_OFFICE = {"[Content_Types].xml": "<Types/>"}
_JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
TINY = {
    ".png": bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c63606060f80f0001040100b2a5a3d20000000049454e44ae426082"
    ),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".gif": bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b"),
    ".webp": b"RIFF" + struct.pack("<L", 16) + b"WEBPVP8 " + struct.pack("<L", 4) + b"\0\0\0\0",
    ".avif": _box(b"ftyp", b"avif\0\0\0\0") + _box(b"mdat", b"x"),
    ".mp4": _box(b"ftyp", b"isom\0\0\0\0") + _box(b"mdat", b"x"),
    ".webm": b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm",
    ".mp3": b"ID3\x04\0\0\0\0\0\0",
    ".ogg": b"OggS\0\x02",
    ".vtt": b"WEBVTT\n\n00:01.000 --> 00:04.500\nFirst turn the key.\n",
    ".csv": b"name,minutes\na,5\n",
    ".pdf": b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
    ".docx": _zipped(**_OFFICE, **{"word/document.xml": "<x/>"}),
    ".xlsx": _zipped(**_OFFICE, **{"xl/workbook.xml": "<x/>"}),
    ".pptx": _zipped(**_OFFICE, **{"ppt/presentation.xml": "<x/>"}),
    ".odt": _zipped(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<x/>"}),
    ".ods": _zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": "<x/>"}),
}


def tiny(suffix: str, size: int = 0) -> bytes:
    """A sound file; of `size` bytes, where its kind may hold anything in its midst."""
    data = TINY[suffix]
    if size <= len(data):
        return data
    if suffix == ".mp4":
        return _box(b"ftyp", b"isom\0\0\0\0") + _box(b"mdat", b"x" * (size - 24))
    middle = len(data) // 2
    return data[:middle] + b"x" * (size - len(data)) + data[middle:]
