"""What a learner finishes is remembered, by lesson id, on this device only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import expect

from browser.visitor import KEY, answer_rightly, remembered, served

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

LESSON = "lessons/write/write-an-objective/"
TOPIC = "topics/write/"
BLOCKED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("storage is blocked", "SecurityError"); }
})"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_lesson_is_done_by_button_and_undone(page: Page, address: str) -> None:
    page.goto(address + LESSON)
    page.get_by_role("button", name="Mark as done").click()
    expect(page.locator("lore-done")).to_contain_text("You finished this lesson on")
    page.goto(address + TOPIC)
    row = page.locator("[data-lesson=write-an-objective]")
    expect(row).to_contain_text("✓ Done")
    expect(page.locator("lore-bar")).to_contain_text("1 of")
    page.goto(address + LESSON)
    page.get_by_role("button", name="Not done after all").click()
    page.goto(address + TOPIC)
    expect(row).not_to_contain_text("Done")
    expect(page.locator("lore-bar")).to_be_hidden()


def test_a_lesson_is_done_by_key(page: Page, address: str) -> None:
    page.goto(address + LESSON)
    expect(page.get_by_role("button", name="Mark as done")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Not done after all")).to_be_focused()


def test_a_passed_knowledge_check_finishes_the_lesson_and_notes_its_objectives(page: Page, address: str) -> None:
    page.goto(address + LESSON)
    items = page.locator("lore-quiz form").all()
    for item in items[:-1]:
        answer_rightly(item)
    expect(page.get_by_role("button", name="Mark as done")).to_be_visible()
    assert remembered(page)["shown"] == {"write-an-objective": ["state-observable-act"]}
    answer_rightly(items[-1])
    expect(page.locator("lore-done")).to_contain_text("You passed its knowledge check on")
    record = remembered(page)
    assert record["shown"] == {"write-an-objective": ["add-situation-standard", "state-observable-act"]}
    assert record["done"]["write-an-objective"]["teaches"] == {"learning-objectives": 1}


def test_answers_given_before_the_script_is_there_count(page: Page, address: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/lore-done.js", hold, times=1)
    page.goto(address + LESSON, wait_until="commit")
    expect(page.locator("lore-done")).to_be_attached()
    for item in page.locator("lore-quiz form").all():
        answer_rightly(item)
        expect(item.get_by_role("status")).to_have_text("Right.")
    held.pop().continue_()
    expect(page.locator("lore-done")).to_contain_text("You passed its knowledge check on")


def test_a_role_is_remembered(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="This is my role: Reviewer").click()
    page.reload()
    card = page.locator("[data-role=reviewer]")
    expect(card).to_contain_text("✓ Your role")
    card.get_by_role("button", name="Forget: Reviewer").click()
    page.reload()
    expect(card).not_to_contain_text("Your role")


def test_two_portals_on_one_server_know_nothing_of_each_other(page: Page, site: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(site)
    with served(tmp_path) as address:
        page.goto(f"{address}one/")
        page.get_by_role("button", name="This is my role: Reviewer").click()
        expect(page.locator("[data-role=reviewer]")).to_contain_text("✓ Your role")
        page.goto(f"{address}two/")
        expect(page.get_by_role("button", name="This is my role: Reviewer")).to_be_visible()
        expect(page.locator("[data-role=reviewer]")).not_to_contain_text("✓ Your role")
        page.goto(f"{address}one/")
        expect(page.locator("[data-role=reviewer]")).to_contain_text("✓ Your role")


def test_a_role_that_an_earlier_version_remembered_is_still_there(page: Page, address: str) -> None:
    page.goto(address + "404.html")
    page.evaluate("localStorage.setItem('lorepath:/:role', 'reviewer')")
    page.goto(address)
    expect(page.locator("[data-role=reviewer]")).to_contain_text("✓ Your role")


def test_another_tab_shows_it_at_once(page: Page, address: str) -> None:
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    other.get_by_role("button", name="This is my role: Reviewer").click()
    expect(page.locator("[data-role=reviewer]")).to_contain_text("✓ Your role")


def test_a_page_that_the_browser_kept_shows_what_was_done_elsewhere(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("button", name="This is my role: Reviewer")).to_be_visible()
    record = (
        '{"version": 1, "role": "reviewer"}'  # written while this page lay in the browser's memory, and heard nothing
    )
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, record])
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("[data-role=reviewer]")).to_contain_text("✓ Your role")


@pytest.mark.parametrize(
    ("obstacle", "said"),
    [(BLOCKED, "This browser keeps nothing for this site"), (FULL, "This browser has no room left")],
)
def test_without_storage_everything_works_and_the_page_says_what_is_missing(
    page: Page, address: str, obstacle: str, said: str
) -> None:
    page.add_init_script(obstacle)
    page.goto(address + LESSON)
    expect(page.get_by_role("button", name="Mark as done")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("lore-done")).to_contain_text("You finished this lesson")
    expect(page.locator("lore-done lore-trouble")).to_contain_text(said)
    page.goto(address)
    page.get_by_role("button", name="This is my role: Reviewer").click()
    expect(page.locator("[data-role=reviewer]")).to_contain_text("✓ Your role")
    expect(page.locator("lore-role lore-trouble")).to_contain_text(said)


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("{ half", "What was stored here could not be read"),
        ("null", "What was stored here could not be read"),
        ('{"version": 1, "done": {"a": 1}}', "What was stored here could not be read"),
        ('{"version": 2, "role": "x"}', "A newer version of this portal wrote what is stored here"),
    ],
)
def test_what_cannot_be_read_is_never_written_over(page: Page, address: str, stored: str, said: str) -> None:
    page.goto(address + "404.html")
    page.evaluate("text => localStorage.setItem('lorepath:/', text)", stored)
    page.goto(address)
    expect(page.locator("lore-role lore-trouble")).to_contain_text(said)
    page.get_by_role("button", name="This is my role: Reviewer").click()
    expect(page.locator("[data-role=reviewer]")).to_contain_text("✓ Your role")
    kept: dict[str, Any] = page.evaluate("({ ...localStorage })")
    assert stored in (kept.get("lorepath:/"), kept.get("lorepath:/:unreadable"))


def test_a_renamed_lesson_keeps_its_tick(page: Page, address: str, site: Path) -> None:
    """The page of the lesson under its new name knows the former one."""
    done = {"on": "2026-10-01", "by": "quiz", "teaches": {"learning-objectives": 1}, "topic": "write"}
    record = {"version": 1, "done": {"state-an-objective": done}, "shown": {"state-an-objective": ["x"]}}
    page.goto(address + "404.html")
    page.evaluate("text => localStorage.setItem('lorepath:/', text)", json.dumps(record))
    html = (site / LESSON / "index.html").read_text(encoding="utf-8")
    html = html.replace('data-aliases=""', 'data-aliases="state-an-objective"', 1)
    page.route("**/" + LESSON, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(address + LESSON)
    expect(page.locator("lore-done")).to_contain_text("You passed its knowledge check on 1 October 2026")
    assert list(remembered(page)["done"]) == ["write-an-objective"]
    page.goto(address + TOPIC)
    expect(page.locator("[data-lesson=write-an-objective]")).to_contain_text("✓ Done")
