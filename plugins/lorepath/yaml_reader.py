"""Strict YAML: one text → plain values, and the line and column of each.

PyYAML's parser events are read directly. They arrive in one pass with their marks, they show anchors, aliases
and tags before anything is expanded, and reading stops at the first value too many. Only JSON's kinds of scalar
are recognised, so `2026-01-05`, `1:30` and `no` stay the text that the author typed. Keys are always text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from lorepath.finding import Finding, Place
from lorepath.model import Keys, Source
from lorepath.reading_standards import (
    FILE_SIZE,
    INVISIBLE,
    YAML_DUPLICATE,
    YAML_PLAIN,
    YAML_SIZE,
    YAML_SYNTAX,
)

MAX_BYTES = 16 * 1024
MAX_VALUES = 2000
MAX_DEPTH = 6

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
_WORDS = {"": None, "~": None, "null": None, "true": True, "True": True, "false": False, "False": False}
# C0 controls but tab and newline, DEL and C1 (with NEL), zero-width space and joiner, bidirectional marks, BOM,
# and what is no character.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]")


@dataclass(frozen=True)
class Yaml:
    """What a YAML text says. `data` is None where it could not be read; `complete` is false where part of it was."""

    data: object
    source: Source
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """Whether everything in the text was understood."""
        return not self.findings


def read_yaml(text: str, path: str, line: int = 1, column: int = 1) -> Yaml:
    """Read a YAML text that starts at `line` and whose lines start at `column` of the file `path`."""
    builder = _Builder(text, path, line, column)
    data = builder.read()
    values = {(): (line, column), **builder.values}
    return Yaml(data, Source(path, values, builder.keys), tuple(builder.findings))


class _Stop(Exception):
    """Nothing more of this text can be read."""


class _Builder:
    def __init__(self, text: str, path: str, line: int, column: int) -> None:
        self.text, self.path, self.line, self.column = text, path, line, column
        self.values: dict[Keys, tuple[int, int]] = {}
        self.keys: dict[Keys, tuple[int, int]] = {}
        self.findings: list[Finding] = []
        self.count = 0

    def read(self) -> object:
        size = len(self.text.encode())
        if size > MAX_BYTES:
            self.findings.append(
                FILE_SIZE.at(
                    Place(self.path, self.line, self.column),
                    f"this YAML text holds {-(-size // 1024):,} KB; {MAX_BYTES // 1024} KB is the most",
                    "keep names and short descriptions here, and the teaching in the lesson's text",
                )
            )
            return None
        if hidden := _INVISIBLE.search(self.text):
            self.findings.append(
                INVISIBLE.at(
                    self._place_of(hidden.start()),
                    f"there is an invisible character here (U+{ord(hidden[0]):04X})",
                    "delete it: retype the word it stands in",
                )
            )
            return None
        try:
            return self._document(yaml.parse(self.text, Loader=_LOADER))
        except _Stop:
            return None
        except yaml.YAMLError as error:
            self.findings.append(self._syntax(error))
            return None

    def _document(self, events: Iterator[yaml.Event]) -> object:
        data: object = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if event.version or event.tags:
                    self._refuse(event, "a `%` directive")
            elif isinstance(event, yaml.NodeEvent):
                if self.count:
                    self.findings.append(
                        YAML_SYNTAX.at(
                            self._place(event),
                            "a second YAML document starts here",
                            "keep one document: delete the line of three dashes before it",
                        )
                    )
                    raise _Stop
                data = self._value(event, events, ())
        return data

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], keys: Keys) -> object:
        self.count += 1
        if self.count > MAX_VALUES or len(keys) > MAX_DEPTH:
            limit = f"nested more than {MAX_DEPTH} deep" if self.count <= MAX_VALUES else f"over {MAX_VALUES:,} values"
            self.findings.append(
                YAML_SIZE.at(self._place(event), f"this YAML text is {limit}", "write the few values that are meant")
            )
            raise _Stop
        place = self._place(event)
        self.values.setdefault(keys, (place.line, place.column))  # of a field that stands twice, the first counts
        name = str(getattr(event, "anchor", None) or "")
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"the alias `*{_short(name)}`")
            return None
        if name:
            self._refuse(event, f"the anchor `&{_short(name)}`")
        if tag := getattr(event, "tag", None):
            self._refuse(event, f"the tag `{_short(_as_typed(str(tag)))}`")
        if isinstance(event, yaml.ScalarEvent):
            return event.value if event.style else _scalar(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, keys)
        return self._mapping(events, keys)

    def _sequence(self, events: Iterator[yaml.Event], keys: Keys) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*keys, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], keys: Keys) -> dict[str, object]:
        fields: dict[str, object] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            place = self._place(event)
            if isinstance(event, yaml.AliasEvent):
                self._refuse(event, f"the alias `*{_short(str(event.anchor))}`")
                raise _Stop
            if not isinstance(event, yaml.ScalarEvent):
                self.findings.append(
                    YAML_SYNTAX.at(
                        place,
                        "a field's name must be a word, but here it is a list or another field",
                        "write `name: value`; a text that holds `{` or `[` stands in quotes",
                    )
                )
                raise _Stop
            name = event.value
            if event.tag or event.anchor:
                self._refuse(event, f"a tag or an anchor on `{_short(name)}`")
            here = (*keys, name)
            value = self._value(next(events), events, here)
            if name == "<<" and not event.style:
                self._refuse(event, "the merge `<<`")
            elif name in fields:
                first = self.keys[here][0]
                self.findings.append(
                    YAML_DUPLICATE.at(
                        place,
                        f"`{_short(name)}` stands here and on line {first}",
                        "keep one of the two lines",
                    )
                )
            else:
                fields[name] = value
                self.keys.setdefault(here, (place.line, place.column))
        return fields

    def _refuse(self, event: yaml.Event, what: str) -> None:
        self.findings.append(
            YAML_PLAIN.at(self._place(event), f"{what} is not used in a portal", "write the value out as plain text")
        )

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return self._spot(mark.line, mark.column) if mark else self._spot(0, 0)

    def _spot(self, line: int, column: int) -> Place:
        return Place(self.path, self.line + line, self.column + column)

    def _place_of(self, index: int) -> Place:
        line = self.text.count("\n", 0, index)
        return self._spot(line, index - (self.text.rfind("\n", 0, index) + 1))

    def _syntax(self, error: yaml.YAMLError) -> Finding:
        context, problem = str(getattr(error, "context", "")), str(getattr(error, "problem", ""))
        mark = getattr(error, "problem_mark", None)
        if context.endswith(_BEGUN) and "tab character" not in problem:
            mark = getattr(error, "context_mark", None) or mark
        lines = self.text.rstrip("\n").split("\n")
        line, column = (mark.line, mark.column) if mark else (0, 0)
        if line >= len(lines):  # the text ends too early
            line, column = len(lines) - 1, len(lines[-1])
        message, hint = _explain(context, problem, lines[line], column)
        return YAML_SYNTAX.at(self._spot(line, column), message, hint)


def _scalar(text: str) -> object:
    """A plain scalar as the kind of value it looks like in JSON."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


_STARTS = ("an alias", "an anchor", "a tag", "a block scalar", "the next token")
"""What a parser takes the sign for that a text starts with, if it is not in quotes."""
_BEGUN = (*_STARTS[:-1], "a quoted scalar", "a flow sequence", "a flow mapping", "a simple key")
"""What an author began and did not end as YAML wants it: the finding stands where it begins."""


def _explain(context: str, problem: str, line: str, column: int) -> tuple[str, str]:
    """A parser's complaint in an author's words: what is wrong, and what to write instead."""
    sign, before = line[column : column + 1], line[:column]
    if sign == "\t" or "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab stands where YAML wants spaces", "indent with two spaces for each level"
    if "mapping values are not allowed" in problem and re.search(r":\s", before):
        return (
            "this line holds a second `: `, which starts a new field",
            'put the text in quotes, for example `title: "Git: the basics"`',
        )
    if context.endswith(_STARTS) or ("expected node content" in problem and sign in ("]", "}", ",")):
        shown = "a backtick" if sign == "`" else f"`{sign}`"
        return f"a text may not start with {shown}", 'put the whole text in quotes: `"…"`'
    if "unexpected end of stream" in problem:
        return "a quotation mark is opened and not closed", "close it with the same mark"
    if context.endswith("a quoted scalar"):
        return "a text in double quotes holds a `\\`", "put the text in single quotes, or write `\\\\` for each `\\`"
    if context.endswith(("a flow sequence", "a flow mapping", "a flow node")):
        return "a list or map in brackets is not closed", "close each `[` with `]` and each `{` with `}`"
    if context.endswith("a simple key"):
        return "this line has no `: `", "write `name: value`, with a space after the colon"
    if "sequence entries are not allowed" in problem:
        return (
            "a list starts on the line of its field's name",
            "write each `- entry` on a line of its own below the name, or all of them as `[one, two]`",
        )
    if before.rstrip().endswith(('"', "'")):
        return (
            "this text goes on after the quotation mark that closes it",
            """put the whole text in the other kind of marks: `'Say "yes"'` or `"It's late"`""",
        )
    return (
        "this line does not fit the lines around it",
        "write `name: value`, and give lines of one level the same number of spaces before them",
    )


def _as_typed(tag: str) -> str:
    """A tag as an author writes it."""
    return tag.replace("tag:yaml.org,2002:", "!!", 1)


def _short(text: str) -> str:
    """A name from the file, short enough for a message."""
    return text if len(text) <= 40 else text[:39] + "…"
