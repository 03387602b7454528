"""What the pages of topics say."""

from __future__ import annotations

from dataclasses import dataclass
from msgspec import Struct

from lorepath.model import Topic
from lorepath.site import addresses
from lorepath.site.views.retired import Retired, retired
from lorepath.site.views.shelf import Card, LevelView, Link, Shelf, TopicCard


class TopicsView(Struct, frozen=True):
    """The page of all topics."""

    trail: tuple[Link, ...]
    topics: tuple[TopicCard, ...]


class TopicView(Struct, frozen=True):
    """A topic's page; lessons in reading order."""

    card: TopicCard
    trail: tuple[Link, ...]
    owner: Link | None
    deputy: Link | None
    lessons: tuple[Card, ...]
    retired: tuple[Retired, ...]
    teaches: tuple[LevelView, ...]


def topics_view(shelf: Shelf) -> TopicsView:
    """The page of all topics."""
    return TopicsView(
        trail=(Link("Home", addresses.HOME),),
        topics=tuple(shelf.topic_card(topic) for topic in shelf.topics),
    )


def topic_view(shelf: Shelf, topic: Topic) -> TopicView:
    """The page of one topic."""
    highest: dict[str, int] = {}
    for lesson in shelf.by_topic[topic.id]:
        for skill, level in lesson.teaches.items():
            highest[skill] = max(level, highest.get(skill, 0))
    return TopicView(
        card=shelf.topic_card(topic),
        trail=(Link("Home", addresses.HOME), Link("Topics", addresses.TOPICS)),
        owner=shelf.person(topic.owner),
        deputy=shelf.person(topic.deputy),
        lessons=shelf.cards(shelf.by_topic[topic.id]),
        retired=retired(shelf, shelf.retired_in.get(topic.id, ())),
        teaches=shelf.levels(highest),
    )
