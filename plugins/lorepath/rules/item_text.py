"""The words of knowledge-check items as readers see them, and the parts of them that count for a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from lorepath.model import Item, Lesson

_LONGEST = 600
_QUOTED = re.compile(
    r"``.+?``|`[^`]+`|\"[^\"]+\"|“[^”]+”|„[^“”]+[“”]|«[^»]+»|‘[^’]+’(?!\w)|(?<!\w)'(?:[^']|(?<=\w)'(?=\w))+'(?!\w)"
    r"|https?://\S+|\$[^$\s][^$]*\$"
)
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|<[^<>]+>|(?<!\w)[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_])[*_]{1,3}(?!\w)")
_QUOTES = ("`", '"', "“", "„", "«", "‘", "'", "$", "://")
_MARKS = ("*", "_", "[", "<")
_SENTENCE = re.compile(r"[^.?!]+(?:[.?!](?=\w)[^.?!]*)*[.?!]*[\"”’)*_]*")


def readable(lesson: Lesson) -> Iterator[Item]:
    """The items that have a stem and at least two options with a text; the schema speaks of the others.

    It also speaks of texts that are too long to be read by anybody.
    """
    for item in lesson.items:
        texts = (item.stem, *[option.text for option in item.options])
        if len(texts) > 2 and all(texts) and max(map(len, texts)) <= _LONGEST:
            yield item


def the_key(item: Item) -> int | None:
    """The place of the right option among the options, where there is exactly one."""
    keys = [number for number, option in enumerate(item.options) if option.correct]
    return keys[0] if len(keys) == 1 else None


def holds_any(text: str, parts: Iterable[str]) -> bool:
    """Whether one of these stands in the text. Asked for every option of every item, so in half the time of `any`."""
    for part in parts:  # noqa: SIM110
        if part in text:
            return True
    return False


def masked(text: str) -> str:
    """The text with a dot for each character of code, quotations, formulas and addresses: nobody's own words."""
    if not holds_any(text, _QUOTES):
        return text
    return _QUOTED.sub(lambda match: "·" * len(match[0]), text)


def plain(text: str) -> str:
    """The text as it is shown, on one line, without the marks of Markdown."""
    if holds_any(text, _MARKS):
        text = _MARKUP.sub(lambda match: match[1] or "", text)
    return " ".join(text.split()) if "\n" in text or "  " in text else text


def bare(text: str) -> str:
    """The text as it is shown, without a full stop at its end, in small letters."""
    return plain(text).strip(" .;,:!?…").lower()


def asking(stem: str) -> Iterator[tuple[int, str]]:
    """The sentences of a masked stem that ask something, each with where it starts: those with `?`, else the last."""
    found = [(match.start(), match[0]) for match in _SENTENCE.finditer(stem) if match[0].strip()]
    questions = [(start, text) for start, text in found if "?" in text]
    for start, text in questions or found[-1:]:
        indent = len(text) - len(text.lstrip())
        yield start + indent, text.strip()


def mentions(text: str, words: Iterable[str]) -> bool:
    """Whether one of these words may stand in the text: a quick look before a careful one."""
    return holds_any(text.lower().replace("’", "'"), words)


def find_any(text: str, words: tuple[str, ...]) -> re.Match[str] | None:
    """Where one of these words or phrases (small letters, the longest first) stands in the text as a whole word.

    What matched is in small letters.
    """
    lower = text.lower().replace("’", "'")
    if not holds_any(lower, words):
        return None
    for match in _any_of(words).finditer(lower):
        before = match.string[match.start() - 1 : match.start()]
        if not before or not (before.isalnum() or before in "-_"):
            return match
    return None


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    # Small letters, and no look behind at the start: so the search skips fast to possible first letters.
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?![\w-])")
