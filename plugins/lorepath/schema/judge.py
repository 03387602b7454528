"""Data that may not fit its schema → what jsonschema finds wrong with it, in words."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

from referencing.exceptions import Unresolvable

from lorepath.schema.dialect import compiled
from lorepath.schema.explain import Said, explain

_DEEPEST = 20
"""Data nested deeper is cut off before it is described; content files nest at most 6 deep."""
_LARGEST = 2**63


def said(validator: Any, data: object, ours: Mapping[str, Any], levels: Sequence[str] = ()) -> list[Said]:
    """What a validator finds wrong; `ours`, our schema of that kind, lends its nouns and examples.

    `levels` are the portal's names of levels, from the lowest.
    """
    # jsonschema prints what it finds; Python refuses to print very long numbers and very deep lists.
    with contextlib.suppress(RecursionError, ValueError, ArithmeticError):
        if validator.is_valid(data):
            return []
    return explain(validator.iter_errors(_tamed(data)), validator.schema, ours, _fits, levels)


def _fits(value: object, schema: Mapping[str, Any]) -> bool:
    """Whether a proposed value would be right. A part that refers elsewhere cannot tell."""
    try:
        return bool(compiled(schema).is_valid(value))
    except (Unresolvable, RecursionError, ValueError):
        return False


def _tamed(data: object, depth: int = 0) -> object:
    """The data without what Python refuses to print: very long numbers, very deep nesting."""
    if depth > _DEEPEST:
        return None
    if isinstance(data, dict):
        return {name: _tamed(value, depth + 1) for name, value in data.items()}
    if isinstance(data, list):
        return [_tamed(value, depth + 1) for value in data]
    if isinstance(data, int) and not isinstance(data, bool):
        return max(-_LARGEST, min(data, _LARGEST))
    return data
