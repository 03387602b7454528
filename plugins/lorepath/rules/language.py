"""What the rules know of a language, from one data file for each: headings, verbs, cues, abbreviations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from lorepath.yaml_reader import read_yaml

BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")
"""The levels of Bloom's revised taxonomy (Anderson & Krathwohl 2001), lowest first."""

_PARTS = ("", ".objectives")
"""The files of a language: `en.yml`, and what would make it too long."""


@dataclass(frozen=True)
class Language:
    """The words of one language, in small letters. What its file leaves out is empty, and not checked for."""

    tag: str
    sections: Mapping[str, str]
    """Heading to the kind of its section: why, example, practice, summary, transcript, on-the-job."""
    placeholders: tuple[str, ...]
    verbs: Mapping[str, frozenset[str]]
    """Observable verb (one or two words) to its levels in BLOOM."""
    vague_verbs: Mapping[str, str]
    """Verb that nobody can observe to what to write instead."""
    vague_phrases: Mapping[str, str]
    """Regular expression to what to write instead."""
    not_learner: tuple[str, ...]
    learner: tuple[str, ...]
    joiners: tuple[str, ...]
    verb_forms: tuple[tuple[str, str], ...]
    """Regular expression and replacement: what turns a form of a verb into the verb."""
    verb_modifiers: tuple[str, ...]
    """Regular expressions."""
    determiners: frozenset[str]
    clause_words: frozenset[str]
    infinitive_marks: frozenset[str]
    verb_pairs: tuple[str, ...]
    instructions: frozenset[str]
    job_prompts: tuple[str, ...]
    """What sends a reader off to use it at work."""
    stubs: Mapping[str, str]
    """Kind of section to the Markdown of an empty one."""
    empty_links: frozenset[str]
    image_prefixes: tuple[str, ...]
    empty_alts: frozenset[str]
    second_person: frozenset[str]
    negatives: frozenset[str]
    exclusions: frozenset[str]
    negative_stems: tuple[str, ...]
    """Regular expressions; the group `word` is what to set in bold. `negative_parts` fill their braces."""
    negative_parts: Mapping[str, str]
    negative_statement: str
    clause_openers: frozenset[str]
    subordinators: frozenset[str]
    all_of_above: tuple[str, ...]
    none_of_above: tuple[str, ...]
    pointers: frozenset[str]
    option_pairs: tuple[str, ...]
    """Regular expressions."""
    true_false: frozenset[str]
    ranges: Mapping[str, tuple[str, ...]]
    range_questions: tuple[str, ...]
    value_questions: tuple[str, ...]
    decimal: str
    thousands: str
    absolutes: tuple[str, ...]
    quantifiers: tuple[str, ...]
    articles: Mapping[str, str]
    all_articles: frozenset[str]
    vowel_sounds: tuple[str, ...]
    """How words start that are written with a consonant and spoken with a vowel; the next field the other way."""
    consonant_sounds: tuple[str, ...]
    plural_verbs: Mapping[str, str]
    """Verb to the number it wants, singular or plural."""
    empty_stems: tuple[str, ...]
    """Regular expressions."""
    empty_feedback: frozenset[str]
    common_words: frozenset[str]
    position_references: tuple[str, ...]
    """Regular expressions."""
    abbreviations: frozenset[str]
    """What does not end a sentence although a full stop follows."""
    last_abbreviations: frozenset[str]
    """Those that may end a sentence when a capital follows."""
    number_abbreviations: frozenset[str]
    """Those that are abbreviations only before a number."""
    known_acronyms: frozenset[str]
    short_for: tuple[str, ...]
    """What stands between an acronym and its long form: stands for, means."""
    readability: str


@cache
def language(tag: str) -> Language | None:
    """The words of the language that a tag such as `en` or `en-GB` names, or None where there is no file."""
    name = tag.lower().partition("-")[0]
    if not (name.isascii() and name.isalpha()):
        return None
    files = [resources.files(__package__) / "words" / f"{name}{part}.yml" for part in _PARTS]
    if not files[0].is_file():
        return None
    words: dict[str, Any] = {}
    for file in files:
        if file.is_file():
            words |= _words(file.read_text("utf-8"), file.name)
    return _language(name, words)


def _words(text: str, file: str) -> dict[str, Any]:
    # The strict reader: in plain YAML 1.1 the words `no` and `on` would be truth values.
    words = read_yaml(text, file)
    if not (words.complete and isinstance(words.data, dict)):
        raise ValueError(f"{file} cannot be read: {[finding.message for finding in words.findings]}")
    return words.data


def section_kind(heading: str, tag: str) -> str:
    """The kind of a section by its heading (why, example, practice, summary, on-the-job), or nothing.

    A heading counts when it is an alias, or starts with one before a colon or a dash ("Example: a late train").
    """
    words = language(tag)
    if not words:
        return ""
    text = " ".join(heading.lower().replace("—", ":").replace("–", ":").replace(" - ", ":").split())
    return words.sections.get(text) or words.sections.get(text.partition(":")[0].strip()) or ""


def _language(name: str, words: Mapping[str, Any]) -> Language:
    verbs: dict[str, set[str]] = {}
    for level, members in words.get("verbs", {}).items():
        for verb in members:
            verbs.setdefault(verb.lower(), set()).add(level)

    def ordered(key: str) -> tuple[str, ...]:
        """Longest first, so that "an image of" is met before "image of"."""
        return tuple(sorted((each.lower() for each in words.get(key, ())), key=lambda each: (-len(each), each)))

    def unordered(key: str) -> frozenset[str]:
        return frozenset(each.lower() for each in words.get(key, ()))

    return Language(
        tag=name,
        sections={alias.lower(): kind for kind, aliases in words.get("sections", {}).items() for alias in aliases},
        placeholders=tuple(words.get("placeholders", ())),
        verbs={verb: frozenset(levels) for verb, levels in verbs.items()},
        vague_verbs={verb.lower(): instead for verb, instead in words.get("vague_verbs", {}).items()},
        vague_phrases=dict(words.get("vague_phrases", {})),
        not_learner=ordered("not_learner"),
        learner=ordered("learner"),
        joiners=ordered("joiners"),
        verb_forms=tuple((form, verb) for form, verb in words.get("verb_forms", ())),
        verb_modifiers=tuple(words.get("verb_modifiers", ())),
        determiners=unordered("determiners"),
        clause_words=unordered("clause_words"),
        infinitive_marks=unordered("infinitive_marks"),
        verb_pairs=ordered("verb_pairs"),
        instructions=unordered("instructions"),
        job_prompts=ordered("job_prompts"),
        stubs=dict(words.get("stubs", {})),
        empty_links=unordered("empty_links"),
        image_prefixes=ordered("image_prefixes"),
        empty_alts=unordered("empty_alts"),
        second_person=unordered("second_person"),
        negatives=unordered("negatives"),
        exclusions=unordered("exclusions"),
        negative_stems=tuple(words.get("negative_stems", ())),
        negative_parts=dict(words.get("negative_parts", {})),
        negative_statement=words.get("negative_statement", ""),
        clause_openers=unordered("clause_openers"),
        subordinators=unordered("subordinators"),
        all_of_above=ordered("all_of_above"),
        none_of_above=ordered("none_of_above"),
        pointers=unordered("pointers"),
        option_pairs=tuple(words.get("option_pairs", ())),
        true_false=unordered("true_false"),
        ranges={kind: tuple(each) for kind, each in words.get("ranges", {}).items()},
        range_questions=ordered("range_questions"),
        value_questions=ordered("value_questions"),
        decimal=words.get("decimal", ""),
        thousands=words.get("thousands", ""),
        absolutes=ordered("absolutes"),
        quantifiers=ordered("quantifiers"),
        articles=dict(words.get("articles", {})),
        all_articles=unordered("all_articles"),
        vowel_sounds=ordered("vowel_sounds"),
        consonant_sounds=ordered("consonant_sounds"),
        plural_verbs=dict(words.get("plural_verbs", {})),
        empty_stems=tuple(words.get("empty_stems", ())),
        empty_feedback=unordered("empty_feedback"),
        common_words=unordered("common_words"),
        position_references=tuple(words.get("position_references", ())),
        abbreviations=unordered("abbreviations"),
        last_abbreviations=unordered("last_abbreviations"),
        number_abbreviations=unordered("number_abbreviations"),
        known_acronyms=frozenset(words.get("known_acronyms", ())),
        short_for=ordered("short_for"),
        readability=words.get("readability", ""),
    )
