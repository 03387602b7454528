"""Finding a lesson: by words in cards and in texts, by filters, with what is still needed first."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import expect

from browser.visitor import remember, served, started
from command import lorepath

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent.parent

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def found(page: Page) -> list[str]:
    """The titles of what was found, once all that is counted is there."""
    count = page.locator("lore-find output")
    expect(count).to_have_text(re.compile(r"^\d+ lessons?$"))
    rows = page.locator("lore-find .lp-row h2")
    expect(rows).to_have_count(int(count.inner_text().split()[0]))
    return rows.all_inner_texts()


def test_filters_narrow_and_stand_in_the_address(page: Page, address: str) -> None:
    started(page, address + "find/")
    count = page.locator("lore-find output")
    expect(count).to_have_text("40 lessons")
    page.get_by_label("Skill").select_option("version-control")
    page.get_by_label("Time").select_option("10")
    expect(count).not_to_have_text("40 lessons")
    expect(page).to_have_url(f"{address}find/?skill=version-control&minutes=10")
    shown = found(page)
    page.reload()
    expect(page.locator("lore-find .lp-row h2")).to_have_text(shown)
    page.get_by_label("Words").fill("no such lesson anywhere")
    expect(page.get_by_text("No lesson fits all of that.")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    expect(count).to_have_text("40 lessons")
    expect(page).to_have_url(f"{address}find/")


def test_on_a_phone_lessons_come_before_filters_unless_some_are_chosen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    started(page, address + "find/")
    expect(page.locator("lore-find .lp-row").first).to_be_in_viewport()
    expect(page.get_by_label("Skill")).to_be_hidden()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Skill").select_option("version-control")
    page.reload()
    expect(page.get_by_label("Skill")).to_have_value("version-control")
    expect(page.get_by_label("Skill")).to_be_visible()
    page.goto(address + "find/")
    expect(page.get_by_label("Skill")).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 700})
    expect(page.get_by_label("Skill")).to_be_visible()


def test_the_search_of_every_page_leads_here(page: Page, address: str) -> None:
    started(page, address + "roles/reviewer/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search lessons")).to_be_focused()
    page.keyboard.type("plain")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}find/?words=plain")
    expect(page.get_by_label("Words")).to_have_value("plain")
    expect(page.locator("lore-find .lp-row h2").filter(has_text="Write short sentences")).to_be_visible()
    other = page.get_by_role("region", name="Other pages").get_by_role("listitem")
    expect(other.nth(0)).to_have_text("Skill Plain language")
    expect(other.nth(1)).to_have_text("Topic Plain and open to everyone")
    page.get_by_label("Words").fill("obj03")
    expect(other).to_have_count(1)
    other.get_by_role("link").click()
    page.wait_for_url(f"{address}reference/obj/#obj03")
    page.goto(address + "find/")
    page.get_by_label("Words").focus()
    page.keyboard.type("a/b")
    expect(page.get_by_label("Words")).to_have_value("a/b")


@pytest.mark.parametrize("scripts", [False, True])
def test_on_a_phone_and_without_scripts_a_link_leads_here(browser: Browser, address: str, scripts: bool) -> None:
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": 375 if scripts else 1280, "height": 700}
    )
    page = context.new_page()
    page.goto(address + "skills/")
    expect(page.get_by_role("searchbox", name="Search lessons")).to_be_hidden()
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    page.wait_for_url(f"{address}find/#words")
    if scripts:
        expect(page.get_by_label("Words")).to_be_focused()
        started(page, address + "lessons/write/sharpen-your-verbs/")
        page.keyboard.press("/")
        expect(page.get_by_label("Words")).to_be_focused()
    context.close()


def test_no_letter_turns_the_page(page: Page, address: str) -> None:
    started(page, address + "lessons/write/sharpen-your-verbs/")
    for key in "pn,.fs":
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.url == address + "lessons/write/sharpen-your-verbs/"
    expect(page.get_by_role("searchbox", name="Search lessons")).not_to_be_focused()


def test_more_is_shown_when_asked_and_the_keyboard_goes_on_there(page: Page, address: str) -> None:
    started(page, address + "find/")
    expect(page.locator("lore-find .lp-row")).to_have_count(24)
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    expect(page.locator("lore-find .lp-row")).to_have_count(40)
    expect(page.locator("lore-find .lp-row").nth(24).locator("a")).to_be_focused()


def test_what_you_still_need_comes_first(page: Page, address: str) -> None:
    started(page, address + "find/")
    expect(page.get_by_label("Lessons that I still need first")).to_be_hidden()
    remember(page, address, {"version": 1, "role": "reviewer", "known": {"lesson-design": 1}})
    started(page, address + "find/")
    expect(page.get_by_label("Lessons that I still need first")).to_be_checked()
    rows = page.locator("lore-find .lp-row")
    expect(rows.first).to_contain_text("On your path")
    needed = [("On your path" in text) for text in rows.all_inner_texts()]
    assert needed == sorted(needed, reverse=True)
    page.get_by_label("Lessons that I still need first").uncheck()
    expect(rows.first).not_to_contain_text("On your path")


def test_without_the_index_titles_and_summaries_are_searched(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    started(page, address + "find/")
    page.get_by_label("Words").fill("quiz item")
    expect(page.locator("lore-find .lp-row").first).to_contain_text("quiz item", ignore_case=True)
    expect(page.locator("lore-find output")).not_to_have_text("40 lessons")
    assert 0 < len(found(page)) < 12
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "pagefind" in url] == [], "nobody asks for an index that is not there"


def test_the_catalogue_of_real_lessons_is_small(site: Path) -> None:
    """Made-up lessons share their words, so that their catalogue shrinks more than people's does."""
    data = (site / "data/catalogue.json").read_bytes()
    assert len(gzip.compress(data, 6)) <= 120 * len(json.loads(data)["ids"])


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The starter portal as it is published, with the index of its texts."""
    pytest.importorskip("pagefind")
    folder = tmp_path_factory.mktemp("published") / "site"
    done = lorepath("build", "--full-text", "--root", ROOT, "--site", folder)
    assert done.returncode == 0, done.stderr
    with served(folder) as place:
        yield place


def test_words_inside_lessons_are_found_and_shown_marked(page: Page, published: str) -> None:
    started(page, published + "find/")
    page.get_by_label("Words").fill("derailleur")  # stands in one lesson's text alone
    row = page.locator("lore-find .lp-row")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Write an objective a colleague can check")
    expect(row.locator("mark")).to_have_text("derailleur")


def test_answers_of_knowledge_checks_and_retired_lessons_are_not_in_the_index(page: Page, published: str) -> None:
    started(page, published + "find/")
    page.get_by_label("Words").fill("forged cheque cashiers")  # stands in a question
    expect(page.get_by_text("No lesson fits all of that.")).to_be_visible()


def test_the_index_is_the_same_each_time(tmp_path: Path) -> None:
    sites = [tmp_path / name for name in ("one", "two")]
    for site in sites:
        assert lorepath("build", "--full-text", "--root", ROOT, "--site", site).returncode == 0
    assert not Path("pagefind").exists(), "left in the folder that the build was started in"
    one, two = (
        {str(path.relative_to(site)): path.read_bytes() for path in (site / "pagefind").rglob("*.*")} for site in sites
    )
    assert one == two
    assert "pagefind/pagefind.js" in one
    assert not [name for name in one if "ui" in name]
