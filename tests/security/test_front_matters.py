"""Nasty front matters: each gets one clear finding with its place and what to write instead, all in one run.

`front_matters.md` holds what is said, word for word. They all stand in one portal, so none hides another.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from lorepath.cli import main
from portal import lesson, make_portal
from security.front_matters import NASTY

SAID = Path(__file__).parent / "front_matters.md"
_MORE_THAN_ONE = {"an alias bomb", "a merge of an alias"}
_FOLDER = "content/lessons/basics/"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The findings of each front matter, without the path of its file."""
    ids = {f"nasty-{number:03}": name for number, name in enumerate(NASTY)}
    lessons = {identifier: NASTY[name] for identifier, name in ids.items()}
    root = make_portal(tmp_path_factory.mktemp("nasty"), lessons={**lessons, "zebra": lesson(owner="zoe")})
    result = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert isinstance(result.exception, SystemExit), result.exception
    found: dict[str, list[str]] = {name: [] for name in NASTY}
    for identifier, rest in re.findall(rf"^{_FOLDER}([a-z0-9-]+)\.md:(\d+:\d+: .*)$", result.stdout, re.MULTILINE):
        found.setdefault(ids.get(identifier, identifier), []).append(rest)
    return found


def test_there_are_enough() -> None:
    assert len(NASTY) >= 60


def test_what_is_said_of_each_is_this(said: dict[str, list[str]]) -> None:
    written = "".join(
        f"{name}\n\n{''.join(f'    {line}{chr(10)}' for line in lines)}\n"
        for name, lines in said.items()
        if name in NASTY
    )
    assert written.rstrip("\n") == SAID.read_text(encoding="utf-8").partition("\n\n")[2].rstrip("\n")


@pytest.mark.parametrize("name", NASTY)
def test_each_gets_one_finding_with_a_remedy(said: dict[str, list[str]], name: str) -> None:
    lines = said[name]
    assert len(lines) == 1 or name in _MORE_THAN_ONE, lines
    for line in lines:
        assert re.match(r"\d+:\d+: [A-Z]{3}\d\d .+; .+", line) or line.endswith(" the same here")
        assert line.isprintable()


def test_the_others_are_still_checked(said: dict[str, list[str]]) -> None:
    assert [line.split()[1] for line in said["zebra"]] == ["REF02"]
