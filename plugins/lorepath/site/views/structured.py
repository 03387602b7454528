"""What a lesson's page tells programs: a schema.org LearningResource, as JSON-LD.

The terms are those that schema.org recommends for learning resources: a lesson *teaches* levels of skills,
*requires* levels (competencyRequired), and its items *assess* its objectives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lorepath.model import Lesson
from lorepath.site import addresses
from lorepath.site.views.shelf import LevelView, Link, Shelf
from lorepath.site.views.credit import CreditView

Data = Mapping[str, Any]


def learning_resource(shelf: Shelf, lesson: Lesson, credit: CreditView) -> Data:
    """The facts of one lesson. Addresses are full where the site has one, else relative to the lesson's page."""
    here = addresses.of_file(lesson.path)
    href = addresses.links_from(here, shelf.where.directory_urls)

    def url(address: str) -> str:
        return (shelf.where.page(address) or href(address)) if address else ""

    def person(link: Link) -> Data:
        return _filled({"@type": "Person", "name": link.text, "url": url(link.address)})

    def level(view: LevelView) -> Data:
        name = f"{view.skill.text}, level {view.number}: {view.name}"
        return _filled(
            {"@type": "DefinedTerm", "name": name, "description": view.descriptor, "url": url(view.skill.address)}
        )

    def helpers(role: str, people: Iterable[Link]) -> list[Data]:
        return [{"@type": "Role", "roleName": role, "contributor": person(each)} for each in people]

    card, history = shelf.card(lesson), shelf.lesson_history(lesson)
    assessed = {question.objective for check in lesson.checks for question in check.questions}
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": "LearningResource",
            "url": shelf.where.page(here),
            "identifier": lesson.id,
            "name": lesson.title,
            "description": lesson.summary,
            "inLanguage": lesson.language or shelf.portal.language,
            "learningResourceType": card.format_label,
            "timeRequired": f"PT{lesson.minutes}M",
            "keywords": list(lesson.tags),
            "creativeWorkStatus": "Retired" if lesson.retired else "Published",
            "teaches": [level(each) for each in card.teaches],
            "competencyRequired": [level(each) for each in shelf.levels(lesson.requires)],
            "assesses": [
                {"@type": "DefinedTerm", "name": each.text} for each in lesson.objectives if each.id in assessed
            ],
            "author": [person(each) for each in credit.authors],
            "contributor": [
                *helpers("Reviewer", credit.reviewers),
                *helpers("Verified that it is still right", credit.renewers),
                *(entry for help_ in credit.declared for entry in helpers(help_.role, help_.links)),
            ],
            "maintainer": person(credit.owner) if credit.owner else None,
            "dateCreated": history.created.isoformat() if history and history.created else "",
            "dateModified": history.edited.isoformat() if history and history.edited else "",
            "isPartOf": _filled({"@type": "WebSite", "name": shelf.portal.name, "url": url(addresses.HOME)}),
        }
    )


def _filled(data: Mapping[str, Any]) -> Data:
    """The data without what is empty."""
    return {name: value for name, value in data.items() if value not in (None, "", [])}
