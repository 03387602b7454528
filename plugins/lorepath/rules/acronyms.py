"""TXT03: acronyms that nobody has explained."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from lorepath.finding import Severity
from lorepath.model import Lesson, Text
from lorepath.rules.language import language
from lorepath.rules.language.prose_words import ProseWords
from lorepath.rules.prose import Prose, prose
from lorepath.rules.rule import Remark, text_rule

# No part of a path, a number, a version, a constant or the name of a file or a branch.
_ACRONYM = re.compile(
    r"[A-Z](?<![\w&@#$§\\.+\-].)[A-Z]{1,5}(?=(?:s|['’]s)?(?![\w&@+\\]|['’]\w|[-.][A-Z0-9_]|\.\w|://|\())"
)
_NUMERAL = re.compile(r"[IVX]+\Z")
_SMALL = re.compile(r"(?<![\w.\-/])[a-z]{2,6}(?![\w\-/]|\.\w)")
_ROW_BEFORE = re.compile(r"(?:\b[A-Z]{2,}[ ,\n]+)+\Z")
_ROW_BEHIND = re.compile(r"(?:[ ,\n]+[A-Z]{2,}\b)+")
_ABBREVIATION = re.compile(r"(?<=\*\[)[A-Z]+(?=\]:)|(?<=>)[A-Z]+(?=</abbr>)")
_NEAR = 150
"""How far from an acronym its long form is looked for, in characters."""


@text_rule("TXT03", "acronym", Severity.HINT)
def acronym(text: Text) -> Iterator[Remark]:
    """An acronym of two to six letters is spelled out when it first appears, or stands in the glossary.

    Who knows it reads on; who does not is lost, and seldom asks. `content/glossary.yml` explains an acronym for
    all lessons at once. Acronyms that everybody knows need no explanation. Each is mentioned once for each text.

    Bad:
    ```markdown
    Ask your SME before you change the text.
    ```
    Good:
    ```markdown
    Ask your subject-matter expert (SME) before you change the text.
    ```
    Source: WCAG 2.2, 3.1.4 Abbreviations.
    """
    words = language(text.language)
    if not words:
        return
    found = prose(text)
    seen = {*words.prose.known_acronyms, *words.placeholders}
    context: _Context | None = None
    for use in _ACRONYM.finditer(found.masked):
        name = use[0]
        if name in seen:
            continue
        seen.add(name)
        if _NUMERAL.match(name) or name in _explained(text.common.glossary):
            continue
        context = context or _Context(text, found, words.prose)
        if context.is_shouted(use):
            continue
        place = found.place(use.start())
        line = context.explaining_line(name)
        if line is not None and line <= place.line:
            continue
        yield Remark(
            place,
            f"`{name}` is not explained here",
            f"line {line} explains it: do that here, at its first use"
            if line
            else f"write what it stands for, with `({name})` behind it, or add it to `content/glossary.yml`",
        )


_glossaries: dict[int, tuple[Mapping[str, str], frozenset[str]]] = {}


def _explained(glossary: Mapping[str, str]) -> frozenset[str]:
    """What the terms of a glossary explain."""
    known = _glossaries.get(id(glossary))
    if not known or known[0] is not glossary:
        _glossaries.clear()
        words = frozenset(word for term in glossary for word in re.findall(r"[^\W\d_]+", term.upper()))
        known = _glossaries[id(glossary)] = (glossary, words)
    return known[1]


class _Context:
    """What a text says around its acronyms; made once, so that many of them take no time."""

    def __init__(self, text: Text, found: Prose, words: ProseWords) -> None:
        front = f"{text.title}. {text.summary}" if isinstance(text, Lesson) else text.title
        pieces = [(0, front), *((block.line, block.text) for block in text.outline.blocks)]
        self.lines = [line for line, _ in pieces]
        self.starts = [0, *accumulate(len(piece) + 1 for _, piece in pieces)]
        self.all = "\n".join(piece for _, piece in pieces)
        self.abbreviations = frozenset(_ABBREVIATION.findall(text.body))
        self.masked = found.masked
        self.sounds = words.x_sounds
        phrases = "|".join(map(re.escape, words.short_for)) or r"\Z"
        self.opens = re.compile(rf"s?[\"'”]?(?:\s*[(\[,:–—=]|\s-\s|\s(?:{phrases})\s)\s*([^.;!?()\n]*)")

    def explaining_line(self, name: str) -> int | None:
        """The first line that says what an acronym stands for; 0 for the front matter and for what holds everywhere."""
        if name in self.abbreviations:
            return 0
        at = -1
        while (at := self.all.find(name, at + 1)) >= 0:
            if self._explains(name, at):
                return self.lines[bisect_right(self.starts, at) - 1]
        return None

    def _explains(self, name: str, at: int) -> bool:
        """Whether an acronym's long form stands beside it."""
        end = at + len(name)
        before = self.all[max(0, at - _NEAR) : at].rpartition("\n")[2]
        after = self.all[end : end + _NEAR].partition("\n")[0]
        if before[-1:].isalnum() or after[:1].isupper():
            return False
        if len(name) > 2 and name.lower() in _initials(f"{before} {name} {after}"):
            return True
        if before.rstrip("\"'“")[-1:] in ("(", "["):
            words = re.split(r"[.;:!?]", before.rstrip("\"'“")[:-1])[-1].split()[-len(name) - 4 :]
            if any(_spells(name, " ".join(words[start:]), self.sounds) for start in range(len(words))):
                return True
        behind = self.opens.match(after)
        return bool(behind and _spells(name, behind[1], self.sounds))

    @cached_property
    def _small_words(self) -> frozenset[str]:
        return frozenset(_SMALL.findall(self.masked))

    def is_shouted(self, use: re.Match[str]) -> bool:
        """Whether capitals only stress a word.

        It is here in small letters too, in a row of three, or beside a word that capitals stress ("DATE RANGE" in a
        text that speaks of a date). A short neighbour says nothing: "the IT SLA" is no stressed "it".
        """
        if use[0].lower() in self._small_words:
            return True
        row = _ROW_BEFORE.search(self.masked[max(0, use.start() - _NEAR) : use.start()])
        behind = _ROW_BEHIND.match(self.masked, use.end(), use.end() + _NEAR)
        beside = re.findall(r"\w+", f"{row[0] if row else ''} {behind[0] if behind else ''}")
        return len(beside) >= 2 or any(len(word) > 3 and word.lower() in self._small_words for word in beside)


def _initials(where: str) -> str:
    """The first letters of the words, in small letters: of all, and of those that are not short and link others."""
    words = re.findall(r"[^\W\d_]+", where)
    return "".join(word[0].lower() for word in words) + " " + "".join(w[0].lower() for w in words if len(w) > 3)


def _spells(name: str, words: str, x_sounds: Sequence[str]) -> bool:
    """Whether words can be what an acronym stands for: its letters stand in them in this order, the first in front.

    `x_sounds` are what an X may stand for: "cross" in "cross-site scripting (XSS)".
    """
    spelled = words.lower()
    if "X" in name:
        for sound in x_sounds:
            spelled = spelled.replace(sound, "x")
    letters = iter(spelled)
    starts = spelled[:1] == name[0].lower()
    return len(words.split()) > 1 - ("-" in words) and starts and all(letter in letters for letter in name.lower())
