"""An editor for tests: it starts `lorepath lsp` as installed and talks to it over standard input and output.

with Editor(root) as editor:
    uri = editor.open("content/lessons/basics/a.md")
    assert editor.findings(uri) == ["6:8 error REF02 there is no person `zoe`; …"]

Whatever the server prints that is not the protocol fails the test. It is always 6 January 2026.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from command import surroundings

LOREPATH = Path(sys.executable).parent / "lorepath"
Json = Any
PATIENCE = 30.0
_SEVERITIES = {1: "error", 2: "warning", 3: "information", 4: "hint"}


class Editor:
    """One session, from `initialize` to `exit`. `command` stands for the installed `lorepath`."""

    def __init__(
        self, root: Path, *arguments: str, capabilities: Json = None, command: Sequence[str] = (str(LOREPATH),)
    ) -> None:
        self.root = root
        self.said: list[Json] = []  # everything that came, in order
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self._diagnostics: dict[str, Json] = {}
        self._number = 0
        self._process = subprocess.Popen(
            [*command, "lsp", *arguments],
            cwd=root.parent,
            env=surroundings(SOURCE_DATE_EPOCH="1767700800"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._messages: queue.Queue[Json] = queue.Queue()
        self._errors: list[bytes] = []
        self._readers = [threading.Thread(target=each, daemon=True) for each in (self._read, self._read_errors)]
        for reader in self._readers:
            reader.start()
        self.server = self.ask(
            "initialize",
            {"processId": None, "rootUri": root.as_uri(), "capabilities": capabilities or {}},
        )
        self.tell("initialized", {})

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        if kind:
            self._process.kill()
            print(b"".join(self._errors).decode(errors="replace"))
        else:
            assert self.ask("shutdown", None) is None
            self.tell("exit", None)
            assert self._process.wait(PATIENCE) == 0
        for reader in self._readers:
            reader.join(PATIENCE)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert stream
            stream.close()
        self._process.wait(PATIENCE)
        assert kind or b"".join(self._errors) == b""

    # ── documents ───────────────────────────────────────────────────────────────────────────────────────────

    def open(self, path: str, text: str | None = None) -> str:
        """Open a file, with another text than the disk's if given; returns its URI."""
        uri = Path(os.path.normpath(self.root / path)).as_uri()
        self.texts[uri] = (self.root / path).read_bytes().decode() if text is None else text
        self.versions[uri] = 1
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": self.texts[uri]}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return uri

    def change(self, uri: str, text: str) -> None:
        """Type until a document holds this text."""
        self.texts[uri] = text
        self.versions[uri] += 1
        document = {"uri": uri, "version": self.versions[uri]}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def save(self, uri: str) -> None:
        self.tell("textDocument/didSave", {"textDocument": {"uri": uri}})

    def close(self, uri: str) -> None:
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        del self.texts[uri], self.versions[uri]

    def findings(self, uri: str) -> list[str]:
        """What is said of a document's present text: `line:column severity CODE message`, counted from 1."""
        return [
            f"{each['range']['start']['line'] + 1}:{each['range']['start']['character'] + 1} "
            f"{_SEVERITIES[each['severity']]} {each['code']} {each['message']}"
            for each in self.diagnostics(uri)
        ]

    def diagnostics(self, uri: str) -> list[Json]:
        """The diagnostics of a document's present version, as they came."""
        while self._diagnostics.get(uri, {}).get("version") != self.versions.get(uri, -1):
            self._next()
        return self._shown(uri)

    def wait_for(self, uri: str, are_right: Callable[[set[str]], bool] = lambda codes: not codes) -> list[Json]:
        """Wait until the right codes are shown for a URI, by default none; returns the diagnostics."""
        while uri not in self._diagnostics or not are_right({each["code"] for each in self._shown(uri)}):
            self._next()
        return self._shown(uri)

    def _shown(self, uri: str) -> list[Json]:
        return list(self._diagnostics[uri]["diagnostics"])

    # ── questions ───────────────────────────────────────────────────────────────────────────────────────────

    def at(self, uri: str, words: str, offset: int | None = None) -> Json:
        """The position after the first occurrence of `words`, or `offset` characters into it."""
        index = self.texts[uri].index(words) + (len(words) if offset is None else offset)
        before = self.texts[uri][:index].split("\n")
        return {"line": len(before) - 1, "character": len(before[-1].encode("utf-16-le")) // 2}

    def hover(self, uri: str, position: Json) -> str:
        found = self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
        return str(found["contents"]["value"]) if found else ""

    def complete(self, uri: str, position: Json) -> dict[str, str]:
        """What may stand at a position: label → detail, in order."""
        return {each["label"]: each["detail"] for each in self.completions(uri, position)}

    def completions(self, uri: str, position: Json) -> list[Json]:
        found = self.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
        return sorted(found, key=lambda each: str(each["sortText"]))

    def actions(self, uri: str, position: Json, only: list[str] | None = None) -> list[Json]:
        context = {"diagnostics": [], **({"only": only} if only else {})}
        place = {"start": position, "end": position}
        return list(
            self.ask("textDocument/codeAction", {"textDocument": {"uri": uri}, "range": place, "context": context})
        )

    def apply(self, uri: str, edits: list[Json]) -> str:
        """The text of a document with edits in it."""
        text = self.texts[uri]
        for edit in sorted(edits, key=lambda each: str(each["range"]["start"]), reverse=True):
            start, end = (self._index(text, edit["range"][each]) for each in ("start", "end"))
            text = text[:start] + edit["newText"] + text[end:]
        return text

    def _index(self, text: str, position: Json) -> int:
        lines = text.split("\n")
        before = sum(len(line) + 1 for line in lines[: position["line"]])
        units = lines[position["line"]].encode("utf-16-le")[: 2 * position["character"]]
        return before + len(units.decode("utf-16-le"))

    # ── the protocol ────────────────────────────────────────────────────────────────────────────────────────

    def ask(self, method: str, params: Json) -> Json:
        """Send a request and wait for its answer."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, params: Json) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def _send(self, message: Mapping[str, Json]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _next(self) -> Json:
        message = self._messages.get(timeout=PATIENCE)
        assert message is not None, "the server has ended: " + b"".join(self._errors).decode(errors="replace")
        assert "broken" not in message, message["broken"]
        self.said.append(message)
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]
        elif message.get("method") == "client/registerCapability":
            self._send({"id": message["id"], "result": None})
        return message

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream
        while header := stream.readline():
            if not header.startswith(b"Content-Length: "):
                self._messages.put({"broken": header + stream.read()})
                return
            while (more := stream.readline()).strip():
                header_is_known = more.startswith(b"Content-Type: ")
                assert header_is_known, more
            self._messages.put(json.loads(stream.read(int(header.split()[1]))))
        self._messages.put(None)

    def _read_errors(self) -> None:
        assert self._process.stderr
        self._errors.extend(self._process.stderr)
