"""The fields of a YAML file → the noun that it describes. What has the wrong shape reads as absent."""

from __future__ import annotations

from lorepath.fields import Fields
from lorepath.model import Person, Role, Settings, Skill, Source, Topic


def settings_of(source: Source, fields: Fields) -> Settings:
    return Settings(source, fields.text("profile", "standard"), fields.mappings("rules"))


def topic_of(identifier: str, source: Source, fields: Fields) -> Topic:
    return Topic(
        id=identifier,
        source=source,
        title=fields.text("title", identifier),
        summary=fields.text("summary"),
        owner=fields.text("owner"),
        deputy=fields.text("deputy"),
        shelf_life=fields.shelf_life("shelf_life"),
    )


def skill_of(identifier: str, source: Source, fields: Fields) -> Skill:
    return Skill(
        id=identifier,
        source=source,
        name=fields.text("name", identifier),
        summary=fields.text("summary"),
        levels=fields.descriptions("levels"),
        core=fields.flag("core"),
        same_as=fields.texts("same_as"),
    )


def role_of(identifier: str, source: Source, fields: Fields) -> Role:
    return Role(
        id=identifier,
        source=source,
        title=fields.text("title", identifier),
        summary=fields.text("summary"),
        owner=fields.text("owner"),
        requires=fields.numbers("requires"),
        leads_to=fields.texts("leads_to"),
        required=fields.texts("required"),
        electives=fields.electives("electives"),
        exclude=fields.texts("exclude"),
    )


def person_of(identifier: str, source: Source, fields: Fields) -> Person:
    offer = fields.part("mentors")
    return Person(
        id=identifier,
        source=source,
        name=fields.text("name", identifier),
        helps_with=fields.texts("helps_with"),
        emails=fields.texts("emails"),
        hidden=fields.text("credit") == "hidden",
        left=fields.day("left"),
        mentors=offer.texts("skills"),
        mentor_capacity=(offer.number("capacity") or 1) if offer.texts("skills") else 0,
    )
