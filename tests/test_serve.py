"""`lorepath serve`: the preview follows changes, tells findings, and outlives whatever an author writes."""

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

import pytest

from command import lorepath, start
from portal import lesson, make_portal, write

ROOT = Path(__file__).parent.parent
LESSON = "content/lessons/basics/short-sentences.md"
PAGE = "lessons/basics/short-sentences/"
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


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return make_portal(tmp_path, {"mkdocs.yml": (ROOT / "mkdocs.yml").read_text(encoding="utf-8")})


@pytest.fixture
def server(portal: Path) -> Iterator[Server]:
    running = Server(portal)
    yield running
    if running.process.poll() is None:
        running.end()


def test_follows_changes_and_outlives_bad_ones(portal: Path, server: Server) -> None:
    server.waits_for("follows every change")
    server.shows("Write short sentences", PAGE)
    assert "livereload" in server.page(PAGE)

    told = len(server.said)
    write(portal / LESSON, lesson(title="Write shorter sentences"))
    server.shows("Write shorter sentences", PAGE)
    server.waits_for("2 lessons", told)

    told = len(server.said)
    write(portal / LESSON, "---\ntitle: 'Unclosed\n---\n")
    server.waits_for(f"{LESSON}:", told)
    server.waits_for(f"left out {LESSON}: ", told)
    server.shows("Northwind learning")
    server.shows("to mend before this can be published")
    server.shows(f"<code>{LESSON}:")

    told = len(server.said)
    write(portal / "content/portal.yml", b"\xff\xfe")
    server.waits_for("content/portal.yml:1:1: ", told)
    server.shows("Northwind learning")  # what was there stays
    server.shows("These pages are from before your last change: ")

    told = len(server.said)
    write(portal / "content/portal.yml", "name: Southwind learning\n")
    write(portal / LESSON, lesson(title="Write good sentences"))
    server.shows("Southwind learning")
    server.shows("Write good sentences", PAGE)
    assert "your last change" not in server.page(PAGE)

    assert server.end() == 0
    assert "Traceback" not in server.said
    assert not (portal / "site").exists()


def test_begins_with_a_portal_that_cannot_be_read(portal: Path) -> None:
    (portal / "content/portal.yml").rename(portal / "portal.away")
    server = Server(portal)
    try:
        server.shows("No preview yet")
        assert "content/portal.yml:1:1:" in server.page("")
        (portal / "portal.away").rename(portal / "content/portal.yml")
        server.shows("Northwind learning")
    finally:
        server.end()


def test_a_broken_mkdocs_yml_is_told_and_mended(portal: Path, server: Server) -> None:
    server.shows("Northwind learning")
    good = (portal / "mkdocs.yml").read_text(encoding="utf-8")
    write(portal / "mkdocs.yml", "theme: [\n")
    server.waits_for("mkdocs.yml cannot be used")
    write(portal / "mkdocs.yml", good.replace("Lorepath Workshop", "Westwind learning"))
    server.shows("Westwind learning")


def test_listens_on_this_computer_only(server: Server) -> None:
    server.waits_for(f"http://127.0.0.1:{server.port}/")
    with socket.socket() as asked:
        asked.settimeout(1)
        # Another address of this computer: a server that listens everywhere would answer there.
        assert asked.connect_ex(("127.0.0.2", server.port)) != 0


def test_a_folder_without_content_is_one_line(tmp_path: Path) -> None:
    done = lorepath("serve", "--root", tmp_path, "--port", str(free_port()))
    assert done.returncode == 2
    assert done.stderr.startswith("content/portal.yml:1:1: ")
    assert done.stderr.count("\n") == 1


def test_a_taken_port_is_one_line(portal: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = lorepath("serve", "--root", portal, "--port", str(port))
    assert done.returncode == 2
    assert done.stderr == f"lorepath: port {port} is taken by another program; choose one with --port {port + 1}\n"
