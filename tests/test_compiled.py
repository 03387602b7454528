"""Templates are compiled once for each version of the program, and what is kept of them is never needed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from lorepath.site import compiled
from lorepath.site.compiled import CompiledTemplates

SOURCE = "Hello {{ name }}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "templates"


def rendered(folder: Path, source: str = SOURCE) -> tuple[str, bool]:
    """What a template says in a new environment, and whether it was compiled for that."""
    made = []

    class Watched(Environment):
        def _generate(self, *arguments: Any, **named: Any) -> str:
            made.append(arguments)
            return super()._generate(*arguments, **named)

    environment = Watched(loader=DictLoader({"a.html": source}), bytecode_cache=CompiledTemplates(folder))
    return environment.get_template("a.html").render(name="Ada"), bool(made)


def test_a_template_is_compiled_once(folder: Path) -> None:
    assert rendered(folder) == ("Hello Ada", True)
    assert rendered(folder) == ("Hello Ada", False)


def test_another_text_is_compiled_anew(folder: Path) -> None:
    rendered(folder)
    assert rendered(folder, "Bye {{ name }}") == ("Bye Ada", True)


def test_another_version_of_the_program_compiles_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered(folder)
    monkeypatch.setattr(compiled, "code_version", lambda: "another")
    assert rendered(folder) == ("Hello Ada", True)


def test_damage_is_passed_over(folder: Path) -> None:
    rendered(folder)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    for damaged in (b"", whole[:20], whole[:30], whole[:-9], b"x" + whole[1:], whole[:14] + b"\xff" * 40):
        kept.write_bytes(damaged)
        assert rendered(folder) == ("Hello Ada", True)
    assert rendered(folder) == ("Hello Ada", False)


def test_nothing_is_written_where_python_may_not_write_either(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(folder) == ("Hello Ada", True)
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_no_failure(folder: Path) -> None:
    folder.write_text("a file is in its place")
    assert rendered(folder) == ("Hello Ada", True)
    assert rendered(folder / "below") == ("Hello Ada", True)


def test_it_stands_beside_the_programs_own_modules() -> None:
    assert compiled.FOLDER.parent.name == "__pycache__"
    assert compiled.FOLDER.parent.parent == Path(compiled.__file__).parent
