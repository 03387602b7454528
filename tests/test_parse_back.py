"""What is written is read back as the same value, whatever the texts hold: feeds, data, tables, knowledge checks, Git.

What `lorepath check` prints has its own file, `test_reporters_hostile.py`; calendars have `calendar.test.mjs`.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec import structs

from examples import examples
from lorepath import spreadsheet
from lorepath.assemble import Assembly
from lorepath.document import read_document
from lorepath.history import records
from lorepath.lesson_reader import content_of
from lorepath.site.data import generated_data
from lorepath.site.exports import health_json, lessons_csv
from lorepath.site.feeds import atom, json_feed, whole
from lorepath.site.templates import data as as_data
from lorepath.site.views.shelf import Shelf
from site_fixture import Page, site_assembly

ATOM = "{http://www.w3.org/2005/Atom}"
SPECIAL = [
    "</script>",
    "<!--",
    "]]>",
    "&amp;",
    "&#0;",
    "=1+1",
    "+",
    "@x",
    "'",
    '"',
    ",",
    ";",
    "\\",
    "\\n",
    "\r\n",
    "\n",
]
SPECIAL += [
    "\t",
    "\x00",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\uffff",
    "{{",
    "{%",
    "%}",
    "${",
    "日本",
    "😀",
]
TEXTS = st.lists(st.sampled_from(SPECIAL) | st.text(max_size=4), min_size=1, max_size=6).map("".join)
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ID = "short-sentences"


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    return site_assembly(tmp_path_factory.mktemp("portal"))


def shelf_with(assembly: Assembly, text: str) -> Shelf:
    """The shelf of a portal whose name is this text, and that of a lesson, its summary and its topic."""
    portal = assembly.portal
    lesson = replace(portal.lessons[ID], title=text, summary=text)
    topic = structs.replace(portal.topics["basics"], title=text)
    more = {"lessons": {**portal.lessons, ID: lesson}, "topics": {**portal.topics, "basics": topic}, "name": text}
    return Shelf(replace(assembly, portal=replace(portal, **more)))


def test_feeds_and_data_give_back_any_text(assembly: Assembly) -> None:
    @given(TEXTS)
    @examples(60)
    def they_do(text: str) -> None:
        assume(text.strip())
        shelf = shelf_with(assembly, text)
        in_xml = _NO_XML.sub("", text)

        feed = ElementTree.fromstring(atom(shelf, whole(shelf)))
        assert feed.findtext(f"{ATOM}title") == in_xml
        entry = next(each for each in feed.iter(f"{ATOM}entry") if ID in str(each.find(f"{ATOM}link").attrib))  # type: ignore[union-attr]
        assert (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary")) == (in_xml, in_xml)

        item = next(each for each in loaded(json_feed(shelf, whole(shelf)))["items"] if ID in each["url"])
        assert (item["title"], item["content_text"], item["tags"]) == (in_xml, in_xml, [in_xml])

        health = loaded(health_json(shelf))
        row = next(each for each in health["lessons"] if each["lesson"] == ID)
        assert (health["portal"], row["title"], row["topic"]) == (text, text, text)

        for file in generated_data(shelf):
            assert text in texts_of(loaded(file.write()))

    they_do()


def test_tables_give_back_any_text(assembly: Assembly) -> None:
    @given(TEXTS)
    @examples(60)
    def they_do(text: str) -> None:
        rows = spreadsheet.read(lessons_csv(shelf_with(assembly, text)).decode("utf-8-sig"))
        row = next(each for each in rows if each["lesson"] == ID)
        assert (row["title"], row["topic"]) == (text, text)

    they_do()


@given(TEXTS, TEXTS)
def test_data_in_a_page_gives_back_any_text(one: str, two: str) -> None:
    value = {"@type": "LearningResource", one: [two, {"name": one}]}
    html = f'<script type="application/ld+json">{as_data(value)}</script><p>after</p>'
    page = Page(html)
    assert page.data == [value]
    assert [tag for tag, _ in page.tags] == ["script", "p"]


def loaded(data: bytes) -> Any:
    return json.loads(data)


def texts_of(value: object) -> set[str]:
    """Every text in some JSON."""
    if isinstance(value, Mapping):
        return set().union(*map(texts_of, value.values()))
    if isinstance(value, list):
        return set().union(*map(texts_of, value))
    return {value} if isinstance(value, str) else set()


# ── knowledge checks ────────────────────────────────────────────────────────────────────────────────────────

_SEEN = st.text(st.characters(categories=("L", "N", "P", "S"), exclude_characters="\ufffd"), min_size=1, max_size=12)
_OPTIONS = st.lists(st.fixed_dictionaries({"text": _SEEN, "because": _SEEN, "correct": st.booleans()}), max_size=3)
_ITEMS = st.lists(
    st.fixed_dictionaries({"id": _SEEN, "objective": _SEEN, "stem": _SEEN, "options": _OPTIONS}), min_size=1, max_size=2
)


@given(_ITEMS)
@examples(50)
def test_a_knowledge_check_is_read_as_it_is_written(items: list[dict[str, Any]]) -> None:
    quiz = json.dumps(items, ensure_ascii=False)
    document = read_document(f"# Head\n\n````quiz\n{quiz}\n````\n", "f.md", front_matter=False)
    assert not document.findings
    read = [
        {
            "id": item.id,
            "objective": item.objective,
            "stem": item.stem,
            "options": [{"text": each.text, "because": each.because, "correct": each.correct} for each in item.options],
        }
        for item in content_of(document).items
    ]
    assert read == items


_QUIZ_LIKE = [
    "- id: a\n",
    "  stem: ",
    "  options:\n",
    "    - text: ",
    "      correct: ",
    "true\n",
    "yes\n",
    "{",
    "}",
    "[",
    "]",
]
_QUIZ_LIKE += [
    "- ",
    "&a",
    "*a",
    "!!str ",
    "? ",
    ": ",
    "|\n",
    ">\n",
    "#",
    "'",
    '"',
    "\n",
    "\t",
    "\x00",
    "---\n",
    "99999999",
]


@given(st.lists(st.sampled_from(_QUIZ_LIKE) | st.text(max_size=5), max_size=25).map("".join))
@examples(250)
def test_any_text_in_a_knowledge_check_is_read_or_refused(text: str) -> None:
    document = read_document(f"# Head\n\n```quiz\n{text}\n```\n", "f.md", front_matter=False)
    content_of(document)
    assert all(finding.place.line >= 1 and finding.hint for finding in document.findings)


# ── what Git prints ─────────────────────────────────────────────────────────────────────────────────────────

_NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12)
_IDS = st.text("0123456789abcdef", min_size=40, max_size=40)
_CHANGES = st.tuples(st.sampled_from("ADMTR"), _NAMES.filter(bool), _NAMES.filter(bool), _IDS, _IDS)
_COMMITS = st.tuples(_IDS, st.lists(_NAMES, min_size=8, max_size=8), st.lists(_CHANGES, max_size=4))


@given(st.lists(_COMMITS, max_size=5), st.integers(1, 60))
def test_a_log_is_read_as_git_writes_it(commits: list[Any], at_once: int) -> None:
    written, expected = "", []
    for identifier, fields, changes in commits:
        written += "".join(f"{field}\0" for field in (identifier, *fields))
        known = []
        for number, (status, path, before, old, new) in enumerate(changes):
            letter = "R100" if status == "R" else status
            written += f"{'' if number else chr(10)}:100644 100644 {old} {new} {letter}\0"
            written += f"{before}\0{path}\0" if status == "R" else f"{path}\0"
            known.append((status, path, before if status == "R" else "", old, new))
        expected.append(([identifier, *fields], known))
    assert list(records.read(_slowly(written.encode(), at_once))) == expected


@given(
    st.binary(max_size=400)
    | st.lists(st.sampled_from([b"\0", b"\n:", b":1 2 ", b"a" * 40, b"R", b"\xff"])).map(b"".join)
)
@examples(300)
def test_any_bytes_are_a_log(data: bytes) -> None:
    for commit, changes in records.read(_slowly(data, 7)):
        assert len(commit) == 9
        assert all(len(change) == 5 for change in changes)


def _slowly(data: bytes, at_once: int) -> io.BufferedReader:
    """A stream that gives a few bytes at a time."""

    class Few(io.RawIOBase):
        def __init__(self) -> None:
            self.rest = io.BytesIO(data)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            piece = self.rest.read(min(at_once, len(buffer)))
            buffer[: len(piece)] = piece
            return len(piece)

    return io.BufferedReader(Few())
