"""Assets hold what their names say: whatever is two things at once is refused, and nothing outside is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command import files, lorepath
from lorepath.asset_kinds import KINDS, asset_flaw
from lorepath.content_files import ContentFiles
from portal import lesson, make_portal, write
from tiny import TINY, tiny

suffixes = st.sampled_from(sorted(KINDS))
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def flaw(data: bytes, suffix: str) -> str:
    """What is wrong with these bytes under this name."""
    found = asset_flaw(io.BytesIO(data), len(data), suffix)
    return found[0] if found else ""


def zipped(members: dict[str, str], comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.comment = comment
        for name, text in members.items():
            archive.writestr(name, text)
    return made.getvalue()


def test_every_kind_has_a_sound_file_to_be_tested_with() -> None:
    assert TINY.keys() == KINDS.keys()


@pytest.mark.parametrize("suffix", sorted(KINDS))
def test_a_sound_file_is_published_and_a_page_under_its_name_is_not(suffix: str) -> None:
    assert flaw(tiny(suffix), suffix) == ""
    assert flaw(HTML, suffix)
    assert flaw(SVG, suffix)
    assert flaw(b"", suffix)


@pytest.mark.parametrize("suffix", sorted(KINDS.keys() - {".vtt", ".csv"}))
def test_nothing_stands_before_what_a_file_is(suffix: str) -> None:
    assert flaw(b"MZ\x90\0" + tiny(suffix), suffix)
    assert flaw(b"\n" + tiny(suffix), suffix)


# The formats of sound recordings and WebM have no end of their own.
@pytest.mark.parametrize("suffix", sorted(KINDS.keys() - {".vtt", ".csv", ".mp3", ".ogg", ".webm"}))
@pytest.mark.parametrize(
    "more", [HTML, zipped({"Main.class": "x"}), b"<?php system(1) ?>"], ids=["page", "archive", "code"]
)
def test_nothing_follows_what_a_file_is(suffix: str, more: bytes) -> None:
    assert flaw(tiny(suffix) + more, suffix)


@pytest.mark.parametrize(("data", "suffix"), [(tiny(".gif"), ".png"), (tiny(".png"), ".gif"), (tiny(".docx"), ".xlsx")])
def test_one_kind_under_the_name_of_another_is_refused(data: bytes, suffix: str) -> None:
    assert flaw(data, suffix)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"%PDF-1.4\n%<script>alert(1)</script>\n%%EOF", ".pdf"),
        (b"GIF89a/*<html>*/=1;", ".gif"),
        (b"\xff\xd8\xff\xfe\0\x20<script>alert(1)</script>\xff\xd9", ".jpg"),
        (b"ID3\x04\0\0\0\0\0\0<svg onload=alert(1)>", ".mp3"),
        (b"\xff\xfea\0", ".mp3"),
        (zipped({"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": ""}), ".docx"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/vbaProject.bin": ""}), ".xlsx"),
        (zipped({"mimetype": "", "content.xml": "", "Basic/Standard/Module1.xml": ""}), ".odt"),
        (zipped({"mimetype": "", "content.xml": ""}, comment=HTML), ".odt"),
        (zipped({"Main.class": ""}), ".docx"),
        (zipped({str(number): "" for number in range(5001)}), ".docx"),
        (b"RIFF\xff\xff\0\0WEBPVP8 ", ".webp"),
        (b"\0\0\0\x18ftypisom", ".mp4"),
        (b"\0\0\0\x02ftypisom\0\0\0\0", ".mp4"),
        (b"a\0b", ".csv"),
    ],
)
def test_what_hides_in_a_file_is_refused(data: bytes, suffix: str) -> None:
    assert flaw(data, suffix)


@given(suffixes, st.binary(max_size=300), st.binary(max_size=50))
def test_any_bytes_have_an_answer(suffix: str, data: bytes, more: bytes) -> None:
    for each in (data, tiny(suffix)[: len(data)] + more, tiny(suffix) + more, tiny(suffix)[:-5] + more):
        found = asset_flaw(io.BytesIO(each), len(each), suffix)
        assert found is None or all(found)


def test_a_refused_asset_is_one_finding_and_is_not_published(tmp_path: Path) -> None:
    root = make_portal(tmp_path, lessons={"pictured": lesson("![A chart](chart.png)\n")})
    write(root / "content/lessons/basics/chart.png", HTML)
    content = ContentFiles(root)
    assert [(str(each.place), each.code) for each in content.findings] == [
        ("content/lessons/basics/chart.png:1:1", "DOC20")
    ]
    assert lorepath("build", "--allow-findings", "--root", root).returncode == 0
    assert not [path for path in files(root / "site") if path.endswith("chart.png")]
