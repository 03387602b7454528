"""A site that is renewed after an edit is, byte for byte, the site that a clean build makes."""

from __future__ import annotations

import logging
import random
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands import build as mkdocs
from mkdocs.structure.pages import Page

from command import files
from edits import edited_portal, person, topic
from lorepath.mkdocs_plugin import built_site, run, settings
from lorepath.mkdocs_plugin.build import SiteBuild
from lorepath.mkdocs_plugin.progress import Steps
from lorepath.store import Store, place_of
from repo import Repo

pytestmark = pytest.mark.slow

TODAY = date(2026, 1, 5)
_READS_A_FILE = """\
import os
from pathlib import Path

from markdown import Extension
from markdown.preprocessors import Preprocessor


class Adds(Preprocessor):
    word = ""

    def run(self, lines):
        return [*lines, "", f"read: {self.word}"]


class Reads(Extension):
    def extendMarkdown(self, md):
        adds = Adds(md)
        adds.word = Path(os.environ["WORD"]).read_text() if Path(os.environ["WORD"]).exists() else ""
        md.preprocessors.register(adds, "adds", 1)


def makeExtension(**options):
    return Reads(**options)
"""


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A generated portal with looks and a cache of its own."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("LOREPATH_CACHE", str(tmp_path / "cache"))
    return edited_portal(tmp_path / "portal")


def build(root: Path, site: Path, earlier: run.Earlier | None = None) -> dict[str, bytes]:
    """Every file of the site, built as it is by the command, or by the preview with what `earlier` builds have left."""
    with Steps(show=False) as steps:
        prepared = run.prepare(root, TODAY, steps, earlier=earlier)
        return files(run.build(prepared, site, steps, earlier=earlier).folder)


def say_more(repo: Repo) -> None:
    """Add a sentence to a lesson: it changes nothing but the lesson's own page."""
    lesson = repo.root / "content/lessons/topic-000/lesson-00003.md"
    lesson.write_text(f"{lesson.read_text(encoding='utf-8')}\nOne more sentence.\n", encoding="utf-8")


def test_only_the_page_of_a_lesson_whose_text_changed_is_written_again(repo: Repo, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(repo.root, site)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    say_more(repo)
    build(repo.root, site)
    written = [path for path in site.rglob("*.html") if path.stat().st_mtime_ns != before[path]]
    assert len(written) == 1
    assert b"One more sentence." in written[0].read_bytes()


def test_pages_that_a_new_title_does_not_reach_are_taken_over(repo: Repo, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(repo.root, site)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    topic(repo, random.Random(1))
    person(repo, random.Random(1))
    build(repo.root, site)
    written = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if path.stat().st_mtime_ns != before.get(path)
    }
    assert {"topics/index.html", "people/index.html", "people/somebody-0/index.html"} <= written
    assert not [path for path in written if path.startswith("reference/s")]


def test_the_site_that_stands_is_not_written_into(repo: Repo, tmp_path: Path) -> None:
    """A renewed site shares files with the one before it, until that one is gone."""
    site = tmp_path / "site"
    first = build(repo.root, site)
    standing = built_site.recall(Store(place_of(repo.root)), site)
    assert standing is not None
    copy = tmp_path / "copy"
    copy.mkdir()
    standing.take_all(copy)
    say_more(repo)
    assert build(repo.root, site) != first
    assert files(copy) == first


@pytest.mark.parametrize("harm", ["a page", "a missing page", "a stray file", "a link", "the note"])
def test_a_site_that_was_touched_is_made_anew(repo: Repo, tmp_path: Path, harm: str) -> None:
    site = tmp_path / "site"
    clean = build(repo.root, site)
    match harm:
        case "a page":
            (site / "index.html").write_bytes(clean["index.html"].replace(b"<title>", b"<title>Not "))
        case "a missing page":
            (site / "index.html").unlink()
        case "a stray file":
            (site / "stray.html").write_bytes(clean["index.html"])
        case "a link":
            (site / "404.html").unlink()
            (site / "404.html").symlink_to(site / "index.html")
        case "the note":
            for note in (tmp_path / "cache/site").rglob("*"):
                if note.is_file():
                    note.write_bytes(b"{}")
    assert build(repo.root, site) == clean


@pytest.mark.parametrize("by", ["a command", "a preview"])
def test_what_mkdocs_warns_of_a_page_is_said_each_time(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    build_page = mkdocs._build_page

    def warning(page: Page, *rest: object) -> None:
        if page.file.src_uri == "topics/topic-000/index.md":
            logging.getLogger("mkdocs.themes").warning("this page looks odd")
        build_page(page, *rest)

    monkeypatch.setattr(mkdocs, "_build_page", warning)
    said, earlier = [], run.Earlier(repo.root) if by == "a preview" else None
    for _ in range(3):
        say_more(repo)
        with Steps(show=False) as steps:
            prepared = run.prepare(repo.root, TODAY, steps, earlier=earlier)
            said.append(run.build(prepared, tmp_path / "site", steps, earlier=earlier).said)
    assert said == 3 * [("MkDocs warns: this page looks odd",)]
    assert files(tmp_path / "site") == build(repo.root, tmp_path / "clean")


def test_a_preview_sets_up_again_where_more_than_a_text_differs(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill, filled = SiteBuild.fill_files, []
    monkeypatch.setattr(SiteBuild, "fill_files", lambda *given: filled.append(1) or fill(*given))
    earlier = run.Earlier(repo.root)
    build(repo.root, tmp_path / "site", earlier)
    for _ in range(2):
        say_more(repo)
        again = build(repo.root, tmp_path / "site", earlier)
    assert len(filled) == 1
    assert again == build(repo.root, tmp_path / "clean")
    filled.clear()
    topic(repo, random.Random(1))
    again = build(repo.root, tmp_path / "site", earlier)
    assert len(filled) == 1
    assert again == build(repo.root, tmp_path / "clean")


def test_a_preview_sets_up_again_where_an_extension_may_have_read_a_file(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reading_extension.py").write_text(_READS_A_FILE, encoding="utf-8")
    word = tmp_path / "word.txt"
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("WORD", str(word))
    settings_text = (repo.root / "mkdocs.yml").read_text(encoding="utf-8")
    extended = settings_text.replace("markdown_extensions:\n", "markdown_extensions:\n  - reading_extension\n")
    repo.write("mkdocs.yml", extended)
    earlier = run.Earlier(repo.root)
    page = "lessons/topic-000/lesson-00003/index.html"
    for said in ("first", "second"):
        word.write_text(said, encoding="utf-8")
        say_more(repo)
        assert f"read: {said}".encode() in build(repo.root, tmp_path / "site", earlier)[page]


def test_what_is_said_while_a_preview_sets_up_is_said_each_time(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advice = logging.getLogger("mkdocs.plugins.lorepath")
    monkeypatch.setattr(settings, "advise", lambda config: advice.warning("this only costs time"))
    earlier, said = run.Earlier(repo.root), []
    for _ in range(3):
        with Steps(show=False) as steps:
            prepared = run.prepare(repo.root, TODAY, steps, earlier=earlier)
            said.append(run.build(prepared, tmp_path / "site", steps, earlier=earlier).said)
        say_more(repo)
    assert said == 3 * [("MkDocs warns: this only costs time",)]


def test_settings_may_name_folders_as_mkdocs_fills_them_in(repo: Repo, tmp_path: Path) -> None:
    """`!relative` stands for a path that only MkDocs' own reader of settings knows."""
    old = (repo.root / "mkdocs.yml").read_text(encoding="utf-8")
    extension = "  - pymdownx.snippets: {base_path: [!relative $config_dir]}\n"
    new = old.replace("markdown_extensions:\n", f"markdown_extensions:\n{extension}", 1)
    assert new != old
    repo.write("mkdocs.yml", new)
    repo.commit("Use snippets")
    assert "index.html" in build(repo.root, tmp_path / "site")
