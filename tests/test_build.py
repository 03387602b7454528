"""`lorepath build`: what it builds, what it refuses, what it says."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest

from command import files, lorepath
from portal import lesson, make_portal, write
from repo import Repo
from tiny import tiny

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
BROKEN = lesson(objectives=[])
CANARY = "canary-7391@example.org"


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    """A small portal with MkDocs' settings of this project, in a repository."""
    repo = Repo(tmp_path / "portal")
    make_portal(repo.root, {"mkdocs.yml": settings()})
    repo.commit("First lessons", author=f"Maria Okafor <{CANARY}>")
    return repo.root


def settings() -> str:
    return (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_builds_a_page_for_everything(portal: Path) -> None:
    done = lorepath("build", "--root", portal)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Built 2 lessons into ")
    site = files(portal / "site")
    for page in ("", "lessons/basics/short-sentences/", "roles/writer/", "skills/plain-language/", "people/maria/"):
        assert f"{page}index.html" in site
    assert sorted(entry.name for entry in portal.iterdir()) == [*(".git", "content", "mkdocs.yml", "site")]


def test_another_folder_can_be_named(portal: Path, tmp_path: Path) -> None:
    assert lorepath("build", "--root", portal, "--site", tmp_path / "public/here").returncode == 0
    assert (tmp_path / "public/here/index.html").is_file()
    assert not (portal / "site").exists()


def test_a_portal_needs_no_mkdocs_yml(portal: Path) -> None:
    (portal / "mkdocs.yml").unlink()
    done = lorepath("build", "--root", portal)
    assert done.returncode == 0, done.stderr
    assert "Northwind learning" in (portal / "site/index.html").read_text(encoding="utf-8")
    assert "edit/" not in (portal / "site/index.html").read_text(encoding="utf-8")


def test_a_blocking_finding_leaves_the_site_as_it_was(portal: Path) -> None:
    lorepath("build", "--root", portal)
    before = files(portal / "site")
    write(portal / "content/lessons/basics/short-sentences.md", BROKEN)
    done = lorepath("build", "--root", portal)
    assert done.returncode == 1
    assert "content/lessons/basics/short-sentences.md:5:1: " in done.stdout
    assert "not built" in done.stderr
    assert files(portal / "site") == before


def test_allow_findings_builds_what_can_be_built_and_names_the_rest(portal: Path) -> None:
    write(portal / "content/lessons/basics/short-sentences.md", BROKEN)
    write(portal / "content/lessons/basics/no-front-matter.md", "Only text.\n")
    write(portal / "content/skills/unclosed.yml", "name: 'Unclosed\n")
    done = lorepath("build", "--root", portal, "--allow-findings")
    assert done.returncode == 0, done.stderr
    left_out = [line for line in done.stderr.splitlines() if line.startswith("lorepath: left out ")]
    assert [line.split()[3].rstrip(":") for line in left_out] == [
        "content/lessons/basics/no-front-matter.md",
        "content/skills/unclosed.yml",
    ]
    assert all(" DOC" in line for line in left_out)
    site = files(portal / "site")
    assert "lessons/basics/short-sentences/index.html" in site
    assert "lessons/basics/no-front-matter/index.html" not in site


def test_only_pages_and_assets_reach_the_site(portal: Path) -> None:
    write(portal / "content/people/maria.yml", f"name: Maria Okafor\nemails: [{CANARY}]\n")
    for name in ("notes.txt", "page.html", "run.js", "style.css", "drawing.svg", "data.json", ".secret", "key.pem"):
        write(portal / "content/lessons/basics" / name, CANARY)
    write(portal / "content/lessons/basics/picture.png", tiny(".png"))
    done = lorepath("build", "--root", portal, "--allow-findings")
    assert done.returncode == 0, done.stderr
    site = files(portal / "site")
    assert [path for path, content in site.items() if CANARY.encode() in content] == []
    ours = [path for path in site if not path.startswith("assets/")]
    assert {posixpath.splitext(path)[1] for path in ours} == {".html", ".json", ".png", ".xml", ".gz", ".csv", ".ics"}
    data = [path for path in ours if path.endswith((".json", ".csv")) and not path.endswith("feed.json")]
    assert data == [
        *("data/catalogue.json", "data/pages.json", "data/roles/writer.json"),
        *("health/coverage.csv", "health/gaps.csv", "health/health.json", "health/lessons.csv"),
    ]
    assert "lessons/basics/picture.png" in site


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("site_name: [\n", "mkdocs.yml cannot be used"),
        ("site_name: Northwind\ntheme: no-such-theme\nplugins: [lorepath]\n", "no-such-theme"),
        ("site_name: Northwind\ndocs_dir: content\nplugins: [no-such-plugin]\n", "no-such-plugin"),
        ("site_name: Northwind\ndocs_dir: content\ntheme: material\n", "add `lorepath` to `plugins`"),
        ("site_name: Northwind\ndocs_dir: text\ntheme: material\nplugins: [lorepath]\n", "docs_dir: content"),
        ("site_name: Northwind\ndocs_dir: content\nsite_dir: content/site\ntheme: material\nplugins: [lorepath]\n", ""),
        ("site_name: Northwind\ndocs_dir: content\nsite_dir: .\ntheme: material\nplugins: [lorepath]\n", ""),
        ("- a list\n", "mkdocs.yml cannot be used"),
        ("\0", "mkdocs.yml cannot be used"),
    ],
)
def test_a_mkdocs_yml_that_cannot_be_used_is_one_line(portal: Path, text: str, reason: str) -> None:
    write(portal / "mkdocs.yml", text)
    write(portal / "text/index.md", "# Not the portal\n")
    before = files(portal)
    done = lorepath("build", "--root", portal)
    assert done.returncode == 2
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("lorepath: ")
    assert {path: text for path, text in files(portal).items() if not path.startswith(".lorepath-cache/")} == before


def test_a_plugin_that_fails_is_one_line(portal: Path) -> None:
    write(portal / "hook.py", "def on_page_content(html, **_):\n    raise ZeroDivisionError('a\\nb')\n")
    write(portal / "mkdocs.yml", settings() + "\nhooks: [hook.py]\n")
    done = lorepath("build", "--root", portal)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "ZeroDivisionError" in done.stderr
    assert "Traceback" in lorepath("build", "--root", portal, LOREPATH_DEBUG="1").stderr


def test_what_mkdocs_warns_about_is_said_in_a_line(portal: Path) -> None:
    write(portal / "mkdocs.yml", settings() + "\nno_such_setting: 1\n")
    done = lorepath("build", "--root", portal)
    assert done.returncode == 0
    assert done.stderr == (
        "lorepath: MkDocs warns: Config value 'no_such_setting': Unrecognised configuration name: no_such_setting\n"
    )


def test_an_unreadable_portal_is_one_line(tmp_path: Path) -> None:
    done = lorepath("build", "--root", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("content/portal.yml:1:1: ")
    assert done.stderr.count("\n") == 1


def test_a_wrong_moment_is_said(portal: Path) -> None:
    done = lorepath("build", "--root", portal, SOURCE_DATE_EPOCH="yesterday")
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH holds 'yesterday'" in done.stderr


def test_nothing_is_drawn_where_nobody_watches(portal: Path) -> None:
    done = lorepath("build", "--root", portal)
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stdout.count("\n") == 1
