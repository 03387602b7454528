"""What visitors meet and do, in words that tests can use."""

from __future__ import annotations

import functools
import http.server
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

KEY = "lorepath:/"


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for many requests

    def __init__(self, *arguments: Any, more: dict[str, str], **options: Any) -> None:
        self._more = more
        super().__init__(*arguments, **options)

    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where there is none at an address, as its server would."""
        page = Path(self.directory) / f"{code}.html"
        if not page.is_file():
            super().send_error(code, message, explain)
            return
        answer = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def end_headers(self) -> None:
        if self.path.partition("?")[0].endswith((".css", ".js", ".svg")):  # else each page asks for all of them again
            self.send_header("Cache-Control", "max-age=600")
        for name, value in self._more.items():
            self.send_header(name, value)
        super().end_headers()


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that is closed breaks its connections off; that is no fault."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path, **more: str) -> Iterator[str]:
    """The address at which a folder is served inside the block, with `more` headers (`_` stands for `-`)."""
    headers = {name.replace("_", "-"): value for name, value in more.items()}
    handler = functools.partial(_Handler, directory=str(folder), more=headers)
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def started(page: Page, address: str) -> None:
    """Open a page and wait until every element of ours has its script, and nothing is left to do.

    What comes of data is not sure to be there yet: an `expect` waits for it, before anything is read.
    """
    page.goto(address, wait_until="networkidle")
    defined(page)
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")


def defined(page: Page) -> None:
    """Wait until every element of ours has its script."""
    page.wait_for_function(
        "() => ![...document.querySelectorAll(':not(:defined)')].some((each) => each.localName.startsWith('lore-'))"
    )


def choose_rightly(item: Locator) -> None:
    """Choose the key or keys of a knowledge-check item."""
    for place, correct in enumerate(_correct(item)):
        if correct:
            item.locator("input").nth(place).check()


def choose_wrongly(item: Locator) -> None:
    """Choose a distractor."""
    item.locator("input").nth(_correct(item).index(False)).check()


def _correct(item: Locator) -> list[bool]:
    """For each option of an item, once it is there, whether it is a key."""
    item.locator("input").last.wait_for()
    return [each.get_attribute("data-correct") == "true" for each in item.locator(".lp-answers li").all()]


def answer_rightly(item: Locator) -> None:
    """Choose the key or keys of a knowledge-check item, and check."""
    choose_rightly(item)
    item.get_by_role("button", name="Check").click()


def remember(page: Page, address: str, record: dict[str, Any]) -> None:
    """Give this browser a record, as if the learner had been here before."""
    page.goto(address + "404.html")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(record)])


def remembered(page: Page) -> dict[str, Any]:
    """The learner's record as this browser keeps it."""
    found: dict[str, Any] = json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "{}")
    return found
