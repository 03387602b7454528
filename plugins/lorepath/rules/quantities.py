"""Numbers and ranges that options of knowledge checks give."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from lorepath.rules.item_text import plain
from lorepath.rules.language import Language, language

_MONEY = frozenset("€$£¥")
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range with its unit. The bounds of a number are the same; an open end is infinite.

    `frame` is the text around the number, with the unit in the singular. `at_low` and `at_high` say whether
    the bound itself is meant. `decimals` counts the digits after the decimal sign.
    """

    low: float
    high: float
    frame: str
    decimals: int = 0
    at_low: bool = True
    at_high: bool = True

    @property
    def is_range(self) -> bool:
        """Whether more than one value is meant."""
        return self.low != self.high


def quantity(text: str, tag: str) -> Quantity | None:
    """The number or the range that an option is, and nothing else: `10 minutes`, `€5`, `10–20`, `up to 5 kg`."""
    words = language(tag)
    shown = plain(text).translate(_MINUS).strip(" .;,").lower()
    if not any(map(str.isdecimal, shown)) or not words:
        return None
    match = _pattern(tag).fullmatch(shown)
    if not match:
        return None
    found = [number for name in ("low", "high") if (number := _number(match[name], words)) is not None]
    if not found or (match["high"] and len(found) < 2):
        return None
    units = {_singular(unit.strip()) for name in ("low_unit", "unit") if (unit := match[name])}
    if len(units) > 1:
        return None
    money = "".join(sorted(_MONEY.intersection(shown)))
    frame = f"{(match['before'] or '').strip()}{money}#{''.join(units)}"
    decimals = max(
        len(each.partition(words.decimal)[2]) for each in (match["low"], match["high"] or "") if words.decimal
    )
    if len(found) == 2:
        low, high = found
        return Quantity(low, high, frame, decimals) if low < high else None
    value, front, back = found[0], match["front"], match["back"]
    if front in words.ranges.get("below", ()):
        return Quantity(-math.inf, value, frame, decimals, at_high=False)
    if front in words.ranges.get("above", ()):
        return Quantity(value, math.inf, frame, decimals, at_low=False)
    if front in words.ranges.get("most", ()) or back in words.ranges.get("or_less", ()):
        return Quantity(-math.inf, value, frame, decimals)
    if front in words.ranges.get("least", ()) or back in words.ranges.get("or_more", ()):
        return Quantity(value, math.inf, frame, decimals)
    return Quantity(value, value, frame, decimals) if not (front or back) else None


def overlap(one: Quantity, other: Quantity) -> str:
    """How two quantities share values: `touch` in one value, `cross` partly, `nest` fully, or not at all."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    if low > high:
        return ""
    if low == high:
        first = one if one.high == high else other
        second = other if first is one else one
        return "touch" if first.at_high and second.at_low else ""
    nested = (one.low <= other.low and other.high <= one.high) or (other.low <= one.low and one.high <= other.high)
    return "nest" if nested else "cross"


def is_sorted(values: Sequence[float]) -> bool:
    """Whether the values rise, or fall, throughout."""
    pairs = list(pairwise(values))
    return all(one <= other for one, other in pairs) or all(one >= other for one, other in pairs)


def _number(text: str | None, words: Language) -> float | None:
    if not text:
        return None
    plain_text = text.replace(words.thousands, "") if words.thousands else text
    try:
        return float(plain_text.replace(words.decimal, ".") if words.decimal else plain_text)
    except ValueError:
        return None


def _singular(unit: str) -> str:
    return re.sub(r"(?<=[a-z]{2})s\b", "", unit)


@cache
def _pattern(tag: str) -> re.Pattern[str]:
    words = language(tag)
    if not words:
        return re.compile(r"(?!)")
    thousands, decimal = re.escape(words.thousands or ","), re.escape(words.decimal or ".")
    number = rf"-?\d{{1,3}}(?:{thousands}\d{{3}})+(?:{decimal}\d+)?|-?\d+(?:{decimal}\d+)?"
    unit = r"[^\W\d_%°€$£¥][^\d]{0,30}?|[%°€$£¥‰][^\d]{0,15}?"
    fronts = _either(*(words.ranges.get(kind, ()) for kind in ("below", "above", "most", "least", "between")))
    backs = _either(words.ranges.get("or_less", ()), words.ranges.get("or_more", ()))
    to = _either(words.ranges.get("to", ()))
    return re.compile(
        rf"(?P<before>[€$£¥]|[^\W\d_][^\d]{{0,40}} )??(?:(?P<front>{fronts}) )?[€$£¥]?(?P<low>{number})"
        rf"(?: ?(?P<low_unit>{unit}))??(?:(?: ?-+ ?| (?:{to}) )[€$£¥]?(?P<high>{number}))?"
        rf"(?:[ -]?(?P<unit>{unit}))??(?: ?(?P<back>{backs}))?"
    )


def _either(*groups: Sequence[str]) -> str:
    return "|".join(re.escape(each) for group in groups for each in group) or r"(?!)"
