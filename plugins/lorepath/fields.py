"""Front matter → values of the kinds that the model wants; what has another kind counts as absent.

The schema has already said what is wrong with a field. Reading on with a neutral value lets one bad field hide
nothing else in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from datetime import date

from lorepath.model import Elective, ShelfLife
from lorepath.naming import is_id
from lorepath.text_reader import read_day

_SHELF_LIFE = re.compile(r"([1-9][0-9]{0,3}) (day|week|month|year)s?\Z")


class Fields:
    """The fields of one mapping, read leniently."""

    __slots__ = ("_data",)

    def __init__(self, data: object) -> None:
        self._data: Mapping[str, object] = data if isinstance(data, dict) else {}

    def text(self, name: str, default: str = "") -> str:
        """A text, without white space around it."""
        value = self._data.get(name)
        return value.strip() if isinstance(value, str) else default

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; members of another kind are left out."""
        return tuple(value for value in self._list(name) if isinstance(value, str))

    def number(self, name: str) -> int | None:
        """A whole number above 0."""
        value = self._data.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None

    def part(self, name: str) -> Fields:
        """A mapping inside; without fields where there is none."""
        return Fields(self._data.get(name))

    def flag(self, name: str) -> bool:
        """True only where `true` is written."""
        return self._data.get(name) is True

    def has(self, name: str) -> bool:
        """Whether the field is there, whatever it holds."""
        return name in self._data

    def has_others(self, names: Set[str]) -> bool:
        """Whether there is a field with a name that is none of these."""
        return not self._data.keys() <= names

    def boolean(self, name: str) -> bool:
        """Whether the field holds `true` or `false`."""
        return isinstance(self._data.get(name), bool)

    def day(self, name: str) -> date | None:
        """A day written `2026-01-05`."""
        return read_day(self._data.get(name))

    def numbers(self, name: str) -> dict[str, int]:
        """A map of names to whole numbers above 0, such as of skills to levels; other members are left out."""
        numbers = Fields(self._data.get(name))
        return {key: number for key in numbers._data if (number := numbers.number(key)) is not None}

    def descriptions(self, name: str) -> dict[int, str]:
        """A map of level numbers to texts, lowest first."""
        texts = Fields(self._data.get(name))
        return {int(key): texts.text(key) for key in sorted(texts._data) if key.isascii() and key.isdecimal()}

    def dictionary(self) -> dict[str, str]:
        """All fields that hold a text."""
        return {name: value for name, value in self._data.items() if isinstance(value, str)}

    def mappings(self, name: str) -> dict[str, Mapping[str, object]]:
        """A map of names to mappings; members of another kind are left out."""
        value = self._data.get(name)
        return {key: each for key, each in value.items() if isinstance(each, dict)} if isinstance(value, dict) else {}

    def shelf_life(self, name: str) -> ShelfLife | None:
        """`9 months`, `2 years`, `6 weeks`, `30 days` or `evergreen`."""
        written = self.text(name)
        if written == "evergreen":
            return ShelfLife()
        parts = _SHELF_LIFE.match(written)
        if not parts:
            return None
        count = int(parts[1])
        match parts[2]:
            case "day":
                return ShelfLife(days=count)
            case "week":
                return ShelfLife(days=7 * count)
            case "month":
                return ShelfLife(months=count)
            case _:
                return ShelfLife(months=12 * count)

    def electives(self, name: str) -> tuple[Elective, ...]:
        """A list of `{choose: 1, of: [lesson, lesson]}`."""
        return tuple(Elective(each.number("choose") or 1, each.texts("of")) for _, each in self.members(name))

    def members(self, name: str) -> Iterator[tuple[int, Fields]]:
        """The members of a list that are mappings, each with its index."""
        return ((index, Fields(value)) for index, value in enumerate(self._list(name)) if isinstance(value, dict))

    def mapped(self, name: str) -> bool:
        """Whether this is a list whose members are all mappings."""
        return isinstance(self._data.get(name), list) and all(isinstance(each, dict) for each in self._list(name))

    def named(self, name: str) -> bool:
        """Whether this is a list whose members all have an id that is one."""
        return self.mapped(name) and all(is_id(each.text("id")) for _, each in self.members(name))

    def _list(self, name: str) -> list[object]:
        value = self._data.get(name)
        return value if isinstance(value, list) else []
