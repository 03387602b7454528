"""The files of data that browsers fetch: what a page needs when it knows who is looking at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from lorepath.site.generated_file import GeneratedFile
from lorepath.site.json_text import packed
from lorepath.site.views.catalogue import catalogue
from lorepath.site.views.named_pages import named_pages
from lorepath.site.views.role_data import role_data
from lorepath.site.views.shelf import Shelf


def generated_data(shelf: Shelf) -> Iterator[GeneratedFile]:
    """Every file of data."""
    yield GeneratedFile("data/catalogue.json", partial(_json, catalogue, shelf))
    yield GeneratedFile("data/pages.json", partial(_json, named_pages, shelf))
    for role in shelf.portal.roles.values():
        yield GeneratedFile(f"data/roles/{role.id}.json", partial(_json, role_data, shelf, role))


def _json(view: Callable[..., Any], *arguments: object) -> bytes:
    return packed(view(*arguments))
