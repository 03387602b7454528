"""Former addresses of lessons: at each stands a small page that leads on to where the lesson is now.

They need no script, are in no menu, search index or site map, and never stand in the way of a living page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from msgspec import Struct

from lorepath.site import addresses
from lorepath.site.templates import fill
from lorepath.site.views.shelf import Shelf


class RedirectView(Struct, frozen=True):
    """A former address: the lesson's title, the way there, and the address that search engines should keep."""

    language: str
    title: str
    link: str
    canonical: str


def redirects(shelf: Shelf, taken: Iterable[str]) -> Mapping[str, str]:
    """The file of each former address to the lesson's id; `taken` are the files of the site, which all stay.

    Some file systems take `A` and `a` for one, and nothing can be inside a file: such former addresses are left out.
    """
    found: dict[str, str] = {}
    if not shelf.history.redirects:
        return found
    files = {file.casefold() for file in taken}
    holding = {posixpath.dirname(file) for file in files}
    folders = holding | {folder for each in holding for folder in _above(each)}
    for path, lesson in shelf.history.redirects.items():
        file = _file(addresses.url_of(addresses.of_file(path), shelf.where.directory_urls))
        name = file.casefold()
        is_free = name not in files and name not in folders and not files.intersection(_above(name))
        if lesson in shelf.portal.lessons and is_free:
            found[file] = lesson
            files.add(name)
            folders.update(_above(name))
    return found


def redirect_html(shelf: Shelf, file: str, lesson: str) -> bytes:
    """The page that leads from a former address on to the lesson."""
    known = shelf.portal.lessons[lesson]
    address = addresses.of_file(known.path)
    link = addresses.links_from(file, shelf.where.directory_urls)(address)
    view = RedirectView(shelf.portal.language, known.title, link, shelf.where.page(address) or link)
    return fill("redirect.html", view=view).encode()


def _file(url: str) -> str:
    return f"{url}index.html" if url.endswith("/") else url


def _above(path: str) -> Iterator[str]:
    """The folders that a file is in."""
    while path := posixpath.dirname(path):
        yield path
