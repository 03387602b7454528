"""Where pages live: source addresses, the web addresses they get, and the way from one to another.

A page is named by its source address below `content/` (`lessons/write/choose.md`, `roles/author/index.md`),
as MkDocs names files, whether a file stands there or the page is generated.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

CONTENT = "content/"

HOME = "index.md"
FIND = "find/index.md"
TOPICS = "topics/index.md"
ROLES = "roles/index.md"
SKILLS = "skills/index.md"
PEOPLE = "people/index.md"
CONTRIBUTORS = "contributors/index.md"
HEALTH = "health/index.md"
HEALTH_JSON = "health/health.json"
LESSONS_CSV = "health/lessons.csv"
GAPS_CSV = "health/gaps.csv"
COVERAGE_CSV = "health/coverage.csv"
REFERENCE = "reference/index.md"
ALLOWED = "reference/allowed/index.md"
YOU = "you/index.md"
TEAM = "team/index.md"

Href = Callable[..., str]
"""Source address (and fragment) to a link that is right on the page being made."""


def topic(identifier: str) -> str:
    """The page of a topic."""
    return f"topics/{identifier}/index.md"


def role(identifier: str) -> str:
    """The page of a role."""
    return f"roles/{identifier}/index.md"


def skill(identifier: str) -> str:
    """The page of a skill."""
    return f"skills/{identifier}/index.md"


def person(identifier: str) -> str:
    """The page of a person."""
    return f"people/{identifier}/index.md"


def reviews(identifier: str) -> str:
    """The calendar of the reviews that a person is asked for."""
    return f"people/{identifier}/reviews.ics"


def family(prefix: str) -> str:
    """The reference page of a family of standards."""
    return f"reference/{prefix.lower()}/index.md"


def of_file(path: str) -> str:
    """The source address of a content file, whose path is relative to the portal's root."""
    return path.removeprefix(CONTENT)


@lru_cache(maxsize=16384)  # each page links to many that others link to
def url_of(address: str, directory_urls: bool = True) -> str:
    """The web address of a page or an asset, relative to the site's root, as MkDocs gives it."""
    stem, extension = posixpath.splitext(address)
    if extension != ".md":
        return quote(address)
    folder, name = posixpath.split(stem)
    if not directory_urls:
        return quote(f"{stem}.html")
    if name in ("index", "README"):
        return quote(f"{folder}/") if folder else "./"
    return quote(f"{stem}/")


def relative(target: str, page: str) -> str:
    """The link from the web address `page` to the web address `target`."""
    # A page has a dozen links: `posixpath.relpath` takes six times as long, and these are normal already.
    start = page.removeprefix("./").split("/")[:-1]
    end = target.removeprefix("./").split("/")
    shared = 0
    while shared < min(len(start), len(end) - 1) and start[shared] == end[shared]:
        shared += 1
    return "../" * (len(start) - shared) + "/".join(end[shared:]) or "./"


def links_from(address: str, directory_urls: bool = True) -> Href:
    """The function with which the templates of one page link to other pages."""
    here = url_of(address, directory_urls)

    def href(target: str, fragment: str = "") -> str:
        link = relative(url_of(target, directory_urls), here)
        return f"{link}#{quote(fragment)}" if fragment else link

    return href


def join(page: str, link: str) -> str:
    """The source address that a relative link on a page means."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
