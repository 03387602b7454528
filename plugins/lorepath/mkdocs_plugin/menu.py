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
        self._known: dict[tuple[int, str], tuple[Item, list[Item], list[str]]] = {}

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
        """What is inside an active section."""
        if not item.children or id(item) not in active:
            return ""
        children, lines = self._inside(item, base)
        here = next((place for place, child in enumerate(children) if id(child) in active), None)
        lines = lines.copy()
        if here is not None:
            child = children[here]
            lines[here] = _item(_link(child, base, active, page) + self._below(child, base, active, page))
        if len(lines) > _MOST:
            rest = _item(_anchor(first_page(item), f"All {len(lines)} in {item.title}", base))
            lines = [*lines[_window(len(lines), here or 0)], rest]
        inside = "".join(lines)
        return f'\n<ul class="lp-nav__list">\n{inside}</ul>' if inside else ""

    def _inside(self, item: Item, base: str) -> tuple[list[Item], list[str]]:
        """What is in a section, each with its line as it is on pages elsewhere, and so on most.

        A section's first page is what the section's own link leads to already.
        """
        known = self._known.get((id(item), base))
        if known is None:
            children = [child for place, child in enumerate(item.children) if place or child.children]
            lines = [_item(_link(child, base, set(), None)) for child in children]
            known = self._known[id(item), base] = (item, children, lines)
        return known[1:]


def _window(length: int, here: int) -> slice:
    """Those next to the active one; the first ones where none is."""
    start = min(max(here - _AROUND, 0), length - 2 * _AROUND - 1)
    return slice(start, start + 2 * _AROUND + 1)


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
