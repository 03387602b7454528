"""Where nothing has changed, a build says what the last one said and leaves the site alone; else it runs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from msgspec import structs

from command import files
from lorepath import code_version
from lorepath.baseline import PATH as BASELINE
from lorepath.cli.build import build
from lorepath.cli.cache import HOLDS
from lorepath.derived import keep, recalled
from lorepath.git_state import git_state
from lorepath.link_report import PATH as LINK_REPORT
from lorepath.mkdocs_plugin import last_build, run
from lorepath.mkdocs_plugin.last_build import LastBuild, Wish
from lorepath.mkdocs_plugin.lock import locked
from lorepath.store import Store, place_of
from portal import lesson, make_portal, write
from repo import Repo
from tiny import tiny

pytestmark = pytest.mark.slow

TODAY = date(2026, 1, 5)
EPOCH = "1767614400"
LESSON = "content/lessons/basics/short-sentences.md"
SETTINGS = """\
INHERIT: shared/more.yml
site_name: Northwind learning
docs_dir: content
site_url: !ENV [PORTAL_ADDRESS, "https://portal.example/"]
theme: {name: material, custom_dir: overrides}
plugins: [lorepath]
"""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a portal, a cache, and the site that was built last; nobody changes it."""
    folder = tmp_path_factory.mktemp("model")
    more = {
        "mkdocs.yml": SETTINGS,
        "shared/more.yml": "site_description: Short lessons\n",
        "overrides/main.html": "{% extends 'base.html' %}",
        "content/lessons/basics/picture.png": tiny(".png"),
    }
    repo = Repo(make_portal(folder / "portal", more))
    repo.commit("Write lessons")
    with pytest.MonkeyPatch.context() as environment:
        _surround(environment, folder)
        done = _build(folder)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def folder(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """That folder at the same address, put back afterwards."""
    _surround(monkeypatch, model)
    shutil.copytree(model, tmp_path / "copy", symlinks=True)
    yield model
    shutil.rmtree(model)
    shutil.copytree(tmp_path / "copy", model, symlinks=True)


def _surround(environment: pytest.MonkeyPatch, folder: Path) -> None:
    environment.setenv("SOURCE_DATE_EPOCH", EPOCH)
    environment.setenv("LOREPATH_CACHE", str(folder / "cache"))
    environment.delenv("PORTAL_ADDRESS", raising=False)


def _build(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(build, ["--root", str(folder / "portal"), "--jobs", "1", *more])


def wish(folder: Path) -> Wish:
    return Wish(folder / "portal", None, TODAY)


def stands(wish: Wish) -> bool:
    """Whether the build need not run."""
    return LastBuild(Store(place_of(wish.root)), wish).outcome() is not None


# ── what a build need not run for ────────────────────────────────────────────────────────────────────────────


def test_a_build_after_which_nothing_has_changed_says_the_same_and_touches_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _times(folder / "portal/site")
    monkeypatch.setattr(run, "prepare", _never)
    done = _build(folder)
    assert done.exit_code == 0
    assert done.output.startswith(f"Built 2 lessons into {folder}/portal/site/ in ")
    assert _times(folder / "portal/site") == before


def test_a_build_that_was_refused_is_refused_in_the_same_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "portal" / LESSON, lesson("No quiz."))
    first = _build(folder)
    monkeypatch.setattr(run, "prepare", _never)
    again = _build(folder)
    assert first.exit_code == 1
    assert "OBJ07" in first.stdout
    assert "not built" in first.stderr
    assert (again.exit_code, again.stdout, again.stderr) == (1, first.stdout, first.stderr)


def test_what_was_left_out_and_what_mkdocs_warned_of_is_said_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder / "portal"
    write(root / LESSON, "---\ntitle: 'Unclosed\n---\n")
    write(root / "mkdocs.yml", f"{SETTINGS}no_such_setting: 1\n")
    first = _build(folder, "--allow-findings")
    monkeypatch.setattr(run, "prepare", _never)
    again = _build(folder, "--allow-findings")
    assert first.exit_code == 0
    assert f"lorepath: left out {LESSON}: " in first.stderr
    assert "lorepath: MkDocs warns: Config value 'no_such_setting': " in first.stderr
    assert (again.exit_code, again.stderr) == (0, first.stderr)
    assert again.stdout.partition("Built")[0] == first.stdout.partition("Built")[0] != ""


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [("mkdocs.yml", "Northwind learning", "Northwind lessons"), ("shared/more.yml", "Short lessons", "Long lessons")],
)
def test_settings_that_are_written_after_they_were_read_are_seen_by_the_next_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch, path: str, old: str, new: str
) -> None:
    """They are read while the portal is checked, which takes its time."""
    settings, usual = folder / "portal" / path, run._get_ready

    def get_ready(*given: Any) -> None:
        usual(*given)
        write(settings, settings.read_text(encoding="utf-8").replace(old, new))

    write(folder / "portal/content/glossary.yml", "ABC: The alphabet.\n")
    with monkeypatch.context() as patch:
        patch.setattr(run, "_get_ready", get_ready)
        assert _build(folder).exit_code == 0
    assert _build(folder).exit_code == 0
    renewed = files(folder / "portal/site")
    assert new.encode() in renewed["index.html"]
    monkeypatch.setenv("LOREPATH_CACHE", "off")
    assert _build(folder).exit_code == 0
    assert renewed == files(folder / "portal/site")


def _never(*_: object) -> None:
    raise AssertionError("the build runs")


def _times(site: Path) -> dict[str, int]:
    return {str(path): path.stat().st_ctime_ns for path in site.rglob("*")}


def test_all_that_is_kept_is_described(folder: Path) -> None:
    kinds = {use.kind for use in Store(place_of(folder / "portal")).uses()}
    assert {"builds", "readings", "site"} <= kinds <= HOLDS.keys()


Act = Callable[[Path], object]
SAME: dict[str, Act] = {
    "only a time stamp": lambda folder: (folder / "portal" / LESSON).touch(),
    "a text written and taken back": lambda folder: [
        write(folder / "portal" / LESSON, text) for text in (b"other", (folder / "portal" / LESSON).read_bytes())
    ],
    "a file elsewhere in the repository": lambda folder: write(folder / "portal/notes.txt", "new"),
    "another branch of the repository": lambda folder: _git(folder, "branch", "another"),
    "references in a pack": lambda folder: _git(folder, "pack-refs", "--all"),
    "a clean working tree": lambda folder: _git(folder, "status"),
}


@pytest.mark.parametrize("what", SAME)
def test_what_makes_no_difference(folder: Path, what: str) -> None:
    SAME[what](folder)
    assert stands(wish(folder))


# ── what a build runs for ────────────────────────────────────────────────────────────────────────────────────


def _git(folder: Path, *arguments: str) -> None:
    Repo(folder / "portal").git(*arguments)


def _commit(folder: Path) -> None:
    Repo(folder / "portal").commit("Nothing new")


def _add(path: str, text: str | bytes = "new\n") -> Act:
    return lambda folder: write(folder / path, text)


def _append(path: str, text: str = "\n# more\n") -> Act:
    return lambda folder: write(folder / path, (folder / path).read_bytes() + text.encode())


def _remove(path: str) -> Act:
    return lambda folder: (folder / path).unlink()


def _link(path: str, target: str) -> Act:
    def act(folder: Path) -> None:
        (folder / path).unlink(missing_ok=True)
        (folder / path).symlink_to(target)

    return act


DIFFERENT: dict[str, Act] = {
    "a lesson's text": _append(f"portal/{LESSON}"),
    "a picture": _append("portal/content/lessons/basics/picture.png", "x"),
    "a file less": _remove("portal/content/lessons/basics/picture.png"),
    "a file more": _add("portal/content/note.md"),
    "an empty folder more": lambda folder: (folder / "portal/content/Empty").mkdir(),
    "a file that became a link": _link("portal/content/lessons/basics/picture.png", "topic.yml"),
    "a file under another name": lambda folder: (folder / "portal" / LESSON).rename(
        (folder / "portal" / LESSON).with_stem("other")
    ),
    "a folder that became a file": lambda folder: (
        shutil.rmtree(folder / "portal/content/people"),
        write(folder / "portal/content/people", ""),
    ),
    "a pipe": lambda folder: os.mkfifo(folder / "portal/content/pipe.md"),
    "a schema": _add("portal/schemas/lesson.schema.json", "{}"),
    "a baseline": _add(f"portal/{BASELINE}", '{"version": 1, "findings": []}'),
    "a report on links": _add(f"portal/{LINK_REPORT}", "{}"),
    "settings": _append("portal/mkdocs.yml"),
    "settings that they inherit": _append("portal/shared/more.yml"),
    "no settings": _remove("portal/mkdocs.yml"),
    "a template": _append("portal/overrides/main.html"),
    "another template": _add("portal/overrides/partials/footer.html"),
    "a mailmap": _add("portal/.mailmap", "Maria <maria@example.org> <m@example.org>\n"),
    "ignored revisions": _add("portal/.git-blame-ignore-revs", f"{'0' * 40}\n"),
    "a commit": _commit,
    "another branch at another commit": lambda folder: (
        Repo(folder / "portal").branch("other"),
        Repo(folder / "portal").commit("Elsewhere"),
    ),
    "a setting of the repository": lambda folder: _git(folder, "config", "diff.renameLimit", "1"),
    "a history cut off": lambda folder: write(
        folder / "portal/.git/shallow", (folder / "portal/.git/refs/heads/main").read_bytes()
    ),
    "a repository less": lambda folder: shutil.rmtree(folder / "portal/.git"),
    "a page of the site": _append("portal/site/index.html"),
    "a page of the site less": _remove("portal/site/index.html"),
    "a stray file in the site": _add("portal/site/stray.txt"),
    "a stray folder in the site": lambda folder: (folder / "portal/site/stray").mkdir(),
    "a link in the site": _link("portal/site/404.html", "index.html"),
    "no site": lambda folder: shutil.rmtree(folder / "portal/site"),
    "a build that was killed": lambda folder: (folder / "portal/.site.lorepath-new").mkdir(),
    "no cache": lambda folder: shutil.rmtree(folder / "cache"),
}


@pytest.mark.parametrize("what", DIFFERENT)
def test_what_makes_a_difference(folder: Path, what: str) -> None:
    assert stands(wish(folder))
    DIFFERENT[what](folder)
    assert not stands(wish(folder))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_ADDRESS", "https://elsewhere.example/"),
        ("SOURCE_DATE_EPOCH", "1767614401"),
        ("GIT_CEILING_DIRECTORIES", "/"),
        ("PATH", ""),
        ("LOREPATH_CACHE", "off"),
    ],
)
def test_variables_that_make_a_difference(folder: Path, name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    assert not stands(wish(folder))


@pytest.mark.parametrize(
    "other",
    [
        {"today": date(2026, 1, 6)},
        {"allow_findings": True},
        {"full_text": True},
        {"site": Path("elsewhere")},
    ],
    ids=str,
)
def test_wishes_that_make_a_difference(folder: Path, other: dict[str, object]) -> None:
    assert not stands(structs.replace(wish(folder), **other))  # type: ignore[arg-type]


def test_another_version_of_the_code_makes_a_difference(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lorepath.store.code_version", lambda: "another")
    assert not stands(wish(folder))
    assert code_version.code_version() != "another"


def test_a_build_at_work_makes_a_difference(folder: Path) -> None:
    lock = folder / "portal/.site.lorepath-lock"
    with locked(lock, lambda: None):
        assert not stands(wish(folder))
    assert stands(wish(folder))


DEEP = b"\x91" * 200_000


@pytest.mark.parametrize("data", [b"", b"\xc1", b"\x80", b"[[[[", DEEP], ids=["empty", "none", "{}", "text", "deep"])
def test_a_note_that_is_none_makes_a_difference(folder: Path, data: bytes) -> None:
    store, asked = Store(place_of(folder / "portal")), wish(folder)
    last = LastBuild(store, asked)
    assert last.outcome()
    store.write("builds", last._key, data)
    assert not stands(asked)


@pytest.mark.parametrize("lessons", [float("inf"), "2", None, [2]], ids=str)
def test_a_note_of_another_shape_makes_a_difference(folder: Path, lessons: object) -> None:
    store, asked = Store(place_of(folder / "portal")), wish(folder)
    last = LastBuild(store, asked)
    note = msgspec.msgpack.decode(store.read("builds", last._key) or b"")
    store.write("builds", last._key, msgspec.msgpack.encode(note | {"lessons": lessons}))
    assert not stands(asked)


def _noted(folder: Path, **other: object) -> LastBuild:
    """The last build, with what somebody else put into its note."""
    last = LastBuild(Store(place_of(folder / "portal")), wish(folder))
    note = recalled(last._store, "builds", last._key, last_build._Note)
    assert note
    keep(last._store, "builds", last._key, structs.replace(note, **other))
    return last


def test_a_terminal_obeys_nothing_that_a_note_says(folder: Path) -> None:
    outcome = _noted(folder, report="\x1b[2J\n", said=("\x1b]0;",)).outcome()
    assert outcome
    assert (outcome.report, outcome.said) == ("\\x1b[2J\n", ("\\x1b]0;",))


@pytest.mark.parametrize("elsewhere", ["/", "elsewhere", "portal/../elsewhere", "portal2"])
def test_what_a_note_names_elsewhere_is_not_looked_at(
    folder: Path, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    monkeypatch.setattr(last_build, "sources", lambda *asked: looked.append(asked))
    monkeypatch.setattr(last_build, "SiteFolder", looked.append)
    place = elsewhere if elsewhere == "elsewhere" else str(folder / elsewhere)
    last = _noted(folder)
    note = recalled(last._store, "builds", last._key, last_build._Note)
    assert note
    for forged in (
        {"sources": (*note.sources, place)},
        {"sources": (), "asked": place},
        {"inputs": "another", "sources": (str(folder / "portal/content"),)},
    ):
        keep(last._store, "builds", last._key, structs.replace(note, **forged))
        assert last.outcome() is None
    assert looked == []
    keep(last._store, "builds", last._key, note)
    assert last.outcome() is None
    assert looked == [(note.sources, note.variables)]


def test_settings_beside_the_portal_may_be_inherited(folder: Path) -> None:
    write(folder / "more.yml", "site_description: Short lessons\n")
    write(folder / "portal/mkdocs.yml", SETTINGS.replace("shared/more.yml", "../more.yml"))
    assert _build(folder).exit_code == 0
    assert stands(wish(folder))
    write(folder / "more.yml", "site_description: Other lessons\n")
    assert not stands(wish(folder))


# ── what is not noted ────────────────────────────────────────────────────────────────────────────────────────

UNTOLD = {
    "a hook": "hooks: [hook.py]\n",
    "another plugin": "plugins: [lorepath, tags]\n",
    "an extension that reads files": "markdown_extensions: [pymdownx.snippets]\n",
}


@pytest.mark.parametrize("what", UNTOLD)
def test_where_settings_reach_for_anything_a_build_runs(folder: Path, what: str) -> None:
    settings = SETTINGS.replace("plugins: [lorepath]\n", "") if "plugins" in UNTOLD[what] else SETTINGS
    write(folder / "portal/mkdocs.yml", settings + UNTOLD[what])
    write(folder / "portal/hook.py", "")
    assert _build(folder).exit_code == 0
    assert not stands(wish(folder))


@contextmanager
def _edited(folder: Path) -> Iterator[None]:
    """An edit that is taken back before the build ends."""
    path = folder / "portal" / LESSON
    text = path.read_bytes()
    path.write_bytes(text + b"\nOne sentence more.\n")
    yield
    path.write_bytes(text)


@pytest.mark.parametrize("around", [nullcontext, _edited], ids=["nobody writes", "somebody writes"])
def test_a_build_during_which_somebody_wrote_is_not_noted(
    folder: Path, around: Callable[..., AbstractContextManager[None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = run.prepare

    def watched(*asked: Any, **more: Any) -> run.Prepared:
        with around(*[folder] * (around is _edited)):
            return prepare(*asked, **more)

    shutil.rmtree(folder / "cache")
    monkeypatch.setattr(run, "prepare", watched)
    assert _build(folder).exit_code == 0
    assert stands(wish(folder)) == (around is nullcontext)


def test_where_the_history_cannot_be_read_a_build_runs(folder: Path) -> None:
    write(folder / "portal/.git/shallow", (folder / "portal/.git/refs/heads/main").read_bytes())
    assert _build(folder).exit_code == 0
    assert not stands(wish(folder))


@pytest.mark.parametrize("told", [b"gitdir: elsewhere\n", b"\xff", b""])
def test_a_git_file_that_leads_nowhere_tells_nothing(tmp_path: Path, told: bytes) -> None:
    write(tmp_path / ".git", told)
    assert git_state(tmp_path) is None


def test_another_working_tree_has_a_state_of_its_own(folder: Path, tmp_path: Path) -> None:
    main = Repo(folder / "portal")
    main.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "other"))
    before, state = git_state(folder / "portal"), git_state(tmp_path / "other")
    assert before
    assert state
    assert before.head == state.head == main.head
    main.commit("Go on")
    assert git_state(tmp_path / "other") == state
    assert git_state(folder / "portal") != before


def test_folders_that_nest_nearly_without_end_are_no_end(folder: Path) -> None:
    deep = folder / "portal/content"
    for _ in range(600):
        deep /= "a"
    deep.mkdir(parents=True)
    assert not stands(wish(folder))


def test_a_portal_in_no_repository_is_built_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_portal(tmp_path / "portal")
    _surround(monkeypatch, tmp_path)
    assert git_state(tmp_path / "portal") is None
    assert _build(tmp_path).exit_code == 0
    assert not stands(wish(tmp_path))


def test_builds_into_several_folders_are_noted_one_by_one(folder: Path, tmp_path: Path) -> None:
    elsewhere = structs.replace(wish(folder), site=tmp_path / "site")
    assert _build(folder, "--site", str(elsewhere.site)).exit_code == 0
    assert stands(elsewhere)
    assert stands(wish(folder))
    assert files(tmp_path / "site") == files(folder / "portal/site")
    # A site that another wish has made over is not the one that was noted.
    assert _build(folder, "--full-text", "--site", str(elsewhere.site)).exit_code == 0
    assert not stands(elsewhere)
