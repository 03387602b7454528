"""The server: it hears what an editor says, and answers with what the other modules know."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import date
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from lorepath import __version__
from lorepath.lsp.actions import KINDS, actions
from lorepath.lsp.completion import TRIGGERS, completions
from lorepath.lsp.diagnostics import diagnostics
from lorepath.lsp.hover import hover
from lorepath.lsp.open_portal import OpenFile, OpenPortal
from lorepath.lsp.positions import Lines
from lorepath.lsp.roots import file_of, portal_of
from lorepath.lsp.schedule import Schedule

PAUSE = 0.15
"""Seconds without a keystroke before the portal is checked."""

_log = logging.getLogger(__name__)


class _Known:
    """A portal with its schedule, and the files whose findings the editor shows."""

    def __init__(self, portal: OpenPortal, schedule: Schedule) -> None:
        self.portal = portal
        self.schedule = schedule
        self.shown: dict[str, str] = {}  # path → URI


class LorepathServer(LanguageServer):
    """One editor's server. With `root` it knows that portal alone, else those of the files that are opened.

    `desk` is where portals are checked.
    """

    def __init__(self, root: Path | None, today: Callable[[], date], desk: Executor) -> None:
        # Whole texts, not edits of them: what counts as a line is then decided in one place.
        super().__init__("lorepath", __version__, types.TextDocumentSyncKind.Full)
        self._root = root.resolve() if root else None
        self._today = today
        self._desk = desk
        self._known: dict[Path, _Known] = {}

    def find(self, uri: str) -> tuple[_Known, str] | None:
        """The portal and the path of a document; None for what is no content of a portal."""
        file = file_of(uri)
        place = portal_of(file, self._root, self._known) if file else None
        if not place:
            return None
        root, path = place
        if root not in self._known:
            portal = OpenPortal(root, self._today)
            known = self._known[root] = _Known(portal, Schedule(lambda: self._look(known)))
        return self._known[root], path

    def changed(self, uri: str, pause: float = 0, on_disk: bool = False) -> None:
        """Take note of a document's new text; `on_disk` says that files and history may have changed too."""
        if found := self.find(uri):
            known, path = found
            document = self.workspace.get_text_document(uri)
            known.portal.files[path] = OpenFile(uri, document.source, document.version)
            if on_disk:
                known.portal.forget_history()
            known.schedule.soon(pause)

    def closed(self, uri: str) -> None:
        """Take note that a document is closed: what is on the disk counts again."""
        if found := self.find(uri):
            known, path = found
            known.portal.files.pop(path, None)
            known.schedule.soon()

    def changed_elsewhere(self) -> None:
        """Take note that files changed outside the editor."""
        for known in self._known.values():
            known.portal.forget_history()
            known.schedule.soon(PAUSE)

    async def open_file(self, uri: str) -> tuple[_Known, str, OpenFile, Lines] | None:
        """A document with its portal, once all that is known of it is up to date."""
        found = self.find(uri)
        if not found:
            return None
        known, path = found
        await known.schedule.settled()
        file = known.portal.files.get(path)
        return (known, path, file, self.lines(file.text)) if file else None

    def lines(self, text: str) -> Lines:
        """A text in the units that the editor counts in."""
        return Lines(text, str(self.workspace.position_encoding))

    async def _look(self, known: _Known) -> None:
        try:
            loop = asyncio.get_running_loop()
            look = await loop.run_in_executor(self._desk, known.portal.look, dict(known.portal.files))
        except Exception:
            _log.exception("The portal %s could not be checked", known.portal.root)
            return
        shown: dict[str, str] = {}
        for path, file in known.portal.files.items():
            shown[path] = file.uri
            findings = look.of(path, file)
            if findings is not None:  # else it has changed meanwhile, and the next look is due
                self._show(file.uri, diagnostics(findings, self.lines(file.text)), file.version)
        if look.stopped and (path := look.stopped.place.path) not in shown:
            shown[path] = (known.portal.root / path).as_uri()
            text = await asyncio.to_thread(_text_of, known.portal.root / path)
            self._show(shown[path], diagnostics([look.stopped], self.lines(text)))
        for path in known.shown.keys() - shown.keys():
            self._show(known.shown[path], [])
        known.shown = shown

    def _show(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))


def _text_of(file: Path) -> str:
    """The text of a file that no editor holds, as far as it can be read."""
    try:
        return file.read_bytes().decode(errors="replace")
    except OSError:
        return ""


def make_server(root: Path | None, today: Callable[[], date], desk: Executor) -> LorepathServer:
    """A server that is ready to `start_io`, and has portals checked by `desk`. `today` says which day it is, whenever
    it is asked.
    """
    server = LorepathServer(root, today, desk)
    _listen(server)
    _answer(server)
    return server


def _listen(server: LorepathServer) -> None:
    """What the editor tells."""

    @server.feature(types.INITIALIZED)
    def initialized(ls: LorepathServer, params: types.InitializedParams) -> None:
        files = ls.client_capabilities.workspace and ls.client_capabilities.workspace.did_change_watched_files
        if files and files.dynamic_registration:
            watchers = [types.FileSystemWatcher("**/content/**"), types.FileSystemWatcher("**/schemas/*.json")]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            ls.client_register_capability(types.RegistrationParams([registration]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: LorepathServer, params: types.DidOpenTextDocumentParams) -> None:
        ls.changed(params.text_document.uri, on_disk=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: LorepathServer, params: types.DidChangeTextDocumentParams) -> None:
        ls.changed(params.text_document.uri, PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: LorepathServer, params: types.DidSaveTextDocumentParams) -> None:
        ls.changed(params.text_document.uri, on_disk=True)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: LorepathServer, params: types.DidCloseTextDocumentParams) -> None:
        ls.closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def changed_elsewhere(ls: LorepathServer, params: types.DidChangeWatchedFilesParams) -> None:
        ls.changed_elsewhere()


def _answer(server: LorepathServer) -> None:
    """What the editor asks."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(ls: LorepathServer, params: types.HoverParams) -> types.Hover | None:
        if not (found := await ls.open_file(params.text_document.uri)):
            return None
        known, path, file, lines = found
        text_document = ls.client_capabilities.text_document
        formats = text_document and text_document.hover and text_document.hover.content_format
        is_plain = bool(formats) and types.MarkupKind.Markdown not in (formats or ())
        kind = types.MarkupKind.PlainText if is_plain else types.MarkupKind.Markdown
        return hover(known.portal.last.of(path, file) or (), lines, params.position, kind)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=list(KINDS)))
    async def asked_for_actions(ls: LorepathServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        if not (found := await ls.open_file(params.text_document.uri)):
            return []
        known, path, file, lines = found
        workspace = ls.client_capabilities.workspace
        versioned = bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)
        findings = known.portal.last.of(path, file) or ()
        return actions(findings, file, lines, params.range, params.context.only, versioned)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=list(TRIGGERS)))
    async def completed(ls: LorepathServer, params: types.CompletionParams) -> list[types.CompletionItem]:
        found = ls.find(params.text_document.uri)
        if not found:
            return []
        known, path = found
        if known.portal.portal is None:  # nothing has been read yet; else the last names will do
            await known.schedule.settled()
        portal, file = known.portal.portal, known.portal.files.get(path)
        if portal is None or file is None:
            return []
        lines = ls.lines(file.text)
        return completions(portal, path, lines, lines.spot(params.position))
