"""Tabs that somebody typed as HTML: what the theme's script takes for tabs must have all that the script looks for.

It ends where a label is missing, and with it end the parts of the page's frame that it works: the switch for light and
dark, the contents beside the text. So what lacks something is no longer called tabs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_DIV = re.compile(r'<div((?: [^\s="<>]+="[^"]*")+)>')
_ATTRIBUTE = re.compile(r' [^\s="<>]+="[^"]*"')
_CALL = ' data-tabs="'
_EMPTY = frozenset({"br", "col", "hr", "img", "input", "source", "track", "wbr"})
"""Elements that have no end, of those that may stay."""


def whole_tabs(html: str) -> str:
    """HTML that nh3 has written, in which only whole sets of tabs are called so."""
    if _CALL not in html:
        return html
    reader = _Reader()
    reader.feed(html)
    reader.close()
    sets = iter(reader.sets)

    def judged(div: re.Match[str]) -> str:
        attributes = _ATTRIBUTE.findall(div[1])  # values may hold anything but a quotation mark
        others = [each for each in attributes if not each.startswith(_CALL)]
        if len(others) == len(attributes):
            return div[0]
        tabs = next(sets, None)
        return div[0] if tabs and tabs.is_whole else f"<div{''.join(others)}>"

    return _DIV.sub(judged, html)


@dataclass
class _Tabs:
    """A set of tabs: the ids of its choices, and what its labels are for, if they stand where they should."""

    choices: set[str] = field(default_factory=set)
    labelled: set[str] = field(default_factory=set)
    has_labels: bool = False

    @property
    def is_whole(self) -> bool:
        return self.has_labels and bool(self.choices) and self.choices <= self.labelled


class _Reader(HTMLParser):
    """Finds the sets of tabs, outer ones first. Labels belong to the innermost set around them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sets: list[_Tabs] = []
        self._open: list[_Tabs | None] = []
        self._around: list[_Tabs] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "input" and self._open and self._open[-1]:
            self._open[-1].choices.add(attributes.get("id") or "")
        if self._around and tag == "label":
            self._around[-1].labelled.add(attributes.get("for") or "")
        if self._around and "tabbed-labels" in (attributes.get("class") or "").split():
            self._around[-1].has_labels = True
        if tag in _EMPTY:
            return
        opened = _Tabs() if tag == "div" and "data-tabs" in attributes else None
        self._open.append(opened)
        if opened:
            self.sets.append(opened)
            self._around.append(opened)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY and self._open and self._open.pop():
            self._around.pop()
