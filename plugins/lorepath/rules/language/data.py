"""The data files of a language: what one leaves out is empty, and not checked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from lorepath.yaml_reader import read_yaml

_PARTS = ("", ".objectives", ".verbs", ".trades", ".items", ".prose")
"""The files of a language: `en.yml`, and what would make it too long."""
_FOLDER = resources.files("lorepath.rules") / "words"


class Data:
    """What the files of one language hold, by key."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        self._held = held

    def ordered(self, key: str) -> tuple[str, ...]:
        """Words in small letters, longest first, so that "an image of" is met before "image of"."""
        return tuple(sorted((each.lower() for each in self._held.get(key, ())), key=lambda each: (-len(each), each)))

    def unordered(self, key: str) -> frozenset[str]:
        """Words in small letters."""
        return frozenset(each.lower() for each in self._held.get(key, ()))

    def texts(self, key: str) -> tuple[str, ...]:
        """Words or regular expressions as they are written, in their order."""
        return tuple(self._held.get(key, ()))

    def pairs(self, key: str) -> Iterator[tuple[str, str]]:
        """Pairs of texts, as they are written."""
        for first, second in self._held.get(key, ()):
            yield str(first), str(second)

    def text(self, key: str) -> str:
        """One word or regular expression."""
        return str(self._held.get(key, ""))

    def mapping(self, key: str) -> Mapping[str, Any]:
        """Names to what they stand for."""
        return dict(self._held.get(key, {}))

    def start(self, key: str) -> re.Pattern[str]:
        """What matches where a text starts with one of these regular expressions; with nothing where there is none.

        `{name}` in them stands for what the mapping `parts` says.
        """
        either = "|".join(self.texts(key)) or "(?!)"
        for name, part in self.mapping("parts").items():
            either = either.replace(f"{{{name}}}", part)
        return re.compile(rf"(?:{either})(?!\w)")


def read_data(name: str) -> Data | None:
    """The data of a language such as `en`, or None where there is no file for it."""
    if not (_FOLDER / f"{name}.yml").is_file():
        return None
    held: dict[str, Any] = {}
    for part in _PARTS:
        file = _FOLDER / f"{name}{part}.yml"
        if file.is_file():
            held |= _read(file.read_text("utf-8"), file.name)
    return Data(held)


def _read(text: str, file: str) -> dict[str, Any]:
    # The strict reader: in plain YAML 1.1 the words `no` and `on` would be truth values.
    words = read_yaml(text, file)
    if not (words.complete and isinstance(words.data, dict)):
        raise ValueError(f"{file} cannot be read: {[finding.message for finding in words.findings]}")
    return words.data
