"""Strict YAML: one text → plain values, and the line and column of each.

PyYAML's parser events are read directly. They arrive in one pass with their marks, they show anchors, aliases
and tags before anything is expanded, and reading stops at the first value too many. Only JSON's kinds of scalar
are recognised, so `2026-01-05`, `1:30` and `no` stay the text that the author typed. Keys are always text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import yaml
from msgspec import Struct

from lorepath.file_standards import FILE_SIZE
from lorepath.finding import Finding, Place
from lorepath.merge_conflict import conflict, conflict_marks
from lorepath.model import Keys, Source
from lorepath.reading_standards import CUT_OFF, INVISIBLE, YAML_DUPLICATE, YAML_PLAIN, YAML_SIZE, YAML_SYNTAX
from lorepath.yaml_complaints import complaint, short

MAX_BYTES = 16 * 1024
MAX_VALUES = 2000
MAX_DEPTH = 6

_PARSER = getattr(getattr(yaml, "cyaml", None), "CParser", yaml.SafeLoader)
_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
_WORDS = {"": None, "~": None, "null": None, "true": True, "True": True, "false": False, "False": False}
# C0 controls but tab and newline, DEL and C1 (with NEL), zero-width space and joiner, bidirectional marks, BOM,
# and what is no character.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]")
# What YAML takes for a comment behind a value, and who wrote it hardly did: `because: #1 is`, `text: Item #3`.
_COMMENT = re.compile(r"[ \t]*(#.*)")
_SENTENCE = 3  # words from which on a value is prose, where even `# ` may be meant to be read


def is_understood(findings: Iterable[Finding]) -> bool:
    """Whether findings about a text keep nobody from knowing what stands in it."""
    return all(finding.code == CUT_OFF.code for finding in findings)


class Yaml(Struct, frozen=True):
    """What a YAML text says. `data` is None where it could not be read; `complete` is false where part of it was.

    A text of which the end was cut off counts as read.
    """

    data: object
    source: Source
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """Whether everything in the text was understood."""
        return is_understood(self.findings)


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
        self.has_marks = "#" in text
        self.anchors: dict[str, tuple[object, int]] = {}  # name → what it stands for, and how many values that is

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
        if marks := conflict_marks(self.text):
            self.findings.append(conflict(self._spot(marks[0], 0), self.text.split("\n")[marks[0]]))
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
            return self._document(iter(_PARSER(self.text).get_event, None))
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
        self._count(event, 1, len(keys))
        if keys not in self.values:  # of a field that stands twice, the first counts
            self.values[keys] = self._mark(event)
        name = str(getattr(event, "anchor", None) or "")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, name, len(keys))
        before = self.count
        if name:
            self._refuse_anchor(event, name)
        value = self._plain(event, events, keys)
        if name:
            self.anchors[name] = value, self.count - before
        return value

    def _count(self, event: yaml.Event, more: int, depth: int) -> None:
        """Stop at the first value too many, or too deep."""
        self.count += more
        if self.count > MAX_VALUES or depth > MAX_DEPTH:
            limit = f"nested more than {MAX_DEPTH} deep" if self.count <= MAX_VALUES else f"over {MAX_VALUES:,} values"
            self.findings.append(
                YAML_SIZE.at(self._place(event), f"this YAML text is {limit}", "write the few values that are meant")
            )
            raise _Stop

    def _alias(self, event: yaml.Event, name: str, depth: int) -> object:
        """What an alias stands for: its anchor is the finding, and what would be missing without it is none."""
        if name not in self.anchors:
            self._refuse(event, f"the alias `*{short(name)}`")
            return None
        value, size = self.anchors[name]
        self._count(event, size, depth)
        return value

    def _plain(self, event: yaml.Event, events: Iterator[yaml.Event], keys: Keys) -> object:
        if tag := getattr(event, "tag", None):
            self._refuse(event, f"the tag `{short(_as_typed(str(tag)))}`")
        if isinstance(event, yaml.ScalarEvent):
            if event.style:
                return event.value
            if self.has_marks:
                self._look_behind(event)
            return _scalar(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, keys)
        return self._mapping(events, keys)

    def _look_behind(self, event: yaml.ScalarEvent) -> None:
        """Say so where a `#` cuts off what was probably meant as part of a value."""
        rest = _COMMENT.match(self.text, event.end_mark.index) if event.end_mark else None
        if not rest:
            return
        comment, words = rest[1].rstrip(), event.value.split()
        if not comment.strip("# \t") or (comment[1].isspace() and len(words) < _SENTENCE):
            return
        read = f"only `{short(event.value)}` is read here" if words else "nothing is read here"
        self.findings.append(
            CUT_OFF.at(
                self._place_of(rest.start(1)),
                f"{read}: `{short(comment)}` counts as a comment, since it starts with `#`",
                'put the whole text in quotes: `"…"`; a comment that is meant stands on a line of its own',
            )
        )

    def _sequence(self, events: Iterator[yaml.Event], keys: Keys) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*keys, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], keys: Keys) -> dict[str, object]:
        fields: dict[str, object] = {}
        merged: dict[str, object] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if isinstance(event, yaml.AliasEvent):
                self._alias(event, str(event.anchor), len(keys))
                raise _Stop
            if not isinstance(event, yaml.ScalarEvent):
                self.findings.append(
                    YAML_SYNTAX.at(
                        self._place(event),
                        "a field's name must be a word, but here it is a list or another field",
                        "write `name: value`; a text that holds `{` or `[` stands in quotes",
                    )
                )
                raise _Stop
            name = event.value
            if event.tag or event.anchor:
                self._refuse(event, f"a tag or an anchor on `{short(name)}`")
                self.anchors |= {event.anchor: (name, 1)} if event.anchor else {}
            here, following = (*keys, name), next(events)
            said = len(self.findings)
            value = self._value(following, events, here)
            if name == "<<" and not event.style:
                if isinstance(following, yaml.AliasEvent) and len(self.findings) == said:
                    merged.update(value if isinstance(value, dict) else {})  # its anchor has been refused
                else:
                    self._refuse(event, "the merge `<<`")
            elif name in fields:
                first = self.keys[here][0]
                self.findings.append(
                    YAML_DUPLICATE.at(
                        self._place(event),
                        f"`{short(name)}` stands here and on line {first}",
                        "keep one of the two lines",
                    )
                )
            else:
                fields[name] = value
                if here not in self.keys:
                    self.keys[here] = self._mark(event)
        return {**merged, **fields}

    def _refuse_anchor(self, event: yaml.Event, name: str) -> None:
        """One finding for an anchor and all its aliases: they are one mistake."""
        self.anchors[name] = None, 0  # until it is known; inside itself it stands for nothing
        message = f"the anchor `&{short(name)}` is not used in a portal"
        hint = f"take it out, and write the value again wherever `*{short(name)}` stands"
        self.findings.append(YAML_PLAIN.at(self._place(event), message, hint))

    def _refuse(self, event: yaml.Event, what: str) -> None:
        self.findings.append(
            YAML_PLAIN.at(self._place(event), f"{what} is not used in a portal", "write the value out as plain text")
        )

    def _place(self, event: yaml.Event) -> Place:
        return Place(self.path, *self._mark(event))

    def _mark(self, event: yaml.Event) -> tuple[int, int]:
        """Line and column in the file."""
        mark = event.start_mark
        return (self.line + mark.line, self.column + mark.column) if mark else (self.line, self.column)

    def _spot(self, line: int, column: int) -> Place:
        return Place(self.path, self.line + line, self.column + column)

    def _place_of(self, index: int) -> Place:
        line = self.text.count("\n", 0, index)
        return self._spot(line, index - (self.text.rfind("\n", 0, index) + 1))

    def _syntax(self, error: yaml.YAMLError) -> Finding:
        line, column, message, hint = complaint(error, self.text)
        return YAML_SYNTAX.at(self._spot(line, column), message, hint)


def _scalar(text: str) -> object:
    """A plain scalar as the kind of value it looks like in JSON."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


def _as_typed(tag: str) -> str:
    """A tag as an author writes it."""
    return tag.replace("tag:yaml.org,2002:", "!!", 1)
