"""REF: what one file says of another must be there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lorepath.assemble import Assembly
from lorepath.content_files import CONTENT
from lorepath.finding import Fix, Place, Severity
from lorepath.model import Keys, Lesson, Portal, Role, Source
from lorepath.naming import SOUND
from lorepath.outline import Link, Outline
from lorepath.rules.rule import Remark, every_lesson, portal_rule
from lorepath.rules.yaml_edits import replaced
from lorepath.wording import instead_of

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_KINDS = {"roles": "role", "skills": "skill", "people": "person", "topics": "topic"}
_GENERATED = re.compile(r"(?:(roles|skills|people|topics)/(?:([^/]+)/)?)?index\.md|(?:find|reference)/index\.md")


@portal_rule("REF01", "link-target", Severity.ERROR)
def link_target(assembly: Assembly) -> Iterator[Remark]:
    """A link or a picture inside the portal points at something that is there, anchors included.

    Links name the file, relative to the lesson: then they work in the portal and on GitHub.

    Bad: `[the checklist](../incidents/checklst.md)`

    Good: `[the checklist](../incidents/checklist.md#before-you-call)`
    """
    portal = assembly.portal
    texts = [(lesson.source, lesson.outline) for lesson in every_lesson(assembly)]
    texts += [(page.source, page.outline) for page in portal.pages]
    anchors = {source.path.removeprefix(f"{CONTENT}/"): outline.anchors for source, outline in texts}
    for source, outline in texts:
        yield from _broken_links(portal, source, outline, anchors)


def _broken_links(
    portal: Portal, source: Source, outline: Outline, anchors: dict[str, frozenset[str]]
) -> Iterator[Remark]:
    here = source.path.removeprefix(f"{CONTENT}/")
    for link in outline.links:
        if _ELSEWHERE.match(link.target):
            continue
        path, _, fragment = unquote(link.target).partition("#")
        path = path.partition("?")[0]
        place = Place(source.path, link.line, link.column)
        noun = "picture" if link.is_image else "link"
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
        if path.startswith("/"):
            yield Remark(
                place,
                f"the {noun} `{_short(link.target)}` starts at the top of a server that may hold other sites",
                f"write it relative to this file, for example `{_relative(path.strip('/') or 'index.md', here)}`",
            )
        elif target not in portal.files and not _is_generated(portal, target) and not _is_unread(portal, target):
            yield _points_nowhere(portal, place, noun, link, target, here)
        elif fragment and target in anchors and fragment not in anchors[target]:
            yield Remark(
                place,
                f"the {noun} `{_short(link.target)}` points at a heading that is not there",
                instead_of(fragment, anchors[target], "name a heading of that file, in small letters with hyphens"),
            )


def _points_nowhere(portal: Portal, place: Place, noun: str, link: Link, target: str, here: str) -> Remark:
    message = f"the {noun} `{_short(link.target)}` points at no file of this portal"
    with_ending = f"{target.rstrip('/')}.md"
    if with_ending in portal.files:
        return Remark(place, message, f"write `{_relative(with_ending, here)}`")
    name = posixpath.basename(target).removesuffix(".md")
    if renamed := next((lesson for lesson in portal.lessons.values() if name in lesson.aliases), None):
        return Remark(
            place, message, f"write `{_relative(renamed.path.removeprefix(f'{CONTENT}/'), here)}`, its name now"
        )
    namesakes = [file for file in sorted(portal.files) if posixpath.basename(file) == posixpath.basename(target)]
    if namesakes:
        return Remark(place, message, f"did you mean `{_relative(namesakes[0], here)}`?")
    names = {_relative(file, here): file for file in portal.files}
    return Remark(
        place, message, instead_of(link.target, names, "write the way from this file to a file that is there")
    )


def _is_generated(portal: Portal, target: str) -> bool:
    """Whether the portal makes a page at this address."""
    match = _GENERATED.fullmatch(target)
    if not match:
        return False
    things = {"roles": portal.roles, "skills": portal.skills, "people": portal.people, "topics": portal.topics}
    return not match[2] or match[2] in things[match[1]] or portal.may_have(_KINDS[match[1]], match[2])


def _is_unread(portal: Portal, target: str) -> bool:
    """Whether something is there, or a lesson of this name is, that could not be read: its author hears of that."""
    name = posixpath.basename(target)
    is_lesson = target.startswith("lessons/") and name.endswith(".md")
    return portal.may_hold(target) or (is_lesson and portal.is_unreadable("lesson", name.removesuffix(".md")))


def _relative(path: str, here: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(here) or ".")


def _short(target: str) -> str:
    return target if len(target) <= 80 else target[:79] + "…"


@portal_rule("REF02", "owner-known", Severity.ERROR)
def owner_known(assembly: Assembly) -> Iterator[Remark]:
    """Every owner, deputy and named contributor is a person of this portal.

    A person is a file in `content/people/`; its name without `.yml` is what others write.

    Bad: `owner: Maria Okafor`

    Good: `owner: maria`, with `content/people/maria.yml`
    """
    portal = assembly.portal
    named = []
    for lesson in every_lesson(assembly):
        if ("owner",) in lesson.source.values:
            named.append((lesson.source.at("owner"), lesson.owner))
        named += [(each.place, each.person) for each in lesson.contributors]
    for topic in portal.topics.values():
        named += [(topic.source.at("owner"), topic.owner), (topic.source.at("deputy"), topic.deputy)]
    named += [(role.source.at("owner"), role.owner) for role in portal.roles.values()]
    for place, person in named:
        known = person in portal.people or portal.may_have("person", person)
        if SOUND.match(person) and not known:  # of another form: the schema has said so
            yield Remark(
                place,
                f"there is no person `{person}`",
                instead_of(person, portal.people, f"add `content/people/{person}.yml` with their `name`"),
            )


@portal_rule("REF03", "id-unique", Severity.ERROR)
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
        yield from _repeated(lesson)


def _repeated(lesson: Lesson) -> Iterator[Remark]:
    """Objectives and items whose id stands twice in a lesson."""
    named = [("objective", objective.id, objective.place) for objective in lesson.objectives]
    named += [("item", item.id, item.at("id")) for item in lesson.items]
    seen: dict[tuple[str, str], int] = {}
    for kind, identifier, place in named:
        if identifier and (kind, identifier) in seen:
            yield Remark(
                place,
                f"the {kind} id `{identifier}` stands on line {seen[kind, identifier]} too",
                "give each its own id",
            )
        seen.setdefault((kind, identifier), place.line)


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


@portal_rule("REF06", "name-known", Severity.ERROR)
def name_known(assembly: Assembly) -> Iterator[Remark]:
    """The lessons that a role pins, the roles that it leads to, and a lesson's replacement exist.

    Bad: `leads_to: [incident-leed]`

    Good: `leads_to: [incident-lead]`, with `content/roles/incident-lead.yml`
    """
    portal = assembly.portal
    for role in portal.roles.values():
        for number, other in enumerate(role.leads_to):
            if SOUND.match(other) and other not in portal.roles and not portal.may_have("role", other):
                yield Remark(
                    role.source.at("leads_to", number),
                    f"there is no role `{other}`",
                    instead_of(other, portal.roles, f"describe it in `content/roles/{other}.yml`"),
                )
        for keys, identifier in _pins(role):
            yield from _unknown_lesson(portal, role.source, keys, identifier)
    for lesson in every_lesson(assembly):
        if lesson.replaced_by:
            yield from _unknown_lesson(portal, lesson.source, ("replaced_by",), lesson.replaced_by)


def _unknown_lesson(portal: Portal, source: Source, keys: Keys, identifier: str) -> Iterator[Remark]:
    known = identifier in portal.lessons or portal.may_have("lesson", identifier)
    if SOUND.match(identifier) and not known:  # of another form: the schema has said so
        renamed = next((lesson.id for lesson in portal.lessons.values() if identifier in lesson.aliases), None)
        remedy = (
            f"write `{renamed}`, its name now"
            if renamed
            else instead_of(identifier, portal.lessons, "write the id of a lesson: its file name without `.md`")
        )
        yield Remark(source.at(*keys), f"there is no lesson `{identifier}`", remedy)
