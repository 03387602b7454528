"""The rules about accessibility on hostile input: no exception, and time in proportion to the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cpu
from lorepath.assemble import Assembly, assemble
from lorepath.document import read_document
from lorepath.finding import Finding
from lorepath.lesson_reader import Inherited
from lorepath.model import Page
from lorepath.page_reader import read_page
from lorepath.rules.accessibility import image_alt, link_text, table_header
from lorepath.rules.media import media_captions
from lorepath.rules.raw_html import raw_elements
from lorepath.rules.webvtt import flaws
from lorepath.schema import Schemas
from portal import make_portal

RULES = (image_alt, link_text, media_captions, table_header)
SIZE = 100_000
HOSTILE = [
    "<a ",
    '<a href="x">',
    '<a "',
    "</",
    "<a> <img a",
    "<a> <img alt = ",
    '<video src="x.mp4">',
    '<audio src="x.mp3"></audio>\n\n## Transcript\n\n',
    "<a> `a\n",
    "<a> <!-- ",
    "![](x.png) ",
    "[here](x) ",
    "| | |\n|-|-|\n\n",
]

SCHEMAS = Schemas()


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    return assemble(make_portal(tmp_path_factory.mktemp("portal")), date(2026, 11, 22))


def page(text: str) -> Page:
    document = read_document(text, "content/x.md", front_matter=False)
    return read_page(document, "x", SCHEMAS, Inherited("en"))[0]


def found(assembly: Assembly, text: Page) -> list[Finding]:
    alone = replace(assembly, portal=replace(assembly.portal, lessons={}, pages=(text,)))
    return [finding for rule in RULES for finding in rule.findings(alone)]


@pytest.mark.parametrize("part", HOSTILE)
def test_a_hostile_page_takes_less_than_two_seconds_of_work(assembly: Assembly, part: str) -> None:
    text = page(part * (SIZE // len(part)))
    assert cpu.seconds(lambda: found(assembly, text)) < 2


@pytest.mark.parametrize("part", ["a\n", "<", "<a", "00:01.000 --> ", "0", "00:01.000 --> 00:02.000\n\n"])
def test_hostile_captions_take_less_than_two_seconds_of_work(part: str) -> None:
    text = "WEBVTT\n\n" + part * (SIZE // len(part))
    assert cpu.seconds(lambda: list(flaws(text))) < 2


PARTS = [
    "<a href='x'>",
    "</a>",
    "<video src=x.mp4>",
    "<track src=y.vtt>",
    "</video>",
    "<img alt=",
    '"',
    "`",
    "![",
    "](",
]
pieces = st.lists(st.sampled_from([*PARTS, ")", "here", " ", "\n", "\n\n", "<!--", "-->", "| |\n|-|\n", "    "]))


@given(pieces.map("".join))
def test_any_page_is_read_and_every_place_is_in_it(assembly: Assembly, text: str) -> None:
    lines = text.split("\n")
    for finding in found(assembly, page(text)):
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1


def test_raw_html_is_told_with_its_place_and_what_is_in_it() -> None:
    text = 'Text.\n\nSee <A HREF="x.md">the <b>list</b> <img src="b.png" alt="of &amp;"></A>\n'
    text += "<video controls><track src=y.vtt></video>"
    link, player = raw_elements(page(text))
    assert (link.name, link.line, link.column, link.text) == ("a", 3, 5, "the list of &")
    assert link.attributes == {"href": "x.md"}
    assert (player.name, player.line, player.column, player.attributes) == ("video", 4, 1, {"controls": ""})
    assert [track.attributes["src"] for track in player.children("track")] == ["y.vtt"]


def test_code_is_no_html() -> None:
    assert raw_elements(page("Text with `<a href='x'>` only.")) == ()
