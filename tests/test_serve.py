"""`lorepath serve`: the preview follows changes, tells findings, and outlives whatever an author writes."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import lorepath
from portal import lesson, make_portal, write
from preview_server import Server, free_port
from repo import Repo

ROOT = Path(__file__).parent.parent
LESSON = "content/lessons/basics/short-sentences.md"
PAGE = "lessons/basics/short-sentences/"


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


def test_follows_what_settings_name_and_what_git_and_the_baseline_say(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "portal")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    page = "{% extends 'base.html' %}{% block libs %}<!-- looks NUMBER -->{% endblock %}"
    files = {
        "base.yml": settings.replace("theme:\n", "theme:\n  custom_dir: looks\n"),
        "mkdocs.yml": "INHERIT: base.yml\n",
        "looks/main.html": page,
        ".gitignore": "/site/\n",
    }
    make_portal(repo.root, files)
    repo.commit("Begin", author="Maria <maria@example.org>")
    server = Server(repo.root)
    try:
        server.shows("looks NUMBER")
        server.waits_for("follows every change")
        repo.write("looks/main.html", page.replace("NUMBER", "newer"))
        server.shows("looks newer")
        repo.write("base.yml", files["base.yml"].replace("site_description: ", "site_description: Renewed. "))
        server.shows("Renewed. ")
        repo.write(LESSON, lesson(title="Write shorter sentences"))
        server.shows("Write shorter sentences", PAGE)
        told = len(server.said)
        repo.commit("Shorten", author="Sam Newcomer <sam@example.org>")
        server.shows("Sam Newcomer", PAGE)
        server.waits_for("lessons checked", told)
        repo.write(".github/lorepath-baseline.json", "{")
        server.waits_for(".github/lorepath-baseline.json:1:", told)
    finally:
        server.end()


def test_listens_on_this_computer_only(server: Server) -> None:
    server.waits_for(f"http://127.0.0.1:{server.port}/")
    with socket.socket() as asked:
        asked.settimeout(1)
        # Another address of this computer: a server that listens everywhere would answer there.
        assert asked.connect_ex(("127.0.0.2", server.port)) != 0


def test_answers_under_its_own_names_only(server: Server) -> None:
    """Else another website that lets its own name stand for this computer could read the pages (DNS rebinding)."""
    server.shows("Northwind learning")

    def asked(page: str, *hosts: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.putrequest("GET", page, skip_host=True)
        for host in hosts:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        return answer.status, said

    port = server.port
    for own in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        for host in (own, f"{own}:{port}", f"{own}:9000"):  # 9000: of a tunnel that leads here
            status, page = asked("/", host)
            assert (status, "Northwind learning" in page) == (200, True), host
    refused = (
        f"This preview is only for the computer that it runs on: open http://127.0.0.1:{port}/ or "
        f"http://localhost:{port}/ there. Under any other name it shows nothing.\n"
    )
    others = ["evil.example", f"evil.example:{port}", "localhost.evil.example", "127.0.0.1.evil.example", "[::2]", ""]
    for host in (*others, "localhost:", "localhost:80:80", "user@localhost"):
        assert asked("/", host) == (403, refused), host
    for page in (f"/{PAGE}", "/nothing/", "/assets/lorepath.css", "/livereload/0/0"):
        assert asked(page, "evil.example") == (403, refused), page
    assert asked("/") == (403, refused)
    assert asked("/", "localhost", "evil.example") == (403, refused)


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
