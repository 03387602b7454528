"""A role's path in the browser: it shrinks to what this learner still needs, and says why."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import expect

from browser.visitor import remember, remembered, started
from lorepath.model import Section
from lorepath.paths.weeks import sittings

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import Visit

ROLE = "roles/subject-matter-expert/"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def steps(page: Page) -> list[str]:
    return page.locator("lore-path .lp-step h3").all_inner_texts()


def test_without_scripts_the_whole_path_is_there(visit: Visit, address: str) -> None:
    page = visit(java_script_enabled=False)
    page.goto(address + ROLE)
    assert len(steps(page)) == 16
    for unused in page.get_by_text("You have", exact=True).all():
        expect(unused).to_be_hidden()
    expect(page.locator("lore-path form")).to_be_hidden()


def test_at_first_the_script_shows_the_same_steps_and_weeks(page: Page, visit: Visit, address: str) -> None:
    plain = visit(java_script_enabled=False)
    plain.goto(address + ROLE)
    started(page, address + ROLE)
    expect(page.locator("lore-path [data-part=said]")).to_contain_text("16 steps to go")
    assert steps(page) == steps(plain)
    for part in (".lp-step__week:visible", ".lp-step__sofar", ".lp-step__why"):
        assert page.locator(part).all_inner_texts() == plain.locator(part).all_inner_texts()


def test_a_role_page_fetches_its_own_part_and_nothing_else_of_the_portal(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    started(page, address + ROLE)
    expect(page.locator("lore-path [data-part=said]")).to_contain_text("16 steps to go")
    assert [path for path in asked if path.startswith("data/")] == ["data/roles/subject-matter-expert.json"]


def test_saying_what_you_know_shrinks_the_path_and_says_why(page: Page, address: str) -> None:
    started(page, address + ROLE)
    expect(page.locator("lore-path [data-part=said]")).to_contain_text("16 steps to go")
    before = steps(page)
    page.get_by_label("The level that you have of Version control").select_option("2")
    expect(page.locator("[data-skill=version-control]")).to_contain_text("✓ Reached")
    expect(page.locator("lore-path [data-part=said]")).to_contain_text("14 steps to go")
    assert remembered(page)["known"] == {"version-control": 2}
    gone = [title for title in before if title not in steps(page)]
    assert gone == ["Meet Git without fear", "Edit a lesson in your browser"]
    page.get_by_text("Steps that you need not take: 2 not needed").click()
    expect(page.locator(".lp-gone")).to_contain_text(
        "Edit a lesson in your browser: not needed because you have Version control 2 (Working) already."
    )
    page.get_by_label("The level that you have of Version control").select_option("0")
    expect(page.locator("lore-path [data-part=said]")).to_contain_text("16 steps to go")
    assert steps(page) == before


def test_the_radar_and_its_words_follow(page: Page, address: str) -> None:
    started(page, address + ROLE)
    shape = page.locator(".lp-radar .mine")
    expect(shape).to_have_attribute("points", re.compile(r"\d"))
    flat = shape.get_attribute("points") or ""
    page.get_by_label("The level that you have of Lesson design").select_option("3")
    expect(shape).not_to_have_attribute("points", flat)
    expect(page.locator("#radar-text")).to_contain_text("You have: 1: level 3, 2: level 0")


def test_your_own_minutes_make_your_own_weeks(page: Page, address: str) -> None:
    started(page, address + ROLE)
    page.get_by_label("Your minutes a week").fill("60")
    page.get_by_label("Your minutes a week").press("Tab")
    expect(page.locator("lore-path [data-part=said]")).to_contain_text("4 weeks at 60 minutes a week")
    page.get_by_label("Your minutes a week").fill("0")
    page.get_by_label("Your minutes a week").press("Tab")
    valid = "field => [field.validity.valid, field.validationMessage]"
    said = [False, "Write a number of minutes from 5 to 600."]
    assert page.get_by_label("Your minutes a week").evaluate(valid) == said
    assert remembered(page)["weekly"] == 60
    page.get_by_label("Your minutes a week").fill("5")
    page.get_by_label("Your minutes a week").press("Tab")
    first = page.locator(".lp-step").first
    expect(first.locator(".lp-parts li").first).to_contain_text("Week 1 from")
    assert first.locator(".lp-parts a").last.get_attribute("href").partition("#")[2]
    page.reload()
    expect(page.get_by_label("Your minutes a week")).to_have_value("5")


@pytest.mark.parametrize("weekly", [5, 24])
def test_the_browser_and_the_command_line_split_the_path_alike(
    page: Page, address: str, site: Path, weekly: int
) -> None:
    data = json.loads((site / "data/roles/subject-matter-expert.json").read_text(encoding="utf-8"))
    lessons = [
        (step["lesson"], step["minutes"], [Section(*each) for each in data["lessons"][step["lesson"]]["sections"]])
        for step in data["steps"]
    ]
    found, weeks = sittings(lessons, weekly)
    assert weekly > 5 or any(each.part for each in found), "some lesson is longer than a week"
    remember(page, address, {"version": 1, "role": "subject-matter-expert", "weekly": weekly})
    started(page, address + ROLE)
    expect(page.locator("lore-path [data-part=said]")).to_contain_text(f"{weeks} weeks at {weekly} minutes a week")
    expect(page.locator(".lp-parts li")).to_have_text(
        [re.compile(rf"^Week {each.week} from .+, {each.minutes} min$") for each in found if each.part]
    )
    expect(page.locator("main")).to_contain_text("A lesson longer than a week is split at its main headings")
    started(page, address + "you/")
    expect(page.locator("lore-plan .lp-weeks h3").last).to_contain_text(f"Week {found[-1].week} ")
    expect(page.locator("lore-plan .lp-weeks li li")).to_have_count(len(found))
    expect(page.locator("lore-plan")).to_contain_text("A lesson longer than a week is split at its main headings")


def test_only_formats_that_the_path_can_have_are_offered_and_another_wish_is_kept(page: Page, address: str) -> None:
    remember(page, address, {"version": 1, "role": "reviewer", "format": "video"})
    started(page, address + ROLE)
    offered = page.get_by_label("Formats that you prefer")
    expect(offered).to_have_value("")
    expect(offered.locator("option")).to_have_text(
        ["No matter which", "Article", "Exercise", "Job aid", "Live session"]
    )
    page.get_by_label("Your minutes a week").fill("60")
    page.get_by_label("Your minutes a week").press("Tab")
    expect(page.locator("lore-path [data-part=said]")).to_contain_text("at 60 minutes a week")
    assert remembered(page)["format"] == "video"
    offered.select_option("exercise")
    expect(page.locator("lore-path .lp-step", has_text="Shorten five notices")).to_be_visible()
    assert remembered(page)["format"] == "exercise"


def test_a_step_can_be_taken_another_way(page: Page, address: str) -> None:
    started(page, address + ROLE)
    step = page.locator(".lp-step", has_text="Sharpen your verbs")
    step.get_by_text("Take it another way").click()
    step.get_by_role("button", name="Take this one: Rewrite ten objectives").click()
    expect(page.locator(".lp-step", has_text="Rewrite ten objectives").locator("a.lp-card__link")).to_be_focused()
    assert "Sharpen your verbs" not in steps(page)
    page.reload()
    expect(page.locator("lore-path [data-part=said]")).to_contain_text("16 steps to go")
    assert "Rewrite ten objectives" in steps(page)


def test_a_preferred_format_takes_the_steps_that_there_are(page: Page, address: str) -> None:
    started(page, address + ROLE)
    page.get_by_label("Formats that you prefer").select_option("exercise")
    for title in ("Rewrite ten objectives", "Shorten five notices"):
        expect(page.locator("lore-path .lp-step", has_text=title)).to_be_visible()


def test_what_was_finished_for_one_role_counts_for_another(page: Page, address: str) -> None:
    started(page, address + "lessons/write/write-an-objective/")
    page.get_by_role("button", name="Mark as done").click()
    for role in ("subject-matter-expert", "reviewer"):
        started(page, f"{address}roles/{role}/")
        expect(page.locator(".lp-gone summary")).to_contain_text("1 done")
        expect(page.get_by_role("progressbar", name="Your progress on this path")).to_have_attribute(
            "value", re.compile("^[1-9]")
        )
        assert "Write an objective a colleague can check" not in steps(page)
        if role == "subject-matter-expert":
            expect(page.locator("[data-skill=learning-objectives]")).to_contain_text("1 level to go")
            option = page.get_by_label("The level that you have of Learning objectives").locator("option").first
            expect(option).to_be_disabled()


def test_home_continues_and_lessons_turn_on_your_own_path(page: Page, address: str) -> None:
    started(page, address)
    expect(page.locator("lore-continue")).to_be_hidden()
    page.get_by_role("button", name="This is my role: Subject-matter expert").click()
    expect(page.locator("lore-continue")).to_contain_text("Your first step · Subject-matter expert")
    page.locator("lore-continue").get_by_role("link", name="Start").click()
    turn = page.locator("lore-turn")
    expect(turn).to_contain_text("Step 1 of 16 on your path: Subject-matter expert")
    following = turn.get_by_role("link", name="Next on your path").inner_text().split("\n")[-1]
    page.goto(address)
    expect(page.locator("lore-continue")).to_contain_text("Continue where you left")
    page.locator("lore-continue").get_by_role("link", name="Continue").click()
    page.get_by_role("button", name="Mark as done").click()
    turn.get_by_role("link", name="Next on your path").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(following)
    expect(turn).to_contain_text("Step 2 of 16")
    turn.get_by_role("link", name="Before this on your path").click()
    expect(turn).to_contain_text("Step 1 of 16")
    page.goto(address)
    expect(page.locator("lore-continue h2")).to_have_text(following)
    expect(page.locator("lore-continue")).to_contain_text("15 steps to go")


def test_a_lesson_says_whether_you_have_what_it_builds_on(page: Page, address: str) -> None:
    started(page, address + "lessons/write/write-an-objective/")
    expect(page.locator("lore-need")).to_have_text("")
    started(page, address + ROLE)
    page.get_by_label("The level that you have of Lesson design").select_option("2")
    started(page, address + "lessons/write/write-an-objective/")
    expect(page.locator("lore-need")).to_have_text("✓ You have this")
