"""Everything that a site is made from, as digests: what has not changed need not be made again.

Inputs are compared by content, never by time stamps, which differ between clones and lie after a checkout.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lorepath.code_version import code_version
from lorepath.content_places import CONTENT
from lorepath.digest import Digest, stated
from lorepath.history import History
from lorepath.mkdocs_plugin import full_text
from lorepath.mkdocs_plugin.sources import sources, theme_folders
from lorepath.raw_files import RawFiles

if TYPE_CHECKING:
    from lorepath.assemble import Assembly
    from lorepath.mkdocs_plugin.configuration import Configured

UNLIKE_ANY = ""
"""In place of a digest: nothing is to be taken over on the strength of it."""


class SiteInputs(Struct, frozen=True):
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


def site_inputs(assembly: Assembly, configured: Configured, moment: int) -> SiteInputs:
    """What the site of an assembly, configured so and as of a moment, is made from."""
    portal, config = assembly.portal, configured.config
    lessons = {lesson.path: lesson for lesson in portal.lessons.values()}
    frame = Digest(code_version(), _settings(configured))
    theme = sources(theme_folders(config))
    frame.add(theme.held if theme else os.urandom(16))  # what cannot be told is never the same
    shared = Digest(frame.hex(), str(moment), assembly.today.isoformat())
    others = RawFiles(without=lessons)
    others.add(portal.root / CONTENT, CONTENT, follow=False)
    shared.add(others.held)
    shared.add(portal.digest, _said(assembly.history), stated(assembly.findings))
    bodies = {path: lesson.written.digest for path, lesson in lessons.items()}
    if full_text.is_wanted(config):
        shared.add("full text", *bodies.values())  # the index draws from every lesson's text
    return SiteInputs(frame.hex(), shared.hex(), bodies)


def _settings(configured: Configured) -> str:
    """The settings that were given, and what commands set over them."""
    config = configured.config
    told = [configured.given, config.site_name, config.site_url, config.strict]
    return json.dumps(told, sort_keys=True, default=_name)


def _name(value: object) -> str:
    """A function or an object in the settings: its name, as `!!python/name` gives it; a path that MkDocs fills in."""
    kind: Any = value if hasattr(value, "__qualname__") else type(value)
    return f"{kind.__module__}.{kind.__qualname__} {getattr(value, 'suffix', '')}"


def _said(history: History) -> bytes:
    """A history as bytes, its sets in order: the same in every process."""
    held = (getattr(history, name) for name in _names(History))
    return stated([sorted(each) if isinstance(each, frozenset) else each for each in held])


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.compare)
