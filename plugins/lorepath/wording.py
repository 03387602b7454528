"""Words that messages share: lists, plurals, the nearest known name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that a wrong one was probably meant to be."""
    return next(iter(nearest_few(name, known, most=1)), None)


def nearest_few(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names that a wrong one may have been meant to be, the nearest first."""
    return difflib.get_close_matches(name[:80], sorted(known), n=most, cutoff=0.6)


def instead_of(name: str, known: Iterable[str], otherwise: str) -> str:
    """A hint: the nearest known name, else what to do."""
    near = nearest(name, known)
    return f"did you mean `{near}`? Otherwise {otherwise}" if near else otherwise


def count(number: int, noun: str) -> str:
    """`1 lesson`, `2 lessons`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(words: Sequence[str], joiner: str = "and", most: int = 5) -> str:
    """`a`, `a and b`, `a, b and c`; more than `most` end in a number."""
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} more"]
    return f" {joiner} ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} {joiner} {words[-1]}"
