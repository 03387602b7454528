"""REF: what one file says of another must be there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lorepath.assemble import Assembly
from lorepath.finding import Fix, Place, Severity
from lorepath.model import Keys, Lesson, Portal, Role, Source, Text
from lorepath.naming import is_id
from lorepath.rules.gather import Gather
from lorepath.rules.rule import Remark, every_lesson, portal_rule
from lorepath.rules.yaml_edits import replaced
from lorepath.wording import instead_of


@portal_rule("REF02", "owner-known", Severity.ERROR)
def owner_known(assembly: Assembly) -> Iterator[Remark]:
    """Every owner, deputy and named contributor is a person of this portal.

    A person is a file in `content/people/`; its name without `.yml` is what others write.

    Bad: `owner: Maria Okafor`

    Good: `owner: maria`, with `content/people/maria.yml`
    """
    portal = assembly.portal

    def is_missing(person: str) -> bool:
        known = person in portal.people or portal.may_have("person", person)
        return not known and is_id(person)  # of another form: the schema has said so

    named = []
    for lesson in every_lesson(assembly):
        # A lesson is read for the place only where there is something to say; an heir's owner is its topic's matter.
        if is_missing(lesson.owner) and ("owner",) in lesson.source.values:
            named.append((lesson.source.at("owner"), lesson.owner))
        named += [(each.place, each.person) for each in lesson.contributors]
    for topic in portal.topics.values():
        named += [(topic.source.at("owner"), topic.owner), (topic.source.at("deputy"), topic.deputy)]
    named += [(role.source.at("owner"), role.owner) for role in portal.roles.values()]
    for place, person in named:
        if is_missing(person):
            yield Remark(
                place,
                f"there is no person `{person}`",
                instead_of(person, portal.named_people, f"add `content/people/{person}.yml` with their `name`"),
            )


class _Repeat(NamedTuple):
    """An objective or an item whose id stands twice in a lesson, the first time on the line `first`."""

    kind: str
    identifier: str
    line: int
    column: int
    first: int


def _repeats(text: Text) -> Iterator[_Repeat]:
    if not isinstance(text, Lesson):
        return
    named = [("objective", objective.id, objective.place) for objective in text.objectives]
    named += [("item", item.id, item.at("id")) for item in text.items]
    seen: dict[tuple[str, str], int] = {}
    for kind, identifier, place in named:
        if identifier and (kind, identifier) in seen:
            yield _Repeat(kind, identifier, place.line, place.column, seen[kind, identifier])
        seen.setdefault((kind, identifier), place.line)


_REPEATS = Gather("repeats", _Repeat, _repeats)


@portal_rule("REF03", "id-unique", Severity.ERROR, gathers=(_REPEATS,))
def id_unique(assembly: Assembly) -> Iterator[Remark]:
    """No two lessons share an id or an alias, no two objectives or items of a lesson an id.

    A lesson's id is its file name without `.md`. Progress, links and credit hang on it.

    Bad: `content/lessons/git/intro.md` and `content/lessons/review/intro.md`

    Good: `content/lessons/git/git-without-fear.md` and `content/lessons/review/review-kindly.md`
    """
    portal = assembly.portal
    owners: dict[str, Lesson] = dict(portal.lessons)
    for lesson in portal.duplicates:
        other = portal.lessons[lesson.id]
        yield Remark(
            Place(lesson.path),
            f"the id `{lesson.id}` is taken by `{other.path}`",
            "rename one of the two files",
        )
    for lesson in portal.lessons.values():
        for number, alias in enumerate(lesson.aliases):
            holder = owners.setdefault(alias, lesson)
            if holder is not lesson:
                yield Remark(
                    lesson.source.at("aliases", number),
                    f"the alias `{alias}` is taken by `{holder.path}`",
                    "take it out here: an old name leads to one lesson",
                )
    for lesson in every_lesson(assembly):
        for each in _REPEATS.of(lesson):
            yield Remark(
                Place(lesson.path, each.line, each.column),
                f"the {each.kind} id `{each.identifier}` stands on line {each.first} too",
                "give each its own id",
            )


def _pins(role: Role) -> Iterator[tuple[Keys, str]]:
    """The lessons that a role names, with their place in its file."""
    for number, identifier in enumerate(role.required):
        yield ("required", number), identifier
    for outer, elective in enumerate(role.electives):
        for number, identifier in enumerate(elective.of):
            yield ("electives", outer, "of", number), identifier


@portal_rule("REF04", "retired-cited", Severity.ERROR)
def retired_cited(assembly: Assembly) -> Iterator[Remark]:
    """A role pins no retired lesson.

    The finding names the replacement that the retired lesson gives, or the last one where that is retired too.
    Putting it in changes what the people of the role are asked to learn, so somebody should look.

    Bad: `required: [call-an-incident]`, where that lesson has `retired: true`

    Good: `required: [call-an-incident-in-chat]`
    """
    portal = assembly.portal
    for role in portal.roles.values():
        pinned = {identifier for _, identifier in _pins(role)}
        for keys, identifier in _pins(role):
            lesson = portal.lessons.get(identifier)
            if not lesson or not lesson.retired:
                continue
            place = role.source.at(*keys)
            name = _replacement(portal, lesson)
            fix = None
            if not name:
                remedy = "take it out, or name another lesson"
            elif name in pinned:
                remedy = f"take it out: `{name}`, which replaces it, is named here too"
            else:
                remedy = f"write `{name}`, which replaces it"
                pinned.add(name)
                edit = replaced(portal.texts.get(role.source.path, ""), place, identifier, name)
                fix = Fix(f"write `{name}`", (edit,)) if edit and name in portal.lessons else None
            yield Remark(place, f"the lesson `{identifier}` is retired", remedy, fix=fix)


def _replacement(portal: Portal, lesson: Lesson) -> str:
    """What replaces a retired lesson: the first that is not retired itself, or nothing where there is none."""
    passed = {lesson.id}
    while (name := lesson.replaced_by) and name not in passed:
        passed.add(name)
        following = portal.lessons.get(name)
        if not following or not following.retired:
            return name  # one that is not there is REF06's matter
        lesson = following
    return ""


@portal_rule("REF09", "pinned-and-excluded", Severity.ERROR)
def pinned_and_excluded(assembly: Assembly) -> Iterator[Remark]:
    """A role does not exclude a lesson that it requires or offers to choose from.

    What is excluded wins, so that the lesson would be on no path.

    Bad:
    ```yaml
    required: [call-an-incident]
    exclude: [call-an-incident]
    ```
    Good:
    ```yaml
    required: [call-an-incident]
    ```
    """
    for role in assembly.portal.roles.values():
        for keys, identifier in _pins(role):
            if identifier in role.exclude:
                yield Remark(
                    role.source.at(*keys),
                    f"the role names the lesson `{identifier}` here and excludes it under `exclude`",
                    "take it out of one of the two lists",
                )


@portal_rule("REF06", "name-known", Severity.ERROR)
def name_known(assembly: Assembly) -> Iterator[Remark]:
    """What a role or `portal.yml` names is there: lessons, roles, topics. So is a lesson's replacement.

    Bad: `leads_to: [incident-leed]`

    Good: `leads_to: [incident-lead]`, with `content/roles/incident-lead.yml`
    """
    portal = assembly.portal
    for number, topic in enumerate(portal.topic_order):
        if is_id(topic) and topic not in portal.topics and not portal.may_have("topic", topic):
            yield Remark(
                portal.source.at("topics", number),
                f"there is no topic `{topic}`",
                instead_of(topic, portal.topics, f"describe it in `content/lessons/{topic}/topic.yml`"),
            )
    for name in portal.head_counts:
        yield from _unknown_role(portal, portal.source.key("head_counts", name), name)
    for role in portal.roles.values():
        for number, other in enumerate(role.leads_to):
            yield from _unknown_role(portal, role.source.at("leads_to", number), other)
        for keys, identifier in (*_pins(role), *((("exclude", n), each) for n, each in enumerate(role.exclude))):
            yield from _unknown_lesson(portal, role.source, keys, identifier)
    for lesson in every_lesson(assembly):
        if lesson.replaced_by:
            yield from _unknown_lesson(portal, lesson.source, ("replaced_by",), lesson.replaced_by)


def _unknown_role(portal: Portal, place: Place, name: str) -> Iterator[Remark]:
    if is_id(name) and name not in portal.roles and not portal.may_have("role", name):
        remedy = instead_of(name, portal.roles, f"describe it in `content/roles/{name}.yml`")
        yield Remark(place, f"there is no role `{name}`", remedy)


def _unknown_lesson(portal: Portal, source: Source, keys: Keys, identifier: str) -> Iterator[Remark]:
    known = identifier in portal.lessons or portal.may_have("lesson", identifier)
    if is_id(identifier) and not known:  # of another form: the schema has said so
        renamed = next((lesson.id for lesson in portal.lessons.values() if identifier in lesson.aliases), None)
        remedy = (
            f"write `{renamed}`, its name now"
            if renamed
            else instead_of(identifier, portal.lessons, "write the id of a lesson: its file name without `.md`")
        )
        yield Remark(source.at(*keys), f"there is no lesson `{identifier}`", remedy)
