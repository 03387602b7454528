"""Nasty repositories go through check, credit and build: nothing runs, leaks, is obeyed, or ends in a traceback.

What is built of them can be read back: every page, feed and file of data is what it should be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from command import files
from examples import is_night
from lorepath.cli import main
from lorepath.mkdocs_plugin import run
from lorepath.mkdocs_plugin.progress import Steps
from security.nasty_repositories import REPOSITORIES, SECRET, Nasty
from site_fixture import Page

pytestmark = pytest.mark.slow

SETTINGS = (Path(__file__).parents[2] / "mkdocs.yml").read_text(encoding="utf-8")
FORMS = ("text", "json", "github", "sarif", "rdjson")
# What a terminal obeys, what turns the text, what no reader sees; and what a workflow's log obeys.
_HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_COMMAND = re.compile(r"^\s*::(?!(?:error|warning|notice)(?: file=content/|::and \d))|##\[", re.MULTILINE)
_TRACEBACK = "Traceback (most recent call last)"
TODAY = date(2026, 11, 22)


@pytest.fixture(params=REPOSITORIES, ids=lambda name: name.replace(" ", "-"))
def nasty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Nasty]:
    repo = Nasty(tmp_path, SETTINGS)
    REPOSITORIES[request.param](repo)
    repo.sprung.unlink(missing_ok=True)  # what made the repository may have run it
    yield repo
    assert not repo.sprung.exists(), "a program of the repository ran"


def test_there_are_enough() -> None:
    assert len(REPOSITORIES) >= 20


def test_nothing_of_it_runs_leaks_or_is_obeyed(nasty: Nasty) -> None:
    commands = [("check", "--format", form) for form in FORMS]
    commands += [
        ("check", "--changed", "HEAD~1"),
        ("credit", "short-sentences"),
        ("fresh",),
        ("path", "writer", "--format", "json"),
        ("fresh", "--format", "json"),
    ]
    commands += [("credit", "short-sentences", "--format", "json")]
    for command in commands:
        is_harmless(command, nasty)


BUILT = list(REPOSITORIES)[:: 1 if is_night() else 3]
"""Building takes a second each: all of them every night, a third each time."""


@pytest.mark.parametrize("nasty", BUILT, indirect=True, ids=lambda name: name.replace(" ", "-"))
def test_what_is_built_of_it_can_be_read_back(nasty: Nasty) -> None:
    site = built(nasty)
    assert {"index.html", "feed.xml", "feed.json", "data/catalogue.json", "people/index.html"} <= site.keys()
    for path, data in site.items():
        can_be_read_back(path, data)


def is_harmless(command: tuple[str, ...], nasty: Nasty) -> None:
    result = CliRunner().invoke(main, [*command, "--root", str(nasty.root)])
    assert isinstance(result.exception, SystemExit | None), (command, result.exception)
    assert result.exit_code in (0, 1, 2)
    said = result.stdout + result.stderr
    assert said
    for pattern in (_HARMFUL, _COMMAND):
        assert not pattern.search(said), (command, pattern.search(said))
    for text in (SECRET, "secret.example", _TRACEBACK):
        assert text not in said, command


def built(nasty: Nasty) -> dict[str, bytes]:
    with Steps(show=False) as steps:
        return files(run.build(run.prepare(nasty.root, TODAY, steps), None, steps).folder)


def can_be_read_back(path: str, data: bytes) -> None:
    for text in (SECRET, "secret.example"):
        assert text.encode() not in data, path
    if path.endswith(".json"):
        json.loads(data)
    elif path.endswith(".xml"):
        ElementTree.fromstring(data)
    elif path.endswith(".html") and not path.startswith("reference/"):
        page = Page(data.decode())  # takes every script that is data for JSON
        assert "alert(1)" not in [dict(attributes).get("onerror") for _, attributes in page.tags], path
        assert b"<script>alert(1)" not in data, path
