"""A cache folder that somebody else wrote: entries of the right shape, with a right checksum, and hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from lorepath.assemble import Assembly, assemble
from lorepath.look import kept_readings
from lorepath.manuscript import Manuscript, Reading
from lorepath.mkdocs_plugin.ready_file import ReadyFile
from lorepath.mkdocs_plugin.source_files import refuse_files_elsewhere
from lorepath.model import Lesson, Page
from lorepath.reading_codec import decode, encode
from lorepath.site.generated_file import GeneratedFile
from portal import make_portal

# ── files that would stand elsewhere ─────────────────────────────────────────────────────────────────────────


def _files(site: Path, *addresses: str) -> Files:
    config = MkDocsConfig()
    config.site_dir, config.use_directory_urls = str(site), True
    return Files([ReadyFile(GeneratedFile(address, lambda: b""), config) for address in addresses])


@pytest.mark.parametrize(
    "address", ["../x.txt", "a/../../x.txt", "a/..", "/x.txt", "a\\..\\..\\x.txt", "\\x.txt", "C:/x.txt"]
)
def test_a_file_outside_the_site_is_refused_in_words(tmp_path: Path, address: str) -> None:
    with pytest.raises(PluginError) as raised:
        refuse_files_elsewhere(_files(tmp_path, "index.html", address))
    assert str(raised.value) == f"the site would have a file outside its folder, {address}, so nothing is written"


def test_dots_in_a_name_lead_nowhere(tmp_path: Path) -> None:
    refuse_files_elsewhere(_files(tmp_path, "a..b/c.txt", "..a/b", "a/b..", ".well-known/x", "a/.../b"))


# ── readings ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def assembly(tmp_path: Path) -> Assembly:
    root = make_portal(tmp_path, {"content/imprint.md": "# Imprint\n\nWho answers for this.\n"})
    return assemble(root, date(2026, 1, 5), kept=kept_readings(root))


def _recalled(text: Lesson | Page, reading: Reading) -> Reading | None:
    """What another process takes for the reading of this text's file."""
    manuscript, data = text.written.file, encode(reading)
    assert isinstance(manuscript, Manuscript)
    assert data
    return decode(data, manuscript)


def test_a_reading_is_of_the_lesson_or_page_that_its_path_says(assembly: Assembly) -> None:
    lesson, other = assembly.portal.lessons.values()
    (page,) = assembly.portal.pages
    assert _recalled(lesson, Reading(lesson)) == Reading(lesson)
    assert _recalled(page, Reading(None, page)) == Reading(None, page)
    for text, forged in [
        (lesson, Reading()),
        (page, Reading()),
        (lesson, Reading(None, page)),
        (lesson, Reading(None, replace(page, path=lesson.path))),
        (page, Reading(replace(lesson, path=page.path))),
        (lesson, Reading(lesson, replace(page, path=lesson.path))),
        (lesson, Reading(other)),
        (lesson, Reading(replace(lesson, id="other"))),
        (lesson, Reading(replace(lesson, path=other.path))),
        (lesson, Reading(replace(lesson, topic="../../../evil"))),
    ]:
        assert _recalled(text, forged) is None, forged
