"""The files of data that browsers fetch: what a page needs when it knows who is looking at it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from lorepath.site.views.role_data import role_data
from lorepath.site.views.shelf import Shelf


@dataclass(frozen=True, slots=True)
class GeneratedData:
    """A file of JSON that no file of the portal stands for. `address` is its web address below the site's root."""

    address: str
    write: Callable[[], str]


def generated_data(shelf: Shelf) -> Iterator[GeneratedData]:
    """Every file of data."""
    for role in shelf.portal.roles.values():
        yield GeneratedData(f"data/roles/{role.id}.json", partial(_json, role_data, shelf, role))


def _json(view: Callable[..., Any], *arguments: object) -> str:
    return json.dumps(view(*arguments), ensure_ascii=False, separators=(",", ":"))
