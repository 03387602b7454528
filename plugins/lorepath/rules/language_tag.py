"""ACC: a screen reader speaks the language that the page says it is in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources

from lorepath.assemble import Assembly
from lorepath.finding import Fix, Place, Severity
from lorepath.model import Lesson, Portal, Source
from lorepath.rules.rule import Remark, every_lesson, portal_rule
from lorepath.rules.yaml_edits import added_after, replaced
from lorepath.wording import nearest
from lorepath.yaml_reader import read_yaml

# BCP 47 (RFC 5646, section 2.1) without extensions and private use, which no lesson needs.
_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}"
    r"(?:-[a-z]{4})?"
    r"(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"[a-z]{4}", re.IGNORECASE)
_REGION = re.compile(r"[a-z]{2}|[0-9]{3}", re.IGNORECASE)
_VARIANT = re.compile(r"[a-z0-9]{5,8}|[0-9][a-z0-9]{3}", re.IGNORECASE)


@portal_rule("ACC05", "language", Severity.ERROR)
def language_tag(assembly: Assembly) -> Iterator[Remark]:
    """The portal says which language it is in, with a language tag that is valid; so does a lesson in another one.

    A screen reader chooses its voice by this tag. A tag has a language (`de`), then perhaps a script (`Latn`), a
    region (`CH`) and variants, in this order. `portal.yml` needs none: its lessons are then marked as English,
    which is a hint only, because nothing is broken where they are. What is no tag at all is a finding of the schema.

    Bad: `language: en-UK`, `language: zh-CN-Hans`

    Good: `language: en-GB`, `language: zh-Hans-CN`

    Source: WCAG 2.2, success criterion 3.1.1; BCP 47 (RFC 5646).
    """
    portal = assembly.portal
    # What the schema has said of a field is not said again.
    said = {finding.place for finding in assembly.findings}
    if ("language",) in portal.source.values:
        yield from _wrong(portal, portal.language, assembly, said)
    elif ("name",) in portal.source.values and not _is_misspelt(portal.source):
        # Without a name the file says nothing at all, which is a finding already.
        place = portal.source.key("name")
        edit = added_after(portal.texts.get(portal.source.path, ""), place, f"language: {portal.language}")
        yield Remark(
            place,
            f"the portal does not say which language it is in, so its pages are marked as `{portal.language}`",
            f"write `language: {portal.language}`, or the tag of your language",
            Severity.HINT,
            Fix(f"add `language: {portal.language}`", (edit,)) if edit else None,
        )
    for lesson in every_lesson(assembly):
        if not lesson.retired:
            yield from _wrong(lesson, lesson.language, assembly, said)


def _is_misspelt(source: Source) -> bool:
    """Whether the field seems to be there under a name that the schema has refused."""
    return bool(nearest("language", [str(keys[0]) for keys in source.keys if len(keys) == 1]))


def _wrong(thing: Portal | Lesson, tag: str, assembly: Assembly, said: set[Place]) -> Iterator[Remark]:
    better = _better(tag)
    if better is None or ("language",) not in thing.source.values:
        return
    place = thing.source.at("language")
    if place in said:
        return
    edit = replaced(assembly.portal.text_of(place.path) or "", place, tag, better) if better else None
    yield Remark(
        place,
        f"`{tag}` is no valid language tag",
        f"write `{better}`" if better else "write a language, then a script, a region or variants: `de`, `de-CH`",
        fix=Fix(f"write `{better}`", (edit,), safe=True) if edit else None,
    )


@lru_cache(maxsize=1_000)
def _better(tag: str) -> str | None:
    """What to write instead of a tag: nothing where that is unclear, None where the tag is right."""
    meant = _meant().get(tag.lower())
    return meant or (None if _is_valid(tag) else _reordered(tag))


def _is_valid(tag: str) -> bool:
    match = _TAG.fullmatch(tag)
    variants = match["variants"].lower().split("-")[1:] if match else []
    return bool(match) and len(set(variants)) == len(variants)


def _reordered(tag: str) -> str:
    """The tag with the same parts in the right order, or nothing where that does not make it valid."""
    first, *rest = tag.split("-")
    script = [part for part in rest if _SCRIPT.fullmatch(part)]
    region = [part for part in rest if _REGION.fullmatch(part)]
    variants = [part for part in rest if _VARIANT.fullmatch(part)]
    better = "-".join((first, *script, *region, *variants))
    return better if len(better) == len(tag) and _is_valid(better) else ""


@cache
def _meant() -> Mapping[str, str]:
    """Tag, in small letters, to the one that is meant."""
    name = "language_tags.yml"
    tags = read_yaml((resources.files(__package__) / name).read_text("utf-8"), name).data
    return {wrong: str(right) for wrong, right in tags.items()} if isinstance(tags, dict) else {}
