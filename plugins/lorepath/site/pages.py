"""The generated pages: each view filled into its template, with its title and the file it is made from."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from msgspec import Struct
from functools import partial

from lorepath.finding import Standard
from lorepath.model import Source
from lorepath.site import addresses
from lorepath.site.feeds import Feed, of_person, of_role, of_topic, whole
from lorepath.site.lesson_body import TocEntry
from lorepath.site.templates import fill
from lorepath.site.views.allowed import TITLE, allowed_view
from lorepath.site.views.find import find_view
from lorepath.site.views.health import health_view
from lorepath.site.views.home import home_view
from lorepath.site.views.contributors import contributors_view
from lorepath.site.views.people import people_view, person_view, shown
from lorepath.site.views.reference import FamilyView, reference_view
from lorepath.site.views.roles import role_view, roles_view
from lorepath.site.views.shelf import Shelf
from lorepath.site.views.skills import skill_view, skills_view
from lorepath.site.views.topics import topic_view, topics_view

from lorepath.site.views.you import team_view, you_view


class GeneratedPage(Struct, frozen=True):
    """A page that no Markdown file stands for.

    `address` names it as a source file would be named. `title` and `description` are plain text; `write` gives
    the complete HTML, and is called only where the page is really to be written. `edit_path` is the content
    file that it is made from, relative to `content/`, if there is one; else `sources` is the web address of what
    it is made from, if that is known. `feed` tells of what is new on it. `made_from` stands for all that the page is
    made from besides the program and its settings, where that is less work than to write the page.
    """

    address: str
    title: str
    write: Callable[[], str]
    description: str = ""
    edit_path: str | None = None
    sources: str = ""
    feed: Feed | None = None
    toc: tuple[TocEntry, ...] = ()
    made_from: str | None = None


def generated_pages(
    shelf: Shelf,
    standards: Iterable[Standard],
    manual_html: Callable[[str], str],
    modules: Mapping[str, str] | None = None,
) -> Iterator[GeneratedPage]:
    """Every generated page.

    `manual_html` turns a standard's manual, Markdown, into safe HTML. `modules` maps codes to the files of this
    repository that hold them, below its top; None where the repository is not Lorepath's own.
    """
    portal, where = shelf.portal, shelf.where

    def page(
        address: str,
        template: str,
        view: Callable[[], object],
        title: str,
        description: str = "",
        source: Source | None = None,
        sources: str = "",
        feed: Feed | None = None,
        toc: tuple[TocEntry, ...] = (),
        made_from: str | None = None,
    ) -> GeneratedPage:
        def write() -> str:
            return fill(template, view=view(), href=addresses.links_from(address, where.directory_urls))

        edited = addresses.of_file(source.path) if source else None
        return GeneratedPage(address, title, write, description, edited, sources, feed, toc, made_from)

    lessons = where.folder("lessons")

    home, news = partial(home_view, shelf), whole(shelf)
    yield page(addresses.HOME, "home.html", home, "Home", source=portal.source, feed=news)
    finder = partial(find_view, shelf)
    yield page(addresses.FIND, "find.html", finder, "Find a lesson", sources=lessons)

    yield page(addresses.YOU, "you.html", partial(you_view, shelf), "You")
    yield page(addresses.TEAM, "team.html", team_view, "Side by side")

    yield page(addresses.ROLES, "roles.html", partial(roles_view, shelf), "Roles", sources=where.folder("roles"))
    for role in portal.roles.values():
        view = partial(role_view, shelf, role)
        news = of_role(shelf, role.id)
        yield page(addresses.role(role.id), "role.html", view, role.title, role.summary, role.source, feed=news)

    yield page(addresses.TOPICS, "topics.html", partial(topics_view, shelf), "Topics", sources=lessons)
    for topic in portal.topics.values():
        topics = partial(topic_view, shelf, topic)
        news = of_topic(shelf, topic.id)
        yield page(addresses.topic(topic.id), "topic.html", topics, topic.title, topic.summary, topic.source, feed=news)

    yield page(addresses.SKILLS, "skills.html", partial(skills_view, shelf), "Skills", sources=where.folder("skills"))
    for skill in portal.skills.values():
        ladder = partial(skill_view, shelf, skill)
        yield page(addresses.skill(skill.id), "skill.html", ladder, skill.name, skill.summary, skill.source)

    people = partial(people_view, shelf)
    yield page(addresses.PEOPLE, "people.html", people, "People", sources=where.folder("people"))
    for person in shown(portal):
        profile = partial(person_view, shelf, person)
        news = of_person(shelf, person.id)
        yield page(addresses.person(person.id), "person.html", profile, person.name, source=person.source, feed=news)

    hall = partial(contributors_view, shelf)
    yield page(addresses.CONTRIBUTORS, "contributors.html", hall, "Contributors", sources=where.history(""))

    health = partial(health_view, shelf)
    yield page(addresses.HEALTH, "health.html", health, "Health", sources=lessons)

    links = {code: where.repository_file(path) for code, path in (modules or {}).items()}
    reference = reference_view(standards, manual_html, links)
    yield page(addresses.REFERENCE, "reference.html", lambda: reference, "Reference")
    stays = partial(allowed_view, portal.embed_hosts)
    yield page(addresses.ALLOWED, "allowed.html", stays, TITLE)
    for family in reference.families:
        title = f"{family.prefix} · {family.title}"
        manuals = partial(_itself, family)
        yield page(family.address, "family.html", manuals, title, toc=_contents(family), made_from=repr(links))


def _itself(family: FamilyView) -> FamilyView:
    return family


def _contents(family: FamilyView) -> tuple[TocEntry, ...]:
    return tuple(
        TocEntry(html.escape(f"{standard.code} {standard.title}"), standard.anchor, 2) for standard in family.standards
    )
