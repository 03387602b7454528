"""The shelf: the assembly with what several views look up, each computed once per build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from msgspec import Struct
from datetime import date
from functools import cached_property

from lorepath.assemble import Assembly
from lorepath.graph import assumed, reach
from lorepath.history import Contributor, Freshness, LessonHistory, Status
from lorepath.model import Lesson, Levels, Role, Topic
from lorepath.paths import LearningPath
from lorepath.site import addresses
from lorepath.site.views import words
from lorepath.paths.journey import journey
from lorepath.site.views.reviews import Reviews, reviews
from lorepath.site.whereabouts import Whereabouts


class Link(Struct, frozen=True):
    """A name and the page behind it; `address` is empty where there is none."""

    text: str
    address: str = ""


class LevelView(Struct, frozen=True):
    """A skill at a level, with the level's word, what it looks like, and how far the skill's ladder goes."""

    skill: Link
    number: int
    name: str
    top: int
    descriptor: str = ""


class FreshnessView(Struct, frozen=True):
    """How fresh a lesson is: `status` as a key for looks, then in words, and why."""

    status: str
    label: str
    reason: str


class Card(Struct, frozen=True):
    """A lesson as lists show it."""

    id: str
    address: str
    title: str
    summary: str
    minutes: int
    format: str
    format_label: str
    topic: Link
    teaches: tuple[LevelView, ...]
    freshness: FreshnessView


class RoleCard(Struct, frozen=True):
    """A role as lists show it. `time` is its path's minutes in words."""

    id: str
    address: str
    title: str
    summary: str
    lessons: int
    minutes: int
    time: str
    weeks: int


class TopicCard(Struct, frozen=True):
    """A topic as lists show it."""

    id: str
    address: str
    title: str
    summary: str
    lessons: int
    time: str


class Shelf:
    """An assembly, and the look-ups that views share. People who are hidden cannot be found in it."""

    def __init__(self, assembly: Assembly, where: Whereabouts = Whereabouts()) -> None:  # noqa: B008 - it is frozen
        self.where = where
        self.portal = assembly.portal
        self.paths = assembly.paths
        self.history = assembly.history
        self.today = assembly.today
        self._cards: dict[str, Card] = {}
        self._role_cards: dict[str, RoleCard] = {}

    unknown = Freshness(Status.UNKNOWN, "Its history could not be read.")
    """What is said of a lesson that the history does not know."""

    # ── lessons ──────────────────────────────────────────────────────────────────────────────────────────

    def card(self, lesson: Lesson) -> Card:
        """The lesson as lists show it."""
        if lesson.id not in self._cards:
            self._cards[lesson.id] = Card(
                id=lesson.id,
                address=addresses.of_file(lesson.path),
                title=lesson.title,
                summary=lesson.summary,
                minutes=lesson.minutes,
                format=lesson.format,
                format_label=words.FORMATS.get(lesson.format, lesson.format),
                topic=self.topic(lesson.topic),
                teaches=self.levels(lesson.teaches),
                freshness=self.freshness(lesson),
            )
        return self._cards[lesson.id]

    def cards(self, lessons: Iterable[Lesson]) -> tuple[Card, ...]:
        """Several lessons as lists show them."""
        return tuple(self.card(lesson) for lesson in lessons)

    def lesson_history(self, lesson: Lesson) -> LessonHistory | None:
        """What Git says of the lesson, if it was asked."""
        return self.history.lessons.get(lesson.id)

    @cached_property
    def reviews(self) -> Reviews:
        """The reviews that everybody is asked for."""
        return reviews(self.portal, self.history, self.today)

    def renewed_on(self, lesson: Lesson) -> date | None:
        """The last day on which a person changed or verified the lesson, not later than today."""
        facts = self.lesson_history(lesson)
        days = (lesson.reviewed, *((facts.edited, facts.freshness.verified) if facts else ()))
        return max((day for day in days if day and day <= self.today), default=None)

    @cached_property
    def retired_in(self) -> Mapping[str, tuple[Lesson, ...]]:
        """Topic id to its retired lessons."""
        found: dict[str, tuple[Lesson, ...]] = {}
        for lesson in self.portal.lessons.values():
            if lesson.retired:
                found[lesson.topic] = (*found.get(lesson.topic, ()), lesson)
        return found

    def freshness(self, lesson: Lesson) -> FreshnessView:
        """How fresh the lesson is, in words."""
        facts = self.lesson_history(lesson)
        fresh = facts.freshness if facts else self.unknown
        return FreshnessView(fresh.status, words.STATUSES[fresh.status], fresh.reason)

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Lesson, ...]]:
        """Topic id to its live lessons in reading order; the portal's own order, then topics that ask for least."""
        portal = self.portal
        wanted = {topic: place for place, topic in enumerate(portal.topic_order)}
        stages = reach(portal.live_lessons, assumed(portal)).stages
        last = max(stages.values(), default=0) + 1  # what nobody can reach is read last
        found: dict[str, list[Lesson]] = {topic: [] for topic in portal.topics}
        for lesson in portal.live_lessons:
            found.setdefault(lesson.topic, []).append(lesson)

        def stage(lesson: Lesson) -> int:
            return stages.get(lesson.id, last)

        def reading_order(lesson: Lesson) -> tuple[int, bool, str, str]:
            # Who reads on meets the text that explains before an exercise or a session on the same.
            return stage(lesson), lesson.format != "article", lesson.title, lesson.id

        def topic_order(topic: str) -> tuple[int, float, str]:
            lessons = found[topic]
            asks = sum(map(stage, lessons)) / len(lessons) if lessons else last
            return (wanted.get(topic, len(wanted)), asks, topic)

        return {
            topic: tuple(sorted(found[topic], key=reading_order))
            for topic in sorted(found, key=topic_order)
        }

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in the order in which the portal shows them."""
        known = self.portal.topics
        return tuple(known[topic] for topic in self.by_topic if topic in known)

    @cached_property
    def position_in_topic(self) -> Mapping[str, int]:
        """Lesson id to its place among its topic's lessons."""
        return {lesson.id: place for topic in self.by_topic.values() for place, lesson in enumerate(topic)}

    @cached_property
    def builders(self) -> Mapping[tuple[str, int], tuple[Lesson, ...]]:
        """A skill at a level to the live lessons that require exactly that."""
        found: dict[tuple[str, int], list[Lesson]] = {}
        for lesson in self.portal.live_lessons:
            for need in lesson.requires.items():
                found.setdefault(need, []).append(lesson)
        return {need: tuple(lessons) for need, lessons in found.items()}

    # ── skills and roles ─────────────────────────────────────────────────────────────────────────────────

    def skill(self, identifier: str) -> Link:
        """The skill's name and page; only its id where the portal does not know it."""
        known = self.portal.skills.get(identifier)
        return Link(known.name, addresses.skill(identifier)) if known else Link(identifier)

    def level(self, skill: str, number: int) -> LevelView:
        """A skill at a level."""
        known = self.portal.skills.get(skill)
        levels = known.levels if known else {}
        return LevelView(
            skill=self.skill(skill),
            number=number,
            name=self.portal.level_name(number),
            top=max((*levels, number)),
            descriptor=levels.get(number, ""),
        )

    def levels(self, levels: Levels) -> tuple[LevelView, ...]:
        """Several skills at their levels."""
        return tuple(self.level(skill, number) for skill, number in levels.items())

    def role_card(self, role: Role) -> RoleCard:
        """The role as lists show it."""
        if role.id not in self._role_cards:
            path = self.paths.get(role.id, LearningPath(role.id, (), ()))
            self._role_cards[role.id] = RoleCard(
                id=role.id,
                address=addresses.role(role.id),
                title=role.title,
                summary=role.summary,
                lessons=len(path.steps),
                minutes=path.minutes,
                time=words.duration(path.minutes),
                weeks=journey(self.portal, path).weeks,
            )
        return self._role_cards[role.id]

    @cached_property
    def roles_of_lesson(self) -> Mapping[str, tuple[Role, ...]]:
        """Lesson id to the roles on whose path it is."""
        found: dict[str, list[Role]] = {}
        for role in self.portal.roles.values():
            path = self.paths.get(role.id)
            for step in path.steps if path else ():
                found.setdefault(step.lesson, []).append(role)
        return {lesson: tuple(roles) for lesson, roles in found.items()}

    # ── topics and people ────────────────────────────────────────────────────────────────────────────────

    def topic(self, identifier: str) -> Link:
        """The topic's title and page."""
        known = self.portal.topics.get(identifier)
        return Link(known.title, addresses.topic(identifier)) if known else Link(identifier)

    def topic_card(self, topic: Topic) -> TopicCard:
        """The topic as lists show it."""
        lessons = self.by_topic[topic.id]
        time = words.duration(sum(lesson.minutes for lesson in lessons))
        return TopicCard(topic.id, addresses.topic(topic.id), topic.title, topic.summary, len(lessons), time)

    def person(self, handle: str) -> Link | None:
        """The person's name and page, or None where there is nobody to show."""
        known = self.portal.people.get(handle)
        return None if known is None or known.hidden else Link(known.name, addresses.person(handle))

    def people(self, handles: Iterable[str]) -> tuple[Link, ...]:
        """Those of the people who may be shown, each once."""
        return tuple(dict.fromkeys(link for handle in handles if (link := self.person(handle))))

    def owner(self, lesson: Lesson) -> Link | None:
        """Who looks after the lesson: its own owner, else the topic's."""
        topic = self.portal.topics.get(lesson.topic)
        return self.person(lesson.owner or (topic.owner if topic else ""))

    @cached_property
    def _hidden_names(self) -> frozenset[str]:
        opted_out = (person.name for person in self.portal.people.values() if person.hidden)
        return frozenset(name.casefold() for name in (*opted_out, *self.history.hidden))

    def contributors(self, people: Iterable[Contributor]) -> tuple[Link, ...]:
        """Contributors as links, without those who are hidden, whichever way history names them."""
        found: list[Link] = []
        for contributor in people:
            if contributor.person:
                if link := self.person(contributor.person):
                    found.append(link)
            elif contributor.name.casefold() not in self._hidden_names:
                found.append(Link(contributor.name))
        return tuple(dict.fromkeys(found))
