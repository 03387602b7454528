"""What authors may use, in Chromium under both layers of protection: it works, and the policy refuses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.visitor import served, started
from command import lorepath
from portal import QUIZ, lesson, make_portal

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parent.parent.parent
FEATURES = (ROOT / "tests/security/features.md").read_text(encoding="utf-8")
REFUSED = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63606060f80f0001040100b2a5a3d20000000049454e44ae426082"
)
PLACES = {
    "lesson": "lessons/basics/features/",
    "page": "guides/writing/deep/features-page/",
    "home": "",
    "role": "roles/writer/",
    "skill": "skills/plain-language/",
    "reference": "reference/saf/",
    "nowhere": "404.html",
    "nowhere deep": "lessons/basics/no/such/page/",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    files = {
        "mkdocs.yml": settings.replace("https://lorepath.example/", "http://127.0.0.1/"),
        "content/guides/writing/deep/features-page.md": FEATURES,
        **{f"content/{place}/chart.png": PNG for place in ("lessons/basics", "guides/writing/deep")},
    }
    root = make_portal(tmp_path_factory.mktemp("features"), files, {"features": lesson(f"{FEATURES}\n\n{QUIZ}")})
    done = lorepath("build", "--allow-findings", "--root", root)
    assert done.returncode == 0, done.stderr
    with served(root / "site") as place:
        yield place


@pytest.fixture
def page(visit: Visit) -> Iterator[Page]:
    opened = visit()
    opened.add_init_script(REFUSED)
    yield opened
    assert opened.evaluate("window.refused") == []


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_the_policy_refuses_nothing_of_ours(page: Page, address: str, place: str) -> None:
    page.goto(address + place, wait_until="networkidle")
    assert page.evaluate("window.refused") == []
    assert page.evaluate("document.fonts.size") == 0
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1


@pytest.mark.parametrize("place", ["lesson", "page"])
def test_everything_that_authors_may_use_works(page: Page, address: str, place: str) -> None:
    page.goto(address + PLACES[place], wait_until="networkidle")
    text = page.locator(".lp-body")

    expect(text.locator(".admonition.note .admonition-title")).to_have_text("A note")
    closed = text.locator("details.tip")
    expect(closed.get_by_text("Hidden first.")).to_be_hidden()
    closed.locator("summary").click()
    expect(closed.get_by_text("Hidden first.")).to_be_visible()

    expect(text.get_by_text("The first tab.")).to_be_visible()
    text.locator(".tabbed-labels label", has_text="Second").click()
    expect(text.get_by_text("The first tab.")).to_be_hidden()

    columns = text.locator("table", has_text="Centre").locator("tbody td")
    alignment = columns.evaluate_all("cells => cells.map((cell) => getComputedStyle(cell).textAlign)")
    assert [each.removeprefix("-webkit-") for each in alignment] == ["left", "center", "right"]
    tasks = text.locator(".task-list-item input")
    assert tasks.evaluate_all("boxes => boxes.map((box) => [box.checked, box.disabled])") == [
        [True, True],
        [False, True],
    ]

    text.locator("a.footnote-ref").click()
    expect(text.locator("li[id='fn:1']")).to_be_in_viewport()
    expect(text.locator("abbr[title='HyperText Markup Language']").first).to_be_visible()
    expect(text.locator(".twemoji svg path")).to_have_count(1)
    expect(text.locator("a.md-button")).to_have_css("display", "inline-block")
    page.wait_for_function("() => [...document.querySelectorAll('.lp-body img')].every((each) => each.complete)")
    pictures = text.locator("img")
    assert set(pictures.evaluate_all("all => all.map((each) => each.naturalWidth)")) == {1}
    expect(text.locator("figcaption")).to_have_text("What it shows.")
    assert text.locator("video track").get_attribute("src")
    expect(text.locator("dt")).to_have_text("Term")


def test_code_is_coloured_and_can_be_copied_and_annotated(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
    page.goto(address + PLACES["lesson"], wait_until="networkidle")
    code = page.locator(".highlight", has_text="import sys")
    expect(code.locator(".filename").first).to_have_text("restart.py")
    assert code.locator(".hll").count() == 1
    assert code.locator("span.kn").evaluate("each => getComputedStyle(each).color") != page.locator("p").first.evaluate(
        "each => getComputedStyle(each).color"
    )
    code.hover()
    code.locator("button[data-md-type=copy], .md-clipboard").first.click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('import sys')")
    note = page.locator(".annotate .md-annotation, p .md-annotation").first
    expect(note).to_be_attached()


def test_search_finds_words_of_a_lesson(page: Page, address: str) -> None:
    started(page, address + PLACES["page"])
    page.keyboard.press("/")
    page.keyboard.type("short")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}find/?words=short")
    expect(page.locator("lore-find .lp-row").first).to_contain_text("short", ignore_case=True)


def test_colours_can_be_switched(page: Page, address: str) -> None:
    page.goto(address + PLACES["lesson"], wait_until="load")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("form[data-md-component=palette] label:visible").first.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator("body")).not_to_have_css("background-color", before)
    page.reload(wait_until="load")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
