"""A live preview on MkDocs' own server: built again after each change, never ended by a bad lesson."""

from __future__ import annotations

import errno
import logging
import tempfile
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from lorepath.content_places import CONTENT
from lorepath.errors import PortalError
from lorepath.git_state import places_of_history
from lorepath.mkdocs_plugin.last_build import BESIDE
from lorepath.mkdocs_plugin.live_reload import let_missing_pages_return, let_pages_reload, let_pages_say
from lorepath.mkdocs_plugin.memory import Sweeper
from lorepath.mkdocs_plugin.own_names import under_own_names
from lorepath.mkdocs_plugin.stopped import Stopped
from lorepath.mkdocs_plugin.watcher import Watcher
from lorepath.site.templates import fill
from lorepath.site.views.preview import PreviewNote, not_renewed

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

HOST = "127.0.0.1"
_WAITING = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>No preview yet</title></head>
<body><h1>No preview yet</h1><p>{reason}</p><p>This page renews itself.</p></body></html>
"""


class Renewed(Struct, frozen=True):
    """What a preview's pages should say about the check, and which files and folders its settings name."""

    note: PreviewNote | None
    named: tuple[str, ...] = ()


class Preview:
    """The preview of the portal below `root`.

    `renew` builds the portal into the folder it is given and returns what came of it; PortalError and Stopped, which it
    may raise, are told to `say` and on the pages that were there, which stay.
    """

    def __init__(
        self, root: Path, port: int, renew: Callable[[Path, str], Renewed], say: Callable[[str], None]
    ) -> None:
        self._root, self._renew, self._say = root, renew, say
        self._folder = tempfile.TemporaryDirectory(prefix="lorepath-")
        self._site = Path(self._folder.name).resolve() / "site"
        self._reason = ""
        self._note: PreviewNote | None = None
        self._server = _bound(port, self._build, self._site)
        self._watcher = Watcher()
        self._sweeper = Sweeper()
        self._server.observer = self._watcher  # type: ignore[assignment]
        self._server.error_handler = self._waiting
        let_pages_say(self._server, self._note_html)

    @property
    def address(self) -> str:
        """Where the preview is to be seen."""
        return str(self._server.url)

    def run(self, *, open_in_browser: bool = False) -> None:
        """Build, serve, and build again after changes, until KeyboardInterrupt."""
        # What browsers ask for in vain is of no interest here.
        logging.getLogger("mkdocs.livereload").setLevel(logging.CRITICAL)
        try:
            # The usual folder of templates, too: a build that fails names none.
            beside = (self._root / name for name in (CONTENT, *BESIDE, "overrides"))
            self._follow(map(str, (*beside, *places_of_history(self._root))))
            self._build()
            self._say(f"the portal is at {self.address} and follows every change; Ctrl+C ends the preview")
            self._server.serve(open_in_browser=open_in_browser)  # type: ignore[no-untyped-call]
        finally:
            self._server.shutdown()
            self._sweeper.stop()
            self._folder.cleanup()

    def _build(self) -> None:
        try:
            with self._watcher.resting(), self._sweeper.resting():
                renewed = self._renew(self._site, self.address)
                self._note = renewed.note
                self._follow(renewed.named)
            self._reason = ""
        except (PortalError, Stopped) as error:
            self._reason = str(error)
            self._note = not_renewed(self._reason)
            self._say(self._reason)

    def _follow(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._server.watch(path)

    def _note_html(self) -> str:
        return fill("preview_note.html", view=self._note) if self._note else ""

    def _waiting(self, _status: int) -> bytes | None:
        """The page for every address before anything could be built: it says why."""
        return None if self._site.exists() else _WAITING.format(reason=escape(self._reason)).encode()


def _bound(port: int, build: Callable[[], None], site: Path) -> LiveReloadServer:
    """A server that has its port already, so that a taken one is known before anything is built."""
    from mkdocs.livereload import LiveReloadServer

    class Server(LiveReloadServer):
        bound = False

        def server_bind(self) -> None:
            if not self.bound:
                super().server_bind()
                self.bound = True

    server = Server(build, HOST, port, str(site))
    server.set_app(under_own_names(server.serve_request, port))
    let_pages_reload(server)
    let_missing_pages_return(server)
    try:
        server.server_bind()
    except OSError as error:
        server.server_close()
        if error.errno == errno.EADDRINUSE:
            raise Stopped(f"port {port} is taken by another program; choose one with --port {port + 1}") from error
        raise Stopped(f"port {port} cannot be used ({error.strerror}); choose another with --port") from error
    return server
