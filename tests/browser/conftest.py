"""The starter portal, built once and served on this machine, and Chromium to open it in.

`LOREPATH_CHROMIUM` names the browser's executable, else Debian's is taken. Whatever a test opens: a page that
asks another host for anything, or whose scripts fail, fails the test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import sync_playwright

from browser.visitor import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = os.environ.get("LOREPATH_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
# No name but this machine's own can be looked up: what asks for another host fails at once, network or not.
ARGUMENTS = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
Visit = Callable[..., "Page"]
BLOCKED = "storage is blocked"
"""What a test's blocked storage throws."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter portal, built by plain MkDocs."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(ROOT / "mkdocs.yml"), "-d", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as place:
        yield place


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a new visitor's page: `visit(viewport={"width": 375, "height": 900})`; options are Playwright's."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def ours(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            wrong.append(f"asked {request.url}")

    def opened(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        context.on("request", ours)
        # Material's own scripts are surprised by a browser that blocks storage; ours may not be.
        context.on(
            "weberror", lambda each: None if BLOCKED in str(each.error) else wrong.append(f"failed: {each.error}")
        )
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit()
