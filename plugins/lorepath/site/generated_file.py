"""A file of the site that the library makes and that is no page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from msgspec import Struct


class GeneratedFile(Struct, frozen=True):
    """A file of the site. `address` leads there from the site's root; `write` gives its bytes when they are needed."""

    address: str
    write: Callable[[], bytes]
