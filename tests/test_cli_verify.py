"""`lorepath verify`: the day changes, and not a byte else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import Cli
from lorepath.review_stamp import Unstampable, stamped
from portal import lesson, make_portal
from repo import Repo

DAY = date(2026, 11, 22)
EPOCH = "1795305600"  # 22 November 2026


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: A\n---\nText\n", "---\ntitle: A\nreviewed: 2026-11-22\n---\nText\n"),
        ("---\r\ntitle: A\r\n---\r\nText", "---\r\ntitle: A\r\nreviewed: 2026-11-22\r\n---\r\nText"),
        ("---\nreviewed: 2025-01-01\nt: A\n---\n", "---\nreviewed: 2026-11-22\nt: A\n---\n"),
        ("---\r\nreviewed: 2025-01-01\r\n---\r\n", "---\r\nreviewed: 2026-11-22\r\n---\r\n"),
        ('---\nreviewed :  "2025-01-01"   # by Tom\n---\n', '---\nreviewed :  "2026-11-22"   # by Tom\n---\n'),
        ("---\nreviewed: '2025-01-01'\n---\n", "---\nreviewed: '2026-11-22'\n---\n"),
        ("---\nt: A\n---\nreviewed: 2025-01-01\n", "---\nt: A\nreviewed: 2026-11-22\n---\nreviewed: 2025-01-01\n"),
        ("---\nt: |\n  reviewed: x\n---\n", "---\nt: |\n  reviewed: x\nreviewed: 2026-11-22\n---\n"),
        ("\ufeff---\nt: A\n--- \n\x0c", "\ufeff---\nt: A\nreviewed: 2026-11-22\n--- \n\x0c"),
    ],
)
def test_only_the_day_changes(before: str, after: str) -> None:
    assert stamped(before, DAY) == after
    assert stamped(after, DAY) == after


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("No front matter", "three dashes"),
        ("---\ntitle: A\n", "three dashes"),
        ("---\n{title: A}\n---\n", "one field a line"),
        ("---\nreviewed: soon\n---\n", "write `reviewed: 2026-11-22` yourself"),
        ("---\nreviewed:\n  2025-01-01\n---\n", "holds no day"),
        ("---\nreviewed: 2025-01-01#x\n---\n", "holds no day"),
        ("---\nreviewed: 2025-01-01\nreviewed: 2025-01-02\n---\n", "more than once"),
    ],
)
def test_what_cannot_be_set_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Unstampable, match=reason):
        stamped(text, DAY)


def test_the_command(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_portal(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    path = root / "content/lessons/basics/short-sentences.md"
    before = path.read_text()
    first = cli("verify", "short-sentences", "--root", root)
    again = cli("verify", "short-sentences", "--root", root)

    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == (
        "content/lessons/basics/short-sentences.md: reviewed 2026-11-22\n"
        "Commit it as “Verify short-sentences”: whoever does is shown as the one who keeps the lesson fresh.\n"
    )
    assert again.stdout == "content/lessons/basics/short-sentences.md: reviewed 2026-11-22 already\n"
    by_file = cli("verify", "content/lessons/basics/short-sentences.md", "--root", root)
    assert by_file.stdout == again.stdout
    assert path.read_text() == before.replace("minutes: 8\n", "minutes: 8\nreviewed: 2026-11-22\n")


@pytest.mark.parametrize("lessons", [("short-sentences",), ("short-sentences", "edit-for-a-reader")])
@pytest.mark.parametrize("before", [None, "2025-01-05"])
def test_whoever_commits_it_as_it_says_is_thanked_for_the_review(
    tmp_path: Path, cli: Cli, lessons: tuple[str, ...], before: str | None
) -> None:
    repo = Repo(tmp_path)
    root = make_portal(tmp_path, lessons={"short-sentences": lesson(reviewed=before) if before else lesson()})
    repo.commit("Write the lessons", date="2025-01-05")
    said = cli("verify", *lessons, "--root", root).stdout
    repo.commit(said.partition("“")[2].partition("”")[0], author="Tom Berg <tom@example.org>", date="2026-01-05")
    for name in lessons:
        told = cli("credit", name, "--root", root).stdout.splitlines()
        assert told[0].endswith("2025-01-05  author: Maria Okafor (writes the lesson)")
        assert told[1].endswith("2026-01-05  renewer: Tom Berg (notes a review and changes nothing else)")


def test_all_or_none(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path, lessons={"gone": lesson(retired=True)})
    before = (root / "content/lessons/basics/short-sentences.md").read_bytes()
    for other, reason in (
        ("short-sentence", "did you mean `short-sentences`?"),
        ("gone", "gone is retired, so nobody needs to verify it"),
    ):
        result = cli("verify", "short-sentences", other, "--root", root)
        assert result.exit_code == 2
        assert reason in result.stderr
        assert (root / "content/lessons/basics/short-sentences.md").read_bytes() == before
