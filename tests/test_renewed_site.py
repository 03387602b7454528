"""A site that is renewed after an edit is, byte for byte, the site that a clean build makes."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands import build as mkdocs
from mkdocs.structure.pages import Page

from command import files
from lorepath.mkdocs_plugin import built_site, run
from lorepath.mkdocs_plugin.progress import Steps
from lorepath.store import Store, place_of
from repo import Repo
from tiny import tiny

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 1, 5)
THEME = "theme:\n  custom_dir: overrides\n"
PICTURE = tiny(".png")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A generated portal with this project's settings, a template of its own, and a cache of its own."""
    monkeypatch.syspath_prepend(ROOT / "scripts")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("LOREPATH_CACHE", str(tmp_path / "cache"))
    from bench_portal import make_portal

    repo = Repo(make_portal(tmp_path / "portal", 12))
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("theme:\n", THEME)
    repo.write("mkdocs.yml", settings)
    repo.write("overrides/main.html", "{% extends 'base.html' %}")
    repo.write("content/lessons/picture.png", PICTURE)
    repo.commit("Set the looks")
    return repo


def build(root: Path, site: Path) -> dict[str, bytes]:
    """Every file of the site, built as it is by the command."""
    with Steps(show=False) as steps:
        return files(run.build(run.prepare(root, TODAY, steps), site, steps).folder)


# ── edits ────────────────────────────────────────────────────────────────────────────────────────────────────

Edit = Callable[[Repo, random.Random], None]


def _one(repo: Repo, chance: random.Random, pattern: str) -> Path:
    return chance.choice(sorted(repo.root.glob(pattern)))


def _rewrite(path: Path, pattern: str, by: str) -> None:
    text, count = re.subn(pattern, by, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count, f"{pattern} is not in {path.name}"
    path.write_text(text, encoding="utf-8")


def body(repo: Repo, chance: random.Random) -> None:
    """More text in a lesson."""
    lesson = _one(repo, chance, "content/lessons/*/*.md")
    words = chance.choice(["One more sentence.", "## One more section\n\nWith text.", "[A link](https://example.org/)"])
    lesson.write_text(f"{lesson.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")


def title(repo: Repo, chance: random.Random) -> None:
    """Another title of a lesson."""
    _rewrite(_one(repo, chance, "content/lessons/*/*.md"), r"^title: .*$", f"title: Another title {chance.random()}")


def summary(repo: Repo, chance: random.Random) -> None:
    """Another summary of a lesson."""
    lesson = _one(repo, chance, "content/lessons/*/*.md")
    _rewrite(lesson, r"^summary: .*$", f"summary: Another summary {chance.random()}.")


def quiz(repo: Repo, chance: random.Random) -> None:
    """Another question."""
    stem = f'"stem": "Which of these would you do first on day {chance.randrange(10**6)}?"'
    _rewrite(_one(repo, chance, "content/lessons/*/*.md"), r'"stem": "[^"]*"', stem)


def minutes(repo: Repo, chance: random.Random) -> None:
    """A declared time."""
    _rewrite(
        _one(repo, chance, "content/lessons/*/*.md"), r"^teaches:", f"minutes: {chance.randrange(5, 14)}\nteaches:"
    )


def skill(repo: Repo, chance: random.Random) -> None:
    """Another name of a skill."""
    _rewrite(_one(repo, chance, "content/skills/*.yml"), r"^name: .*$", f"name: A skill {chance.random()}")


def role(repo: Repo, chance: random.Random) -> None:
    """Another summary of a role."""
    _rewrite(_one(repo, chance, "content/roles/*.yml"), r"^summary: .*$", f"summary: A role {chance.random()}.")


def person(repo: Repo, chance: random.Random) -> None:
    """One more person, or another name."""
    repo.write(f"content/people/somebody-{chance.randrange(3)}.yml", f"name: Somebody {chance.random()}\n")


def topic(repo: Repo, chance: random.Random) -> None:
    """Another title of a topic."""
    _rewrite(_one(repo, chance, "content/lessons/*/topic.yml"), r"^title: .*$", f"title: A topic {chance.random()}")


def portal(repo: Repo, chance: random.Random) -> None:
    """Another weekly time."""
    path = repo.root / "content/portal.yml"
    text = "".join(line for line in path.read_text(encoding="utf-8").splitlines(True) if "weekly" not in line)
    path.write_text(f"{text}weekly_minutes: {chance.randrange(10, 90)}\n", encoding="utf-8")


def settings(repo: Repo, chance: random.Random) -> None:
    """Another description of the site."""
    _rewrite(repo.root / "mkdocs.yml", r"^site_description: .*$", f"site_description: Short lessons {chance.random()}")


def template(repo: Repo, chance: random.Random) -> None:
    """Another template."""
    text = "{% extends 'base.html' %}{% block libs %}<!-- " + str(chance.random()) + " -->{% endblock %}"
    repo.write("overrides/main.html", text)


def asset(repo: Repo, chance: random.Random) -> None:
    """Another picture under the same name."""
    repo.write("content/lessons/picture.png", PICTURE[:40] + chance.randbytes(8) + PICTURE[40:])


def rename(repo: Repo, chance: random.Random) -> None:
    """Another id of a lesson, which keeps the old one as an alias."""
    lesson = _one(repo, chance, "content/lessons/*/*.md")
    _rewrite(lesson, r"^teaches:", f"aliases: [{lesson.stem}]\nteaches:")
    lesson.rename(lesson.with_stem(f"renamed-{chance.randrange(10**6)}"))


def remove(repo: Repo, chance: random.Random) -> None:
    """A lesson less."""
    _one(repo, chance, "content/lessons/*/*.md").unlink()


def commit(repo: Repo, chance: random.Random) -> None:
    """A new commit: dates and credit change, the files do not."""
    repo.write("notes.txt", str(chance.random()))
    repo.commit("Write it down", author="Somebody <somebody@example.org>", date=f"2026-02-{chance.randrange(10, 28)}")


def nothing(repo: Repo, chance: random.Random) -> None:
    """Only time stamps change."""
    _one(repo, chance, "content/lessons/*/*.md").touch()


EDITS = (body, title, summary, quiz, minutes, skill, role, person, topic, portal, settings, template, asset)
EDITS += (rename, remove, commit, nothing)


@pytest.mark.parametrize("seed", range(1))
def test_after_any_edits_the_site_is_that_of_a_clean_build(repo: Repo, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    site = tmp_path / "site"
    build(repo.root, site)
    todo = [*EDITS, body, body]
    chance.shuffle(todo)
    done = []
    while todo:
        for edit in [todo.pop() for _ in range(min(len(todo), chance.choice([2, 3, 4])))]:
            edit(repo, chance)
            done.append(edit.__name__)
        renewed, clean = build(repo.root, site), build(repo.root, tmp_path / f"clean-{len(done)}")
        different = [path for path in renewed.keys() | clean.keys() if renewed.get(path) != clean.get(path)]
        assert not different, f"after {', '.join(done)}"


# ── what is done, and what is not ────────────────────────────────────────────────────────────────────────────


def test_only_the_page_of_a_lesson_whose_text_changed_is_written_again(repo: Repo, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(repo.root, site)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    body(repo, random.Random(1))
    build(repo.root, site)
    written = [path for path in site.rglob("*.html") if path.stat().st_mtime_ns != before[path]]
    assert len(written) == 1
    assert b"One more" in written[0].read_bytes() or b"A link" in written[0].read_bytes()


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
    body(repo, random.Random(1))
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


def test_what_mkdocs_warns_of_a_page_is_said_each_time(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_page = mkdocs._build_page

    def warning(page: Page, *rest: object) -> None:
        if page.file.src_uri == "topics/index.md":
            logging.getLogger("mkdocs.themes").warning("this page looks odd")
        build_page(page, *rest)

    monkeypatch.setattr(mkdocs, "_build_page", warning)
    said = []
    for _ in range(3):
        with Steps(show=False) as steps:
            said.append(run.build(run.prepare(repo.root, TODAY, steps), tmp_path / "site", steps).said)
        body(repo, random.Random(1))
    assert said == 3 * [("MkDocs warns: this page looks odd",)]
