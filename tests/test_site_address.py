"""The address of the portal's site, from mkdocs.yml: a plain text that leads somewhere, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from lorepath.mkdocs_plugin.site_address import site_address
from portal import write

SITE = "https://learn.northwind.com/portal/"
SETTINGS = {
    "as it is": (f"site_name: A\nsite_url: {SITE}\n", SITE),
    "quoted, behind lists and tags": (f"plugins: [a, {{b: c}}]\nrepo_url: !ENV X\nsite_url: '{SITE}'\n", SITE),
    "behind a tag that runs code": (f"a: !!python/name:os.system\nsite_url: {SITE}\n", SITE),
    "in another field": (f"extra:\n  site_url: {SITE}\n", ""),
    "as a value": ("site_name: site_url\nsite_author: https://learn.northwind.com/\n", ""),
    "from the environment": ("site_url: !ENV [URL, 'https://a.northwind.com/']\n", ""),
    "a list": ("site_url: [https://a.northwind.com/]\n", ""),
    "a name for examples": ("site_url: https://lorepath.example/\n", ""),
    "example.org": ("site_url: https://learn.example.org/\n", ""),
    "this computer": ("site_url: http://localhost:8000/\n", ""),
    "none": ("site_name: A\n", ""),
    "empty": ("site_url:\n", ""),
    "no YAML": ("a: b: c\n", ""),
    "no address": ("site_url: https://[\n", ""),
    "a list alone": ("- site_url\n- https://a.northwind.com/\n", ""),
}


@pytest.mark.parametrize(("text", "expected"), SETTINGS.values(), ids=SETTINGS)
def test_site_address(text: str, expected: str, tmp_path: Path) -> None:
    write(tmp_path / "mkdocs.yml", text)
    assert site_address(tmp_path) == expected


def test_without_settings_nothing_is_known(tmp_path: Path) -> None:
    assert site_address(tmp_path) == ""
    (tmp_path / "mkdocs.yml").mkdir()
    assert site_address(tmp_path) == ""
