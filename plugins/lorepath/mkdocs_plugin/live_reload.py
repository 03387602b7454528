"""What the live preview adds to each page that it serves: MkDocs' script, the policy that lets it run, and a note."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lorepath.site.content_policy import also_running

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    from mkdocs.livereload import LiveReloadServer

_BODY = re.compile(rb"<body\b[^>]*>")


def let_pages_reload(server: LiveReloadServer) -> None:
    """Let the script that `server` adds run under the policy of the pages. It is another one in each answer."""
    add = server._inject_js_into_html

    def added(content: bytes, epoch: int) -> bytes:
        page: bytes = add(content, epoch)  # type: ignore[no-untyped-call]
        script = page[page.rindex(b"<script>") + len(b"<script>") : page.rindex(b"</script>")]
        return also_running(page.decode("utf-8", "surrogateescape"), script.decode()).encode("utf-8", "surrogateescape")

    server._inject_js_into_html = added  # type: ignore[method-assign]


def let_pages_say(server: LiveReloadServer, note: Callable[[], str]) -> None:
    """Put the HTML of `note`, as it is at that moment, at the beginning of each page that `server` answers with."""
    add = server._inject_js_into_html

    def added(content: bytes, epoch: int) -> bytes:
        page = _BODY.sub(lambda body: body[0] + note().encode(), content, count=1)
        return add(page, epoch)  # type: ignore[no-any-return,no-untyped-call]

    server._inject_js_into_html = added  # type: ignore[method-assign]


def let_missing_pages_return(server: LiveReloadServer) -> None:
    """Let the page for what is not there reload as others do: what a slip took away comes back once it is mended."""
    find = server._serve_request
    missing = Path(server.root) / "404.html"

    def found(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes] | None:
        # As it was before looking: a build that ends in between has the page that is answered renew itself.
        epoch = server._visible_epoch
        answer: Iterable[bytes] | None = find(environ, start_response)
        if answer is not None:
            return answer
        try:
            page = missing.read_bytes()
        except OSError:
            return None
        start_response("404 Not Found", [("Content-Type", "text/html")])
        return [server._inject_js_into_html(page, epoch)]  # type: ignore[no-untyped-call]

    server._serve_request = found  # type: ignore[method-assign]
