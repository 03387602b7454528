"""`lorepath credit`: which commits gave which credit, word for word, and no e-mail address."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Cli
from portal import FILES, lesson, make_portal
from repo import Repo

PATH = "content/lessons/basics/short-sentences.md"
TOM = "tom@example.org <tom@example.org>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    repo = Repo(tmp_path / "portal")
    make_portal(
        repo.root,
        {"content/people/maria.yml": "name: Maria Okafor\nemails: [maria@example.org]\n"},
        {"short-sentences": lesson(contributors=[{"person": "maria", "role": "subject advice"}])},
    )
    repo.commit("Write", date="2025-01-05")
    repo.write(PATH, lesson(summary="Another.") + "\nMore, by maria@example.org.\n")
    repo.commit("Say more", author=TOM, date="2025-02-05")
    repo.write(PATH, lesson(contributors=[{"person": "maria", "role": "subject advice"}]))
    repo.commit("Fix typos", author=TOM, date="2025-03-05")
    return repo.root


def test_people_read_lines(root: Path, cli: Cli) -> None:
    result = cli("credit", "short-sentences", "--root", root)
    lines = [line[12:] if line[0] in "0123456789abcdef" else line for line in result.stdout.splitlines()]

    assert (result.exit_code, result.stderr) == (0, "")
    assert lines == [
        "2025-01-05  author: Maria Okafor (writes the lesson)",
        "2025-02-05  no credit (was reverted)",
        "2025-03-05  no credit (its subject speaks of spelling, links or layout only)",
        "the lesson names  subject advice: Maria Okafor",
    ]


def test_programs_read_json(root: Path, cli: Cli) -> None:
    told = json.loads(cli("credit", "short-sentences", "--format", "json", "--root", root).stdout)

    assert told["lesson"] == "short-sentences"
    assert {**told["commits"][0], "commit": ""} == {
        "commit": "",
        "day": "2025-01-05",
        "credit": "author",
        "name": "Maria Okafor",
        "person": "maria",
        "reason": "writes the lesson",
    }
    assert told["commits"][1]["name"] is None
    assert told["declared"] == [{"name": "Maria Okafor", "person": "maria", "role": "subject advice"}]


def test_no_address_comes_out_of_any_command(root: Path, cli: Cli) -> None:
    for command in (
        ("credit", "short-sentences"),
        ("credit", "short-sentences", "--format", "json"),
        ("credit", "nobody@example.org"),
        ("fresh", "--as-of", "2026-11-22"),
        ("fresh", "--as-of", "2026-11-22", "--format", "json"),
        ("fresh", "--as-of", "2026-11-22", "--format", "csv"),
        ("check", "--format", "json"),
        ("check",),
    ):
        result = cli(*command, "--root", root)
        written = result.stdout + result.stderr
        assert "maria@" not in written, command
        assert "tom@" not in written, command


def test_a_lesson_that_is_not_there(root: Path, cli: Cli) -> None:
    result = cli("credit", "short", "--root", root)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no lesson 'short'" in result.stderr


def test_without_history_nothing_can_be_said(tmp_path: Path, cli: Cli) -> None:
    result = cli("credit", "short-sentences", "--root", make_portal(tmp_path, FILES))

    assert result.exit_code == 2
    assert "HIS02" in result.stderr


@pytest.mark.parametrize(("policy", "shown"), [("", []), ("trailers: known\n", []), ("trailers: anyone\n", ["Eve"])])
def test_a_stranger_in_a_trailer_is_credited_only_where_policy_says_so(
    root: Path, cli: Cli, policy: str, shown: list[str]
) -> None:
    repo = Repo(root)
    settings = (root / "content/portal.yml").read_text("utf-8")
    repo.write("content/portal.yml", settings + policy)
    repo.write(PATH, lesson(summary="A third."))
    trailers = "Co-authored-by: Eve <eve@example.org>\nReviewed-by: Mallory <mallory@example.org>"
    repo.commit(f"Say it otherwise\n\n{trailers}", date="2025-04-05")
    said = json.loads(cli("credit", "short-sentences", "--format", "json", "--root", root).stdout)

    assert [each["name"] for each in said["commits"] if each["credit"] == "co-author"] == shown
    assert [each["name"] for each in said["commits"] if each["credit"] == "reviewer"] == (["Mallory"] if shown else [])
    assert "@" not in json.dumps(said)
