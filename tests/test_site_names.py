"""The whole built site, every byte of it, and what every command says: no hidden person, and no e-mail address.

The portal is a real repository in which the hidden person does everything that could get a name into an output.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path

import pytest

from command import lorepath
from conftest import Cli
from lorepath.cli import commands
from lorepath.spreadsheet import read as read_csv
from portal import WELL_MADE_LESSONS, lesson, make_portal
from repo import Repo

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
HIDDEN = "Hana Hidaka <hana.hidaka@example.org>"
ALSO_HIDDEN = "H. Hidaka <hh@example.net>"
SAME_NAME = "Hana Hidaka <unknown-to-the-registry@example.com>"
NAMED = re.compile(r"hidaka|\bhana\b", re.IGNORECASE)
"""The hidden person's name, or handle."""
MARIA = "Maria Okafor <maria.okafor@example.org>"
SHORT = "content/lessons/basics/short-sentences.md"
EDIT = "content/lessons/basics/edit-for-a-reader.md"
FILES = {
    "content/people/hana.yml": """\
name: Hana Hidaka
emails: [hana.hidaka@example.org, hh@example.net]
helps_with: [plain-language]
credit: hidden
""",
    "content/people/maria.yml": "name: Maria Okafor\nemails: [maria.okafor@example.org]\n",
    "content/roles/writer.yml": "title: Writer\nsummary: Writes.\nowner: hana\nrequires: {plain-language: 2}\n",
    "content/roles/reader.yml": "title: Reader\nsummary: Reads.\nowner: hanna\nrequires: {plain-language: 1}\n",
    "content/lessons/basics/topic.yml": "title: The basics\nsummary: Write.\nowner: hana\ndeputy: hana\n",
}
CONFIGURATION = """\
site_name: Northwind learning
site_url: https://learn.example/
repo_url: https://github.com/team/learning
edit_uri: edit/main/content/
docs_dir: content
theme: {name: material}
plugins: [{lorepath: {allow_findings: true}}]
markdown_extensions: [attr_list, tables, toc, pymdownx.superfences]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_portal(tmp_path_factory.mktemp("portal"), FILES)
    (root / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    repo = Repo(root)
    repo.write(".mailmap", "Hana Hidaka <hana.hidaka@example.org> <old-hana@example.org>\n")
    repo.commit("Begin", HIDDEN, "2024-01-05")
    everything = f"Reviewed-by: {HIDDEN}\nReviewed-by: {ALSO_HIDDEN}\nCo-authored-by: {SAME_NAME}"
    repo.write(SHORT, lesson(minutes=8, owner="hana", contributors=[{"person": "hana", "role": "author"}]))
    repo.commit(f"Write it anew\n\n{everything}", MARIA, "2025-02-05")
    repo.write(EDIT, WELL_MADE_LESSONS[EDIT])
    repo.commit("Edit\n\nReviewed-by: Maria Okafor <maria.okafor@example.org>", ALSO_HIDDEN, "2026-01-05")
    repo.commit("Verify\n\nReviewed-lesson: short-sentences", SAME_NAME, "2026-02-05")
    repo.commit("Verify\n\nReviewed-lesson: short-sentences", "Hana Hidaka <old-hana@example.org>", "2026-02-06")
    nameless = "no-name@example.org <no-name@example.org>"
    repo.write(EDIT, WELL_MADE_LESSONS[EDIT].replace("eleven", "twelve"))
    repo.commit("Count again", nameless, "2026-03-05")
    done = lorepath("build", "--root", root, "--allow-findings")
    assert done.returncode == 0, done.stderr
    assert "REF02" in done.stdout + done.stderr, "`hanna` is near to a name that must not be suggested"
    assert not NAMED.search(done.stdout + done.stderr)
    assert not ADDRESS.search(done.stdout + done.stderr)
    return root / "site"


def texts(site: Path) -> dict[str, str]:
    """Every file of the site that the portal's content can reach, unpacked, by path."""
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith("assets/"):
            data = path.read_bytes()
            found[name] = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8", "replace")
    return found


def test_a_hidden_name_is_nowhere(site: Path) -> None:
    found = texts(site)
    assert {"sitemap.xml", "sitemap.xml.gz", "data/pages.json", "feed.xml", "feed.json"} <= found.keys()
    assert {"health/health.json", "health/lessons.csv", "contributors/index.html"} <= found.keys()
    assert {name for name, text in found.items() if NAMED.search(text)} == set()
    assert not [name for name in found if NAMED.search(name)]


def test_those_who_are_not_hidden_are_thanked(site: Path) -> None:
    found = texts(site)
    for name in (
        "contributors/index.html",
        "health/health.json",
        "feed.xml",
        "lessons/basics/short-sentences/index.html",
    ):
        assert "Maria Okafor" in found[name], name


def test_no_address_for_mail_is_anywhere(site: Path) -> None:
    found = {name: set(ADDRESS.findall(text)) for name, text in texts(site).items()}
    assert {name: addresses for name, addresses in found.items() if addresses} == {}
    assert "no-name" in texts(site)["contributors/index.html"], "what stands before the @ is all that is left"


COMMANDS = (
    ("check",),
    *(("check", "--format", form) for form in ("json", "github", "sarif", "rdjson")),
    *(("fresh", "--as-of", "2027-06-01", "--format", form) for form in ("text", "json", "csv")),
    *(
        ("credit", lesson_id, "--format", form)
        for lesson_id in ("short-sentences", "edit-for-a-reader")
        for form in ("text", "json")
    ),
    ("credit", "hanna"),
    ("fresh", "--owner", "hanna"),
    ("fresh", "--owner", "hana", "--as-of", "2027-06-01"),
    ("path", "writer", "--format", "json"),
    ("career", "writer"),
    ("gaps",),
    ("matrix", "export"),
    ("new", "topic", "--title", "New", "--summary", "New.", "--owner", "hanna"),
    ("new", "role", "--title", "New", "--summary", "New.", "--owner", "hanna", "--requires", "plain-language=1"),
    ("new", "person", "hanna", "--name", "Hanna"),
    ("links",),
    ("baseline",),
    ("verify", "short-sentences"),
    ("verify", "no-such-lesson"),
    ("check", "--changed", "no-such-branch"),
    ("explain", "REF02"),
    ("cache", "info"),
)
ELSEWHERE = {
    "build": "the fixture `site`",
    "serve": "it says no more than a build",
    "lsp": "test_lsp",
    "init": "no people",
}
"""Commands that are not asked here, and where they are."""


def test_every_command_is_asked() -> None:
    assert {command[0] for command in COMMANDS} | ELSEWHERE.keys() == set(commands.COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_prints_an_address_or_a_hidden_name(
    site: Path, cli: Cli, tmp_path: Path, command: tuple[str, ...]
) -> None:
    root = tmp_path / "portal"
    shutil.copytree(site.parent, root, ignore=shutil.ignore_patterns("site"))
    result = cli(*command, *(() if command[0] == "explain" else ("--root", root)))
    said = result.stdout + result.stderr
    written = [root / path for path in Repo(root).git("ls-files", "--others").split()]
    for text in (said, *(path.read_text() for path in written)):
        assert text
        assert ADDRESS.findall(text) == []
        assert not NAMED.search(text)


def test_whoever_may_read_the_repository_finds_whom_to_ask(site: Path, cli: Cli) -> None:
    asked = ("fresh", "--as-of", "2027-06-01", "--root", site.parent, "--format")
    where = "content/lessons/basics/topic.yml"
    assert f"  short-sentences (stale, ask whom {where} names)\n" in cli(*asked, "text").stdout
    told = json.loads(cli(*asked, "json").stdout)["lessons"]
    assert {(each["lesson"], each["ask"], each["named_in"]) for each in told} == {
        ("short-sentences", None, where),
        ("edit-for-a-reader", None, where),
    }
    (row,) = [
        row for row in read_csv(cli(*asked, "csv").stdout.replace("\r\n", "\n")) if row["lesson"] == "short-sentences"
    ]
    assert (row["ask"], row["named_in"]) == ("", where)
    health = json.loads((site / "health/health.json").read_text())
    assert {each["ask"] for each in health["lessons"]} == {None}


def test_an_error_of_git_shows_no_address(
    site: Path, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOREPATH_CACHE", "off")
    broken = tmp_path / "maria.okafor@example.org"  # Git names the folder, and we do not
    shutil.copytree(site.parent, broken)
    middle = Repo(broken).git("rev-parse", "HEAD~2").strip()
    (broken / ".git/objects" / middle[:2] / middle[2:]).unlink()
    for command in (("check",), ("fresh",), ("credit", "short-sentences")):
        result = cli(*command, "--root", broken)
        said = result.stdout + result.stderr
        assert "Git cannot read this repository to its end" in said
        assert ADDRESS.findall(said) == []
