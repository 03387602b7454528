"""What holds more than a text may is never held whole, and nobody says of it what nobody has looked at."""

from __future__ import annotations

import tracemalloc
from datetime import date

import pytest

from conftest import Cli
from history.portals import TODAY, lesson, portal
from lorepath import history
from lorepath.baseline import PATH as BASELINE
from lorepath.content_disk import MAX_TEXT_BYTES
from lorepath.finding import Place
from lorepath.history.blobs import contents
from lorepath.history.log import locate
from lorepath.history.promises import promise
from lorepath.history.revisions import difference, read_at
from portal import FILES, make_portal
from repo import Repo

PATH = "content/lessons/t/a.md"
TOM = "Tom Berg <tom@example.org>"
LONG = "x" * MAX_TEXT_BYTES
MB = 1_000_000


def text(reviewed: str, body: str) -> str:
    return f"---\ntitle: A lesson\nreviewed: {reviewed}\n---\n\n{body}\n"


def test_of_a_long_content_only_the_beginning_is_held(repo: Repo) -> None:
    repo.write("before.md", "Before.")
    repo.write("long.md", b"\0" * 40 * MB)
    repo.write("full.md", b"1" * MAX_TEXT_BYTES)
    repo.write("after.md", "After.")
    repo.commit("Add")
    names = [f"HEAD:{name}.md" for name in ("before", "long", "absent", "full", "after")]
    tracemalloc.start()
    found = dict(contents(locate(repo.root, Place(".")), names))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert {position: len(content) for position, content in found.items()} == {
        0: 7,
        1: MAX_TEXT_BYTES + 1,
        3: MAX_TEXT_BYTES,
        4: 6,
    }
    assert (found[0], found[4]) == (b"Before.", b"After.")
    assert peak < 5 * MB


@pytest.mark.parametrize("message", ["Verify the lesson", "Yes"])
def test_nobody_says_of_a_long_text_that_only_its_day_changed(repo: Repo, message: str) -> None:
    body = LONG
    repo.write(PATH, text("2024-01-01", body))
    repo.commit("Write", date="2025-01-01")
    # Alike as far as anybody would read, and of the same length: all but the last letter.
    for author, day in ((TOM, "2025-06-01"), ("Ines Duarte <ines@example.org>", "2025-09-01")):
        body = f"{LONG[:-1]}{day[6]}"
        repo.write(PATH, text(day, body))
        repo.commit(message, author=author, date=day)
    repo.write(PATH, text("2025-09-01", "Short again."))
    repo.commit("Take the picture out of the text", author=TOM, date="2025-10-01")
    only = lesson(PATH, reviewed=TODAY)
    asked = portal(repo.root, only)

    assert [(each.credit, each.reason) for each in history.explain(asked, only, TODAY)] == [
        (history.Credit.AUTHOR, "writes the lesson"),
        (history.Credit.AUTHOR, "edits a text that is too long to be looked at"),
        (history.Credit.AUTHOR, "edits a text that is too long to be looked at"),
        (history.Credit.AUTHOR, "edits the text"),
    ]
    facts = history.read(asked, TODAY).lessons["a"]
    assert ([each.name for each in facts.authors], facts.renewers) == (["Maria Okafor", "Tom Berg", "Ines Duarte"], ())
    assert facts.edited == date(2025, 10, 1)


def test_a_long_text_promises_what_its_front_matter_says(repo: Repo) -> None:
    front = "---\ntitle: A\nteaches: {git: 1}\n---\n"
    repo.write(PATH, front)
    repo.commit("Write", date="2025-01-01")
    repo.write(PATH, front + LONG)
    repo.commit("Say more", date="2025-02-01")
    repo.write(PATH, front.replace("1", "2") + LONG)
    repo.commit("Teach more", date="2025-03-01")
    names = [f"HEAD~{back}:{PATH}" for back in (2, 1, 0)]

    first, same, other = (promise(content) for _, content in contents(locate(repo.root, Place(".")), names))
    assert first == same != other


def test_a_base_with_a_long_text_is_compared_all_the_same(repo: Repo, cli: Cli) -> None:
    root = make_portal(repo.root)
    path = "content/lessons/basics/short-sentences.md"
    sound = FILES[path]
    repo.write(path, f"{sound}\n{LONG}\n")
    repo.commit("Paste a picture into the text")
    repo.write(path, sound)
    repo.commit("Put the picture beside it")

    assert {name: len(held or b"") for name, held in difference(root, "HEAD~1").before.items()} == {
        path: MAX_TEXT_BYTES + 1
    }
    result = cli("check", "--changed", "HEAD~1", "--root", root)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 lesson" in result.stdout


def test_a_baseline_may_hold_more_than_a_text(repo: Repo) -> None:
    repo.write(BASELINE, LONG + LONG)
    repo.commit("Know all of it")

    assert len(read_at(repo.root, "HEAD", [BASELINE])[BASELINE]) == 2 * MAX_TEXT_BYTES
