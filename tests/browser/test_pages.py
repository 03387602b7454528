"""The built portal in Chromium: what a visitor meets, with a mouse, a keyboard, a screen reader, without scripts.

What holds for every kind of page. What learners do with them is in the files beside this one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("playwright")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.visitor import served, started
from command import lorepath
from portal import QUIZ, lesson, make_portal, write
from tiny import TINY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parent.parent.parent
PAGES = {
    "home": "",
    "find": "find/",
    "roles": "roles/",
    "role": "roles/subject-matter-expert/",
    "topics": "topics/",
    "topic": "topics/write/",
    "skills": "skills/",
    "skill": "skills/lesson-design/",
    "you": "you/",
    "team": "team/",
    "people": "people/",
    "person": "people/ines/",
    "contributors": "contributors/",
    "health": "health/",
    "lesson": "lessons/write/write-an-objective/",
    "reference": "reference/",
    "family": "reference/obj/",
    "allowed": "reference/allowed/",
    "page": "about/",
    "nowhere": "404.html",
}
LESSON = PAGES["lesson"]
REPOSITORY = "https://github.com/lorepath/lorepath"
SHOWN_THOUGH_HIDDEN = """() => [...document.querySelectorAll("article [hidden]")]
    .filter((element) => element.getClientRects().length).map((element) => element.outerHTML.slice(0, 100))"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    found = []
    for name, path in PAGES.items():
        started(page, address + path)
        for scheme in ("default", "slate"):  # light and dark, as the button in the header sets them
            page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
            for violation in Axe().run(page).response["violations"]:
                found += [f"{name}, {scheme}: {violation['id']}: {node['html'][:120]}" for node in violation["nodes"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("width", [320, 375])
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for path in PAGES.values():
        page.goto(address + path)
        cut = page.evaluate(
            """() => [...document.querySelectorAll("article *")].filter((element) => {
                const box = element.getBoundingClientRect();
                const wraps = "pre, .md-typeset__scrollwrap, .lp-scroll, .highlight, svg, .lp-unseen";
                const scrolls = element.closest(wraps);
                return box.width && box.right > innerWidth + 1 && !scrolls;
            }).map((element) => element.outerHTML.slice(0, 100))"""
        )
        assert cut == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_nothing_comes_from_another_host_and_nothing_fails(page: Page, address: str) -> None:
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    for path in PAGES.values():
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate(SHOWN_THOUGH_HIDDEN) == [], path
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert failed == []


def test_a_quiz_by_keyboard_says_why_and_leaves_a_second_try(page: Page, address: str) -> None:
    page.goto(address + LESSON)
    item = page.locator("lore-quiz form").first
    options = item.get_by_role("radio")
    expect(item.locator("details")).to_be_hidden()
    wrong = item.locator(".lp-answers li[data-correct=false]").first.locator("strong").inner_text()
    right = item.locator(".lp-answers li[data-correct=true]").locator("strong").text_content() or ""

    item.get_by_role("radio", name=wrong).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(item.get_by_role("status")).to_have_text("Not yet. Read why, then try again.")
    (said,) = item.locator(".lp-option__said").all()
    assert len(said.inner_text()) > len("✗ Not this one.") + 5, "a verdict in words, and why"
    expect(item.get_by_role("radio", name=wrong)).to_have_accessible_description(said.inner_text())
    assert item.locator("[data-verdict=right]").count() == 0, "the key is not given away"

    page.keyboard.press("Tab")  # to Check, then to Try again
    page.keyboard.press("Tab")
    expect(item.get_by_role("button", name="Try again")).to_be_focused()
    page.keyboard.press("Enter")
    expect(item.locator(".lp-option__said")).to_have_count(0)
    assert item.locator("input:checked").count() == 0

    item.get_by_role("radio", name=right).focus()
    page.keyboard.press("Space")
    item.get_by_role("button", name="Check").focus()
    page.keyboard.press("Enter")
    expect(item.get_by_role("status")).to_have_text("Right.")
    expect(item.locator(".lp-option__said")).to_have_count(options.count())
    for option in options.all():
        expect(option).to_have_accessible_description(re.compile(r"(Not this one|✓ Right)\. \w"))


def test_a_quiz_shows_its_answers_when_asked_which_passes_nothing(page: Page, address: str) -> None:
    page.goto(address + LESSON)
    item = page.locator("lore-quiz form").first
    item.get_by_role("radio").nth(0).check()
    expect(item.get_by_role("button", name="Show answers")).to_be_hidden()
    wrong = item.locator(".lp-answers li").nth(0).get_attribute("data-correct") == "false"
    if not wrong:
        item.get_by_role("radio").nth(1).check()
    item.get_by_role("button", name="Check").click()
    item.get_by_role("button", name="Show answers").click()
    expect(item.get_by_role("status")).to_have_text("These are the answers.")
    expect(item.locator("[data-verdict=right]")).to_have_count(1)
    expect(item.get_by_role("button", name="Try again")).to_be_focused()
    assert item.get_attribute("data-passed") is None


def test_a_quiz_asks_for_an_answer_first(page: Page, address: str) -> None:
    page.goto(address + LESSON)
    item = page.locator("lore-quiz form").first
    item.get_by_role("button", name="Check").click()
    expect(item.get_by_role("status")).to_have_text("Choose an answer first.")


def test_without_scripts_everything_can_be_read(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + LESSON)
    item = page.locator("lore-quiz form").first
    expect(item.get_by_role("button")).to_have_count(0)
    item.get_by_text("Show the answer").click()
    expect(item.locator(".lp-answers li").first).to_be_visible()
    page.goto(address + PAGES["find"])
    expect(page.locator("form.lp-filters")).to_be_hidden()
    assert page.locator(".lp-plain a").count() > 30
    page.goto(address)
    page.get_by_role("link", name="New author").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("New author")
    context.close()


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("", "portal.yml"),
        ("roles/reviewer/", "roles/reviewer.yml"),
        ("topics/write/", "lessons/write/topic.yml"),
        ("skills/lesson-design/", "skills/lesson-design.yml"),
        ("people/ines/", "people/ines.yml"),
        (LESSON, "lessons/write/write-an-objective.md"),
        ("find/", "lessons"),
        ("roles/", "roles"),
        ("topics/", "lessons"),
        ("skills/", "skills"),
        ("people/", "people"),
        ("health/", "lessons"),
    ],
)
def test_edit_links_lead_to_what_is_behind_the_page(page: Page, address: str, path: str, source: str) -> None:
    page.goto(address + path)
    href = page.locator("a[rel~=edit]").get_attribute("href") or ""
    behind = ROOT / "content" / source
    assert href == f"{REPOSITORY}/{'edit' if behind.is_file() else 'tree'}/main/content/{source}"
    assert behind.exists()


def test_each_standard_leads_to_the_module_that_says_it(page: Page, address: str) -> None:
    modules = set()
    for family in ("obj", "mcq", "yml", "sch", "his", "upk"):
        page.goto(f"{address}reference/{family}/")
        links = page.locator(".lp-standard").count()
        for link in page.get_by_role("link", name="Edit the file that says this").all():
            modules.add((link.get_attribute("href") or "").removeprefix(f"{REPOSITORY}/edit/main/"))
            links -= 1
        assert links == 0, family
    assert len(modules) > 6
    assert [module for module in modules if not (ROOT / module).is_file()] == []


def test_a_lesson_can_be_reported_and_its_history_seen(page: Page, address: str) -> None:
    page.goto(address + LESSON)
    report = urlsplit(page.get_by_role("link", name="Report something outdated").get_attribute("href") or "")
    assert report.geturl().startswith(f"{REPOSITORY}/issues/new?")
    assert parse_qs(report.query) == {
        "template": ["report-outdated.yml"],
        "title": ["Outdated: Write an objective a colleague can check"],
        "lesson": ["write-an-objective"],
        "page": ["https://lorepath.example/" + LESSON],
    }
    form = (ROOT / ".github/ISSUE_TEMPLATE/report-outdated.yml").read_text(encoding="utf-8")
    assert "id: lesson\n" in form
    assert "id: page\n" in form
    changes = page.get_by_role("link", name="See what changed, and when").get_attribute("href")
    assert changes == f"{REPOSITORY}/commits/main/content/lessons/write/write-an-objective.md"


def test_the_keyboard_skips_to_the_content_and_always_shows_where_it_is(page: Page, address: str) -> None:
    page.goto(address + LESSON)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const here = document.activeElement;
                const style = getComputedStyle(here);
                const after = getComputedStyle(here, "::after");
                const box = here.getBoundingClientRect();
                return [style, after].some((each) => each.outlineStyle !== "none") || box.width === 0
                    || here.matches("input") ? "" : here.outerHTML.slice(0, 120);
            }"""
        )
        assert seen == ""


@pytest.mark.parametrize("width", [375, 1280])
def test_targets_are_large_enough(browser: Browser, address: str, width: int) -> None:
    """24 px, but for links in running text, as WCAG 2.5.8 has it."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    for path in PAGES.values():
        page.goto(address + path)
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                    ":is(article, header, nav, footer) :is(a, button, input, label, select, summary, th button)")]
                .filter((element) => element.getClientRects().length && getComputedStyle(element).display !== "inline")
                // Toggles of the theme that nobody sees, fields inside their label, buttons that wait to be scaled up.
                .filter((element) => !element.matches(".md-option, label input")
                    && !element.closest("nav.md-code__nav, .md-nav__title"))
                .map((element) => [element.getBoundingClientRect(), element.outerHTML.slice(0, 100)])
                .filter(([box]) => box.height < 24 || box.width < 24)
                .map(([box, html]) => `${box.width} x ${box.height} ${html}`)"""
        )
        assert small == [], path
    context.close()


def test_the_header_ends_where_the_text_ends(page: Page, address: str) -> None:
    page.goto(address)
    edges = page.evaluate(
        """() => [".lp-source", "article"].map((name) => document.querySelector(name).getBoundingClientRect().right)"""
    )
    assert abs(edges[0] - edges[1]) <= 1


def test_a_page_that_is_not_there_leads_on(page: Page, address: str) -> None:
    page.goto(address + "404.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    assert page.get_by_role("link", name="Find a lesson").last.get_attribute("href", timeout=1000)


def test_an_address_that_cannot_be_decoded_ends_no_script(page: Page, address: str) -> None:
    """What stands behind `#` comes from whoever wrote the link; a script that fails fails the test."""
    for end in ("#%", '#x%zz"]\\'):
        page.goto(address)  # else only the end of the address changes, and nothing is loaded
        started(page, address + LESSON + end)
        page.get_by_role("heading", name="In short").scroll_into_view_if_needed()
        expect(page.locator(".md-nav--secondary .md-nav__link--passed").first).to_be_attached()
        page.evaluate("location.hash = '%E0'")
        expect(page).to_have_url(address + LESSON + "#%E0")


def test_films_of_a_lesson_are_found_with_their_captions(page: Page, tmp_path: Path) -> None:
    film = '<video controls src="cut.mp4" poster="still.png"><track default kind="captions" src="cut.vtt"></video>'
    root = make_portal(tmp_path / "portal", lessons={"short-sentences": lesson(f"{film}\n\n{QUIZ}")})
    folder = root / "content/lessons/basics"
    write(folder / "cut.mp4", TINY[".mp4"])
    write(folder / "cut.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nA cut.\n")
    write(folder / "still.png", TINY[".png"])
    done = lorepath("build", "--root", root, "--site", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    answers: dict[str, int] = {}
    with served(tmp_path / "site") as here:
        page.on("response", lambda response: answers.update({response.url.removeprefix(here): response.status}))
        page.goto(f"{here}lessons/basics/short-sentences/", wait_until="networkidle")
    beside = "lessons/basics/"
    assert {answers[beside + "cut.mp4"], answers[beside + "cut.vtt"], answers[beside + "still.png"]} == {200}


def test_nothing_of_content_but_pages_is_published(site: Path) -> None:
    assert not [path for path in site.rglob("*") if path.suffix in (".yml", ".yaml", ".md")]
    pages = {path.relative_to(site).parts[0] for path in site.rglob("*.html")}
    pages -= {"404.html", "index.html", "about"}
    folders = "contributors find health lessons people reference roles skills team topics you"
    assert pages == set(folders.split())
    people = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "content/people").glob("*.yml"))
    text = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*") if path.suffix in (".html", ".json"))
    assert not [address for address in re.findall(r"[\w.]+@[\w.]+", people) if address in text]


def test_tables_of_the_health_page_can_be_sorted_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + PAGES["health"])
    table = page.locator("lore-table").last
    head = table.get_by_role("columnheader", name="Lesson")
    expect(table.get_by_role("button").first).to_be_visible()
    titles = [text.strip() for text in table.locator("tbody th").all_inner_texts()]

    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert [text.strip() for text in table.locator("tbody th").all_inner_texts()] == sorted(titles, key=str.casefold)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")

    table.get_by_role("columnheader", name="Last edited").get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    days = table.locator("tbody td:nth-child(3)").evaluate_all("cells => cells.map((cell) => cell.dataset.value)")
    assert days == sorted(days)


def test_tables_are_tables_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGES["health"])
    assert page.locator("table").count() >= 3
    expect(page.locator("article th button")).to_have_count(0)
    context.close()


def test_a_page_names_its_feeds(page: Page, address: str) -> None:
    page.goto(address + PAGES["topic"])
    feeds = page.locator("link[rel~=alternate][type='application/atom+xml']")
    assert [feed.get_attribute("title") for feed in feeds.all()] == [
        "Lorepath Workshop",
        "Write a lesson · Lorepath Workshop",
    ]
    for link in page.locator("link[rel~=alternate]").all():
        answer = page.request.get(link.evaluate("link => link.href"))
        assert answer.ok
        assert "Lorepath Workshop" in answer.text()
    expect(page.get_by_role("link", name="Atom")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_former_address_leads_on(browser: Browser, tmp_path: Path, scripts: bool) -> None:
    root = make_portal(tmp_path / "portal", lessons={"short-sentences": lesson(minutes=8, aliases=["brief-sentences"])})
    done = lorepath("build", "--root", root, "--site", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    with served(tmp_path / "site") as here:
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(f"{here}lessons/basics/brief-sentences/")
        page.wait_for_url(f"{here}lessons/basics/short-sentences/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Write short sentences")
        context.close()
    for listing in ("sitemap.xml", "data/pages.json"):
        assert "brief-sentences" not in (tmp_path / "site" / listing).read_text(encoding="utf-8")
