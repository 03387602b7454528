"""The formats that a report can take, by the name that people choose them by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from lorepath.check import Report
from lorepath.reporters import github, json, rdjson, sarif, text
from lorepath.reporters.source import Texts


class Setting(Struct, frozen=True):
    """What a format may need besides the report.

    `texts` maps paths to texts, for source lines and suggestions; `prefix` leads from the repository's root to the
    portal's (`docs/portal/`, or nothing); `site_url` is the address of the portal's site, or nothing; `paint`
    colours the text format.
    """

    texts: Texts = {}
    prefix: str = ""
    site_url: str = ""
    paint: text.Paint = text.uncoloured


FORMATS: Mapping[str, Callable[[Report, Setting], str]] = {
    "text": lambda report, setting: text.render(report, setting.texts, setting.paint),
    "json": lambda report, _: json.render(report),
    "github": lambda report, setting: github.render(report, setting.prefix),
    "sarif": lambda report, setting: sarif.render(report, setting.prefix, setting.site_url),
    "rdjson": lambda report, setting: rdjson.render(report, setting.texts, setting.prefix, setting.site_url),
}
