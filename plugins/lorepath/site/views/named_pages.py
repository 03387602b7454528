"""The pages that are no lessons, by name, so that search leads to them too."""

from __future__ import annotations

from collections.abc import Iterator

from lorepath.rules import STANDARDS
from lorepath.site import addresses
from lorepath.site.views.people import shown
from lorepath.site.views.shelf import Shelf


def named_pages(shelf: Shelf) -> list[tuple[str, str, str]]:
    """What it is, its name, and its web address relative to the site's root."""
    return [(kind, name, _url(shelf, address) + fragment) for kind, name, address, fragment in _pages(shelf)]


def _pages(shelf: Shelf) -> Iterator[tuple[str, str, str, str]]:
    portal = shelf.portal
    for skill in portal.skills.values():
        yield "Skill", skill.name, addresses.skill(skill.id), ""
    for role in portal.roles.values():
        yield "Role", role.title, addresses.role(role.id), ""
    for topic in shelf.topics:
        yield "Topic", topic.title, addresses.topic(topic.id), ""
    for person in shown(portal):
        yield "Person", person.name, addresses.person(person.id), ""
    for page in portal.pages:
        if (address := addresses.of_file(page.path)) != addresses.HOME:
            yield "Page", page.title, address, ""
    for standard in STANDARDS:
        code = standard.code
        yield "Finding", f"{code} {standard.name}", addresses.family(code.rstrip("0123456789")), f"#{code.lower()}"


def _url(shelf: Shelf, address: str) -> str:
    return addresses.url_of(address, shelf.where.directory_urls)
