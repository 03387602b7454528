"""Hostile pages in Chromium: nothing runs, nothing covers the page's frame, nothing asks for a password or leaves.

A portal of nothing but payloads is built once, past all findings, and opened as it is and without its content
security policy. Then each payload alone, behind one layer at a time: only the sanitiser, only the policy.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from browser.visitor import served
from command import lorepath
from lorepath.rendering import usual_renderer
from lorepath.safe_html.sanitizer import Sanitizer
from portal import write
from security.attack.hostile_portal import CANARY, MARK, ON_PAGES, PAYLOADS, make_hostile_portal
from security.attack.markup import WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ATTACK = Path(__file__).parent.parent / "security/attack"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
WATCH = (ATTACK / "watch.js").read_text(encoding="utf-8")
POKE = (ATTACK / "poke.js").read_text(encoding="utf-8")
FRAME = (ATTACK / "frame.js").read_text(encoding="utf-8")
TOUCH = f"""
async (within) => {{
  ({POKE})(within);
  for (let turn = 0; turn < 2; turn += 1) await new Promise(requestAnimationFrame);
  return {{ ran: window.ran, refused: window.refused, frame: ({FRAME})() }};
}}
"""


class Watched:
    """A visitor whose browser notes what runs, what the policy refuses, and what other hosts are asked for."""

    def __init__(self, browser: Browser) -> None:
        self._context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        self._context.add_init_script(WATCH)
        self.asked: list[str] = []
        self.broken: list[str] = []
        self.page: Page = self._context.new_page()
        self.page.on("dialog", lambda dialog: dialog.dismiss())
        self.page.on("pageerror", lambda error: self.broken.append(error.message))
        self.page.on("request", lambda request: self._note(request.url))

    def _note(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1", "data:", "blob:", "about:")):
            self.asked.append(url)

    def opens(self, address: str, within: str = "article *") -> dict[str, Any]:
        """What happens when a page is opened and everything in it is touched, and what is wrong with its frame.

        A script of the theme or of ours that breaks takes parts of the frame along, such as the switch for the dark.
        """
        self.asked.clear()
        self.broken.clear()
        self.page.goto(address, wait_until="load")
        return {**self.page.evaluate(TOUCH, within), "asked": list(self.asked), "broken": list(self.broken)}

    def close(self) -> None:
        self._context.close()


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[Watched]:
    visitor = Watched(browser)
    yield visitor
    visitor.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_hostile_portal(tmp_path_factory.mktemp("hostile") / "portal")
    done = lorepath("build", "--allow-findings", "--root", root)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def protected(hostile: Path) -> Iterator[str]:
    """The address of the site as it is."""
    with served(hostile) as address:
        yield address


@pytest.fixture(scope="module")
def bare(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site without its policy: browsers only say what it would have refused."""
    site = tmp_path_factory.mktemp("bare") / "site"
    shutil.copytree(hostile, site)
    policies = set()
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        (policy,) = POLICY.finditer(text)
        policies.add(policy[1])
        page.write_text(text.replace(policy[0], ""), encoding="utf-8")
    with served(site, Content_Security_Policy_Report_Only=unescape(policies.pop())) as address:
        yield address
    assert policies == set()


def pages(site: Path) -> list[str]:
    """All pages but the many of the reference, which no author writes."""
    found = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    return sorted(path for path in found if not path.startswith("reference/"))


# ── the portal ──────────────────────────────────────────────────────────────────────────────────────────────


def test_without_the_policy_nothing_runs_and_nothing_covers_the_frame(
    hostile: Path, bare: str, watched: Watched
) -> None:
    """On any page; and there is nothing that the policy would have refused."""
    seen = {path: watched.opens(bare + path) for path in pages(hostile)}
    assert {path: each for path, each in seen.items() if any(each.values())} == {}


def test_with_both_layers_nothing_runs_and_nothing_covers_the_frame(
    hostile: Path, protected: str, watched: Watched
) -> None:
    """Where the policy has nothing to refuse it changes nothing, so that every eighth page is enough."""
    seen = {path: watched.opens(protected + path) for path in pages(hostile)[::8]}
    assert {path: each for path, each in seen.items() if any(each.values())} == {}


def test_what_the_policy_would_refuse_is_seen_without_it(bare: str, watched: Watched) -> None:
    """Else the first of these tests would say less than it seems to."""
    watched.page.goto(bare + "404.html", wait_until="load")
    watched.page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://evil.example/x.png'}))")
    watched.page.wait_for_function("window.refused.length > 0")


def test_every_payload_has_its_place_on_a_page(hostile: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in hostile.glob("lessons/basics/payloads-*/index.html")]
    assert sum(text.count(MARK) for text in texts) == len(ON_PAGES) > 490


@pytest.mark.parametrize("layers", ["protected", "bare"])
def test_search_shows_hostile_titles_as_text(layers: str, request: pytest.FixtureRequest, watched: Watched) -> None:
    watched.asked.clear()
    watched.page.goto(request.getfixturevalue(layers), wait_until="load")
    watched.page.get_by_label("Search lessons").fill("summary")
    watched.page.get_by_label("Search lessons").press("Enter")
    field = watched.page.get_by_label("Words")
    for words in ("summary", "script"):
        field.fill(words)
        found = watched.page.locator(
            "lore-find :is(.lp-row, .lp-also li)", has_text="<" if words == "script" else words
        )
        expect(found.first).to_be_visible()
        watched.page.evaluate(POKE, "lore-find :is(.lp-rows, .lp-also) *")
    assert watched.page.evaluate("[...window.ran, ...window.refused]") == []
    assert watched.asked == []
    assert watched.page.locator("lore-find :is(.lp-rows, .lp-also) :is(img, script, form, svg[onload])").count() == 0


def test_nothing_outside_content_and_no_mail_address_is_published(hostile: Path) -> None:
    for path in hostile.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert CANARY.encode() not in data, path
            assert b"@secret.example" not in data, path
            assert "evil." not in path.name


# ── each payload alone, behind one layer ────────────────────────────────────────────────────────────────────

ALONE = (*PAYLOADS, *WORDS)
AT_ONCE = 40
FRAMES = """
async (frames) => {
  const poke = POKE;
  // A frame's link may lead the whole window away.
  window.navigation.addEventListener("navigate", (event) => event.cancelable && event.preventDefault());
  const seen = frames.map((frame) => {
    try {
      poke("main *", frame.contentWindow);
      return frame.contentWindow;
    } catch {
      return { ran: [], away: true };
    }
  });
  for (let turn = 0; turn < 3; turn += 1) await new Promise(requestAnimationFrame);
  return seen.map((each) => { try { return [...each.ran]; } catch { return []; } });
}
"""


@pytest.fixture(scope="module")
def alone(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Every payload on a page of its own, /sanitised/0.html, /policy/0.html and /bare/0.html, and pages of frames."""
    policy = POLICY.search((hostile / "index.html").read_text(encoding="utf-8"))
    assert policy
    folder = tmp_path_factory.mktemp("alone")
    clean = Sanitizer().clean
    for number, payload in enumerate(ALONE):
        html = usual_renderer().html(payload)
        for layer, head, body in (("sanitised", "", clean(html)), ("policy", policy[0], html), ("bare", "", html)):
            write(folder / layer / f"{number}.html", f"<!doctype html><head>{head}</head><body><main>{body}</main>")
    for start in range(0, len(ALONE), AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, len(ALONE)))
        frames = "".join(f'<iframe src="{number}.html" title="{number}"></iframe>' for number in numbers)
        for layer in ("sanitised", "policy", "bare"):
            write(
                folder / layer / f"from-{start}.html",
                f"<!doctype html><title>x</title><link rel=icon href=data:,>{frames}",
            )
    with served(folder) as address:
        yield address


def what_runs(watched: Watched, address: str, every: int = 1) -> dict[str, list[str]]:
    """The payloads that ran, and how, of `every` n-th page. `watched.asked` holds what other hosts were asked for."""
    ran = {}
    for start in range(0, len(ALONE), AT_ONCE * every):
        watched.page.goto(f"{address}from-{start}.html", wait_until="load")
        found = watched.page.evaluate(
            f"() => ({FRAMES.replace('POKE', POKE)})([...document.querySelectorAll('iframe')])"
        )
        ran |= {payload: seen for payload, seen in zip(ALONE[start:], found, strict=False) if seen}
    return ran


def test_there_are_enough_payloads() -> None:
    assert len(set(ALONE)) > 520


def test_the_sanitiser_alone_holds(alone: str, watched: Watched) -> None:
    watched.asked.clear()
    assert what_runs(watched, f"{alone}sanitised/") == {}
    assert watched.asked == []


def test_the_policy_alone_lets_nothing_run(alone: str, watched: Watched) -> None:
    assert what_runs(watched, f"{alone}policy/") == {}


def test_without_both_the_payloads_bite(alone: str, watched: Watched) -> None:
    """Else they would prove nothing."""
    watched.asked.clear()
    assert len(what_runs(watched, f"{alone}bare/", every=3)) > 30
    assert len(watched.asked) > 5
