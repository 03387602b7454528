"""What the rules know of a language's objectives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from lorepath.rules.language.data import Data


class ObjectiveWords(Struct, frozen=True, eq=False, dict=True):  # by itself a key of what is remembered of words
    """Words in small letters; patterns look at the start of an objective in small letters."""

    verbs: Mapping[str, frozenset[str]]
    """Observable verb (one or two words) to its levels in BLOOM."""
    plain_verbs: frozenset[str]
    """Verbs that cannot be taken for a noun."""
    vague_verbs: Mapping[str, str]
    """Verb that nobody can observe to what to write instead."""
    vague_phrases: tuple[tuple[re.Pattern[str], str], ...]
    """Pattern and what to write instead."""
    unseen_verbs: frozenset[str]
    """Verbs (up to three words) that name a wish, a feeling or a slogan."""
    not_learner: re.Pattern[str]
    """What speaks of the lesson or its author."""
    learner: re.Pattern[str]
    """What speaks of the learner and comes before the verb."""
    learner_alone: re.Pattern[str]
    """A learner without an auxiliary, which counts where a verb follows."""
    conditions: frozenset[str]
    """What opens a condition that a comma ends: given, when, without."""
    joiners: frozenset[str]
    joining_phrases: tuple[str, ...]
    """Joiners of several words."""
    verb_forms: tuple[tuple[re.Pattern[str], str], ...]
    """Pattern and replacement: what turns a form of a verb into the verb."""
    verb_prefixes: re.Pattern[str]
    """What may be put in front of a verb to make another."""
    verb_modifiers: re.Pattern[str]
    determiners: frozenset[str]
    counts: frozenset[str]
    """Numbers in words."""
    clause_words: frozenset[str]
    infinitive_marks: frozenset[str]
    verb_pairs: tuple[str, ...]
    instructions: frozenset[str]
    recall_stems: re.Pattern[str]
    """Stems without a verb of a level that ask for what was said."""

    @cached_property
    def no_verbs(self) -> frozenset[str]:
        """Words that no verb is."""
        return self.determiners | self.counts | self.clause_words | self.conditions | self.joiners


def objective_words(data: Data) -> ObjectiveWords:
    """What a language's files say of objectives."""
    joiners = data.ordered("joiners")
    forms = ((re.compile(form), str(verb)) for form, verb in data.pairs("verb_forms"))
    return ObjectiveWords(
        verbs=_levels(data),
        plain_verbs=data.unordered("plain_verbs"),
        vague_verbs={verb.lower(): instead for verb, instead in data.mapping("vague_verbs").items()},
        vague_phrases=tuple((re.compile(phrase), instead) for phrase, instead in data.mapping("vague_phrases").items()),
        unseen_verbs=data.unordered("unseen_verbs"),
        not_learner=data.start("not_learner"),
        learner=data.start("learner"),
        learner_alone=data.start("learner_alone"),
        conditions=data.unordered("conditions"),
        joiners=frozenset(each for each in joiners if " " not in each),
        joining_phrases=tuple(each for each in joiners if " " in each),
        verb_forms=tuple(forms),
        verb_prefixes=re.compile(data.text("verb_prefixes") or "(?!)"),
        verb_modifiers=data.start("verb_modifiers"),
        determiners=data.unordered("determiners"),
        counts=data.unordered("counts"),
        clause_words=data.unordered("clause_words"),
        infinitive_marks=data.unordered("infinitive_marks"),
        verb_pairs=data.ordered("verb_pairs"),
        instructions=data.unordered("instructions"),
        recall_stems=data.start("recall_stems"),
    )


def _levels(data: Data) -> Mapping[str, frozenset[str]]:
    trades = ", ".join(data.mapping("trade_verbs").values()).split(", ")
    verbs: dict[str, set[str]] = {verb: {"apply"} for verb in trades if verb}
    for level, members in data.mapping("verbs").items():
        for verb in members:
            verbs.setdefault(verb.lower(), set()).add(level)
    return {verb: frozenset(levels) for verb, levels in verbs.items()}
