"""The live preview's script, which MkDocs' server adds to each page it serves, and the policy that lets it run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lorepath.site.content_policy import also_running

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


def let_pages_reload(server: LiveReloadServer) -> None:
    """Let the script that `server` adds run under the policy of the pages. It is another one in each answer."""
    add = server._inject_js_into_html

    def added(content: bytes, epoch: int) -> bytes:
        page: bytes = add(content, epoch)  # type: ignore[no-untyped-call]
        script = page[page.rindex(b"<script>") + len(b"<script>") : page.rindex(b"</script>")]
        return also_running(page.decode("utf-8", "surrogateescape"), script.decode()).encode("utf-8", "surrogateescape")

    server._inject_js_into_html = added  # type: ignore[method-assign]
