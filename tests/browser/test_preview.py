"""The live preview in a browser: the page renews itself where the reader is, and says what the check found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import expect

from browser.visitor import defined
from portal import QUIZ, lesson, make_portal, write
from preview_server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent.parent
LESSON = "content/lessons/basics/short-sentences.md"
LONG = "\n\n".join(f"Sentence number {number} says one thing." for number in range(120))
READ = "() => document.elementFromPoint(innerWidth / 2, 300).textContent"
"""What stands where the reader looks."""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    return make_portal(tmp_path, {"mkdocs.yml": settings, LESSON: lesson(f"{LONG}\n\n{QUIZ}")})


@pytest.fixture
def server(root: Path) -> Iterator[Server]:
    running = Server(root)
    yield running
    if running.process.poll() is None:
        running.end()


def test_the_page_renews_itself_where_the_reader_is(page: Page, root: Path, server: Server) -> None:
    server.waits_for("follows every change")
    page.goto(f"http://127.0.0.1:{server.port}/lessons/basics/short-sentences/")
    page.evaluate("scrollTo(0, 1500)")
    read = page.evaluate(READ)
    assert "says one thing" in read
    write(root / LESSON, lesson(f"{LONG}\n\nThe last one is new.\n\n{QUIZ}"))
    expect(page.get_by_text("The last one is new.")).to_be_attached(timeout=60_000)
    page.wait_for_function(f"read => ({READ})() === read", arg=read)
    write(root / LESSON, lesson(f"{LONG}\n\nThe last one is newer.\n\n{QUIZ}", owner="nobody"))
    expect(page.get_by_text("The last one is newer.")).to_be_attached(timeout=60_000)
    page.wait_for_function(f"read => ({READ})() === read", arg=read)
    page.evaluate("scrollTo(0, 0)")
    note = page.get_by_role("complementary", name="Findings of the check")
    expect(note).to_contain_text("to mend before this can be published")
    note.locator("summary").click()
    expect(note).to_contain_text("there is no person nobody")


def test_a_page_that_a_slip_took_away_says_why_and_comes_back(page: Page, root: Path, server: Server) -> None:
    server.waits_for("follows every change")
    page.goto(f"http://127.0.0.1:{server.port}/lessons/basics/short-sentences/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Write short sentences")
    defined(page)
    good = (root / LESSON).read_text(encoding="utf-8")
    note = page.get_by_role("complementary", name="Findings of the check")
    for slip, said in (("Keep: it clean", "this line holds a second"), ("[Keep it clean", "brackets is not closed")):
        write(root / LESSON, good.replace('title: "Write short sentences"', f"title: {slip}"))
        expect(note).to_contain_text(said, timeout=60_000)
        expect(note).to_contain_text("to mend before this can be published")
        expect(heading).to_have_text("This page is not here")
        defined(page)  # else the next change interrupts a script on its way
    write(root / LESSON, good)
    expect(heading).to_have_text("Write short sentences", timeout=60_000)
    expect(note).not_to_contain_text("to mend before this can be published")
    defined(page)
