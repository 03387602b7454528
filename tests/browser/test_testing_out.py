"""Testing out: what questions show is skipped, exactly that and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import expect

from browser.visitor import choose_rightly, choose_wrongly, remember, remembered, started

if TYPE_CHECKING:
    from playwright.sync_api import Page

SKILL = "skills/learning-objectives/"
ROLE = "roles/subject-matter-expert/"
LESSON = "write-an-objective"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_level_is_shown_and_its_lesson_leaves_the_path(page: Page, address: str) -> None:
    remember(page, address, {"version": 1, "role": "subject-matter-expert"})
    started(page, address + SKILL)
    page.get_by_role("button", name="Show level 1, Aware").click()
    items = page.locator("lore-test form")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("Question 1 of 2")
    expect(page.locator("lore-test .lp-answers:visible")).to_have_count(0)
    page.get_by_role("button", name="Check all answers").click()
    expect(page.locator("lore-test [data-part=result]")).to_have_text(
        "Answer every question first. A guess is no shame."
    )
    for item in items.all():
        choose_rightly(item)
    page.get_by_role("button", name="Check all answers").click()
    result = page.locator("lore-test [data-part=result]")
    expect(result).to_contain_text("✓ You showed level 1.")
    expect(result).to_be_focused()
    assert remembered(page)["done"][LESSON]["by"] == "test"
    expect(page.get_by_role("button", name="Show level 2, Working")).to_be_visible()
    result.get_by_role("link", name="See what is left of your path").click()
    expect(page.locator("lore-path [data-part=said]")).to_contain_text("15 steps to go")
    expect(page.locator("[data-skill=learning-objectives]")).to_contain_text("1 level to go")


def test_what_is_half_shown_stays_with_the_half_that_is_left(page: Page, address: str) -> None:
    remember(page, address, {"version": 1, "role": "subject-matter-expert"})
    started(page, address + SKILL)
    page.get_by_role("button", name="Show level 1, Aware").click()
    choose_rightly(page.locator("lore-test form").nth(0))
    choose_wrongly(page.locator("lore-test form").nth(1))
    page.get_by_role("button", name="Check all answers").click()
    expect(page.locator("lore-test [data-part=result]")).to_contain_text("That is not all of the level yet.")
    record = remembered(page)
    assert record["shown"] == {LESSON: ["state-observable-act"]}
    assert record["done"] == {}
    page.goto(address + ROLE)
    step = page.locator(".lp-step", has_text="Write an objective a colleague can check")
    expect(step).to_contain_text("You showed 1 of its 2 objectives. Left: Specify the situation for an act")
    expect(page.locator("lore-path [data-part=said]")).to_contain_text("16 steps to go")
    page.goto(f"{address}lessons/write/{LESSON}/")
    expect(page.locator(".lp-objectives li").first).to_contain_text("✓ Shown")
    expect(page.locator(".lp-objectives li").last).not_to_contain_text("Shown")


def test_a_test_works_with_the_keyboard_alone(page: Page, address: str) -> None:
    started(page, address + SKILL)
    page.get_by_role("button", name="Show level 1, Aware").focus()
    page.keyboard.press("Enter")
    expect(page.locator("lore-test input").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Check all answers")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("lore-test [data-part=result]")).to_be_focused()


def test_a_skill_says_who_mentors_and_for_how_many(page: Page, address: str) -> None:
    page.goto(address + "skills/lesson-design/")
    section = page.get_by_role("region", name="Who can help")
    expect(section).to_contain_text("Ines Duarte mentors 2 people at a time")
