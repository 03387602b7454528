"""A cache folder that somebody else wrote: entries of the right shape, with a right checksum, and hostile."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from command import files
from lorepath.assemble import Assembly, assemble
from lorepath.cli.build import build
from lorepath.content_places import CONTENT
from lorepath.look import kept_readings
from lorepath.manuscript import Manuscript, Reading
from lorepath.mkdocs_plugin.ready_file import ReadyFile
from lorepath.mkdocs_plugin.source_files import refuse_files_elsewhere
from lorepath.model import Lesson, Page, Section
from lorepath.reading_codec import decode, encode
from lorepath.site.generated_file import GeneratedFile
from lorepath.store import VARIABLE, Key, Store
from portal import make_portal
from repo import Repo

# ── files that would stand elsewhere ─────────────────────────────────────────────────────────────────────────


def _files(site: Path, *addresses: str) -> Files:
    config = MkDocsConfig()
    config.site_dir, config.use_directory_urls = str(site), True
    return Files([ReadyFile(GeneratedFile(address, lambda: b""), config) for address in addresses])


@pytest.mark.parametrize(
    "address", ["../x.txt", "a/../../x.txt", "a/..", "/x.txt", "a\\..\\..\\x.txt", "\\x.txt", "C:/x.txt"]
)
def test_a_file_outside_the_site_is_refused_in_words(tmp_path: Path, address: str) -> None:
    with pytest.raises(PluginError) as raised:
        refuse_files_elsewhere(_files(tmp_path, "index.html", address))
    assert str(raised.value) == f"the site would have a file outside its folder, {address}, so nothing is written"


def test_dots_in_a_name_lead_nowhere(tmp_path: Path) -> None:
    refuse_files_elsewhere(_files(tmp_path, "a..b/c.txt", "..a/b", "a/b..", ".well-known/x", "a/.../b"))


# ── readings ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def assembly(tmp_path: Path) -> Assembly:
    root = make_portal(tmp_path, {"content/imprint.md": "# Imprint\n\nWho answers for this.\n"})
    return assemble(root, date(2026, 1, 5), kept=kept_readings(root))


def _recalled(text: Lesson | Page, reading: Reading) -> Reading | None:
    """What another process takes for the reading of this text's file."""
    manuscript, data = text.written.file, encode(reading)
    assert isinstance(manuscript, Manuscript)
    assert data
    return decode(data, manuscript)


def test_a_reading_is_of_the_lesson_or_page_that_its_path_says(assembly: Assembly) -> None:
    lesson, other = assembly.portal.lessons.values()
    (page,) = assembly.portal.pages
    assert _recalled(lesson, Reading(lesson)) == Reading(lesson)
    assert _recalled(page, Reading(None, page)) == Reading(None, page)
    for text, forged in [
        (lesson, Reading()),
        (page, Reading()),
        (lesson, Reading(None, page)),
        (lesson, Reading(None, replace(page, path=lesson.path))),
        (page, Reading(replace(lesson, path=page.path))),
        (lesson, Reading(lesson, replace(page, path=lesson.path))),
        (lesson, Reading(other)),
        (lesson, Reading(replace(lesson, id="other"))),
        (lesson, Reading(replace(lesson, path=other.path))),
        (lesson, Reading(replace(lesson, topic="../../../evil"))),
        (lesson, Reading(replace(lesson, declared_minutes=2**62))),
        (lesson, Reading(replace(lesson, computed_minutes=-1))),
        (lesson, Reading(replace(lesson, sections=(Section("", "", 2**62),)))),
    ]:
        assert _recalled(text, forged) is None, forged


# ── a whole cache ────────────────────────────────────────────────────────────────────────────────────────────

ROUNDS = 16
"""In so many builds each kind of entry is met with so many of its forgeries, spread evenly."""
KINDS = {"facts", "heads", "history", "paths", "readings", "site"}
AWAY = "../../../"
"""From the portal, and from the folder of a new site, this leads to others' folders."""
LESSON = "content/lessons/basics/edit-for-a-reader.md"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a portal, its cache and its site; nobody changes it."""
    folder = tmp_path_factory.mktemp("model")
    people = {"content/people/hana.yml": "name: Hana Hid\nemails: [hana@example.org]\ncredit: hidden\n"}
    repo = Repo(make_portal(folder / "a/b/portal", people))
    repo.commit("Write lessons", author="Hana Hid <hana@example.org>")
    repo.move(LESSON, LESSON.replace("edit-for", "read-as"))
    repo.commit("Rename one", author="Tom Li <tom@example.org>")
    (folder / "notes.txt").write_text("of somebody else", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(folder / "cache"))
        done = _build(folder)
    assert done.exit_code == 0, done.output
    assert {use.kind for use in Store(folder / "cache").uses()} == KINDS | {"builds"}
    return folder


@pytest.fixture
def folder(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """That folder at the same address, put back afterwards."""
    monkeypatch.setenv(VARIABLE, str(model / "cache"))
    shutil.copytree(model, tmp_path / "copy")
    yield model
    shutil.rmtree(model)
    shutil.copytree(tmp_path / "copy", model)


def _build(folder: Path) -> Result:
    return CliRunner().invoke(build, ["--root", str(folder / "a/b/portal"), "--jobs", "1", "--allow-findings"])


def _others(folder: Path) -> dict[str, bytes]:
    """All that a build must leave alone."""
    return {path: data for path, data in files(folder).items() if not path.startswith(("cache/", "a/b/portal/site/"))}


@pytest.mark.slow
@pytest.mark.parametrize("part", range(ROUNDS))
def test_whatever_a_cache_holds_a_build_writes_its_site_and_nothing_else(folder: Path, part: int) -> None:
    others, site = _others(folder), _pages(folder)
    shutil.rmtree(folder / "cache/builds")  # else the build need not run
    for kind in sorted(KINDS):
        for entry in sorted((folder / "cache" / kind).glob("?/*")):
            _forge(folder / "cache", kind, entry, part)
    done = _build(folder)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code in (0, 1, 2), done.output
    assert done.output
    assert "Traceback" not in done.output
    assert "\x1b" not in done.output
    assert _others(folder) == others
    assert _pages(folder) == site


def _pages(folder: Path) -> set[str]:
    """The files of the site that are there whatever is said of former names and of days to come."""
    found = files(folder / "a/b/portal/site")
    return {path for path, data in found.items() if b'http-equiv="refresh"' not in data and not path.endswith(".ics")}


def _forge(cache: Path, kind: str, entry: Path, part: int) -> None:
    """Put one of an entry's forgeries in its place, with a right checksum."""
    store, key = Store(cache), Key(entry.parent.name + entry.name)
    data = store.read(kind, key)
    assert data
    if kind == "history":
        head, _, rest = data.partition(b"\n")
        store.write(kind, key, json.dumps(_one(json.loads(head), part)).encode() + b"\n" + rest)
    elif kind == "readings":
        bundle = msgspec.msgpack.decode(data, type=dict[str, bytes])
        forged = {name: json.dumps(_one(json.loads(reading), part)).encode() for name, reading in bundle.items()}
        store.write(kind, key, msgspec.msgpack.encode(forged))
    else:
        store.write(kind, key, msgspec.msgpack.encode(_one(msgspec.msgpack.decode(data), part)))


def _one(value: object, part: int) -> object:
    """The forgery of a value that is this part of the way through all of them."""
    every = list(_forgeries(value))
    return every[part * len(every) // ROUNDS]


def _forgeries(value: object) -> Iterator[object]:
    """A value with one thing in it replaced by something hostile, most often of the same type."""
    match value:
        case None:
            yield "nobody-knows"
        case bool():
            yield not value
        case int() | float():
            yield from (-1, 0, 2**62, float("inf"))
        case str():
            folder, _, name = value.rpartition("/")
            yield from (
                "",
                "nobody-knows",
                f"{folder or CONTENT}/{AWAY}{name}",
                f"{value}\x1b[2J<script>",
                "9999-12-31",
            )
        case [*parts]:
            yield from ([], [*parts, *parts])
            for index, each in enumerate(parts[:2]):
                yield from ([*parts[:index], other, *parts[index + 1 :]] for other in _forgeries(each))
        case dict():
            yield {}
            for name, each in list(value.items())[:20]:
                yield from ({**value, name: other} for other in _forgeries(each))
                rest = {other: value[other] for other in value if other != name}
                yield from ({**rest, other: each} for other in ("nobody-knows", f"{CONTENT}/{AWAY}{name}"))
