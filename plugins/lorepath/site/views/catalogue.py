"""All lessons in a few bytes each, for the pages that look through the whole portal.

Values that repeat are numbers that point into lists, and each field is one list, as compression likes it. The scripts'
`catalogue.js` says the same in JSDoc and puts it together again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lorepath.model import Lesson
from lorepath.site import addresses
from lorepath.site.views import words
from lorepath.site.views.shelf import Shelf


def catalogue(shelf: Shelf) -> Mapping[str, Any]:
    """The catalogue, ready to be written as JSON. Web addresses are relative to the site's root."""
    portal = shelf.portal
    lessons = [lesson for topic in shelf.by_topic.values() for lesson in topic]
    topics = _Numbers(lesson.topic for lesson in lessons)
    skills = _Numbers(skill for lesson in lessons for skill in lesson.teaches)
    roles = _Numbers(portal.roles)
    formats, statuses = _Numbers(words.FORMATS), _Numbers(map(str, words.STATUSES))
    return {
        "weekly": portal.weekly_minutes,
        "scale": list(portal.levels),
        "topics": [[topic, shelf.topic(topic).text] for topic in topics],
        "skills": [[skill, shelf.skill(skill).text] for skill in skills],
        "roles": [[role, portal.roles[role].title] for role in roles],
        "formats": [[key, words.FORMATS[key]] for key in formats],
        "freshness": [[str(key), label] for key, label in words.STATUSES.items()],
        "page": addresses.url_of("lessons/TOPIC/LESSON.md", shelf.where.directory_urls),
        "ids": [lesson.id for lesson in lessons],
        "titles": [lesson.title for lesson in lessons],
        "summaries": [lesson.summary for lesson in lessons],
        "topic": [topics.of[lesson.topic] for lesson in lessons],
        "minutes": [lesson.minutes for lesson in lessons],
        "format": [formats.of[lesson.format] for lesson in lessons],
        "fresh": [statuses.of[str(shelf.freshness(lesson).status)] for lesson in lessons],
        # Skill, level, skill, level, …
        "teaches": [[number for pair in _taught(lesson, skills) for number in pair] for lesson in lessons],
        "onPath": [[roles.of[role.id] for role in shelf.roles_of_lesson.get(lesson.id, ())] for lesson in lessons],
        "aliases": {former: lesson.id for lesson in lessons for former in lesson.aliases},
    }


class _Numbers:
    """Values that stand once each, and the number of each."""

    def __init__(self, values: Iterable[str]) -> None:
        self.values = list(dict.fromkeys(values))
        self.of = {value: number for number, value in enumerate(self.values)}

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)


def _taught(lesson: Lesson, skills: _Numbers) -> Iterable[tuple[int, int]]:
    return [(skills.of[skill], level) for skill, level in lesson.teaches.items()]
