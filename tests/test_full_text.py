"""The index for search through whole lessons, made once from what they say."""

from __future__ import annotations

import gzip
import json
import random
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from msgspec.msgpack import encode

pytest.importorskip("pagefind")

from lorepath.loader import load
from lorepath.mkdocs_plugin import text_index
from lorepath.mkdocs_plugin.full_text import index_files
from lorepath.mkdocs_plugin.stopped import Stopped
from lorepath.mkdocs_plugin.text_index import PagefindFailed, bundle
from lorepath.model import Lesson, Portal
from lorepath.store import VARIABLE, Store
from portal import lesson, make_portal

Made = Callable[[], list[set[str]]]


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """Twelve lessons."""
    lessons = {f"lesson-{number}": lesson(title=f"Lesson number {number}") for number in range(10)}
    return load(make_portal(tmp_path, lessons=lessons))[0]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """What Pagefind was asked to index since this was last asked."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    asked: list[set[str]] = []

    def noted(texts: dict[str, str], language: str) -> dict[str, bytes]:
        asked.append(set(texts))
        return bundle(texts, language)

    def since() -> list[set[str]]:
        indexed = [each for each in asked if each != {"engine"}]
        asked.clear()
        return indexed

    monkeypatch.setattr(text_index, "bundle", noted)
    return since


def files(portal: Portal) -> dict[str, bytes]:
    return {file.address: file.write() for file in index_files(portal)}


def test_it_holds_every_lesson_and_what_the_find_page_needs(portal: Portal, made: Made) -> None:
    index = files(portal)
    assert made() == [set(portal.lessons)]
    fragments = [gzip.decompress(data) for path, data in index.items() if "/fragment/" in path]
    found = [json.loads(each.removeprefix(b"pagefind_dcd"))["meta"]["lesson"] for each in fragments]
    assert sorted(found) == sorted(portal.lessons)
    assert [path for path in index if path.endswith((".js", ".pagefind", ".json"))] == [
        "pagefind/pagefind-worker.js",
        "pagefind/pagefind.js",
        "pagefind/wasm.en.pagefind",
        "pagefind/wasm.unknown.pagefind",
        "pagefind/pagefind-entry.json",
    ]


def test_it_is_made_again_only_when_a_lesson_says_something_else(portal: Portal, made: Made) -> None:
    before = files(portal)
    assert len(made()) == 1
    lesson = portal.lessons["lesson-7"]
    assert files(_with(portal, replace(lesson, owner="maria", declared_minutes=3))) == before
    assert made() == []
    assert files(_with(portal, replace(lesson, summary="Something else"))) != before
    assert len(made()) == 1


def _with(portal: Portal, lesson: Lesson) -> Portal:
    return replace(portal, lessons=MappingProxyType({**portal.lessons, lesson.id: lesson}))


def test_what_others_left_in_a_cache_is_data_and_stays_in_its_folder(
    portal: Portal, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = files(portal)
    made()
    for left in (encode({"pagefind.js": b"alert(1)"}), encode({"../index.html": b""}), encode(["index"]), b"\xff", b""):
        monkeypatch.setattr(Store, "read", lambda *_, left=left: left)
        assert files(portal) == right
        assert len(made()) == 1


def test_a_portal_without_lessons_has_no_index(portal: Portal) -> None:
    assert index_files(replace(portal, lessons=MappingProxyType({}))) == ()


def test_an_index_may_be_large() -> None:
    """The package's own service waits for ever for one that is larger than 1.5 MB."""
    chance = random.Random(1)
    texts = {f"text-{number}": f"<p>{chance.randbytes(40_000).hex(' ', 3)}</p>" for number in range(40)}
    index = bundle(texts, "en")
    assert sum(map(len, index.values())) > 3_000_000
    assert sum("fragment/" in path for path in index) == 40


def test_settings_of_others_are_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"one": "<p>some words</p>", "two": "<p>more words</p>"}
    plain = bundle(texts, "en")
    monkeypatch.setenv("PAGEFIND_GLOB", "one.html")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pagefind.yml").write_text('glob: "two.html"\n', "utf-8")
    assert bundle(texts, "en") == plain


def test_where_pagefind_fails_its_words_are_passed_on(
    portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'Error: no room is left' >&2\nexit 1\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(text_index, "get_executable", lambda: program)
    with pytest.raises(Stopped, match=r"\APagefind could not index the lessons: no room is left\Z"):
        index_files(portal)
    program.unlink()
    with pytest.raises(PagefindFailed, match="No such file or directory"):
        bundle({"one": "text"}, "en")
    monkeypatch.setattr(text_index, "get_executable", lambda: None)
    with pytest.raises(Stopped, match="its program is not installed"):
        index_files(portal)
