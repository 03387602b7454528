"""Everything that a site is made from, as digests: what has not changed need not be made again.

Inputs are compared by content, never by time stamps, which differ between clones and lie after a checkout.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lorepath.code_version import code_version
from lorepath.content_places import CONTENT
from lorepath.mkdocs_plugin import full_text
from lorepath.mkdocs_plugin.configuration import settings_file

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from lorepath.assemble import Assembly

_PLACES = frozenset({"body_line", "suppressions", "source", "keys", "place"})
"""Where things stand in a lesson's file, from which no other page may draw."""


@dataclass(frozen=True, slots=True)
class SiteInputs:
    """What a site is made from.

    `frame` stands for what makes the pages' frame and the templates, `shared` for all that more than one page may
    draw from (the frame included), `bodies` has each lesson's own text, by path.
    """

    frame: str
    shared: str
    bodies: Mapping[str, str]

    def rewritten(self, other: SiteInputs) -> frozenset[str] | None:
        """The lessons whose pages alone differ from the `other` site's; None where any page may differ."""
        if self.shared != other.shared or self.bodies.keys() != other.bodies.keys():
            return None
        return frozenset(path for path, digest in self.bodies.items() if other.bodies[path] != digest)


def site_inputs(assembly: Assembly, config: MkDocsConfig, moment: int) -> SiteInputs:
    """What the site of an assembly, configured so and as of a moment, is made from."""
    portal = assembly.portal
    lessons = {lesson.path: lesson for lesson in portal.lessons.values()}
    frame = Digest(code_version(), _settings(config))
    for path, data in _files(Path(config.theme.custom_dir), "theme") if config.theme.custom_dir else ():
        frame.add(path, data)
    shared = Digest(frame.hex(), str(moment), assembly.today.isoformat())
    for path, data in _files(portal.root / CONTENT, CONTENT):
        if path not in lessons:
            shared.add(path, data)
    for path, lesson in lessons.items():
        shared.add(path, repr(_plain(lesson, _PLACES)))
    shared.add(repr(_plain(assembly.history)), repr(_plain(assembly.findings)))
    bodies = {path: Digest(lesson.body, str(lesson.body_line)).hex() for path, lesson in lessons.items()}
    if full_text.is_wanted(config):
        shared.add("full text", *bodies.values())  # the index draws from every lesson's text
    return SiteInputs(frame.hex(), shared.hex(), bodies)


class Digest:
    """A digest of parts; where one ends makes a difference."""

    def __init__(self, *parts: str | bytes) -> None:
        self._digest = blake2b(digest_size=16)
        self.add(*parts)

    def add(self, *parts: str | bytes) -> None:
        """Take more parts in."""
        for part in parts:
            data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            self._digest.update(b"%d:" % len(data))
            self._digest.update(data)

    def hex(self) -> str:
        """The digest of all parts so far."""
        return self._digest.hexdigest()


def _settings(config: MkDocsConfig) -> str:
    """The settings that were given, and what commands set over them."""
    from mkdocs.utils.yaml import yaml_load

    with settings_file(Path(config.config_file_path)).open("rb") as stream:
        given = yaml_load(stream)
    return json.dumps([given, config.site_name, config.site_url, config.strict], sort_keys=True, default=_name)


def _name(value: object) -> str:
    """A function or an object in the settings: its name, as `!!python/name` gives it."""
    if isinstance(value, os.PathLike):
        return str(value)
    kind: Any = value if hasattr(value, "__qualname__") else type(value)
    return f"{kind.__module__}.{kind.__qualname__}"


def _files(folder: Path, prefix: str) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder with its bytes, in a fixed order. Links are not followed: where they lead, counts."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{prefix}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), path)
        elif entry.is_symlink():
            yield path, os.fsencode(Path(entry.path).readlink())
        elif entry.is_file(follow_symlinks=False):
            yield path, Path(entry.path).read_bytes()


def _plain(value: Any, without: frozenset[str] = frozenset()) -> Any:
    """A value as plain ones, whose `repr` is the same in every process; fields of these names are left out."""
    if isinstance(value, str | int | float | date) or value is None:
        return value
    if isinstance(value, Mapping):
        return [(_plain(key), _plain(inner, without)) for key, inner in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(inner, without) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(repr(_plain(inner, without)) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, name), without) for name in _names(type(value)) if name not in without]
    raise TypeError(f"{type(value).__name__} has no plain form")


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.compare)
