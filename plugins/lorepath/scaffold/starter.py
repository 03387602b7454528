"""The files of a new portal, as they come with Lorepath, with its name put in."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from lorepath.scaffold.yaml_text import quoted

NAME = "Our learning"


def starter_files(name: str) -> dict[str, str]:
    """Path → text of everything in a new portal, dot-files included, but for what installs Lorepath."""
    files = dict(sorted(_texts(resources.files("lorepath") / "starter")))
    in_yaml = quoted(name)
    _put(files, "content/portal.yml", f"name: {NAME}\n", f"name: {in_yaml}\n")
    _put(files, "mkdocs.yml", f"site_name: {NAME}\n", f"site_name: {in_yaml}\n")
    _put(files, "README.md", f"# {NAME}\n", f"# {name}\n")
    return files


def _texts(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_text("utf-8")


def _put(files: dict[str, str], path: str, old: str, new: str) -> None:
    before, found, after = files[path].partition(old)
    if not found:
        raise AssertionError(f"starter/{path} no longer holds {old!r}")
    files[path] = before + new + after
