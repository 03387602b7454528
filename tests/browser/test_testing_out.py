"""Testing out: what questions show is skipped, exactly that and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.test_progress import BLOCKED, FULL
from browser.visitor import choose_rightly, choose_wrongly, remember, remembered, started

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from browser.conftest import Visit

SKILL = "skills/learning-objectives/"
ROLE = "roles/subject-matter-expert/"
LESSON = "write-an-objective"
ACT, SITUATION = "state-observable-act", "add-situation-standard"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def begun(page: Page, button: str = "Show level 1, Aware") -> None:
    page.get_by_role("button", name=button).click()
    expect(page.locator("lore-test input").first).to_be_focused()


def objectives(page: Page) -> list[str | None]:
    """What is asked about, in order, once the questions stand there."""
    expect(page.get_by_role("button", name="Check all answers")).to_be_visible()
    return [form.get_attribute("data-objective") for form in page.locator("lore-test form").all()]


def answer(page: Page, *wrong: int) -> None:
    """Answer all questions rightly but those at these places, and check."""
    expect(page.get_by_role("button", name="Check all answers")).to_be_visible()
    for place, item in enumerate(page.locator("lore-test form").all()):
        (choose_wrongly if place in wrong else choose_rightly)(item)
    page.get_by_role("button", name="Check all answers").click()
    expect(page.locator("lore-test [data-part=result] h3")).to_be_focused()


def test_a_level_is_shown_and_its_lesson_leaves_the_path(page: Page, address: str) -> None:
    remember(page, address, {"version": 1, "role": "subject-matter-expert"})
    started(page, address + SKILL)
    expect(page.locator("lore-test [data-part=lead]")).to_have_text(
        "Answer one or two questions for each objective of the lesson that leads to the next level: an objective "
        "whose questions are all right in one try is shown, and you need not learn it again."
    )
    begun(page)
    items = page.locator("lore-test form")
    assert objectives(page) == [ACT, ACT, SITUATION, SITUATION]
    expect(items.first).to_contain_text("Question 1 of 4")
    expect(page.locator("lore-test .lp-answers:visible")).to_have_count(0)
    choose_rightly(items.first)
    page.get_by_role("button", name="Check all answers").click()
    expect(items.nth(1).locator("input").first).to_be_focused()
    expect(items.nth(1).get_by_role("status")).to_have_text("Choose an answer first. A guess is no shame.")
    expect(items.first.get_by_role("status")).to_have_text("")
    answer(page)
    result = page.locator("lore-test [data-part=result]")
    expect(result.get_by_role("heading")).to_have_text("✓ You showed level 1.")
    expect(result.get_by_role("listitem")).to_have_text(
        [
            "✓ Shown: Write an objective that names one observable act.",
            "✓ Shown: Specify the situation for an act, plus how well it is done.",
        ]
    )
    expect(result).not_to_contain_text("Read ")
    expect(items.locator("[data-verdict=right]")).to_have_count(4)
    assert remembered(page)["done"][LESSON]["by"] == "test"
    expect(page.get_by_role("button", name="Show level 2, Working")).to_be_visible()
    result.get_by_role("link", name="See what is left of your path").click()
    expect(page.locator("lore-path [data-part=said]")).to_contain_text("15 steps to go")
    expect(page.locator("[data-skill=learning-objectives]")).to_contain_text("1 level to go")


def test_what_is_half_shown_stays_with_the_half_that_is_left(page: Page, address: str) -> None:
    remember(page, address, {"version": 1, "role": "subject-matter-expert"})
    started(page, address + SKILL)
    begun(page)
    answer(page, 3)
    result = page.locator("lore-test [data-part=result]")
    expect(result.get_by_role("heading")).to_have_text(
        "Not all of the level yet. You showed 1 of 2 objectives; that is kept."
    )
    expect(result.get_by_role("listitem")).to_have_text(
        [
            "✓ Shown: Write an objective that names one observable act.",
            "Still to learn: Specify the situation for an act, plus how well it is done.",
        ]
    )
    record = remembered(page)
    assert record["shown"] == {LESSON: [ACT]}
    assert record["done"] == {}
    page.goto(address + ROLE)
    step = page.locator(".lp-step", has_text="Write an objective a colleague can check")
    expect(step).to_contain_text("You showed 1 of its 2 objectives. Left: Specify the situation for an act")
    expect(page.locator("lore-path [data-part=said]")).to_contain_text("16 steps to go")
    page.goto(f"{address}lessons/write/{LESSON}/")
    expect(page.locator(".lp-objectives li").first).to_contain_text("✓ Shown")
    expect(page.locator(".lp-objectives li").last).not_to_contain_text("Shown")


def test_after_a_failed_try_it_says_why_of_what_was_chosen_and_nothing_else(page: Page, address: str) -> None:
    started(page, address + SKILL)
    begun(page)
    answer(page, 0, 3)
    items = page.locator("lore-test form")
    for place, verdict, status in ((0, "wrong", "Not yet."), (1, "right", "Right."), (3, "wrong", "Not yet.")):
        item = items.nth(place)
        expect(item.get_by_role("status")).to_have_text(status)
        expect(item.locator("[data-verdict]")).to_have_count(1)
        chosen = item.locator("input:checked")
        said = item.locator(f"[data-verdict={verdict}] .lp-option__said")
        number = int(chosen.get_attribute("value") or 0) - 1
        because = item.locator(".lp-answers__because").nth(number).text_content() or "nothing"
        expect(said).to_contain_text(because)
        expect(chosen).to_have_accessible_description(said.inner_text())
        expect(item.locator("input").first).to_be_disabled()
    expect(page.get_by_role("button", name="Check all answers")).to_have_count(0)
    assert remembered(page)["done"] == {}
    assert remembered(page)["shown"] == {LESSON: []}


def test_the_next_try_waits_for_reading_and_asks_everything_again_that_is_open(page: Page, address: str) -> None:
    started(page, address + SKILL)
    begun(page)
    answer(page, 3)
    result = page.locator("lore-test [data-part=result]")
    expect(result).to_contain_text(
        "Read Write an objective a colleague can check first. Open it, and you can try again"
    )
    again = page.get_by_role("button", name="Show level 1, Aware")
    expect(again).to_be_disabled()
    expect(again).to_have_accessible_description(
        re.compile("^Read Write an objective .* try again here. What you chose")
    )
    result.get_by_role("link", name="Write an objective").click()
    expect(page.get_by_role("button", name="Mark as done")).to_be_visible()  # its script has noted the visit
    page.go_back()
    begun(page)
    assert objectives(page) == [SITUATION, SITUATION], "also the question that was right is to be answered anew"
    items = page.locator("lore-test form")
    for item in items.all():
        values = [each.get_attribute("value") for each in item.locator("input").all()]
        assert values != sorted(values, key=str), "the options stand in another order"
        answers = item.locator(".lp-answers li strong").all_text_contents()
        expect(item.locator("label span")).to_have_text(answers, use_inner_text=False)
    answer(page, 0)
    expect(page.get_by_role("button", name="Show level 1, Aware")).to_be_disabled()
    page.context.new_page().goto(f"{address}lessons/write/{LESSON}/")  # in another tab
    begun(page)
    answer(page)
    expect(result.get_by_role("heading")).to_have_text("✓ You showed level 1.")


def test_no_way_but_the_lesson_leads_to_the_next_try(page: Page, address: str) -> None:
    started(page, address + SKILL)
    begun(page)
    answer(page, 0)
    again = page.get_by_role("button", name="Show level 1, Aware")
    expect(again).to_be_disabled()
    for visitor in (page, page.context.new_page()):
        started(visitor, address + SKILL)
        expect(visitor.locator("lore-test [data-part=lead]")).to_have_text(
            "Your last try left something of the next level open. You showed 1 objective of its lesson; that is kept, "
            "and marked there. Read Write an objective a colleague can check first. Open it, and you can try again "
            "here."
        )
        waiting = visitor.get_by_role("button", name="Show level 1, Aware")
        expect(waiting).to_be_disabled()
        expect(waiting).to_have_accessible_description(re.compile("^Your last try .* try again here.$"))
        assert Axe().run(visitor, "lore-test").response["violations"] == []
        waiting.focus()
        visitor.keyboard.press("Enter")
        expect(waiting).to_be_focused()
        expect(visitor.locator("lore-test form")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(again).to_be_disabled()
    assert remembered(page)["toRead"] == [LESSON]
    page.locator("lore-test [data-part=lead]").get_by_role("link").click()
    expect(page.get_by_role("button", name="Mark as done")).to_be_visible()  # its script has noted the visit
    page.go_back()
    begun(page)
    assert remembered(page)["toRead"] == []


def test_a_lesson_that_stands_open_in_another_tab_is_read_there(page: Page, address: str) -> None:
    lesson = page.context.new_page()
    started(lesson, f"{address}lessons/write/{LESSON}/")
    started(page, address + SKILL)
    begun(page)
    answer(page, 0)
    expect(page.get_by_role("button", name="Show level 1, Aware")).to_be_disabled()
    lesson.evaluate(
        "document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))"
    )  # its tab comes to the front
    begun(page)


@pytest.mark.parametrize("obstacle", [BLOCKED, FULL])
def test_a_browser_that_keeps_nothing_waits_until_the_learner_comes_back(
    page: Page, address: str, obstacle: str
) -> None:
    page.add_init_script(obstacle)
    started(page, address + SKILL)
    begun(page)
    answer(page, 0)
    expect(page.get_by_role("button", name="Show level 1, Aware")).to_be_disabled()
    page.evaluate("dispatchEvent(new Event('focus'))")
    begun(page)


def test_where_there_are_no_other_questions_it_says_so_and_turns_their_options(
    page: Page, address: str, site: Path
) -> None:
    html = (site / f"lessons/write/{LESSON}/index.html").read_text(encoding="utf-8")
    forms = re.findall(r"<form.*?</form>", html, re.DOTALL)
    for name in (ACT, SITUATION):
        for form in [each for each in forms if f'data-objective="{name}"' in each][1:]:
            html = html.replace(form, "")
    page.route(f"**/{LESSON}/", lambda route: route.fulfill(body=html, content_type="text/html"))
    started(page, address + SKILL)
    begun(page)
    assert objectives(page) == [ACT, SITUATION]
    item = page.locator("lore-test form").last
    before = [each.get_attribute("value") for each in item.locator("input").all()]
    answer(page, 1)
    expect(page.locator("lore-test [data-part=result]")).to_contain_text(
        "What you chose, and why it is right or not, stands below. The lesson has no other questions on what is left, "
        "so the next try asks the same, with their options in another order."
    )
    page = page.context.new_page()  # which knows nothing of what another tab asked
    page.route(f"**/{LESSON}/", lambda route: route.fulfill(body=html, content_type="text/html"))
    started(page, f"{address}lessons/write/{LESSON}/")
    started(page, address + SKILL)
    begun(page)
    assert objectives(page) == [SITUATION]
    item = page.locator("lore-test form").last
    now = [each.get_attribute("value") for each in item.locator("input").all()]
    assert now != before
    assert sorted(now, key=str) == sorted(before, key=str)


def test_a_try_asks_other_questions_where_there_are_more(page: Page, address: str) -> None:
    remember(page, address, {"version": 1, "known": {"assessment-writing": 1}})
    tries = []
    for _ in range(2):
        started(page, address + "skills/assessment-writing/")
        begun(page, "Show level 2, Working")
        items = page.locator("lore-test form[data-objective=write-from-mistakes]")
        expect(items).to_have_count(2)
        tries.append({item.get_attribute("data-item") for item in items.all()})
    assert len(tries[0] | tries[1]) == 3, "all that the lesson has"
    kept = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('lorepath'))"
    assert page.evaluate(kept) == ["lorepath:/:asked"]
    started(page, address + "you/")
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.locator("lore-keep [data-part=said]")).to_have_text("Everything is deleted.")
    assert page.evaluate(kept) == []


def test_one_of_the_lessons_that_lead_to_a_level_is_asked_from(page: Page, visit: Visit, address: str) -> None:
    """The one on the learner's own path, else the shortest."""
    known: dict[str, Any] = {"version": 1, "known": {"learning-objectives": 1}}
    chosen = {"role": "subject-matter-expert", "instead": {"sharpen-your-verbs": "rewrite-ten-objectives"}}
    for record, title in (
        (known, "Sharpen your verbs"),
        ({**known, "role": "subject-matter-expert"}, "Sharpen your verbs"),
        ({**known, **chosen}, "Rewrite ten objectives"),
    ):
        visitor = visit()
        remember(visitor, address, record)
        started(visitor, address + SKILL)
        begun(visitor, "Show level 2, Working")
        answer(visitor, 0)
        result = visitor.locator("lore-test [data-part=result]")
        expect(result).to_contain_text(f"Read {title} first")
        expect(result.get_by_role("listitem")).to_have_count(2)


def test_what_was_shown_in_the_lesson_is_not_asked_again(page: Page, address: str) -> None:
    remember(page, address, {"version": 1, "shown": {LESSON: [ACT]}})
    started(page, address + SKILL)
    begun(page)
    assert objectives(page) == [SITUATION, SITUATION]
    answer(page)
    expect(page.locator("lore-test [data-part=result]")).to_contain_text("✓ You showed level 1.")


def test_an_objective_without_questions_is_left_to_the_lesson(page: Page, address: str, site: Path) -> None:
    html = (site / f"lessons/write/{LESSON}/index.html").read_text(encoding="utf-8")
    html = re.sub(rf'(<form[^>]*data-objective=")({SITUATION})"', r'\1another"', html)
    page.route(f"**/{LESSON}/", lambda route: route.fulfill(body=html, content_type="text/html"))
    started(page, address + SKILL)
    begun(page)
    assert objectives(page) == [ACT, ACT]
    answer(page)
    result = page.locator("lore-test [data-part=result]")
    expect(result.get_by_role("listitem").last).to_have_text(
        "No question asks for it: Specify the situation for an act, plus how well it is done."
    )
    expect(result).to_contain_text("Read Write an objective a colleague can check for the rest.")
    record = remembered(page)
    assert (record["shown"], record["done"]) == ({LESSON: [ACT]}, {})


def test_without_a_connection_nothing_is_lost(page: Page, address: str) -> None:
    started(page, address + SKILL)
    page.route("**/lessons/**", lambda route: route.abort())
    page.get_by_role("button", name="Show level 1, Aware").click()
    expect(page.locator("lore-test [data-part=result]")).to_have_text(
        "No question could be had just now. Try again when you are online."
    )
    page.unroute("**/lessons/**")
    begun(page)


def test_a_test_works_with_the_keyboard_alone(page: Page, address: str) -> None:
    started(page, address + SKILL)
    page.get_by_role("button", name="Show level 1, Aware").focus()
    page.keyboard.press("Enter")
    expect(page.locator("lore-test input").first).to_be_focused()
    for _ in range(4):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Check all answers")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("lore-test [data-part=result] h3")).to_be_focused()


@pytest.mark.parametrize("width", [375, 1280])
def test_a_result_can_be_read_and_nothing_covers_it(visit: Visit, address: str, width: int) -> None:
    page = visit(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    started(page, address + SKILL)
    begun(page)
    answer(page, 1)
    head = page.locator("lore-test [data-part=result] h3")
    expect(head).to_be_in_viewport(ratio=1)
    covered = """head => [...document.querySelectorAll(".md-top, .md-header")].filter((each) => {
        const [one, other] = [each.getBoundingClientRect(), head.getBoundingClientRect()];
        return !each.hidden && one.height && one.top < other.bottom && one.bottom > other.top
            && one.left < other.right && one.right > other.left;
    }).length"""
    assert head.evaluate(covered) == 0
    for scheme in ("default", "slate"):
        page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        assert Axe().run(page, "lore-test").response["violations"] == []


def test_a_skill_says_who_mentors_and_for_how_many(page: Page, address: str) -> None:
    page.goto(address + "skills/lesson-design/")
    section = page.get_by_role("region", name="Who can help")
    expect(section).to_contain_text("Ines Duarte mentors 2 people at a time")
