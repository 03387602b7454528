"""Feeds of what is new or renewed: one for the whole portal, and one for each topic, role and person.

Each exists as Atom (RFC 4287) and as JSON Feed 1.1. An entry keeps its id through rebuilds and renames, so that no
reader shows a lesson as new because its file moved. Retired lessons leave the feeds. A lesson whose days nobody
knows is in none: a feed is a list in time.
"""

from __future__ import annotations

import posixpath
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from msgspec import Struct
from datetime import date
from functools import lru_cache, partial

from lorepath.history import LessonHistory
from lorepath.model import Lesson
from lorepath.site import addresses
from lorepath.site.json_text import indented
from lorepath.site.templates import fill
from lorepath.site.views.people import shown
from lorepath.site.views.shelf import Shelf

LENGTH = 40
"""So many entries a feed has at most, the latest."""
# A carriage return too: whoever reads XML takes it for a line feed.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Any fixed id would do: it makes ours differ from everybody else's.
_SPACE = uuid.UUID("0b2d3c5e-8f0a-5b7e-9d0c-6c6f72657061")


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is about. `folder` is where its files stand, `page` the page that shows the same."""

    folder: str
    title: str
    page: str
    lessons: Callable[[], Iterable[Lesson]] = field(repr=False, compare=False)

    @property
    def atom(self) -> str:
        """The address of the feed as Atom."""
        return posixpath.join(self.folder, "feed.xml")

    @property
    def json(self) -> str:
        """The address of the feed as JSON Feed."""
        return posixpath.join(self.folder, "feed.json")


class EntryView(Struct, frozen=True):
    """A lesson in a feed. Days are full moments as both formats want them; `authors` are names."""

    id: str
    title: str
    url: str
    summary: str
    published: str
    updated: str
    authors: tuple[str, ...]
    topic: str


class FeedView(Struct, frozen=True):
    """A feed, ready to be written."""

    id: str
    title: str
    portal: str
    language: str
    page: str
    itself: str
    updated: str
    entries: tuple[EntryView, ...]


def whole(shelf: Shelf) -> Feed:
    """The feed of the whole portal."""
    return Feed("", shelf.portal.name, addresses.HOME, lambda: shelf.portal.live_lessons)


def of_topic(shelf: Shelf, topic: str) -> Feed:
    """The feed of a topic."""
    page = addresses.topic(topic)
    return _feed(shelf, shelf.topic(topic).text, page, lambda: shelf.by_topic.get(topic, ()))


def of_role(shelf: Shelf, role: str) -> Feed:
    """The feed of a role: the lessons of its path and its electives."""
    return _feed(shelf, shelf.portal.roles[role].title, addresses.role(role), partial(_of_role, shelf, role))


def of_person(shelf: Shelf, person: str) -> Feed:
    """The feed of a person: what they wrote, reviewed and keep fresh."""
    name = shelf.portal.people[person].name
    return _feed(shelf, name, addresses.person(person), partial(_of_person, shelf, person))


def all_feeds(shelf: Shelf) -> Iterator[Feed]:
    """Every feed of the portal."""
    yield whole(shelf)
    yield from (of_topic(shelf, topic) for topic in shelf.portal.topics)
    yield from (of_role(shelf, role) for role in shelf.portal.roles)
    yield from (of_person(shelf, person.id) for person in shown(shelf.portal))


def atom(shelf: Shelf, feed: Feed) -> bytes:
    """The feed as Atom."""
    return fill("feed.xml", view=_view(shelf, feed, feed.atom)).encode()


def json_feed(shelf: Shelf, feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    view = _view(shelf, feed, feed.json)
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": view.page,
        "feed_url": view.itself,
        "language": view.language,
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.summary,
                "date_published": entry.published,
                "date_modified": entry.updated,
                "authors": [{"name": name} for name in entry.authors or (shelf.portal.name,)],
                "tags": [entry.topic],
            }
            for entry in view.entries
        ],
    }
    return indented(data)


def lasting_name(lesson: Lesson, history: LessonHistory | None) -> str:
    """The id that the lesson had first: a rename gives it another one and keeps the old ones under `aliases`."""
    former = [posixpath.basename(path).removesuffix(".md") for path in history.former_paths] if history else []
    return next((name for name in former if name in lesson.aliases), (*lesson.aliases, lesson.id)[0])


def _feed(shelf: Shelf, title: str, page: str, lessons: Callable[[], Iterable[Lesson]]) -> Feed:
    return Feed(posixpath.dirname(page), f"{title} · {shelf.portal.name}", page, lessons)


def _of_role(shelf: Shelf, role: str) -> list[Lesson]:
    path, known = shelf.paths.get(role), shelf.portal.lessons
    names = [step.lesson for step in path.steps] if path else []
    names += [name for elective in shelf.portal.roles[role].electives for name in elective.of]
    return [known[name] for name in dict.fromkeys(names) if name in known and not known[name].retired]


def _of_person(shelf: Shelf, person: str) -> list[Lesson]:
    record, known = shelf.history.people.get(person), shelf.portal.lessons
    names = (*record.written, *record.reviewed, *record.renewed, *record.declared) if record else ()
    return [known[name] for name in dict.fromkeys(names) if name in known and not known[name].retired]


def _view(shelf: Shelf, feed: Feed, itself: str) -> FeedView:
    # Without an address of the site, links are relative to the feed.
    href = addresses.links_from(itself, shelf.where.directory_urls)

    def url(address: str) -> str:
        return shelf.where.page(address) or href(address)

    days = ((day, lesson) for lesson in feed.lessons() if (day := shelf.renewed_on(lesson)))
    latest = sorted(days, key=lambda pair: (-pair[0].toordinal(), pair[1].id))[:LENGTH]
    return FeedView(
        id=_id(shelf, f"feed/{feed.folder}"),
        title=_plain(feed.title),
        portal=_plain(shelf.portal.name),
        language=shelf.portal.language,
        page=url(feed.page),
        itself=url(itself),
        updated=_moment(latest[0][0] if latest else date(1970, 1, 1)),
        entries=tuple(_entry(shelf, lesson, day, url) for day, lesson in latest),
    )


def _entry(shelf: Shelf, lesson: Lesson, day: date, url: Callable[[str], str]) -> EntryView:
    history = shelf.lesson_history(lesson)
    created = history.created if history else None
    authors = shelf.contributors(history.authors) if history else ()
    return EntryView(
        id=_id(shelf, f"lesson/{lasting_name(lesson, history)}"),
        title=_plain(lesson.title),
        url=url(addresses.of_file(lesson.path)),
        summary=_plain(lesson.summary),
        published=_moment(min(created or day, day)),
        updated=_moment(day),
        authors=tuple(_plain(author.text) for author in authors),
        topic=_plain(shelf.topic(lesson.topic).text),
    )


def _id(shelf: Shelf, what: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_space(shelf.where.site.rstrip('/') or shelf.portal.name), what)}"


@lru_cache(maxsize=1)
def _space(portal: str) -> uuid.UUID:
    return uuid.uuid5(_SPACE, portal)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _plain(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _NOT_XML.sub("", text)
