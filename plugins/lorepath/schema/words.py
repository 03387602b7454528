"""Values and kinds in an author's words: what was expected, what was found, how it is written in YAML."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from lorepath.model import Keys
from lorepath.wording import listed

Schema = Mapping[str, Any]

SHOWN = 60
"""Characters of an author's text that a message repeats."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f:#,\[\]{}\"'`&*!|>%@\\]|:(?! |\Z))*\Z|[0-9][\w -]*[a-z-][\w-]*\Z")
_NOT_TEXT = {"true", "false", "null", "~", ""}
_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "array": "a list",
    "object": "names with values",
}


def expected(schema: Schema) -> str:
    """What a value must be: "be a list", "map skills to levels"."""
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if list(kinds) == ["object"]:
        names, values = dig(schema, "propertyNames", "title"), dig(schema, "additionalProperties", "title")
        if names and values:
            return f"map {names.lower()}s to {values.lower()}s"
        if fields := schema.get("required") or list(schema.get("properties", ())):
            return f"hold the field{'s' * (len(fields) > 1)} {ticked(fields, 'and')}"
    words = {**_KINDS, "string": "a day"} if schema.get("format") == "date" else _KINDS
    parts = [part for kind in kinds if kind in words for part in words[kind].split(" or ")]
    if not parts:
        return "be empty"
    return "be " + " or ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def found(value: object, short: bool = False) -> str:
    """What a value is, in words, shortened and with hidden characters made visible."""
    if isinstance(value, str):
        text = f'"{visible(value)}"' if value.strip() else "nothing"
        return text if short or not value.strip() else f"the text {text}"
    if isinstance(value, bool):
        return f"`{as_yaml(value)}`"
    if isinstance(value, int | float):
        return as_yaml(value) if short else f"the number {as_yaml(value)}"
    if isinstance(value, list):
        return f"a list of {count(len(value), 'entry')}" if value else "an empty list"
    if isinstance(value, dict):
        return f"the field{'s' * (len(value) > 1)} {ticked(list(value)[:3], 'and')}" if value else "no fields"
    return "nothing"


def unseen(sign: str) -> str:
    """The name of a character that cannot be seen."""
    names = {"\n": "a line break", "\t": "a tab"}
    return names.get(sign, f"the hidden character U+{ord(sign):04X}")


def ticked(words: Iterable[object], joiner: str) -> str:
    """The words in a row: "`a`, `b` or `c`"."""
    return listed([f"`{visible(str(word))}`" for word in words], joiner, most=20)


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 entry", "2 entries"."""
    many = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else many}"


def hidden_in(text: str) -> str:
    """The first sign of a text that no reader can see, or an empty text."""
    signs = [sign for sign in text if unicodedata.category(sign) in _HIDDEN]
    # Joiners come last: inside words of some languages and inside emoji they belong there.
    return min(signs, key=lambda sign: sign in "\u200c\u200d", default="")


def visible(text: str) -> str:
    """A text from a file, fit for a message: short, hidden characters shown, e-mail addresses masked."""
    text = _ADDRESS.sub("…@…", text[: SHOWN * 4])
    if len(text) > SHOWN:
        text = text[: SHOWN - 1].rstrip() + "…"
    return "".join(
        sign.encode("unicode_escape").decode() if unicodedata.category(sign) in _HIDDEN else sign for sign in text
    )


def as_yaml(value: object) -> str:
    """A value on one line, as an author would type it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{yaml_name(name)}: {as_yaml(entry)}" for name, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_yaml(entry) for entry in value) + "]"
    if isinstance(value, str):
        plain = _PLAIN.match(value) and value.lower() not in _NOT_TEXT and " #" not in value
        return value if plain else json.dumps(value, ensure_ascii=False)
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def yaml_name(name: str) -> str:
    """A name in a map. Names are text whatever they look like, so a number needs no quotes."""
    return name if name.isdigit() else as_yaml(name)


def yaml_line(keys: Keys, value: object) -> str:
    """A field with its value, or an entry of a list."""
    return f"{visible(keys[-1])}: {as_yaml(value)}" if isinstance(keys[-1], str) else as_yaml(value)


def dig(value: Any, *keys: Any) -> Any:
    """The value at the end of the keys, or None where the way ends before."""
    for key in keys:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def example(schema: Any) -> Any:
    """The first example that a part of a schema gives, or None."""
    return dig(schema, "examples", 0)
