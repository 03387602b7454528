"""Bytes become text: UTF-8 with LF line ends, or one finding that says where the text stops being that."""

# ruff: noqa: E501  (findings stand here word for word)

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cpu
from lorepath.finding import Finding
from lorepath.text_reader import decode, read_day, too_complex

ANSI = 'open it in a text editor as Windows-1252 (also called Western or ANSI; or Latin-1), and save it as "UTF-8"'
UTF16 = 'f.md:1:1: DOC05 this file is UTF-16; open it in a text editor and save it as "UTF-8"'
DELETE = 'open it in a text editor, delete what you cannot see, and save it as "UTF-8"'
LINE_ENDS = 'save the file with line ends "LF"; editors show the choice in the status bar or the save dialogue'


def said(*findings: Finding) -> list[str]:
    return [f"{each.place}: {each.code} {each.message}; {each.hint}" for each in findings]


@pytest.mark.parametrize("text", ["", "a\n", "é 日本 😀\tb\n", "no line end", "a\u202eb"])
def test_utf_8_is_read_as_it_is(text: str) -> None:
    read = decode(text.encode(), "f.md")
    assert (read.text, read.findings, read.readable) == (text, (), True)


MENDED = [
    ("a byte order mark", b"\xef\xbb\xbfab\n", "ab\n", ["f.md:1:1: DOC05 this file starts with a byte order mark (BOM); save it as \"UTF-8\", without BOM"]),
    ("Windows line ends", b"one\ntwo\r\nthree\r\n", "one\ntwo\nthree\n", [f"f.md:2:4: DOC05 this line ends the Windows way (CRLF); {LINE_ENDS}"]),
    ("line ends of old Macs", b"one\rtwo", "one\ntwo", [f"f.md:1:4: DOC05 this line ends the old Macintosh way (CR); {LINE_ENDS}"]),
    ("both", b"\xef\xbb\xbfone\r\n", "one\n", [
        "f.md:1:1: DOC05 this file starts with a byte order mark (BOM); save it as \"UTF-8\", without BOM",
        f"f.md:1:4: DOC05 this line ends the Windows way (CRLF); {LINE_ENDS}",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "text", "findings"), [case[1:] for case in MENDED], ids=[case[0] for case in MENDED])
def test_what_programs_put_around_a_text_is_said_and_the_text_is_read_all_the_same(
    data: bytes, text: str, findings: list[str]
) -> None:
    read = decode(data, "f.md")
    assert (read.text, said(*read.findings), read.readable) == (text, findings, True)


UNREADABLE = [
    ("UTF-16", "title".encode("utf-16"), UTF16),
    ("UTF-16, big-endian", b"\xfe\xff\x00t", UTF16),
    ("UTF-16 without mark", "title".encode("utf-16-le"), f"f.md:1:2: DOC05 there is a control character here (U+0000); {DELETE}"),
    ("Latin-1", "one\né ".encode() + "é".encode("latin-1"), f'f.md:2:3: DOC05 this file is not UTF-8: byte 0xE9 is no character (in Windows-1252 it is "é"); {ANSI}'),
    ("half a character", "one 日".encode()[:-1], 'f.md:1:5: DOC05 this file ends in the middle of a character; put back what was cut off behind it, and save the file as "UTF-8"'),
    ("a surrogate", b"a\xed\xa0\x80", f'f.md:1:2: DOC05 this file is not UTF-8: byte 0xED is no character (in Windows-1252 it is "í"); {ANSI}'),
    ("NUL", b"one\ntw\x00o", f"f.md:2:3: DOC05 there is a control character here (U+0000); {DELETE}"),
    ("an escape sequence", b"\x1b[31mred", f"f.md:1:1: DOC05 there is a control character here (U+001B); {DELETE}"),
    ("a byte order mark and NUL", b"\xef\xbb\xbfa\x00", f"f.md:1:2: DOC05 there is a control character here (U+0000); {DELETE}"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "finding"), [case[1:] for case in UNREADABLE], ids=[case[0] for case in UNREADABLE])
def test_what_is_no_text_is_one_finding_where_the_text_ends(data: bytes, finding: str) -> None:
    read = decode(data, "f.md")
    assert (read.text, said(*read.findings), read.readable) == ("", [finding], False)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_that_can_be_seen_or_a_finding(data: bytes) -> None:
    read = decode(data, "f.md")
    assert read.readable or read.findings
    assert not set(read.text) & set("\x00\x1b\x7f\r")


NESTED = [
    ("brackets on a line", "x\n" + "[" * 10_000, "f.md:5:101"),
    ("brackets over the lines of a paragraph", "[\n" * 150, "f.md:104:1"),
    ("pictures in brackets", "![" * 10_000, "f.md:4:202"),
    ("signs of quotation", "> " * 100 + "x", "f.md:4:1"),
    ("signs of quotation without spaces", "text " + ">" * 500, "f.md:4:6"),
    ("emphasis", "*" * 500 + "x", "f.md:4:1"),
    ("lists on a line", "- " * 100 + "x", "f.md:4:1"),
    ("numbered lists on a line", "12. " * 100 + "x", "f.md:4:1"),
    ("a list that is indented again and again", "\n".join("    " * n + "- x" for n in range(120)), "f.md:104:400"),
    ("a numbered character without end", "&#" + "1" * 5_000, "f.md:4:1"),
]


@pytest.mark.parametrize(("text", "place"), [case[1:] for case in NESTED], ids=[case[0] for case in NESTED])
def test_what_nests_beyond_reason_is_refused_where_it_does(text: str, place: str) -> None:
    finding = too_complex(text, "f.md", first_line=4)
    assert finding
    assert said(finding) == [
        f"{place}: DOC13 brackets or other marks nest more than 100 deep here; delete the marks that are not meant; sample data fits better into a file beside the lesson"
    ]


SOUND = {
    "a long line of prose": "One word after the other. " * 1_000,
    "a hundred links in a row": "[a](b) " * 100,
    "a wide table": "|" + " a |" * 200 + "\n|" + "---|" * 200,
    "a line of stars": "*" * 400,
    "open brackets in many paragraphs": "[ one\n\n" * 300,
    "a picture written as text": f"![dot](data:image/png;base64,{'A' * 5_000})",
}


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_what_people_write_nests_little_enough(text: str) -> None:
    assert too_complex(text, "f.md", 1) is None


def test_nesting_is_looked_for_in_no_time() -> None:
    texts = (("[" * 99 + "]" * 99 + "\n") * 3_000, "> " * 99 + "x\n" * 200_000, ("*" * 499 + " ") * 1_000)
    assert cpu.seconds(lambda: [too_complex(text, "f.md", 1) for text in texts]) < 2


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-01-05", date(2026, 1, 5)),
        ("2028-02-29", date(2028, 2, 29)),
        ("2026-02-29", None),
        ("2026-1-5", None),
        ("20260105", None),
        ("2026-01-05 ", None),
        ("2026-W01-1", None),
        ("٢٠٢٦-٠١-٠٥", None),
        ("", None),
        (20260105, None),
        (None, None),
    ],
)
def test_a_day_is_read_in_one_form_only(written: object, day: date | None) -> None:
    assert read_day(written) == day
