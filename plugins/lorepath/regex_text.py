"""A text that whatever a regular expression matches must hold, so that most texts need not be searched at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_ZERO_WIDTH = (ops.AT, ops.ASSERT, ops.ASSERT_NOT)
_BREAK = ""


@lru_cache(maxsize=1024)
def certain_text(pattern: re.Pattern[str]) -> str:
    r"""The longest text that every match of the pattern holds, as far as that is plain to see; else nothing.

    `(?:^|\n)!!! ?([\w-]+)` matches nothing without `!!!`. Python's own parser says what the expression consists of.
    """
    if pattern.flags & (re.IGNORECASE | re.LOCALE):
        return ""
    runs = [""]
    for sign in _signs(parser.parse(pattern.pattern, pattern.flags)):
        if sign == _BREAK:
            runs.append("")
        else:
            runs[-1] += sign
    return max(runs, key=len)


def _signs(parts: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    """The signs that stand in every match, in order; a break where something else may stand between them."""
    for operation, what in parts:
        if operation is ops.LITERAL:
            yield chr(what)
        elif operation is ops.SUBPATTERN and not what[1] and not what[2]:
            yield from _signs(what[3])
        elif operation in _REPEATS and what[0]:
            yield from _signs(what[2])
            yield _BREAK
        elif operation not in _ZERO_WIDTH:
            yield _BREAK
