"""The navigation: sections by kind of page, topics with their lessons, never one flat list."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from lorepath.site import addresses
from lorepath.site.pages import GeneratedPage
from lorepath.site.views.shelf import Shelf


def navigation(shelf: Shelf, pages: Iterable[GeneratedPage]) -> list[Any]:
    """The `nav` setting of MkDocs. Section titles are escaped: the theme shows them as they are."""
    made = {page.address for page in pages}
    portal = shelf.portal
    topics: list[Any] = [addresses.TOPICS]
    for topic in shelf.topics:
        lessons = [addresses.of_file(lesson.path) for lesson in shelf.by_topic[topic.id]]
        topics.append({escape(topic.title): [addresses.topic(topic.id), *lessons]})
    other = [address for page in portal.pages if (address := addresses.of_file(page.path)) not in made]
    return [
        {"Home": addresses.HOME},
        {"Your role": [addresses.ROLES, *map(addresses.role, portal.roles)]},
        {"Topics": topics},
        {"Skills": [addresses.SKILLS, *map(addresses.skill, portal.skills)]},
        {"Find a lesson": addresses.FIND},
        {"You": [addresses.YOU, addresses.TEAM]},
        {"People": [addresses.PEOPLE, addresses.CONTRIBUTORS, *_made(made, map(addresses.person, portal.people))]},
        {"Health": addresses.HEALTH},
        {"Reference": [addresses.REFERENCE, *sorted(_made(made, made, "reference/", addresses.REFERENCE))]},
        *([{"More": other}] if len(other) > 1 else other),
    ]


def _made(made: set[str], wanted: Iterable[str], below: str = "", but: str = "") -> list[str]:
    """Those of the wanted pages that exist (hidden people have none)."""
    return [address for address in wanted if address in made and address.startswith(below) and address != but]
