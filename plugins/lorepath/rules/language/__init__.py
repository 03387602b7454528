"""What the rules know of a language, from its data files: headings, verbs, cues, abbreviations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from lorepath.rules.language.data import read_data
from lorepath.rules.language.item_words import ItemWords, item_words
from lorepath.rules.language.objective_words import ObjectiveWords, objective_words
from lorepath.rules.language.prose_words import ProseWords, prose_words

BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")
"""The levels of Bloom's revised taxonomy (Anderson & Krathwohl 2001), lowest first."""


class Language(Struct, frozen=True):
    """The words of one language, in small letters. What its files leave out is empty, and not checked for."""

    tag: str
    sections: Mapping[str, str]
    """Heading to the kind of its section: why, example, practice, summary, transcript, on-the-job."""
    stubs: Mapping[str, str]
    """Kind of section to the Markdown of an empty one."""
    placeholders: tuple[str, ...]
    job_prompts: tuple[str, ...]
    """What sends a reader off to use it at work."""
    empty_links: frozenset[str]
    image_prefixes: tuple[str, ...]
    empty_alts: frozenset[str]
    objectives: ObjectiveWords
    items: ItemWords
    prose: ProseWords


@cache
def language(tag: str) -> Language | None:
    """The words of the language that a tag such as `en` or `en-GB` names, or None where there is no file."""
    name = tag.lower().partition("-")[0]
    data = read_data(name) if name.isascii() and name.isalpha() else None
    if not data:
        return None
    return Language(
        tag=name,
        sections={alias.lower(): kind for kind, aliases in data.mapping("sections").items() for alias in aliases},
        stubs=data.mapping("stubs"),
        placeholders=data.texts("placeholders"),
        job_prompts=data.ordered("job_prompts"),
        empty_links=data.unordered("empty_links"),
        image_prefixes=data.ordered("image_prefixes"),
        empty_alts=data.unordered("empty_alts"),
        objectives=objective_words(data),
        items=item_words(data),
        prose=prose_words(data),
    )


@lru_cache(maxsize=10_000)
def section_kind(heading: str, tag: str) -> str:
    """The kind of a section by its heading (why, example, practice, summary, on-the-job), or nothing.

    A heading counts when it is an alias, or starts with one before a colon or a dash ("Example: a late train").
    """
    words = language(tag)
    if not words:
        return ""
    text = " ".join(heading.lower().replace("—", ":").replace("–", ":").replace(" - ", ":").split())
    return words.sections.get(text) or words.sections.get(text.partition(":")[0].strip()) or ""
