"""What the live preview adds to each page that it serves: MkDocs' script, the policy that lets it run, and a note."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from lorepath.site.content_policy import also_running

if TYPE_CHECKING:
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
