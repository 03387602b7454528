"""What authors write is obeyed by no terminal and no workflow's log, whichever command says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from lorepath.cli import main
from portal import lesson, make_portal
from repo import Repo

COMMAND = "##[group]x ::error::y"
"""A workflow's log obeys `##[` anywhere, and `::` where a line begins. No schema minds it in a text of one line."""
_OBEYED = re.compile(r"^\s*::(?!(?:error|warning|notice) (?:file=content/|title=))|##\[", re.MULTILINE)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal all of whose texts are commands, and whose skills want more than its lessons teach."""
    root = tmp_path_factory.mktemp("obeyed") / "portal"
    said = f"'{COMMAND}'"
    role = f"title: {said}\nsummary: {said}\nowner: maria\n"
    skill = f"name: {said}\nsummary: {said}\nlevels: {{1: {said}, 2: {said}, 3: {said}}}\n"
    files = {
        "content/portal.yml": f"name: {said}\nlanguage: en\nlevels: [{said}, Two, Three]\n",
        "content/people/maria.yml": f"name: {said}\n",
        "content/skills/plain-language.yml": skill,
        "content/skills/untaught.yml": skill,
        "content/roles/writer.yml": f"{role}requires: {{plain-language: 3, untaught: 1}}\nleads_to: [editor]\n",
        "content/roles/editor.yml": f"{role}requires: {{plain-language: 2}}\n",
        "content/lessons/basics/topic.yml": role,
    }
    texts = {"title": COMMAND, "summary": COMMAND, "objectives": [{"id": "do-it", "text": COMMAND}]}
    lessons = {
        "short-sentences": lesson(**texts, minutes=8),
        "edit-for-a-reader": lesson(
            **texts, teaches={"plain-language": 2}, requires={"plain-language": 1}, shelf_life="1 month"
        ),
    }
    repo = Repo(make_portal(root, files, lessons))
    repo.commit(COMMAND, author=f"{COMMAND} <x@secret.example>", date="2020-01-01")
    return root


@pytest.mark.parametrize(
    "command",
    [
        "credit short-sentences",
        "credit short-sentences --format json",
        "fresh --format json",
        "gaps",
        "path writer",
        "path writer --format json",
        "career writer",
    ],
)
def test_no_command_says_what_a_log_obeys(root: Path, command: str) -> None:
    result = CliRunner().invoke(main, [*command.split(), "--root", str(root)])
    assert isinstance(result.exception, SystemExit | None), result.exception
    said = result.stdout + result.stderr
    assert said
    assert "[group]x" in said, "it says nothing that an author wrote"
    assert not _OBEYED.search(said), said
