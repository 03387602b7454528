"""Numbers and ranges that options of knowledge checks give."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from lorepath.rules.item_text import plain
from lorepath.rules.language import language
from lorepath.rules.language.item_words import ItemWords

_MONEY = "€$£¥"
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\u202f": " "})
_CLOCK = re.compile(r"([01]?[0-9]|2[0-4])[:.]([0-5][0-9])")


class Quantity(Struct, frozen=True):
    """A number or a range with its unit. The bounds of a number are the same; an open end is infinite.

    `frame` is the text before the number, `unit` what follows it, in the singular. `at_low` and `at_high` say whether
    the bound itself is meant. `decimals` counts the digits after the decimal sign.
    """

    low: float
    high: float
    frame: str = ""
    unit: str = ""
    decimals: int = 0
    at_low: bool = True
    at_high: bool = True

    @property
    def is_range(self) -> bool:
        """Whether more than one value is meant."""
        return self.low != self.high


def quantity(text: str, tag: str) -> Quantity | None:
    """The number or the range that an option is, and nothing else: `10 minutes`, `€5`, `10–20`, `up to 5 kg`, `18:30`.

    A number may be written as a word where nothing but its unit follows.
    """
    known = language(tag)
    if not known:
        return None
    words = known.items
    typed = _in_digits(plain(text).translate(_MINUS).strip(" .;,"), words)
    if not any(map(str.isdecimal, typed)):
        return None
    if ":" in typed and (clock := _CLOCK.fullmatch(typed)):
        minutes = 60 * int(clock[1]) + int(clock[2])
        return Quantity(minutes, minutes, unit=":")
    shown = typed.lower()
    match = _pattern(tag).fullmatch(shown) if len(shown) == len(typed) else None
    if not match:
        return None
    numbers = [number for name in ("low", "high") if (number := _number(match[name], words)) is not None]
    if not numbers or (match["high"] and len(numbers) < 2):
        return None
    units = {_singular(typed[slice(*match.span(name))].strip()) for name in ("low_unit", "unit") if match[name]}
    if len(units) > 1:
        return None
    unit = next(iter(units), "") or "".join(sign for sign in _MONEY if sign in shown)
    decimals = max(len((match[name] or "").partition(words.decimal or ".")[2]) for name in ("low", "high"))
    found = Quantity(numbers[0], numbers[-1], (match["before"] or "").strip(), unit, decimals)
    if len(numbers) == 2:
        return found if found.low < found.high else None
    return _bounded(found, match["front"], match["back"], words.ranges)


def _bounded(
    found: Quantity, front: str | None, back: str | None, ranges: Mapping[str, Sequence[str]]
) -> Quantity | None:
    """A number with the words around it, such as "up to" or "or more", that make it a range with an open end."""
    if front in ranges.get("below", ()):
        return replace(found, low=-math.inf, at_high=False)
    if front in ranges.get("above", ()):
        return replace(found, high=math.inf, at_low=False)
    if front in ranges.get("most", ()) or back in ranges.get("or_less", ()):
        return replace(found, low=-math.inf)
    if front in ranges.get("least", ()) or back in ranges.get("or_more", ()):
        return replace(found, high=math.inf)
    return None if front or back else found


def in_one_unit(found: Mapping[int, Quantity], tag: str) -> dict[int, Quantity]:
    """The quantities, by number of option, in one unit; nothing where other words or other kinds of unit differ."""
    known = language(tag)
    if not known or len({each.frame for each in found.values()}) != 1:
        return {}
    if len({each.unit for each in found.values()}) == 1:
        return dict(found)
    sizes = {number: known.items.units.get(each.unit) for number, each in found.items()}
    if len({size and size[0] for size in sizes.values()}) != 1:
        return {}
    return {number: _scaled(found[number], size[0], size[1]) for number, size in sizes.items() if size}


def _scaled(one: Quantity, kind: str, size: float) -> Quantity:
    return replace(one, low=round(one.low * size, 9), high=round(one.high * size, 9), unit=kind)


def is_same_amount(one: str, other: str, tag: str) -> bool:
    """Whether two options name the same amount: `2 m` and `2 metres`, `72 hours` and `three days`.

    Digits after the decimal sign count: 0.25 g is not 0.250 g where precision is asked for.
    """
    pair = [quantity(text, tag) for text in (one, other)]
    first, second = (found for found in pair)
    if not first or not second or (first.unit == second.unit and first.decimals != second.decimals):
        return False
    alike = in_one_unit({0: first, 1: second}, tag)
    return bool(alike) and (alike[0].low, alike[0].high) == (alike[1].low, alike[1].high)


def _in_digits(text: str, words: ItemWords) -> str:
    """An option that starts with a number in words, with the number in digits."""
    first, _, rest = text.partition(" ")
    value = words.number_words.get(first.lower())
    if value is None or any(map(str.isdecimal, rest)):
        return text
    return f"{value} {rest}".strip()


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


def _number(text: str | None, words: ItemWords) -> float | None:
    if not text:
        return None
    digits = text.replace(" ", "").replace(words.thousands or " ", "")
    try:
        return float(digits.replace(words.decimal or ".", "."))
    except ValueError:
        return None


def _singular(unit: str) -> str:
    """A unit as the data names it: symbols as they are typed, words in small letters and in the singular."""
    return re.sub(r"(?<=[a-z]{2})s\b", "", unit.lower() if len(unit) > 3 else unit)


@cache
def _pattern(tag: str) -> re.Pattern[str]:
    words = language(tag)
    if not words:
        return re.compile(r"(?!)")
    thousands, decimal = re.escape(words.items.thousands or ","), re.escape(words.items.decimal or ".")
    number = rf"-?\d{{1,3}}(?:(?:{thousands}| )\d{{3}})+(?:{decimal}\d+)?|-?\d+(?:{decimal}\d+)?"
    unit = r"[^\W\d_%°€$£¥][^\d]{0,30}?|[%°€$£¥‰][^\d]{0,15}?"
    fronts = _either(*(words.items.ranges.get(kind, ()) for kind in ("below", "above", "most", "least", "between")))
    backs = _either(words.items.ranges.get("or_less", ()), words.items.ranges.get("or_more", ()))
    to = _either(words.items.ranges.get("to", ()))
    return re.compile(
        rf"(?P<before>[€$£¥]|[^\W\d_][^\d]{{0,40}} )??(?:(?P<front>{fronts}) )?[€$£¥]?(?P<low>{number})"
        rf"(?: ?(?P<low_unit>{unit}))??(?:(?: ?-+ ?| (?:{to}) )[€$£¥]?(?P<high>{number}))?"
        rf"(?:[ -]?(?P<unit>{unit}))??(?: ?(?P<back>{backs}))?"
    )


def _either(*groups: Sequence[str]) -> str:
    return "|".join(re.escape(each) for group in groups for each in group) or r"(?!)"
