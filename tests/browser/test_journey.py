"""A learner's whole way, from the first visit to another browser, each step ending in what the learner sees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.visitor import answer_rightly, remember, started

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from browser.conftest import Visit

ROLE = "roles/subject-matter-expert/"
FIRST = "lessons/start-here/how-a-lesson-is-made/"
RECORD: dict[str, Any] = {
    "version": 1,
    "role": "subject-matter-expert",
    "known": {"version-control": 2},
    "done": {"write-an-objective": {"on": "2026-10-01", "by": "quiz", "teaches": {"learning-objectives": 1}}},
    "shown": {"choose-one-thing-to-teach": ["cut-topic"]},
    "weekly": 9,
    "last": "write-an-objective",
}
"""Somebody on the way: some of everything that pages show of a learner."""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def to_go(page: Page) -> int:
    """How many steps the role's page says are left."""
    said = page.locator("lore-path [data-part=said]")
    expect(said).to_contain_text("to go")
    return int(said.inner_text().split(" step")[0].split()[-1])


def test_from_the_first_visit_to_another_browser(page: Page, visit: Visit, address: str) -> None:
    # The home page: choose a role.
    started(page, address)
    page.get_by_role("button", name="This is my role: Subject-matter expert").click()
    expect(page.locator("lore-continue")).to_contain_text("Your first step · Subject-matter expert")
    # The role's page: say what you know, and the path shrinks by what teaches it.
    page.get_by_role("link", name="Subject-matter expert", exact=True).first.click()
    page.wait_for_url(address + ROLE)
    before = to_go(page)
    page.get_by_label("The level that you have of Version control").select_option("2")
    expect(page.locator("lore-path [data-part=said]")).to_contain_text(f"{before - 2} steps to go")
    # The first lesson: finish it by its knowledge check.
    first = page.locator("lore-path .lp-step a.lp-card__link").first
    title = first.inner_text()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("button", name="Mark as done")).to_be_visible()
    for item in page.locator("lore-quiz form").all():
        answer_rightly(item)
    expect(page.locator("lore-done")).to_contain_text("You passed its knowledge check on")
    following = page.get_by_role("link", name="Next on your path").inner_text().split("\n")[-1]
    # Home says continue, with the next step.
    page.goto(address)
    expect(page.locator("lore-continue h2")).to_have_text(following)
    expect(page.locator("lore-continue")).to_contain_text(f"{before - 3} steps to go")
    # Save, delete, add from the file, in a browser that knows nothing.
    started(page, address + "you/")
    expect(page.locator("ul[data-part=done]")).to_contain_text(title)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_text("No lesson yet.")).to_be_visible()
    other = visit()
    started(other, address + "you/")
    other.locator("input[type=file]").set_input_files(Path(download.value.path()))
    expect(other.locator("ul[data-part=done]")).to_contain_text(title)
    other.goto(address)
    expect(other.locator("lore-continue h2")).to_have_text(following)
    expect(other.locator("lore-continue")).to_contain_text(f"{before - 3} steps to go")


def test_with_the_keyboard_alone(page: Page, address: str) -> None:
    started(page, address)
    tab_to(page, page.get_by_role("button", name="This is my role: Subject-matter expert"))
    page.keyboard.press("Enter")
    expect(page.locator("lore-continue")).to_contain_text("Your first step")
    tab_to(page, page.locator("lore-continue").get_by_role("link", name="Start"))
    page.keyboard.press("Enter")
    expect(page.locator("lore-turn")).to_contain_text("Step 1 of ")
    for item in page.locator("lore-quiz form").all():
        item.locator("input").last.wait_for()
        keys = [each.get_attribute("data-correct") == "true" for each in item.locator(".lp-answers li").all()]
        tab_to(page, item.locator("input").first)
        kind = item.locator("input").first.get_attribute("type")
        for place, is_key in enumerate(keys):
            if kind == "checkbox":
                if is_key:
                    page.keyboard.press("Space")
                if place + 1 < len(keys):
                    page.keyboard.press("Tab")
            else:
                page.keyboard.press("Space" if place == 0 else "ArrowDown")
                if is_key:
                    break
        tab_to(page, item.get_by_role("button", name="Check"))
        page.keyboard.press("Enter")
    expect(page.locator("lore-done")).to_contain_text("You passed its knowledge check on")
    tab_to(page, page.get_by_role("link", name="Next on your path"))
    page.keyboard.press("Enter")
    expect(page.locator("lore-turn")).to_contain_text("Step 2 of ")


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until this is focused; it is in the order of the page."""
    expect(goal).to_be_visible()
    for _ in range(200):
        if goal.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {goal}")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_with_a_record_pages_are_accessible_and_fit(visit: Visit, address: str, width: int, scheme: str) -> None:
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    remember(page, address, RECORD)
    found = []
    started(page, address + "you/")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_label("Your link")).to_be_focused()
    team = page.get_by_label("Your link").input_value().removeprefix(address)
    for path in ("", ROLE, "you/", "find/", FIRST, "skills/learning-objectives/", team):
        started(page, address + path)
        page.evaluate("() => document.querySelectorAll('article details').forEach((each) => (each.open = true))")
        for violation in Axe().run(page).response["violations"]:
            found += [f"{path}: {violation['id']}: {node['html'][:120]}" for node in violation["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{path} scrolls sideways")
    assert found == []


def test_printed_the_path_and_lessons_are_there_and_the_controls_are_not(page: Page, address: str) -> None:
    remember(page, address, RECORD)
    started(page, address + ROLE)
    steps = to_go(page)
    page.emulate_media(media="print")
    expect(page.locator("lore-path .lp-step:visible")).to_have_count(steps)
    expect(page.locator(".lp-step__why:visible").first).to_be_visible()
    for gone in (".md-header", ".md-sidebar", ".md-tabs", ".lp-trail", ".lp-edit"):
        expect(page.locator(f"{gone}:visible")).to_have_count(0)
    page.emulate_media(media="screen")
    started(page, address + FIRST)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("lore-quiz form .lp-item__stem, lore-quiz legend").first).to_be_visible()
    expect(page.get_by_role("button", name="Check")).to_have_count(0)
    expect(page.locator("lore-done button:visible")).to_have_count(0)
