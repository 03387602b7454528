"""The theme's files as we list them are those that MkDocs finds."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import Files

from lorepath.mkdocs_plugin.theme_files import theme_environment
from lorepath.site.compiled import CompiledTemplates
from portal import make_portal, write

ROOT = Path(__file__).parent.parent


def test_the_same_files_as_mkdocs_and_none_that_is_hidden(tmp_path: Path) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("theme:\n", "theme:\n  custom_dir: looks\n")
    portal = make_portal(tmp_path, {"mkdocs.yml": settings})
    for path in ("logo.svg", "deep/er/a.css", ".hidden.css", "deep/.hidden/b.css", "assets/.c.css", "readme.txt"):
        write(portal / "looks" / path, "x")
    config = load_config(str(portal / "mkdocs.yml"))
    ours, theirs = Files([]), Files([])
    environment = theme_environment(config)
    ours.add_files_from_theme(environment, config)
    theirs.add_files_from_theme(config.theme.get_env(), config)
    found = [(file.src_uri, file.src_dir) for file in ours]
    assert found == [(file.src_uri, file.src_dir) for file in theirs]
    assert [path for path, folder in found if folder == str(portal / "looks")] == ["deep/er/a.css", "logo.svg"]
    assert not [path for path in environment.list_templates() if path.startswith(".") or "/." in path]
    assert environment.get_template("main.html")


def test_templates_that_a_portal_adds_are_compiled_each_time(tmp_path: Path) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    plain = make_portal(tmp_path / "plain", {"mkdocs.yml": settings})
    assert isinstance(theme_environment(load_config(str(plain / "mkdocs.yml"))).bytecode_cache, CompiledTemplates)
    own = make_portal(tmp_path / "own", {"mkdocs.yml": settings.replace("theme:\n", "theme:\n  custom_dir: looks\n")})
    (own / "looks").mkdir()
    assert theme_environment(load_config(str(own / "mkdocs.yml"))).bytecode_cache is None
