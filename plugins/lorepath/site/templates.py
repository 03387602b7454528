"""The templates of our own pages: escaped by default, and a name that a view lacks is an error."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from lorepath.site.compiled import CompiledTemplates
from lorepath.site.icons import icon
from lorepath.site.views import words

THEME = Path(__file__).parent / "theme"
_CODE = re.compile(r"`([^`]+)`")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_MARKUP = re.compile("[<>&\u2028\u2029]")


@cache
def environment() -> Environment:
    """The one environment of a process; its templates are loaded once."""
    found = Environment(
        loader=FileSystemLoader(THEME / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(),
    )
    found.filters["inline"] = inline
    found.filters["dated"] = dated
    found.filters["data"] = data
    found.filters["icon"] = icon
    found.globals["count"] = words.count
    found.globals["day_in_words"] = words.day
    return found


@cache
def _template(name: str) -> Template:
    return environment().get_template(name)


def compile_all() -> None:
    """Compile every template, which the first page to use it would wait for."""
    for name in environment().list_templates():
        _template(name)


def fill(name: str, **values: Any) -> str:
    """The template `name` with the values that it shows."""
    return _template(name).render(values)


def data(value: object) -> Markup:
    """A value as JSON for a script element that is read and not run: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(_MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", text))  # noqa: S704 - without any markup


def dated(text: str) -> Markup:
    """One-line text of ours as HTML, its days (2026-10-19) in words."""
    return Markup(_DAY.sub(_day, str(inline(text))))  # noqa: S704 - escaped before


def _day(found: re.Match[str]) -> str:
    try:
        return f'<time datetime="{found[0]}">{words.day(date.fromisoformat(found[0]))}</time>'
    except ValueError:
        return found[0]


def inline(text: str) -> Markup:
    """One-line text of an author as HTML: `code` becomes code, everything else is escaped."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped before
