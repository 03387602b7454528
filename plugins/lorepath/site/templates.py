"""The templates of our own pages: escaped by default, and a name that a view lacks is an error."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from lorepath.site.views import words

THEME = Path(__file__).parent / "theme"
_CODE = re.compile(r"`([^`]+)`")


@cache
def environment() -> Environment:
    """The one environment of a process; its templates are compiled once."""
    found = Environment(
        loader=FileSystemLoader(THEME / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters["inline"] = inline
    found.globals["count"] = words.count
    return found


@cache
def _template(name: str) -> Template:
    return environment().get_template(name)


def fill(name: str, **values: Any) -> str:
    """The template `name` with the values that it shows."""
    return _template(name).render(values)


def inline(text: str) -> Markup:
    """One-line text of an author as HTML: `code` becomes code, everything else is escaped."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped before
