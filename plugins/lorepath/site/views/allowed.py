"""What authors may use in a text: read off the lists that the renderer, the sanitiser and the check go by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from msgspec import Struct

from lorepath import bounds
from lorepath.asset_kinds import KINDS
from lorepath.content_disk import MAX_ASSET_BYTES, MAX_TEXT_BYTES
from lorepath.naming import LONGEST_ID, LONGEST_PATH
from lorepath.rules import remedies
from lorepath.safe_html.allowed import (
    ATTRIBUTES,
    BUTTON_CLASSES,
    EVERYWHERE,
    FRAME,
    OWN_CLASSES,
    OWN_IDS,
    SCHEMES,
    TAGS,
    WITH_CONTENT,
)
from lorepath.site import addresses
from lorepath.site.views.shelf import Link
from lorepath.yaml_reader import MAX_BYTES, MAX_DEPTH, MAX_VALUES

TITLE = "What authors may use"
WRITTEN: Mapping[str, tuple[str, str]] = {
    "abbr": ("An abbreviation that explains itself", "*[HTML]: HyperText Markup Language"),
    "admonition": ("A callout", "!!! note \"Title\"\n    Text"),
    "attr_list": ("An id, a class or an attribute", "## Your turn { #my-id data-minutes=\"10\" }"),
    "def_list": ("A list of terms", "Term\n:   What it means"),
    "footnotes": ("A footnote", "Text[^1]\n\n[^1]: Note"),
    "tables": ("A table, with alignment", "| Left | Right |\n|:-----|------:|\n| a    |     1 |"),
    "toc": ("A link to a heading", "[Why](#why-this-matters)"),
    "pymdownx.details": ("A callout that opens on request", "??? tip \"Title\"\n    Text"),
    "pymdownx.highlight": ("Code in colour", "``` { .python title=\"restart.py\" hl_lines=\"1\" }\nimport sys\n```"),
    "pymdownx.inlinehilite": ("Code in colour within a line", "`#!python import sys`"),
    "pymdownx.superfences": ("Code inside lists and callouts", "!!! note\n    ```\n    code\n    ```"),
    "pymdownx.tabbed": ("Tabs", "=== \"First\"\n    Text\n=== \"Second\"\n    Text"),
    "pymdownx.tasklist": ("A task list", "- [x] Done\n- [ ] To do"),
}
"""For each of the renderer's extensions: what it is for, and how it is written."""


class TagView(Struct, frozen=True):
    """A tag that stays, with the attributes that only it may have."""

    name: str
    attributes: tuple[str, ...]


class RefusedView(Struct, frozen=True):
    """Things that do not stay, and what to write instead of any of them."""

    names: tuple[str, ...]
    instead: str


class AllowedView(Struct, frozen=True):
    """The page of what authors may use."""

    trail: tuple[Link, ...]
    title: str
    markdown: tuple[tuple[str, str], ...]
    tags: tuple[TagView, ...]
    plain_tags: tuple[str, ...]
    everywhere: tuple[str, ...]
    schemes: tuple[str, ...]
    hosts: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    own_names: tuple[str, ...]
    button_names: tuple[str, ...]
    refused: tuple[RefusedView, ...]
    goes_with_content: tuple[str, ...]


def allowed_view(embed_hosts: frozenset[str]) -> AllowedView:
    """The page; `embed_hosts` are the hosts whose pages the portal's lessons may embed."""
    own = {tag: tuple(sorted(ATTRIBUTES.get(tag, ()))) for tag in TAGS | ({FRAME} if embed_hosts else set())}
    return AllowedView(
        trail=(Link("Home", addresses.HOME), Link("Reference", addresses.REFERENCE)),
        title=TITLE,
        markdown=tuple(WRITTEN.values()),
        tags=tuple(TagView(tag, own[tag]) for tag in sorted(own) if own[tag]),
        plain_tags=tuple(tag for tag in sorted(own) if not own[tag]),
        everywhere=tuple(sorted(EVERYWHERE)),
        schemes=tuple(sorted(SCHEMES)),
        hosts=tuple(sorted(embed_hosts)),
        files=tuple((suffix, kind.name) for suffix, kind in KINDS.items()),
        limits=tuple(_limits()),
        own_names=tuple(f"{name}…" if name.endswith(("-", "_")) else name for name in (*OWN_CLASSES, OWN_IDS[0])),
        button_names=BUTTON_CLASSES,
        refused=tuple(_refused()),
        goes_with_content=tuple(sorted(WITH_CONTENT)),
    )


def _limits() -> Iterator[str]:
    yield f"A text holds at most {MAX_TEXT_BYTES // 2**20} MB, and a picture, recording or document {MAX_ASSET_BYTES // 2**20} MB."
    yield f"A name has at most {LONGEST_ID} characters without its ending, and the way to a file at most {LONGEST_PATH}."
    yield f"Front matter, and each knowledge check, holds at most {MAX_BYTES // 1024} KB, {MAX_VALUES:,} values and {MAX_DEPTH} levels."
    yield f"Making a page of a text takes at most {bounds.CPU_SECONDS} seconds and {bounds.MEGABYTES} MB of memory."


def _refused() -> Iterator[RefusedView]:
    for tags, instead in remedies.TAGS.items():
        if names := tuple(f"<{tag}>" for tag in tags.split() if tag not in TAGS):
            yield RefusedView(names, instead)
    yield RefusedView(("onclick", "onload", "on…"), "take it out; only the portal's own scripts run")
    for name, instead in remedies.ATTRIBUTES.items():
        yield RefusedView((name,), instead)
    for scheme, instead in remedies.SCHEMES.items():
        yield RefusedView((f"{scheme}:",), instead)
    yield RefusedView(("javascript:",), "name a page or a file, or write the address as text")
    yield RefusedView(("--8<--",), "link to the other text, or write here what a learner needs")
