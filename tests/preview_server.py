"""A running `lorepath serve`, and what it says and shows."""

from __future__ import annotations

import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from command import start

PATIENCE = 60  # seconds; what is waited for comes after two or three


class Server:
    """A running preview, and what it has said so far."""

    def __init__(self, root: Path) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[str] = start("serve", "--root", root, "--port", str(self.port))
        self.said = ""
        self._readers = [
            threading.Thread(target=self._read, args=(stream,)) for stream in (self.process.stdout, self.process.stderr)
        ]
        for reader in self._readers:
            reader.start()

    def _read(self, stream: Iterator[str]) -> None:
        for line in stream:
            self.said += line

    def waits_for(self, text: str, since: int = 0) -> None:
        """Return when the text has been said."""
        self._until(lambda: text in self.said[since:], text)

    def shows(self, text: str, page: str = "") -> None:
        """Return when the page has the text."""
        self._until(lambda: text in self.page(page), text)

    def _until(self, seen: object, text: str) -> None:
        assert callable(seen)
        end = time.monotonic() + PATIENCE
        while not seen():
            assert self.process.poll() is None, f"the preview has ended: {self.said}"
            assert time.monotonic() < end, f"waited for {text!r}; said so far: {self.said}"
            time.sleep(0.05)

    def page(self, page: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{page}", timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return error.read().decode()
        except urllib.error.URLError:
            return ""  # it does not listen yet

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=PATIENCE)
        for reader in self._readers:
            reader.join()
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
        return status


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
