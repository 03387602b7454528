"""The rules on Markdown that nobody wrote for Lorepath: every file is read, and what is found has a place in it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
import plain_markdown
from lorepath.rules.measured import BY_HAND, read_by_hand
from portal import write

FILES = {
    "README.md": "# Our way\n\nClick [here](<docs/How to.md>). Cross-Site Scripting (XSS) is a risk, says the SME.\n",
    "docs/How to.md": "# How\n\n### Too deep\n\n![](a.png)\n",
    "docs/index.md": "No heading, TODO.\n",
    "docs/broken.md": b"\xff\xfe",
    "docs/open.md": "```\nnever closed\n",
    "docs/data.yml": "a: 1\n",
    ".git/HEAD.md": "[here](x)\n",
}
FOUND = [
    "README.md:3:8 ACC02",
    "README.md:3:80 TXT03",
    "docs/How to.md:3:1 STR07",
    "docs/How to.md:5:3 ACC01",
    "docs/How to.md:5:5 REF01",
    "docs/index.md:1:13 STR09",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, content in FILES.items():
        write(tmp_path / path, content)
    return tmp_path


def test_names_are_as_they_are_and_the_first_heading_is_a_title(folder: Path) -> None:
    found, assembly = plain_markdown.look(folder)
    said = sorted(f"{each.place} {each.code}".removeprefix("content/") for each in found)
    assert said == FOUND
    assert len(assembly.portal.pages) == 4


def test_a_sample_is_the_same_each_time_and_shows_its_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = []
    for _ in range(2):
        plain_markdown.main([str(folder), "--sample", "2"])
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]
    assert shown[0].startswith("4 files, 6 findings\n")
    assert shown[0].count("── ") == 2


def test_what_was_read_by_hand_was_right_nine_times_out_of_ten() -> None:
    found = read_by_hand()
    assert found.read >= 60
    assert found.wrong * 10 < found.read
    assert json.loads(BY_HAND.read_text("utf-8"))["day"] == found.day.isoformat()
