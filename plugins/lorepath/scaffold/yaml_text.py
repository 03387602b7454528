"""Values as YAML text that reads back as the same value, in quotes where it must be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from lorepath.model import Levels

_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/;’“”–…-]|,(?= )|'(?=\w))*\Z")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def quoted(text: str) -> str:
    """A text as a YAML value: bare where it is plain words, else in double quotes."""
    if _PLAIN.match(text) and text.lower() not in _WORDS and text == text.strip():
        return text
    return json.dumps(text, ensure_ascii=False)


def listed(texts: Iterable[str]) -> str:
    """A list on one line: `[one, two]`."""
    return f"[{', '.join(_inside(text) for text in texts)}]"


def levels(wanted: Levels) -> str:
    """Skills and levels on one line: `{plain-language: 2}`."""
    return f"{{{', '.join(f'{_inside(skill)}: {level}' for skill, level in wanted.items())}}}"


def _inside(text: str) -> str:
    """A text inside brackets, where a comma would end it."""
    return json.dumps(text, ensure_ascii=False) if "," in text else quoted(text)
