"""What is kept between checks changes nothing but how long they take, whatever has become of it."""

from __future__ import annotations

import json
import pickle
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import command
import rules.case
from examples import examples, is_night
from lorepath import kept, manuscript, store
from lorepath.errors import PortalError
from lorepath.file_standards import NO_PORTAL
from lorepath.finding import Place
from lorepath.look import Question, look
from lorepath.reporters.formats import FORMATS, Setting
from lorepath.reporters.source import texts_of
from lorepath.store import Store
from portal import WELL_MADE, lesson, make_portal, write
from repo import Repo

TODAY = date(2026, 11, 22)
FLAWED = WELL_MADE.replace(
    "Nobody reads",
    "TODO: [here](nowhere.md) nobody of our SME reads <video src='x.mp4'></video>\n\n<iframe src='https://example.org/x'></iframe>\n\n",
)
LESSONS = {
    f"lesson-{number}": lesson(FLAWED if number % 3 else WELL_MADE, title=f"Lesson {number}", owner="nobody")
    for number in range(6)
}
FILES = {
    "content/portal.yml": "name: Northwind learning\n",
    "content/about.md": "# Welcome\n\nSee [this](lessons/basics/lesson-1.md#nowhere).\n",
    "content/glossary.yml": "KPI: A number to watch.\n",
    "content/lessons/basics/broken.md": "---\ntitle: [\n---\n",
}


def said(root: Path, **more: object) -> str:
    """Everything that a check of a portal says, in every format."""
    try:
        assembly, report = look(Question(root, TODAY, **more))  # type: ignore[arg-type]
    except PortalError as error:
        return str(error)
    setting = Setting(texts_of(assembly.portal, (finding.place.path for finding in report.findings)), "")
    answers = "\n".join(form(report, setting) for form in FORMATS.values())
    return f"{answers}\n{report.suppressed} {report.known} {report.lessons}"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def uncached(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    def look_anew(root: Path, **more: object) -> str:
        with monkeypatch.context() as patch:
            patch.setenv(store.VARIABLE, "off")
            return said(root, **more)

    return look_anew


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_portal(tmp_path / "portal", FILES, LESSONS)


def entries(cache: Path) -> list[Path]:
    return sorted(path for path in cache.glob(f"{kept.KIND}/?/*") if path.is_file())


def readings(cache: Path) -> int:
    """How many readings are kept."""
    return sum(len(msgspec.msgpack.decode(entry.read_bytes()[16:])) for entry in entries(cache))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the texts that are read, in order."""
    paths: list[str] = []
    usual = manuscript.read_document

    def note(text: str, path: str, front_matter: bool = True) -> object:
        paths.append(path)
        return usual(text, path, front_matter)

    monkeypatch.setattr(manuscript, "read_document", note)
    return paths


@pytest.mark.slow
def test_cases_of_rules_are_the_same_from_the_cache(cache: Path, tmp_path: Path, uncached: Callable[..., str]) -> None:
    """One cache for all portals: those of different cases have files of the same name. Every night, all of them."""
    for number, case in enumerate(list(rules.case.cases())[:: 1 if is_night() else 5]):
        root = tmp_path / f"case-{number}"
        case.findings(root)  # writes the files
        fresh = uncached(root)
        assert said(root) == fresh, case
        assert said(root) == fresh, case
        shutil.rmtree(root)
    assert entries(cache)


def test_a_second_check_reads_no_text(root: Path, cache: Path, read: list[str]) -> None:
    first = said(root)
    assert len(read) == len(LESSONS) + 4
    read.clear()
    assert said(root) == first
    assert read == []
    assert readings(cache) == len(LESSONS) + 4


def test_a_second_check_of_a_sound_portal_does_not_even_look_for_places(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_portal(tmp_path / "portal", {}, {"another": lesson(WELL_MADE, title="Another")})
    first = said(root)
    for part in ("read_document", "read_source"):
        monkeypatch.setattr(manuscript, part, None)
    assert said(root) == first


def test_only_what_has_changed_is_read_again(
    root: Path, cache: Path, read: list[str], uncached: Callable[..., str]
) -> None:
    said(root)
    for path, text in {
        "content/lessons/basics/lesson-1.md": lesson(WELL_MADE, title="Another"),
        "content/about.md": "# Another\n",
    }.items():
        write(root / path, text)
        read.clear()
        assert said(root) == uncached(root)
        assert read[0] == path
        assert len(read) == 1 + len(LESSONS) + 4, "the second look, without a cache, read everything"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/portal.yml", "name: Northwind learning\nrules:\n  ACC02: {severity: off}\n"),
        ("content/portal.yml", "name: Northwind learning\nrules:\n  STR06: {options: {minutes: 30}}\n"),
        ("content/portal.yml", "name: Northwind learning\nrules:\n  STR09: {severity: off}\n"),
        ("content/portal.yml", "name: Northwind learning\nlanguage: de\n"),
        ("content/portal.yml", "name: Northwind learning\nshelf_life: 1 day\n"),
        ("content/portal.yml", "name: Northwind learning\nembed_hosts: [example.org]\n"),
        ("content/glossary.yml", "SME: Somebody who knows the subject.\n"),
        ("content/lessons/basics/topic.yml", "title: Basics\nsummary: Said.\nowner: nobody\nshelf_life: 1 day\n"),
        ("content/people/nobody.yml", "name: No Body\n"),
        ("content/lessons/basics/nowhere.md", lesson(WELL_MADE, title="Nowhere")),
        ("schemas/lesson.schema.json", '{"properties": {"title": {"maxLength": 3}}}'),
    ],
)
def test_whatever_a_reading_depends_on_is_noticed(
    root: Path, cache: Path, uncached: Callable[..., str], path: str, text: str
) -> None:
    before = said(root)
    write(root / path, text)
    after = said(root)
    assert after == uncached(root)
    assert after != before or "shelf_life" in text, "without a history no shelf life is seen"
    write(root / path, text + "\n")
    assert said(root) == uncached(root)


def test_a_moved_lesson_is_another(root: Path, cache: Path, uncached: Callable[..., str]) -> None:
    said(root)
    (root / "content/lessons/basics/lesson-1.md").rename(root / "content/lessons/basics/moved.md")
    assert said(root) == uncached(root)


def test_another_version_starts_afresh(
    root: Path, cache: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = said(root)
    monkeypatch.setattr(store, "code_version", lambda: "another")
    read.clear()
    assert said(root) == first
    assert len(read) == len(LESSONS) + 4


Damage = Callable[[random.Random, Path], None]


def _damages() -> dict[str, Damage]:
    def delete(chance: random.Random, path: Path) -> None:
        path.unlink()

    def cut(chance: random.Random, path: Path) -> None:
        data = path.read_bytes()
        path.write_bytes(data[: chance.randrange(len(data) + 1)])

    def scribble(chance: random.Random, path: Path) -> None:
        path.write_bytes(chance.randbytes(chance.randrange(200)))

    def swap(chance: random.Random, path: Path) -> None:
        others = entries(path.parent.parent.parent)
        path.write_bytes(chance.choice(others).read_bytes())

    def forge(chance: random.Random, path: Path) -> None:
        """A whole entry of another shape: as somebody would write who means harm."""
        try:
            bundle = msgspec.msgpack.decode(path.read_bytes()[16:])
            data = {key: json.loads(value) for key, value in bundle.items()}
        except (msgspec.MsgspecError, ValueError, AttributeError, TypeError):
            return  # it is damaged already
        if not data:
            return
        _distort(chance, data)
        folder, key = path.parent.parent.parent, path.parent.name + path.name
        forged = {each: json.dumps(value).encode() for each, value in data.items()}
        Store(folder).write(kept.KIND, store.Key(key), msgspec.msgpack.encode(forged))

    def block(chance: random.Random, path: Path) -> None:
        path.unlink()
        path.mkdir()

    def misshape(chance: random.Random, path: Path) -> None:
        """A whole entry that is no bundle."""
        folder, key = path.parent.parent.parent, path.parent.name + path.name
        wrong = chance.choice([[], {"a": "text"}, {1: b""}, None, b"data", {"a": {"b": b""}}])
        Store(folder).write(kept.KIND, store.Key(key), msgspec.msgpack.encode(wrong))

    return {each.__name__: each for each in (delete, cut, scribble, swap, forge, misshape, block)}


def _distort(chance: random.Random, data: object) -> None:
    """Put something of another kind into the place of something inside."""
    inside = list(data) if isinstance(data, dict) else list(range(len(data))) if isinstance(data, list) else []
    key = chance.choice(inside)
    value = data[key]  # type: ignore[index]
    if isinstance(value, dict | list) and value and chance.random() < 0.8:
        _distort(chance, value)
    else:
        wrong = {} if isinstance(value, str | int) or value is None else "another kind"
        data[key] = wrong  # type: ignore[index]


@settings(examples(25), phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(seed=st.integers(0, 2**32), wishes=st.lists(st.sampled_from(sorted(_damages())), min_size=1, max_size=12))
def test_no_damage_to_the_cache_changes_what_is_said(
    tmp_path_factory: pytest.TempPathFactory, seed: int, wishes: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    root = make_portal(folder / "portal", FILES, LESSONS)
    chance = random.Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(store.VARIABLE, "off")
        fresh = said(root)
        patch.setenv(store.VARIABLE, str(folder / "cache"))
        assert said(root) == fresh
        for wish in wishes:
            if found := entries(folder / "cache"):
                _damages()[wish](chance, chance.choice(found))
        assert said(root) == fresh
        assert said(root) == fresh


@pytest.mark.parametrize("state", ["cold", "half", "none"])
def test_many_processes_say_what_one_says(
    root: Path, cache: Path, uncached: Callable[..., str], monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    for number in range(40):
        write(root / f"content/lessons/basics/more-{number}.md", lesson(FLAWED, title=f"More {number}"))
    fresh = uncached(root)
    monkeypatch.setattr(kept, "WORTH_SHARING", 2)
    if state == "none":
        assert uncached(root, jobs=3) == fresh
        return
    if state == "half":
        said(root)
        for path in entries(cache)[::2]:
            path.unlink()
    assert said(root, jobs=3) == fresh
    assert readings(cache) == len(LESSONS) + 44
    assert said(root) == fresh


def test_what_a_reader_elsewhere_raises_is_raised_here(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A portal's own schema that refers to itself without end is noticed when it is applied."""
    for number in range(40):
        write(root / f"content/lessons/basics/more-{number}.md", lesson())
    write(root / "schemas/lesson.schema.json", '{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}')
    alone = said(root)
    assert "without end" in alone
    monkeypatch.setattr(kept, "WORTH_SHARING", 2)
    assert said(root, jobs=3) == alone


def test_the_error_that_says_why_a_portal_cannot_be_read_travels() -> None:
    error = PortalError(NO_PORTAL.at(Place("content/portal.yml"), "it is not there", "write it"))
    assert pickle.loads(pickle.dumps(error)).finding == error.finding


def test_a_change_is_compared_from_the_cache(
    tmp_path: Path, cache: Path, read: list[str], uncached: Callable[..., str]
) -> None:
    root = make_portal(tmp_path / "portal", FILES, LESSONS)
    repo = Repo(root)
    repo.commit("Write")
    said(root)
    write(root / "content/lessons/basics/lesson-2.md", lesson(WELL_MADE, title="Another", objectives=[]))
    write(root / "content/glossary.yml", "SME: Somebody who knows.\n")
    fresh = uncached(root, changed="HEAD")
    read.clear()
    assert said(root, changed="HEAD") == fresh
    assert said(root, changed="HEAD") == fresh


def test_two_checks_at_once_on_one_cache(root: Path, cache: Path) -> None:
    arguments = ("check", "--root", root, "--format", "json")
    alone = command.lorepath(*arguments, **{store.VARIABLE: "off"})
    both = [command.start(*arguments, **{store.VARIABLE: str(cache)}) for _ in range(3)]
    assert {process.communicate(timeout=120)[0] for process in both} == {alone.stdout}
    assert {process.returncode for process in both} == {alone.returncode}
    assert command.lorepath(*arguments, **{store.VARIABLE: str(cache)}).stdout == alone.stdout
