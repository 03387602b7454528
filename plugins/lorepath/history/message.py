"""What a commit message says: who helped, who reviewed, and whether the commit claims to be mechanical."""

from __future__ import annotations

import re
from typing import NamedTuple

from lorepath.history.identity import Contact


class Trailers(NamedTuple):
    """Who helped with a commit and who reviewed it, and the ids of lessons that its author vouches for.

    They stand in lines such as `Co-authored-by: Name <address>` and `Reviewed-lesson: ID`.
    """

    coauthors: tuple[Contact, ...]
    reviewers: tuple[Contact, ...]
    verified: tuple[str, ...]


# Squash merges leave trailers in the middle of the message, where `git interpret-trailers` does not look.
_TRAILER = re.compile(r"(?mi)^(co-authored-by|reviewed-by|approved-by|reviewed-lesson)[ \t]*:(.+)$")
_PERSON = re.compile(r"([^<>]*)<([^<>\s]+)>")
_LESSON = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")

_PULL_REQUEST = re.compile(r"merge pull request #\d|merged in .{1,200}\(pull request #\d|merged pr \d")
_MERGE_REQUEST = re.compile(r"(?m)^See merge request \S")

_CONVENTIONAL = re.compile(r"([a-z]+)(\([^()]*\))?!?:\s*")
_NUMBER = re.compile(r"\([#!]\d+\)$")
_MORE = re.compile(r"\band\b|[,;&+]")
_OBJECT = re.compile(r"\b(across|for|from|in|of|on|to)\b")
# Few beginnings: they are looked for at every letter.
_REVIEW = re.compile(r"re(?:view|new)|verif|fresh|st(?:amp|ill right)|check")
# What GitHub's editor suggests (`Update a-lesson.md`) says nothing, so it may be a review too.
_UPDATE = re.compile(r"update \S+\.md\b")
_WORD = re.compile(r"[\w-]+")
_LONGEST = 500
_SHORTEST = len("Reviewed-by:a<b>")


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_MOVES = _set("move moved moves relocate rename renamed renames")
_MECHANICAL_TYPES = ("build", "chore", "ci", "deps", "fmt", "format", "lint", "release", "revert", "style")
_TRIFLES = _set(
    "format formatting indentation link links lint linter linting newline newlines prettier punctuation",
    "reformat reformatting spelling typo typos whitespace",
)
_AROUND_TRIFLES = _set(
    "a all an and broken correct corrected corrects dead error errors few fix fixed fixes fixing issue issues",
    "markdown minor mistake mistakes more remove removed repair run small some the tiny trailing update updated",
    "various",
)
_ALL_AROUND = _TRIFLES | _AROUND_TRIFLES
_STARTS = _ALL_AROUND | {"revert"}

MECHANICAL = (
    "",
    "its subject says that it reverts a commit",
    "its subject speaks of spelling, links or layout only",
    *(f"its subject says `{kind}`" for kind in _MECHANICAL_TYPES),
)
"""Why a message itself says that an edit is mechanical; the first one: it does not."""
REVIEWS = 1 << 5
"""The message speaks of a review or the like, or says nothing of what was done."""
MOVES = 1 << 6
"""The subject announces a rename or a move and nothing else."""
PULL_REQUEST = 1 << 7
"""The commit merges a pull request, or is one squashed or rebased."""
_REVERT, _TRIFLE, _TYPES = 1, 2, 3


def read(text: str) -> tuple[int, Trailers | None]:
    """What a message says: a position in `MECHANICAL` with the bits REVIEWS, MOVES and PULL_REQUEST, and trailers."""
    subject, _, rest = text.partition("\n")
    subject = subject.strip()[:_LONGEST].lower()
    first = subject.partition(" ")[0]
    # Most subjects begin with a word that says what was done to the text.
    found = 0 if first.isalpha() and first not in _STARTS else _mechanical(subject)
    if first in _MOVES and not _MORE.search(subject):
        found |= MOVES
    if (first[:5] == "merge" and _PULL_REQUEST.match(subject)) or (subject[-1:] == ")" and _NUMBER.search(subject)):
        found |= PULL_REQUEST
    if _REVIEW.search(subject) or (first == "update" and _UPDATE.match(subject)):
        found |= REVIEWS
    if len(rest) < _SHORTEST:
        return found, None
    if "See merge request" in rest and _MERGE_REQUEST.search(rest):
        found |= PULL_REQUEST
    trailers = _trailers(rest)
    if trailers and trailers.verified:
        found |= REVIEWS
    return found, trailers


def _trailers(text: str) -> Trailers | None:
    """What the trailers of a message say, each thing once, in the order of the message."""
    # Most messages have no trailer at all, and a search for two short texts is cheaper than the pattern.
    lower = text.lower()
    if "-by:" not in lower and "-lesson:" not in lower:
        return None
    coauthors: dict[Contact, None] = {}
    reviewers: dict[Contact, None] = {}
    verified: dict[str, None] = {}
    for key, value in _TRAILER.findall(text):
        if key.lower() == "reviewed-lesson":
            if _LESSON.fullmatch(value.strip()):
                verified[value.strip()] = None
        elif person := _PERSON.fullmatch(value.strip()):
            group = coauthors if key.lower() == "co-authored-by" else reviewers
            group[Contact(person[1].strip(), person[2])] = None
    return Trailers(tuple(coauthors), tuple(reviewers), tuple(verified))


def _mechanical(subject: str) -> int:
    """Why a subject in small letters speaks of a mechanical edit, as a position in `MECHANICAL`."""
    subject = _NUMBER.sub("", subject).rstrip()
    if subject.startswith('revert "'):
        return _REVERT
    if kind := _CONVENTIONAL.match(subject):
        if kind[1] in _MECHANICAL_TYPES:
            return _TYPES + _MECHANICAL_TYPES.index(kind[1])
        subject = subject[kind.end() :]
    # "Fix some typos in the guide": what comes before "in" must speak of trifles and nothing else.
    words = set(_WORD.findall(_OBJECT.split(subject)[0]))
    return _TRIFLE if words & _TRIFLES and words <= _ALL_AROUND else 0
