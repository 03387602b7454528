"""Strict YAML: what a text says, where each value stands, and what is said of a text that is no such YAML."""

# ruff: noqa: E501  (findings stand here word for word)

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

import cpu
from examples import examples
from lorepath.yaml_reader import MAX_BYTES, MAX_DEPTH, MAX_VALUES, Yaml, read_yaml


def said(read: Yaml) -> list[str]:
    """The findings, as a person reads them."""
    return [f"{each.place}: {each.code} {each.message}; {each.hint}" for each in read.findings]


PLAIN = [
    ("a: 1", {"a": 1}),
    ("", None),
    ("# only a remark", None),
    ("---\na: 1\n...\n", {"a": 1}),
    ("a:\n  - x\n  - {c: d}\n", {"a": ["x", {"c": "d"}]}),
    ("a: it # a remark\nb: '#not'\n", {"a": "it", "b": "#not"}),
    ("a: # none yet\nb: two words # a remark\nc: [x, y]  #z\n", {"a": None, "b": "two words", "c": ["x", "y"]}),
    ("a: one two three #\nb: C#7 it is\n#c\n", {"a": "one two three", "b": "C#7 it is"}),
    ("a: >-\n  Item #3 of it\nb: 'Item #3'", {"a": "Item #3 of it", "b": "Item #3"}),
    ("a: |\n  two\n  lines\n", {"a": "two\nlines\n"}),
    ("a: >\n  one\n  line\n", {"a": "one line\n"}),
    ("a: one\n  sentence", {"a": "one sentence"}),
    ('a: "caf\\u00e9 \\"here\\""', {"a": 'café "here"'}),
    ("a: 'it''s'", {"a": "it's"}),
    ("? a\n: 1", {"a": 1}),
    ("a: {x, y: 1}", {"a": {"x": None, "y": 1}}),
    ("plain", "plain"),
    ("'<<': 1", {"<<": 1}),
]


@pytest.mark.parametrize(("text", "data"), PLAIN, ids=[text for text, _ in PLAIN])
def test_a_text_says_what_is_written(text: str, data: object) -> None:
    read = read_yaml(text, "f.yml")
    assert (read.data, said(read)) == (data, [])
    assert read.complete


SCALARS = [
    ("2026-01-05", "2026-01-05"),
    ("1:30", "1:30"),
    ("no", "no"),
    ("On", "On"),
    ("TRUE", "TRUE"),
    ("true", True),
    ("False", False),
    ("12", 12),
    ("-4", -4),
    ("012", "012"),
    ("0x1F", "0x1F"),
    ("0o17", "0o17"),
    ("1_000", "1_000"),
    ("1e3", "1e3"),
    (".5", ".5"),
    ("1.50", 1.5),
    (".inf", ".inf"),
    (".nan", ".nan"),
    ("+1", "+1"),
    ("9" * 18, int("9" * 18)),
    ("9" * 5000, "9" * 5000),
    ("~", None),
    ("null", None),
    ("", None),
    ("'12'", "12"),
    ('"true"', "true"),
    ("=", "="),
]


@pytest.mark.parametrize(("written", "value"), SCALARS, ids=[written[:20] for written, _ in SCALARS])
def test_a_value_stays_what_the_author_typed_unless_json_knows_its_kind(written: str, value: object) -> None:
    data = read_yaml(f"a: {written}", "f.yml").data
    assert data == {"a": value}
    assert isinstance(data, dict)
    assert type(data["a"]) is type(value)


def test_names_are_always_text() -> None:
    assert read_yaml("{1: a, true: b, 2026-01-05: c, ~: d}", "f.yml").data == {
        "1": "a",
        "true": "b",
        "2026-01-05": "c",
        "~": "d",
    }


def test_every_value_and_every_name_keeps_its_place() -> None:
    text = "# a remark\nteaches: {git: 2}\nobjectives:\n  - id: one\n    text: >\n      Do\n      it.\n  - {id: zwölf, text: x}\n"
    source = read_yaml(text, "f.md", line=2).source
    assert source.values == {
        (): (3, 1),
        ("teaches",): (3, 10),
        ("teaches", "git"): (3, 16),
        ("objectives",): (5, 3),
        ("objectives", 0): (5, 5),
        ("objectives", 0, "id"): (5, 9),
        ("objectives", 0, "text"): (6, 11),
        ("objectives", 1): (9, 5),
        ("objectives", 1, "id"): (9, 10),
        ("objectives", 1, "text"): (9, 23),
    }
    assert source.keys == {
        ("teaches",): (3, 1),
        ("teaches", "git"): (3, 11),
        ("objectives",): (4, 1),
        ("objectives", 0, "id"): (5, 5),
        ("objectives", 0, "text"): (6, 5),
        ("objectives", 1, "id"): (9, 6),
        ("objectives", 1, "text"): (9, 17),
    }


def test_places_count_from_where_the_text_stands_in_its_file() -> None:
    source = read_yaml("- id: 😀\n  objective: b", "f.md", line=40, column=5).source
    assert str(source.at(0, "objective")) == "f.md:41:18"
    assert str(source.key(0, "objective")) == "f.md:41:7"
    assert str(source.at(0, "stem")) == "f.md:40:7", "a missing value stands where its parent does"
    assert str(read_yaml("", "f.md", line=40, column=5).source.at("id")) == "f.md:40:5"


SYNTAX = "DOC09 this line does not fit the lines around it; write `name: value`, and give lines of one level the same number of spaces before them"
TAB = "DOC09 a tab stands where YAML wants spaces; indent with two spaces for each level"
COLON = 'DOC09 this line holds a second `: `, which starts a new field; put the text in quotes, for example `title: "Git: the basics"`'
QUOTE = "DOC09 a quotation mark is opened and not closed; close it with the same mark"
BRACKET = "DOC09 a list or map in brackets is not closed; close each `[` with `]` and each `{` with `}`"
GOES_ON = 'DOC09 this text goes on after the quotation mark that closes it; put the whole text in the other kind of marks: `\'Say "yes"\'` or `"It\'s late"`'
BACKSLASH = "DOC09 a text in double quotes holds a `\\`; put the text in single quotes, or write `\\\\` for each `\\`"
LIST = "DOC09 a list starts on the line of its field's name; write each `- entry` on a line of its own below the name, or all of them as `[one, two]`"
NAME = "DOC09 a field's name must be a word, but here it is a list or another field; write `name: value`; a text that holds `{` or `[` stands in quotes"
DEEP = f"DOC12 this YAML text is nested more than {MAX_DEPTH} deep; write the few values that are meant"


def starts(sign: str) -> str:
    return f'DOC09 a text may not start with {sign}; put the whole text in quotes: `"…"`'


def cut_off(read: str, comment: str) -> str:
    return f'DOC21 {read} here: `{comment}` counts as a comment, since it starts with `#`; put the whole text in quotes: `"…"`; a comment that is meant stands on a line of its own'


def plain(what: str) -> str:
    return f"DOC11 {what} is not used in a portal; write the value out as plain text"


def anchor(name: str) -> str:
    where = f"take it out, and write the value again wherever `*{name}` stands"
    return f"DOC11 the anchor `&{name}` is not used in a portal; {where}"


def hidden(code: str) -> str:
    return f"DOC06 there is an invisible character here (U+{code}); delete it: retype the word it stands in"


BAD = [
    ("a tab before a field", "a:\n\tb: 1", "2:1", TAB),
    ("a tab before a list", "a:\n\t- b", "2:1", TAB),
    ("a tab in a text over several lines", "a: |\n\tx", "2:1", TAB),
    ("a second colon", "title: Git: the basics", "1:11", COLON),
    ("a second colon after signs beyond the first plane", "a: 😀 x: y", "1:7", COLON),
    ("a line without colon above another", "title Git\nsummary: x", "2:8", SYNTAX),
    ("a line without colon below another", "a: 1\nb\nc: 2", "2:1", "DOC09 this line has no `: `; write `name: value`, with a space after the colon"),
    ("a field that is indented too far", "a: 1\n b: 2", "2:3", SYNTAX),
    ("a field that is indented too little", "a:\n  - id: x\n   text: y", "3:4", SYNTAX),
    ("a field after a list", "- a\nb: 1", "2:1", SYNTAX),
    ("a quotation mark that stays open", "a: 'x\nb: 2\nc: 3", "1:4", QUOTE),
    ("a double quotation mark that stays open", 'a: "x', "1:4", QUOTE),
    ("quotation marks inside quotation marks", 'title: "Say "hi" now"', "1:14", GOES_ON),
    ("an apostrophe inside single quotes", "title: 'it's late'", "1:12", GOES_ON),
    ("a path in double quotes", 'a: "C:\\Users"', "1:4", BACKSLASH),
    ("an escape that names no character", 'a: "\\ud800"', "1:4", BACKSLASH),
    ("a list that stays open", "a: 1\nb: [1, 2\nc: 3\n", "2:4", BRACKET),
    ("a map that stays open", "a: {b: 1", "1:4", BRACKET),
    ("a list on the line of its name", "a: - b", "1:4", LIST),
    ("an at sign", "owner: @maria", "1:8", starts("`@`")),
    ("a backtick", "title: `git`", "1:8", starts("a backtick")),
    ("a percent sign", "title: %", "1:8", starts("`%`")),
    ("Markdown's bold", "title: **Bold** words", "1:8", starts("`*`")),
    ("an ampersand", "title: & co", "1:8", starts("`&`")),
    ("a sign of quotation", "title: >x", "1:8", starts("`>`")),
    ("a closing bracket", "title: ] x", "1:8", starts("`]`")),
    ("a name that is a list", "[a, b]: 1", "1:1", NAME),
    ("a name that is a map", "? {a: 1}\n: 2", "1:3", NAME),
    ("a second document", "a: 1\n---\nb: 2", "3:1", "DOC09 a second YAML document starts here; keep one document: delete the line of three dashes before it"),
    ("a directive", "%YAML 1.1\n---\na: 1", "1:1", plain("a `%` directive")),
    ("an anchor", "a: &x 1", "1:4", anchor("x")),
    ("an alias", "b: *x", "1:4", plain("the alias `*x`")),
    ("an alias as a name", "*x : 1", "1:1", plain("the alias `*x`")),
    ("a tag that runs code", "a: !!python/object/apply:os.system [ls]", "1:4", plain("the tag `!!python/object/apply:os.system`")),
    ("a tag of YAML's own", "a: !!str 5", "1:4", plain("the tag `!!str`")),
    ("a tag of one's own", "a: !env HOME", "1:4", plain("the tag `!env`")),
    ("a tag on a name", "!t a: 1", "1:1", plain("a tag or an anchor on `a`")),
    ("an anchor on a name", "&x a: 1", "1:1", plain("a tag or an anchor on `a`")),
    ("a merge", "<<: {a: 1}", "1:1", plain("the merge `<<`")),
    ("a very long tag", f"a: !{'t' * 60} x", "1:4", plain(f"the tag `!{'t' * 38}…`")),
    ("a number sign in a text", "stem: Use item #3 of it", "1:16", cut_off("only `Use item` is read", "#3 of it")),
    ("a number sign before a text", "- because: #1 is: it", "1:12", cut_off("nothing is read", "#1 is: it")),
    ("a number sign by itself in a sentence", "a: Press the key # to end", "1:18", cut_off("only `Press the key` is read", "# to end")),
    ("a field twice", "a: 1\nb: 2\na: 3", "3:1", "DOC10 `a` stands here and on line 1; keep one of the two lines"),
    ("a field twice in a map", "a: {b: 1, b: 2}", "1:11", "DOC10 `b` stands here and on line 1; keep one of the two lines"),
    ("a zero-width space", "owner: mar\u200bia", "1:11", hidden("200B")),
    ("a mark that turns the text", "b: 1\na: \u202ex", "2:4", hidden("202E")),
    ("a line end of another kind", "a: \x85b", "1:4", hidden("0085")),
    ("what is no character", "a: \uffff", "1:4", hidden("FFFF")),
    ("ten thousand brackets", "a: " + "[" * 10_000, "1:10", DEEP),
    ("dashes upon dashes", "- " * 8 + "a", "1:15", DEEP),
    ("too many values", "\n".join(f"- {n}" for n in range(MAX_VALUES)), f"{MAX_VALUES}:3", "DOC12 this YAML text is over 2,000 values; write the few values that are meant"),
    ("too long a text", "a: " + "é" * MAX_BYTES, "1:1", "DOC04 this YAML text holds 33 KB; 16 KB is the most; keep names and short descriptions here, and the teaching in the lesson's text"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "finding"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_text_that_cannot_be_read_gives_one_finding_with_its_place_and_a_remedy(
    text: str, place: str, finding: str
) -> None:
    read = read_yaml(text, "f.yml")
    assert said(read) == [f"f.yml:{place}: {finding}"]
    assert read.complete == finding.startswith("DOC21 "), "only of a text that was cut off the beginning is read"


def test_all_that_is_wrong_with_a_text_is_said_at_once() -> None:
    assert said(read_yaml("a: &x [*x]\na: 2\nb: !t c\n<<: *y\n", "f.yml")) == [
        "f.yml:1:4: " + anchor("x"),
        "f.yml:2:1: DOC10 `a` stands here and on line 1; keep one of the two lines",
        "f.yml:3:4: " + plain("the tag `!t`"),
        "f.yml:4:5: " + plain("the alias `*y`"),
        "f.yml:4:1: " + plain("the merge `<<`"),
    ]


def test_of_a_field_that_stands_twice_the_first_is_read() -> None:
    read = read_yaml("a: {x: 1}\na: {x: 2, y: 3}\n", "f.yml")
    assert read.data == {"a": {"x": 1}}
    assert read.source.values["a", "x"] == (1, 8)
    assert read.source.keys["a", "x"] == (1, 5)
    assert read.source.values["a",] == (1, 4)


# Numbers within the few forms that are read as numbers; texts of all kinds.
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.integers(-(10**6), 10**6).map(lambda number: number / 100)
    | st.text(max_size=20)
    | st.sampled_from(["no", "1:30", "2026-01-05", "~", "<<", "=", "012", "1e3", ": ", " #", "- x", "\n", "é\u202e"])
)
_JSON: st.SearchStrategy[Any] = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)


def depth(data: object) -> int:
    if isinstance(data, dict):
        return 1 + max(map(depth, data.values()), default=0)
    return 1 + max(map(depth, data), default=0) if isinstance(data, list) else 0


@given(_JSON, st.booleans(), st.booleans())
@examples(300)
def test_what_pyyaml_writes_is_read_back(data: object, flow: bool, unicode: bool) -> None:
    assume(depth(data) <= MAX_DEPTH)
    data = json.loads(json.dumps(data))  # no object twice: PyYAML would write an alias
    unicode = unicode and json.dumps(data, ensure_ascii=False).isprintable()  # else it is written as an escape
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=unicode)
    assume(len(text.encode()) <= MAX_BYTES)
    read = read_yaml(text, "f.yml")
    assert (read.data, said(read)) == (data, [])


_YAML_LIKE = st.text(st.sampled_from("ab:-,[]{}&*!|>'\"%@`#?~ \n\t\\0<=é😀\u200b\x00\r\ufeff"), max_size=80)


@given(st.text(max_size=200) | _YAML_LIKE)
@examples(700)
def test_any_text_is_either_read_or_refused_with_a_place_inside_it(text: str) -> None:
    read = read_yaml(text, "f.yml", line=3, column=2)
    assert read.complete == all(finding.code == "DOC21" for finding in read.findings)
    lines = text.count("\n") + 1
    assert all(3 <= each.place.line < 3 + lines + 1 and each.place.column >= 2 for each in read.findings)
    assert all(each.message and each.hint for each in read.findings)


SLOW = {
    "brackets": "a: " + "[" * 16_000,
    "brackets that close": "[" * 8_000 + "]" * 8_000,
    "quotation marks": "a: " + '"' * 16_000,
    "anchors": "".join(f"a{n}: &a{n} [*a{n}]\n" for n in range(600)),
    "one name again and again": "a: 1\n" * 3_000,
    "question marks": "? " * 8_000,
    "a long word": "a" * 16_000,
    "colons": "a: b: " * 2_700,
    "blank lines": "\n" * 16_000 + "a: 1",
    "dashes": "-\n" * 8_000,
    "far beyond the limit": "a: x\n" * 2_000_000,
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_no_text_takes_long(text: str) -> None:
    assert cpu.seconds(lambda: read_yaml(text, "f.yml")) < 0.5
