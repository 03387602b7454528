"""`.github/SECURITY.md`, here and in new portals, says what holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lorepath import bounds

ROOT = Path(__file__).parents[2]
OURS, STARTER = (folder / ".github/SECURITY.md" for folder in (ROOT, ROOT / "plugins/lorepath/starter"))
TEXTS = {path: path.read_text(encoding="utf-8") for path in (OURS, STARTER)}
_DIRECTIVE = re.compile(r"^\s*(?:add_header |Header always set )?([A-Z][\w-]+) (\"[^\"]+\")", re.MULTILINE)


@pytest.mark.parametrize("text", TEXTS.values(), ids=["ours", "starter"])
def test_it_says_all_that_a_reviewer_asks_for(text: str) -> None:
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == [
        "Report a weakness",
        "Threat model",
        "What is promised",
        "Serve the portal",
        "What a portal cannot do",
    ]
    assert f"{bounds.CPU_SECONDS} seconds of processor time and {bounds.MEGABYTES} MB" in text
    assert "no access control" in text
    assert "GitHub Pages lets nobody set headers" in text


@pytest.mark.parametrize("text", TEXTS.values(), ids=["ours", "starter"])
def test_every_server_is_told_the_same(text: str) -> None:
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert [server for server, _ in blocks] == ["nginx", "apache", "caddyfile"]
    headers = [_DIRECTIVE.findall(block) for _, block in blocks]
    assert headers[0] == headers[1] == headers[2]
    assert dict(headers[0])["Content-Security-Policy"] == "\"frame-ancestors 'none'\""
    assert len(headers[0]) == 7


def test_a_new_portals_page_differs_from_ours_in_whom_to_tell_and_what_proves_it_only() -> None:
    ours, starter = (text.partition("## Threat model")[2].split("\n\n") for text in TEXTS.values())
    assert [part for part in ours if part not in starter and "tests/security" not in part] == []
    assert [part for part in starter if part not in ours] == [
        "The workflows only read, hold no secrets and are pinned by commit."
    ]


def test_what_it_names_is_there() -> None:
    for name in re.findall(r"`(tests/[\w/.]+)`", TEXTS[OURS]):
        assert (ROOT / name).exists(), name
