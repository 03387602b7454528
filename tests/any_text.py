"""Strategies for texts that nobody would write: Markdown, front matter and knowledge checks, whole and broken."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import strategies as st

LARGE = 100_000
"""Bytes: the size up to which an answer must come in two seconds."""
HOSTILE = st.text(
    st.sampled_from(
        "abcE19 :-[]{}()#&*!|>'\"%@`,?~_=+^$\\/<\n\n\t.;é—…“”‘’\u202e\u200b\x1b\x00\x85\ufeff😀\u0301中אß\ud83d"
    ),
    max_size=40,
)
_WORDS = st.sampled_from(
    [
        r"you",
        r"the",
        r"a",
        r"lesson",
        r"not",
        r"never",
        r"all",
        r"none",
        r"of",
        r"these",
        r"TODO",
        r"lorem",
        r"ipsum",
        r"here",
        r"API",
        r"(API)",
        r"Dr.",
        r"e.g.",
        r"3.5",
        r"https://a.example/b?c=d",
        r"a@b.example",
        r"“so”",
        r"'so'",
        r"$x$",
        r":smile:",
        r"&amp;",
        r"&#65;",
        r"&#x110000;",
        r"<br>",
        r"©",
        r"[",
        r"]",
        r"{#id}",
        r"{.c}",
        r"[^1]",
        r"==mark==",
        r"~~gone~~",
        r"H~2~O",
        r"\*",
        r"\`",
        r"``code``",
        r"`a|b`",
        r"**bold**",
        r"*it*",
        r"__b__",
        r"_i_",
        r"***x***",
        r"<b>x</b>",
        r"<a",
        r"href='#x'>y</a>",
        r"<img",
        r"src=x.png>",
        r"<!--",
        r"c",
        r"-->",
    ]
)
_INLINE = st.lists(_WORDS | HOSTILE, max_size=12).map(" ".join)
_TARGETS = ("x.md", "../a/b.md#c", "#", "", "/", "//h/x", "https://h.example", "javascript:x", "data:,", "a b", "<a b>")
_TARGET = st.sampled_from(_TARGETS) | HOSTILE.map(lambda text: text.replace("\n", ""))
_LINK = st.builds(
    "{}[{}]({}){}".format, st.sampled_from(["", "!", "!!"]), _INLINE, _TARGET, st.sampled_from(["", "{ role=x }"])
)
_LINE = _INLINE | _LINK


def _indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line for line in text.split("\n"))


_OPENINGS = st.sampled_from(
    (
        *("", "# ", "## ", "###### ", "> ", ">> ", "- ", "* ", "1. ", "999. ", "- [ ] ", "    ", "\t", "| ", ": "),
        *("[^1]: ", "*[API]: ", "!!! note ", '!!! example "a" ', '??? tip "b"\n', '=== "Tab" ', "[ref]: "),
        *("---\n", "===\n", "```\n", "~~~ x\n", "$$\n"),
    )
)
_TAG = st.sampled_from(
    (
        *("<div>", "</div>", "<video src='f.mp4'>", "<track src=x.vtt>", "<iframe src=//h>", "<script>", "<style>"),
        *("<!--", "-->", "<!-- lorepath: allow STR09 because x -->", "<!-- lorepath: allow", "<![CDATA[", "<?php"),
        "<details><summary>",
    )
)
_TABLE = st.builds(
    lambda head, rows: "\n".join([f"| {head} | b |", "|---|:-:|", *(f"| {row} |" for row in rows)]),
    _LINE,
    st.lists(_LINE, max_size=4),
)
_ATTRIBUTES = st.sampled_from(["", ' { data-assesses="do-it" }', " {#a .b c=d}", " { data-minutes=x }", " #", " {"])
_HEADING = st.builds("{} {}{}".format, st.sampled_from(["#", "##", "####"]), _LINE, _ATTRIBUTES)
_BLOCK = st.builds("{}{}".format, _OPENINGS, _LINE) | _TABLE | _TAG | _HEADING

_SCALAR = st.none() | st.booleans() | st.integers(-10, 10**30) | st.floats() | HOSTILE | _LINE | st.dates().map(str)
_VALUE = st.recursive(
    _SCALAR,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(HOSTILE | st.sampled_from(["a", "1", "id"]), inner, max_size=4)
    ),
    max_leaves=8,
)


def _yaml(value: Any) -> str:
    try:
        return yaml.safe_dump(value, allow_unicode=True, width=10_000, sort_keys=False)
    except yaml.YAMLError:  # it has no words for lone surrogates
        return "x: y\n"


def _fields(**known: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the known fields, each with what it wants or with anything."""
    return st.fixed_dictionaries({}, optional={name: wanted | _VALUE for name, wanted in known.items()})


_OPTION = _fields(text=_LINE, because=_LINE, correct=st.booleans())
_ITEM = _fields(
    id=st.sampled_from(["one", "two", "One!"]),
    objective=st.sampled_from(["do-it", "other"]),
    stem=_LINE,
    type=st.sampled_from(["single", "multiple", "true-false", "x"]),
    level=st.sampled_from(["remember", "create", "x"]),
    options=st.lists(_OPTION, max_size=7),
)
QUIZ = (st.lists(_ITEM, max_size=5) | _VALUE).map(_yaml) | st.lists(_LINE, max_size=6).map("\n".join)
"""The inside of a knowledge check."""
_QUIZ_BLOCK = st.builds(lambda text, by: _indented(f"```quiz\n{text}\n```", by), QUIZ, st.sampled_from([0, 0, 2, 4]))

BODY = st.builds(
    lambda blocks, between: between.join(blocks),
    st.lists(_BLOCK | _QUIZ_BLOCK | st.builds(_indented, _BLOCK, st.sampled_from([2, 4, 8])), max_size=14),
    st.sampled_from(["\n\n", "\n", "\n\n\n"]),
)
"""Markdown, more or less."""


@st.composite
def large_body(draw: st.DrawFn) -> str:
    """The same again and again until it is large."""
    text = draw(BODY) or "x"
    return (text * (LARGE // len(text) + 1))[:LARGE]


_OBJECTIVE = _fields(id=st.sampled_from(["do-it", "other"]), text=_LINE, aliases=st.lists(_LINE, max_size=2))
FRONT_MATTER = _fields(
    title=_LINE,
    summary=_LINE,
    teaches=st.dictionaries(st.sampled_from(["plain-language", "x"]), st.integers(-1, 9), max_size=2),
    requires=st.dictionaries(st.sampled_from(["plain-language", "x"]), st.integers(-1, 9), max_size=2),
    objectives=st.lists(_OBJECTIVE, max_size=6),
    minutes=st.integers(-1, 10**6),
    format=st.sampled_from(["article", "video", "job-aid", "x"]),
    owner=st.sampled_from(["maria", "nobody"]),
    reviewed=st.dates().map(str),
    shelf_life=st.sampled_from(["9 months", "evergreen", "0 days"]),
    aliases=st.lists(_LINE, max_size=3),
    retired=st.booleans(),
    replaced_by=_LINE,
    tags=st.lists(_LINE, max_size=3),
    language=st.sampled_from(["en", "de", "fr", "zh-Hans-CN", "en-UK", "x"]),
    allow=st.lists(_fields(code=st.sampled_from(["STR09", "X"]), reason=_LINE, until=st.dates().map(str)), max_size=3),
).map(_yaml) | st.lists(_LINE, max_size=8).map("\n".join)
"""What stands between the lines of three dashes, more or less."""
LESSON = st.builds("---\n{}\n---\n\n{}".format, FRONT_MATTER, BODY)
"""A whole lesson of which nothing is sure."""
