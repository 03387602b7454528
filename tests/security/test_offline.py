"""A portal is built without any network, and holds no script that is not ours or a locked package's, as it came."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import metadata, resources
from pathlib import Path

import pytest

from command import files, lorepath
from lorepath.site import stylesheet
from portal import make_portal
from repo import Repo

ROOT = Path(__file__).parents[2]
THEME = ROOT / "plugins/lorepath/site/theme"
# Python reads this before anything else, in every process: whoever asks for a host ends at once.
NO_NETWORK = """
import os, sys
def refuse(event, arguments):
    local = event == "socket.connect" and isinstance(arguments[1], (str, bytes))
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto") and not local:
        os.write(2, f"the network was asked for: {event} {arguments}\\n".encode())
        os._exit(97)
sys.addaudithook(refuse)
"""
THIRD_PARTIES = {"assets/": "mkdocs-material", "pagefind/": "pagefind"}
"""Where in a site the files of a package lie."""


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[str, ...], dict[str, str]]:
    """What stands before a command that may not reach any network, and its variables."""
    folder = tmp_path_factory.mktemp("no-network")
    (folder / "sitecustomize.py").write_text(NO_NETWORK)
    # Where the system allows it, programs that are not Python have no network either.
    alone = ("unshare", "--map-root-user", "--net", "--")
    works = (
        shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True, check=False).returncode == 0
    )
    return alone if works else (), {"PYTHONPATH": str(folder)}


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, surroundings: tuple[tuple[str, ...], dict[str, str]]
) -> dict[str, bytes]:
    """The files of a portal that was checked and built, with its index of texts, without any network."""
    pytest.importorskip("pagefind")
    repo = Repo(tmp_path_factory.mktemp("offline") / "portal")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    make_portal(repo.root, {"mkdocs.yml": settings, ".gitignore": "/site/\n"})
    repo.commit("Begin")
    before, variables = surroundings
    for command in (("check",), ("build", "--full-text")):
        done = lorepath(*command, "--root", repo.root, before=before, **variables)
        assert done.returncode == 0, done.stderr
    return files(repo.root / "site")


def test_the_network_is_really_away(surroundings: tuple[tuple[str, ...], dict[str, str]]) -> None:
    before, variables = surroundings
    ask = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run([*before, sys.executable, "-c", ask], env=variables, capture_output=True, check=False)
    assert (done.returncode, b"the network was asked for" in done.stderr) == (97, True)


def test_a_site_is_complete_without_a_network(site: dict[str, bytes]) -> None:
    assert {"index.html", "find/index.html", "pagefind/pagefind.js", "feed.xml"} <= site.keys()


def test_every_script_is_ours_or_a_packages_as_it_came(site: dict[str, bytes]) -> None:
    material = Path(str(resources.files("material"))) / "templates"
    programs = [path for path in site if path.endswith((".js", ".mjs", ".wasm", ".css"))]
    assert len(programs) > 20
    for path in programs:
        known = [THEME / path, material / path]
        as_it_came = [stylesheet.stylesheet(), *(each.read_bytes() for each in known if each.is_file())]
        assert site[path] in as_it_came or path.startswith("pagefind/"), path


def test_what_others_wrote_has_its_version_and_its_licence_recorded() -> None:
    """The lock files say which version it is, by hash; the packages say under which licence they come."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for package in THIRD_PARTIES.values():
        assert re.search(rf"^{package}(?:\[\w+\])?=={re.escape(metadata.version(package))} ", lock, re.MULTILINE), (
            package
        )
        about = metadata.metadata(package)
        said = " ".join(
            [about.get("License-Expression", ""), about.get("License", ""), *about.get_all("Classifier", [])]
        )
        assert "MIT" in said, package


_NOTICE = re.compile(r"copyright (?:\(c\)|©|\d)|@licen[cs]e|licen[cs]ed under|sourceMappingURL", re.IGNORECASE)


def test_nothing_that_others_wrote_lies_among_our_own_files() -> None:
    for path in (*THEME.rglob("*"), *(THEME.parent / "styles").rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not _NOTICE.search(text), path
            if path.suffix in (".js", ".css"):
                assert max(map(len, text.split("\n"))) <= 1000, f"{path} looks like somebody's minified file"
