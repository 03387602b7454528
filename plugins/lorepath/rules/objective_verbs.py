"""The verb that an objective starts with, and the verbs that it joins to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lorepath.rules.language import Language, language

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|,")
COMMA = ","


@dataclass(frozen=True)
class Opening:
    """How an objective starts.

    `verb` is its first verb as the lexicon has it, or its first word where that is no verb. `vague` says what to
    write instead of a verb that nobody can observe. `not_learner` is an opening that speaks of the lesson. `rest`
    are the words behind the verb, in small letters, commas among them.
    """

    verb: str = ""
    vague: str = ""
    levels: frozenset[str] = frozenset()
    not_learner: str = ""
    rest: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the verb is one that somebody can observe."""
        return bool(self.levels)


@lru_cache(maxsize=10_000)
def opening(text: str, tag: str) -> Opening:
    """How an objective, or a stem, starts in the language that a tag names."""
    words = language(tag)
    return _opening(_TOKEN.findall(text.lower()), words) if words else Opening()


@lru_cache(maxsize=10_000)
def joined_verbs(text: str, tag: str) -> tuple[str, str] | None:
    """The first verb of an objective and one that "and" or "or" joins to it; None where it asks for one act."""
    words, first = language(tag), opening(text, tag)
    if not words or not (first.is_known or first.vague) or first.not_learner:
        return None
    spoken = " ".join(_TOKEN.findall(text.lower()))
    if any(pair in spoken for pair in words.verb_pairs):
        return None
    rest = first.rest
    for index, token in enumerate(rest):
        if token not in words.joiners:
            continue
        second = _after_modifiers(rest, index + 1, words)
        if second >= len(rest) or not _is_verb(rest[second], words):
            continue
        between = rest[:index]
        is_object_named = second + 1 < len(rest) and rest[second + 1] in words.determiners
        if _is_list_of_verbs(between, words) or (is_object_named and not _has_clause(between, words)):
            return first.verb, rest[second]
    return None


def _opening(tokens: Sequence[str], words: Language) -> Opening:
    for phrase in words.not_learner:
        if rest := _behind(tokens, phrase):
            vague, verb = _vague(tokens[len(tokens) - len(rest) :], words)
            return Opening(verb, vague, not_learner=phrase)
    tokens = _behind_learner(tokens, words)
    first = _first_verb(tokens, words)
    if not (first.vague or first.is_known) and COMMA in tokens:
        # "Given an alert, decide …", "When the alarm sounds, leave …"
        later = _first_verb(_behind_learner(tokens[tokens.index(COMMA) + 1 :], words), words)
        return later if later.vague or later.is_known else first
    return first


def _behind_learner(tokens: Sequence[str], words: Language) -> Sequence[str]:
    """The tokens behind what speaks of the learner: "after this lesson", then "you can"."""
    while rest := next((rest for phrase in words.learner if (rest := _behind(tokens, phrase))), ()):
        tokens = rest
    return tokens


def _first_verb(tokens: Sequence[str], words: Language) -> Opening:
    start = _after_modifiers(tokens, 0, words)
    if start >= len(tokens):
        return Opening()
    tokens = tokens[start:]
    vague, phrase = _vague(tokens, words)
    if vague:
        return Opening(phrase, vague, rest=tuple(tokens[len(phrase.split()) :]))
    for size in (2, 1):
        for verb in _forms(tokens[0], words):
            name = " ".join((verb, *tokens[1:size]))
            if len(tokens) >= size and name in words.verbs:
                return Opening(name, levels=words.verbs[name], rest=tuple(tokens[size:]))
    return Opening(tokens[0], rest=tuple(tokens[1:]))


def _vague(tokens: Sequence[str], words: Language) -> tuple[str, str]:
    """What to write instead of the vague verb that tokens start with, and the verb; empty where there is none."""
    tokens = tokens[_after_modifiers(tokens, 0, words) :]
    if not tokens:
        return "", ""
    for size in range(min(4, len(tokens)), 0, -1):
        for verb in _forms(tokens[0], words):
            name = " ".join((verb, *tokens[1:size]))
            if name in words.vague_verbs:
                return words.vague_verbs[name], name
    start = " ".join(tokens[:8])
    for phrase, instead in words.vague_phrases.items():
        if found := re.match(phrase, start):
            return instead, found[0]
    return "", ""


def _after_modifiers(tokens: Sequence[str], start: int, words: Language) -> int:
    """The index of the first token that is no adverb; a verb that looks like one is none."""
    index = start
    while index < len(tokens) and _is_modifier(tokens[index], index > start, words):
        index += 1
    return index


def _is_modifier(token: str, is_later: bool, words: Language) -> bool:
    """Whether this is an adverb, or later on what joins two of them."""
    if _is_verb(token, words) or token in words.vague_verbs:
        return False
    return (is_later and token in words.joiners) or any(re.fullmatch(each, token) for each in words.verb_modifiers)


def _is_verb(token: str, words: Language) -> bool:
    return token in words.verbs


def _forms(token: str, words: Language) -> Iterator[str]:
    """A word, and what it may be a form of; of a compound with hyphens its last part."""
    yield token
    if "-" in token:
        yield token.rpartition("-")[2]
    for form, verb in words.verb_forms:
        if re.search(form, token):
            yield re.sub(form, verb, token)


def _behind(tokens: Sequence[str], phrase: str) -> Sequence[str]:
    """The tokens behind a phrase that they start with, commas left aside; nothing where they start otherwise."""
    index = 0
    for word in phrase.split():
        while index < len(tokens) and tokens[index] == COMMA:
            index += 1
        if index >= len(tokens) or tokens[index] != word:
            return ()
        index += 1
    return tokens[index + (tokens[index : index + 1] == [COMMA]) :]


def _is_list_of_verbs(tokens: Sequence[str], words: Language) -> bool:
    """Whether this is nothing, or verbs with commas before them: the middle of "draft, edit and publish"."""
    return all(
        token == COMMA or (_is_verb(token, words) and index > 0 and tokens[index - 1] == COMMA)
        for index, token in enumerate(tokens)
    )


def _has_clause(tokens: Sequence[str], words: Language) -> bool:
    """Whether a clause begins here, whose verbs are spoken of and not asked for; "to" begins one only before a verb."""
    return any(
        token in words.clause_words
        or (token in words.infinitive_marks and index + 1 < len(tokens) and _is_verb(tokens[index + 1], words))
        for index, token in enumerate(tokens)
    )
