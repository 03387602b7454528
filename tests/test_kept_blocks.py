"""What of the theme's pages is written once for the lessons of a topic, and when it is written for each page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config import load_config

from lorepath.mkdocs_plugin.kept_blocks import KeptBlocks

TOPICS = object()


def kept(folder: Path, **settings: Any) -> KeptBlocks:
    (folder / "content").mkdir()
    (folder / "mine").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: A portal\ndocs_dir: content\nplugins: []\ntheme: material\n")
    theme = {"name": "material", **settings.pop("theme", {})}
    return KeptBlocks(load_config(str(folder / "mkdocs.yml"), theme=theme, **settings))


def page(url: str, *ancestors: object) -> Any:
    return SimpleNamespace(url=url, ancestors=list(ancestors))


def counting() -> Callable[[], str]:
    numbers = iter(range(100))
    return lambda: str(next(numbers))


ONE, OTHER = page("lessons/write/one/", TOPICS), page("lessons/write/other/", TOPICS)


def test_lessons_of_a_topic_share_what_was_written_for_the_first_one(tmp_path: Path) -> None:
    blocks, write = kept(tmp_path), counting()
    assert [blocks("tabs", each, write) for each in (ONE, OTHER, ONE)] == ["0", "0", "0"]


@pytest.mark.parametrize(
    "another",
    [
        ("footer", ONE),
        ("tabs", page("lessons/review/one/", TOPICS)),
        ("tabs", page("lessons/write/retired/")),
        ("tabs", page("lessons/write/one/", object())),
    ],
)
def test_another_block_topic_or_part_has_its_own(tmp_path: Path, another: tuple[str, Any]) -> None:
    blocks, write = kept(tmp_path), counting()
    blocks("tabs", ONE, write)
    assert blocks(*another, write) == "1"
    assert blocks("tabs", OTHER, write) == "0"


@pytest.mark.parametrize("each", [None, page("./"), page("you/", TOPICS), page("topics/lessons/")])
def test_pages_that_are_no_lessons_have_their_own(tmp_path: Path, each: Any) -> None:
    blocks, write = kept(tmp_path), counting()
    assert [blocks("tabs", each, write) for _ in range(2)] == ["0", "1"]


@pytest.mark.parametrize(
    "settings",
    [
        {"theme": {"custom_dir": "mine"}},
        {"theme": {"features": ["navigation.footer"]}},
        {"theme": {"favicon": "lessons/write/one/icon.png"}},
        {"extra_css": ["lessons/write/one/mine.css"]},
        {"extra_javascript": ["./lessons/mine.js"]},
        {"extra": {"homepage": "lessons/write/one/"}},
        {"plugins": ["search"]},
    ],
)
def test_where_blocks_may_differ_each_page_has_its_own(tmp_path: Path, settings: dict[str, Any]) -> None:
    if "theme" in settings and "custom_dir" in settings["theme"]:
        settings = {"theme": {"custom_dir": str(tmp_path / "mine")}}
    blocks, write = kept(tmp_path, **settings), counting()
    assert [blocks("tabs", each, write) for each in (ONE, OTHER)] == ["0", "1"]
