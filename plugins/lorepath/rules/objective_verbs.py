"""The verb that an objective starts with, and the verbs that it joins to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from lorepath.rules.language import language
from lorepath.rules.language.objective_words import ObjectiveWords

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|,")
_BRACKETS = re.compile(r"(?<=\s)\([^()]*\)")
COMMA = ","
_MOST_READ = 600
"""Characters: an objective that is longer has been refused for that."""
_LONGEST = 4
"""How many words the longest verb of a list has."""


class Opening(Struct, frozen=True):
    """How an objective starts.

    `verb` is its first verb as the lexicon has it, or its first word where that is no verb. `vague` says what to
    write instead of a verb that nobody can observe. `not_learner` is an opening that speaks of the lesson. `rest`
    are the words behind the verb, in small letters, commas among them. `is_verb` says whether the verb is known, or
    may be one: an object follows it. `is_unseen` says that it names a wish, a feeling or a slogan.
    """

    verb: str = ""
    vague: str = ""
    levels: frozenset[str] = frozenset()
    not_learner: str = ""
    rest: tuple[str, ...] = ()
    is_verb: bool = False
    is_unseen: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the verb is one that somebody can observe."""
        return bool(self.levels)


@lru_cache(maxsize=10_000)
def opening(text: str, tag: str) -> Opening:
    """How an objective, or a stem, starts in the language that a tag names."""
    words = language(tag)
    return _opening(_spoken(text), words.objectives) if words else Opening()


@lru_cache(maxsize=10_000)
def joined_verbs(text: str, tag: str) -> tuple[str, str] | None:
    """The first verb of an objective and one that "and" or "or" joins to it; None where it asks for one act."""
    known = language(tag)
    if not known:
        return None
    words, spoken, first = known.objectives, _spoken(text), opening(text, tag)
    if any(phrase in spoken for phrase in words.joining_phrases):
        for phrase in words.joining_phrases:
            spoken = re.sub(f" ?{phrase} ", " and ", spoken)
        first = _opening(spoken, words)
    rest = first.rest
    if not (first.is_known or first.vague) or first.not_learner or words.joiners.isdisjoint(rest):
        return None
    if any(pair in spoken for pair in words.verb_pairs):
        return None
    for index, token in enumerate(rest):
        if token not in words.joiners:
            continue
        at = _after_modifiers(rest, index + 1, words)
        between = rest[:index]
        for size in (2, 1):
            second = " ".join(rest[at : at + size])
            is_asked = second in words.plain_verbs or _is_object(rest, at + size, words)
            is_asked = is_asked and at + size < len(rest) and not _has_clause(between, words)
            if _is_act(second, words) and (is_asked or _is_list_of_verbs(between, words)):
                return first.verb, second
    return None


def _spoken(text: str) -> str:
    """The words in small letters with their commas, one space between them, without what stands in brackets."""
    small = text[:_MOST_READ].lower().replace("’", "'")
    return " ".join(_TOKEN.findall(_BRACKETS.sub(" ", small))).replace(" ,", ",")


def _opening(spoken: str, words: ObjectiveWords) -> Opening:
    found = words.not_learner.match(spoken)
    while not found and (learner := words.learner.match(spoken)):
        spoken = spoken[learner.end() :].lstrip(", ")
        found = words.not_learner.match(spoken)
    if found:
        vague, verb = _vague(_TOKEN.findall(spoken[found.end() :]), words)
        return Opening(verb, vague, not_learner=found[0].strip(" ,"))
    if alone := words.learner_alone.match(spoken):
        first = _first_verb(_TOKEN.findall(spoken[alone.end() :]), words)
        if first.vague or first.is_known:
            return first
    tokens = _TOKEN.findall(spoken)
    if COMMA in tokens and tokens[0] in words.conditions:
        # "Given an alert, decide …", "When the alarm sounds, leave …"
        return _opening(spoken.partition(",")[2].strip(), words)
    return _first_verb(tokens, words)


def _first_verb(tokens: Sequence[str], words: ObjectiveWords) -> Opening:
    start = _after_modifiers(tokens, 0, words)
    if start >= len(tokens):
        return Opening()
    tokens = tokens[start:]
    vague, phrase = _vague(tokens, words)
    if vague:
        return Opening(phrase, vague, rest=tuple(tokens[len(phrase.split()) :]), is_verb=True)
    for size in range(min(3, len(tokens)), 0, -1):
        if (name := " ".join(tokens[:size])) in words.unseen_verbs:
            return Opening(name, rest=tuple(tokens[size:]), is_verb=True, is_unseen=True)
    for size in (2, 1):
        for verb in _forms(tokens[0], words):
            name = " ".join((verb, *tokens[1:size]))
            if len(tokens) >= size and name in words.verbs:
                return Opening(name, levels=words.verbs[name], rest=tuple(tokens[size:]), is_verb=True)
    may_be_verb = tokens[0] not in words.no_verbs and _is_object(tokens, 1, words)
    return Opening(tokens[0], rest=tuple(tokens[1:]), is_verb=may_be_verb)


def _vague(tokens: Sequence[str], words: ObjectiveWords) -> tuple[str, str]:
    """What to write instead of the vague verb that tokens start with, and the verb; empty where there is none."""
    tokens = tokens[_after_modifiers(tokens, 0, words) :]
    if not tokens:
        return "", ""
    forms = _forms(tokens[0], words)
    for size in range(min(_LONGEST, len(tokens)), 0, -1):
        for verb in forms:
            name = " ".join((verb, *tokens[1:size]))
            if name in words.vague_verbs:
                return words.vague_verbs[name], name
    start = " ".join(tokens[:8])
    for phrase, instead in words.vague_phrases:
        if found := phrase.match(start):
            return instead, found[0]
    return "", ""


def _after_modifiers(tokens: Sequence[str], start: int, words: ObjectiveWords) -> int:
    """The index of the first token that is no adverb; a verb that looks like one is none."""
    index = start
    while index < len(tokens) and _is_modifier(tokens[index], index > start, words):
        index += 1
    return index


def _is_modifier(token: str, is_later: bool, words: ObjectiveWords) -> bool:
    """Whether this is an adverb, or later on what joins two of them."""
    if _is_verb(token, words) or token in words.vague_verbs:
        return False
    return (is_later and token in words.joiners) or bool(words.verb_modifiers.fullmatch(token))


def _is_verb(name: str, words: ObjectiveWords) -> bool:
    return name in words.verbs or _without_prefix(name, words) in words.verbs


def _is_act(name: str, words: ObjectiveWords) -> bool:
    """Whether this is a verb, one that can be observed or not."""
    return name in words.plain_verbs or name in words.vague_verbs or _is_verb(name, words)


def _without_prefix(token: str, words: ObjectiveWords) -> str:
    return words.verb_prefixes.sub("", token, count=1) if words.verb_prefixes.match(token) else token


@lru_cache(maxsize=10_000)  # most texts begin with one of a few hundred verbs
def _forms(token: str, words: ObjectiveWords) -> tuple[str, ...]:
    """A word, and what it may be a form of; of a compound with hyphens its last part."""
    last = [token.rpartition("-")[2]] if "-" in token else []
    verbs = [form.sub(verb, token) for form, verb in words.verb_forms if form.search(token)]
    return (*dict.fromkeys((token, *last, *verbs, _without_prefix(token, words))),)


def _is_object(tokens: Sequence[str], at: int, words: ObjectiveWords) -> bool:
    """Whether an object starts at an index: with an article or the like, with a number, or as a question."""
    word = tokens[at] if at < len(tokens) else ""
    return word in words.determiners or word in words.counts or word[:1].isdigit()


def _is_list_of_verbs(tokens: Sequence[str], words: ObjectiveWords) -> bool:
    """Whether this is nothing, or verbs with commas before them: the middle of "draft, edit and publish"."""
    return all(
        token == COMMA or (_is_verb(token, words) and index > 0 and tokens[index - 1] == COMMA)
        for index, token in enumerate(tokens)
    )


def _has_clause(tokens: Sequence[str], words: ObjectiveWords) -> bool:
    """Whether a clause begins here, whose verbs are spoken of and not asked for; "to" begins one only before a verb."""
    following = (*tokens, "")[1:]
    return any(
        token in words.clause_words or (token in words.infinitive_marks and _is_verb(after, words))
        for token, after in zip(tokens, following, strict=True)
    )
