"""The prose of a text: paragraphs and list items, what is no prose masked, and its sentences with exact places.

Masked are code, the targets of links, pictures, HTML, comments, attribute lists, quotations, addresses and
footnote marks. Each masked character becomes `MASK`, so that a place in the masked text is the place in the file.
Headings, tables, quotes and knowledge checks are no prose.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from weakref import ref

from msgspec import Struct

from lorepath.finding import Place
from lorepath.model import Text
from lorepath.outline import PROSE, Block, BlockKind, Outline
from lorepath.rules.language import Language, language

MASK = "\0"
"""No file that can be read holds it."""

# Every alternative starts with a literal character, so that the search jumps from one such character to the next;
# what may stay open is bounded, so that no text takes long.
_MASKED = re.compile(
    r"`(?<!``)(`*+).{0,3000}?(?<!`)`\1(?!`)"  # code
    r"|<!--.{0,2000}?-->"
    r"|</?[A-Za-z][^<>]{0,2000}>"  # HTML, and addresses in angle brackets
    r"|!\[[^\[\]]{0,500}\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]{0,200}\])?"  # a picture
    r"|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"  # a link's target
    r"|\]\[[^\]\n]{0,200}\]"
    r"|\[\^[^\]\n]{1,60}\]:?"  # a footnote's mark
    r"|\[[ xX]\](?=\s)"  # a task's box
    r"|\{[^{}\n]{0,500}\}"  # an attribute list
    r'|"(?<![\w"].)(?=\S)[^"]{1,2000}"(?!\w)'  # quotations
    r"|“[^“”]{1,2000}”|„[^„“”]{1,2000}[“”]|«[^«»]{1,2000}»|‘(?:[^‘’]|’(?=\w)){1,2000}’"
    r"|&#?\w{1,30};"
    r"|:(?<!\w.)[a-z][a-z0-9_+-]{0,40}:(?!\w)",  # an emoji's name
    re.DOTALL,
)
_ADDRESS = re.compile(
    r"\b(?:https?|ftp)://[^\s<>\0]{0,1999}[^\s<>\0.,;:!?)'\"\]*_]|\bwww\.[^\s<>\0]{0,1999}[^\s<>\0.,;:!?)'\"\]*_]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}"
)
_ITEM_MARKS = re.compile(r"\s*(?:(?:[-*+]|[0-9]{1,9}[.)])\s+)*")
_LABEL = re.compile(
    r"(?P<mark>[*_]{1,3})(?=\S)[^*_\n]{1,80}(?::(?P=mark)|(?P=mark)\s?:|(?P=mark)\s+[-–—])(?=\s)"
    r"|\0+\s?(?::|\s[-–—])(?=\s)"
    r"|\[[^\]\n\0]{1,80}\0+\s?(?::|\s[-–—]|[-–—])(?=\s)"
)
"""What a list item or a paragraph begins with and is about: a word in bold, code or a link, then a colon or a dash."""
_LABEL_SIGNS = frozenset("*_[" + MASK)
_LINE_END = re.compile(r"(?: {2,}|\\)\n|\n[ \t]*:[ \t]")
_BEHIND_END = r"[\"'”’»)\]*_\0]*(?=\s[\s\"'“„«‘(\[*_]*([^\s\"'“„«‘(\[*_])|\s*\Z)"
_END = re.compile(rf"[.!?…]+{_BEHIND_END}")
"""A full stop or another mark, and the first sign that comes next."""
_FULL_STOP = re.compile(rf"\.\.*{_BEHIND_END}")
"""The same where there are no others: one sign to search for takes a third of the time."""
_MARKUP = re.compile(r"[\[\]*_]+")
_LONGEST = 20
"""Characters: how far in front of a full stop an abbreviation may start, with the signs around it."""
_LONGEST_WORD = 80
_RUN = re.compile(f"{MASK}+")
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")


class Sentence(Struct, frozen=True):
    """A sentence, masked. `start` is its index in the text's body."""

    text: str
    start: int

    @property
    def words(self) -> list[str]:
        """Its words; masked stretches are none, and a compound with hyphens is one."""
        return _WORD.findall(self.text)


@dataclass(frozen=True)
class Prose:
    """The prose of one text. `masked` is as long as the body; what is no prose is masked in it."""

    path: str
    first_line: int
    body: str
    masked: str
    spans: array[int]
    """Start and end of each sentence, one after the other: thousands of lessons stay in memory."""

    @property
    def sentences(self) -> Iterator[Sentence]:
        """The sentences in order."""
        return map(self.sentence, range(self.count))

    @cached_property
    def tokens(self) -> tuple[list[str], ...]:
        """What white space parts in each sentence: about its words, told at little cost."""
        masked, spans = self.masked, iter(self.spans)
        return tuple([masked[start:end].split() for start, end in zip(spans, spans, strict=True)])

    def longer_than(self, most: int) -> list[Sentence]:
        """The sentences with more words than this."""
        suspects = (number for number, tokens in enumerate(self.tokens) if len(tokens) > most)
        return [sentence for sentence in map(self.sentence, suspects) if len(sentence.words) > most]

    def sentence(self, number: int) -> Sentence:
        """A sentence by its number, from 0."""
        start, end = self.spans[2 * number : 2 * number + 2]
        return Sentence(self.masked[start:end], start)

    @property
    def count(self) -> int:
        """How many sentences there are."""
        return len(self.spans) // 2

    def place(self, index: int) -> Place:
        """The place in the file of the character at an index of the body."""
        line = self.body.count("\n", 0, index)
        return Place(self.path, self.first_line + line, index - self.body.rfind("\n", 0, index))

    def shown(self, sentence: Sentence, most: int = 8) -> str:
        """The first words of a sentence, without markup; what is masked is left out."""
        words = _MARKUP.sub("", _RUN.sub("…", sentence.text)).split()
        return " ".join(words[:most])[:120] + (" …" if len(words) > most else "")


_known: dict[int, tuple[ref[Outline], Prose]] = {}


def prose(text: Text) -> Prose:
    """The prose of a text; rules that ask again while the text is in use get the same answer."""
    outline, key = text.outline, id(text.outline)
    found = _known.get(key)
    if found and found[0]() is outline:
        return found[1]
    answer = _read(text, language(text.language))

    def forget(_: ref[Outline]) -> None:
        _known.pop(key, None)

    _known[key] = (ref(outline, forget), answer)
    return answer


def _read(text: Text, words: Language | None) -> Prose:
    body = text.body
    starts = [0, *accumulate([len(line) + 1 for line in body.split("\n")])]
    parts: list[str] = []
    spans = array("I")
    done = 0
    for block in text.outline.blocks:
        if block.kind not in PROSE:
            continue
        start = starts[block.line - text.body_line]
        end = starts[min(block.end_line - text.body_line + 1, len(starts) - 1)] - 1
        if start < done:  # two paragraphs never share a line, but a reader may be mistaken
            continue
        masked = _mask(body[start:end], block)
        parts += (MASK * (start - done), masked)
        done = end
        spans.extend(_spans(masked, start, words))
    parts.append(MASK * (len(body) - done))
    return Prose(text.path, text.body_line, body, "".join(parts), spans)


def _mask(source: str, block: Block) -> str:
    """A block's source with everything masked that is no prose, a list item's mark too."""
    masked = _MASKED.sub(_blank, source)
    if "://" in source or "www." in source or "@" in source:
        masked = _ADDRESS.sub(lambda found: MASK * len(found[0]), masked)
    if block.kind is BlockKind.LIST_ITEM and (marks := _ITEM_MARKS.match(masked)):
        masked = " " * marks.end() + masked[marks.end() :]
    return masked


def _blank(found: re.Match[str]) -> str:
    masked, size = found[0], len(found[0])
    if masked[0] in '"“„«‘' and masked[-2] in ".!?…":  # the sentence ends with the quotation
        return MASK * (size - 2) + masked[-2] + MASK
    if masked[:3].lower() == "<br":
        return MASK * (size - 2) + "\\\n"
    return MASK * size


def _spans(masked: str, offset: int, words: Language | None) -> Iterator[int]:
    """Start and end of each sentence of a block that stands at `offset` of the body."""
    start = 0
    for end in _ends(masked, words):
        first = start
        while first < end and masked[first].isspace():
            first += 1
        if not start and masked[first : first + 1] in _LABEL_SIGNS and (label := _LABEL.match(masked, first)):
            first = label.end() + 1
        last = end
        while last > first and (masked[last - 1].isspace() or masked[last - 1] == "\\"):
            last -= 1
        if first < last and (masked[first].isalnum() or _WORD.search(masked, first, last)):
            yield offset + first
            yield offset + last
        start = end


def _ends(masked: str, words: Language | None) -> list[int]:
    """Where sentences end: the index behind each one."""
    end = _END if "!" in masked or "?" in masked or "…" in masked else _FULL_STOP
    ends = [
        found.end()
        for found in end.finditer(masked)
        if not (sign := found[1]) or not (sign.islower() or _goes_on(masked, found.start(), sign, words))
    ]
    if "\n" in masked:
        ends += [found.end() for found in _LINE_END.finditer(masked)]
        ends.sort()
    if not ends or ends[-1] < len(masked):
        ends.append(len(masked))
    return ends


def _goes_on(masked: str, dot: int, sign: str, words: Language | None) -> bool:
    """Whether a sentence goes on behind the full stop of an abbreviation or an initial; `sign` comes next."""
    if masked[dot] != ".":
        return False
    last = masked[max(dot - 3, 0) : dot]
    if len(last) == 3 and last.isalpha() and not (words and last.lower() in words.prose.abbreviation_ends):
        return False  # as nearly always
    first = max(dot - _LONGEST, 0)
    start = max(masked.rfind(" ", first, dot), masked.rfind("\n", first, dot)) + 1
    if not start and first:
        return False  # no abbreviation is as long as that
    word = masked[start:dot].lstrip("(\"'“„«‘[*_")
    if words and (name := word.lower()) in words.prose.abbreviations:
        return name not in words.prose.last_abbreviations and (
            name not in words.prose.number_abbreviations or sign.isdigit()
        )
    # "J. Smith", but not "plan B. Then"
    if len(word) != 1 or not word.isupper():
        return False
    before = masked[max(start - _LONGEST_WORD, 0) : start].split()
    return not before or before[-1][:1].isupper()
