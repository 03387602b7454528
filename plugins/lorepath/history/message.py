"""What a commit message says: who helped, who reviewed, and whether the commit claims to be mechanical."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lorepath.history.identity import Contact


@dataclass(frozen=True, slots=True)
class Message:
    """What credit needs to know of a commit message. The text itself is not kept."""

    coauthors: tuple[Contact, ...] = ()
    reviewers: tuple[Contact, ...] = ()
    verified: tuple[str, ...] = ()
    """Ids of lessons that the author of the commit vouches for (`Reviewed-lesson: ID`)."""
    mechanical: str = ""
    """Why the message itself says that the edit is mechanical, or nothing."""
    moves: bool = False
    """Whether the subject announces a rename or a move and nothing else."""
    pull_request: bool = False
    """Whether the commit merges a pull request, or is one squashed or rebased."""


# Squash merges leave trailers in the middle of the message, where `git interpret-trailers` does not look.
_TRAILER = re.compile(r"(?mi)^(co-authored-by|reviewed-by|approved-by|reviewed-lesson)[ \t]*:(.+)$")
_PERSON = re.compile(r"([^<>]*)<([^<>\s]+)>")

_PULL_REQUEST = re.compile(
    r"merge pull request #\d|merged in .{1,200}\(pull request #\d|merged pr \d|.{0,400}\((#|!)\d+\)$", re.IGNORECASE
)
_MERGE_REQUEST = re.compile(r"(?m)^See merge request \S")

_CONVENTIONAL = re.compile(r"([a-z]+)(\([^()]*\))?!?:\s*")
_NUMBER = re.compile(r"\s*\([#!]\d+\)$")
_MORE = re.compile(r"\band\b|[,;&+]")
_OBJECT = re.compile(r"\b(across|for|from|in|of|on|to)\b")


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


_MOVES = _set("move moved moves relocate rename renamed renames")
_MECHANICAL_TYPES = _set("build chore ci deps fmt format lint release revert style")
_TRIFLES = _set(
    "format formatting indentation link links lint linter linting newline newlines prettier punctuation",
    "reformat reformatting spelling typo typos whitespace",
)
_AROUND_TRIFLES = _set(
    "a all an and broken correct corrected corrects dead error errors few fix fixed fixes fixing issue issues",
    "markdown minor mistake mistakes more remove removed repair run small some the tiny trailing update updated",
    "various",
)


def read(text: str) -> Message:
    """The facts of one commit message."""
    subject, _, rest = text.partition("\n")
    subject = subject.strip()[:500]
    words = _NUMBER.sub("", subject).lower()
    coauthors, reviewers, verified = _trailers(rest)
    return Message(
        coauthors=coauthors,
        reviewers=reviewers,
        verified=verified,
        mechanical=_mechanical(words),
        moves=words.split(" ")[0] in _MOVES and not _MORE.search(words),
        pull_request=bool(_PULL_REQUEST.match(subject) or _MERGE_REQUEST.search(rest)),
    )


def _trailers(text: str) -> tuple[tuple[Contact, ...], tuple[Contact, ...], tuple[str, ...]]:
    """Co-authors, reviewers and verified lessons, each once, in the order of the message."""
    coauthors: dict[Contact, None] = {}
    reviewers: dict[Contact, None] = {}
    verified: dict[str, None] = {}
    # Most messages have no trailer at all, and a search for two short texts is cheaper than the pattern.
    if "-by:" not in text.lower() and "-lesson:" not in text.lower():
        return (), (), ()
    for key, value in _TRAILER.findall(text):
        if key.lower() == "reviewed-lesson":
            verified[value.strip()] = None
        elif person := _PERSON.fullmatch(value.strip()):
            group = coauthors if key.lower() == "co-authored-by" else reviewers
            group[Contact(person[1].strip(), person[2])] = None
    return tuple(coauthors), tuple(reviewers), tuple(verified)


def _mechanical(subject: str) -> str:
    """Why a lower-case subject speaks of a mechanical edit, or nothing."""
    if subject.startswith('revert "'):
        return "its subject says that it reverts a commit"
    if kind := _CONVENTIONAL.match(subject):
        if kind[1] in _MECHANICAL_TYPES:
            return f"its subject says `{kind[1]}`"
        subject = subject[kind.end() :]
    # "Fix some typos in the guide": what comes before "in" must speak of trifles and nothing else.
    words = set(re.findall(r"[\w-]+", _OBJECT.split(subject)[0]))
    if words & _TRIFLES and words <= _TRIFLES | _AROUND_TRIFLES:
        return "its subject speaks of spelling, links or layout only"
    return ""
