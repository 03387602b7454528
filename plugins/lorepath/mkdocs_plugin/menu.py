"""The navigation's links as a window: the portal's parts, the part a page is in, and there its own section.

A page's menu does not grow with the portal: of a long list it shows what is next to the page, and a link to all. It is
written here rather than in the template because a template takes about as long for it as for all the rest of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

Item = Any
"""A page, section or link of MkDocs' navigation; titles are safe HTML already."""

_MOST = 50
"""The longest list that is shown whole."""
_AROUND = 12
"""How many a longer one shows on each side of where the page is."""


class Menu:
    """Writes the links for the pages of one build. What is the same on most pages is written once."""

    def __init__(self) -> None:
        # With the item, so that no other gets its number.
        self._lines: dict[tuple[int, str], tuple[Item, str]] = {}

    def __call__(self, nav: Navigation, page: Page | None, base_url: str) -> str:
        """The list of links on `page`; `base_url` leads to the site's root. None: a page outside, like 404."""
        base = base_url if base_url.endswith("/") else f"{base_url}/"
        active = {id(page), *(id(section) for section in page.ancestors)} if page else set()
        parts = "".join(
            f'<li class="md-nav__item lp-nav__part">{_link(part, base, active, page)}'
            f"{self._below(part, base, active, page)}</li>\n"
            for part in nav.items
        )
        return f'<ul class="md-nav__list" data-md-scrollfix>\n{parts}</ul>'

    def _below(self, item: Item, base: str, active: set[int], page: Page | None) -> str:
        """What is inside an active section. Its first page is what the section's own link leads to already."""
        if not item.children or id(item) not in active:
            return ""
        children = [child for place, child in enumerate(item.children) if place or child.children]
        shown = children if len(children) <= _MOST else _window(children, active)
        inside = "".join(self._line(child, base, active, page) for child in shown)
        if len(shown) < len(children):
            inside += _item(_anchor(first_page(item), f"All {len(children)} in {item.title}", base))
        return f'\n<ul class="lp-nav__list">\n{inside}</ul>' if inside else ""

    def _line(self, item: Item, base: str, active: set[int], page: Page | None) -> str:
        """A link with what is below it. Whatever leads elsewhere than to this page is the same on every page."""
        if id(item) in active:
            return _item(_link(item, base, active, page) + self._below(item, base, active, page))
        known = self._lines.get((id(item), base))
        if known is None:
            known = self._lines[id(item), base] = (item, _item(_link(item, base, active, page)))
        return known[1]


def _window(children: list[Item], active: set[int]) -> list[Item]:
    """Those next to the active one; the first ones where none is."""
    here = next((place for place, child in enumerate(children) if id(child) in active), 0)
    start = min(max(here - _AROUND, 0), len(children) - 2 * _AROUND - 1)
    return children[start : start + 2 * _AROUND + 1]


def _item(inside: str) -> str:
    return f'<li class="md-nav__item">{inside}</li>\n'


def _link(item: Item, base: str, active: set[int], page: Page | None) -> str:
    target = first_page(item)
    here = " md-nav__link--active" if id(item) in active else ""
    current = ' aria-current="page"' if target is page else ""
    return _anchor(target, item.title, base, here, current)


def _anchor(target: Item, title: str, base: str, here: str = "", current: str = "") -> str:
    return (
        f'<a href="{base}{target.url}" class="md-nav__link{here}"{current}><span class="md-ellipsis">{title}</span></a>'
    )


def first_page(item: Item) -> Item:
    """The page that an item leads to."""
    while item.children:
        item = item.children[0]
    return item
