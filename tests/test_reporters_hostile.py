"""Hostile text made harmless in every format: for a terminal, a workflow's log, a Markdown page, a program."""

from __future__ import annotations

import json as json_module
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lorepath.check import Report
from lorepath.finding import Edit, Finding, Fix, Place, Severity
from lorepath.reporters import github, json, rdjson, sarif, summary, text
from lorepath.reporters.safe import command_property, command_value, comment, markdown, message, plain
from test_reporters import sarif_errors

HOSTILE = [
    ("a terminal's colours", "\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
    ("a terminal's title", "\x1b]0;own\x07", r"\x1b]0;own\x07"),
    ("C1 controls", "\x9b31m", r"\x9b31m"),
    ("new lines", "a\r\nb\u2028c", r"a\r\nb\u2028c"),
    ("a mark that turns the text", "a\u202eb\u2066c\u061cd", r"a\u202eb\u2066c\u061cd"),
    ("what nobody sees", "a\u200bb\ufeffc\xadd", r"a\u200bb\ufeffc\xadd"),
    ("tags that nobody sees", "a\U000e0041b", r"a\U000e0041b"),
    ("half a character", "a\udce9b", r"a\udce9b"),
    ("a workflow command", "::add-mask::a", ": :add-mask::a"),
    ("a workflow command after white space", "  ::stop-commands::a", "  : :stop-commands::a"),
    ("a workflow command after a control", "\x00::add-mask::a", r"\x00::add-mask::a"),
    ("a workflow command of the old kind", "see ##[add-mask]a", "see ## [add-mask]a"),
    ("what is no command", "a::b, ## c, #[d]", "a::b, ## c, #[d]"),
    ("letters of every kind", "é 日本 ‌ः 😀", "é 日本 ‌ः 😀"),
]
SPECIAL = ["::add-mask::x", "##[error]", "\x1b[31m", "\u202e", "\u2028", "\r\n", "\n", "\t", "\x00", "\x85", "\udce9"]
SPECIAL += ["`", "```", "````suggestion\n", "~~~", "|", "\\", "\\|", "<img src=x>", "<!--", "-->", "</details>", "$x$"]
SPECIAL += ["[a](javascript:b)", "![a](http://b)", "@team", "https://a.b", "www.a.b", "{0}", "%0A", ",", ":", "## H"]
LINES = st.lists(st.one_of(st.sampled_from(SPECIAL), st.text(max_size=5)), max_size=8).map("".join)


@pytest.mark.parametrize(("hostile", "shown"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_hostile_text_is_shown_and_not_obeyed(hostile: str, shown: str) -> None:
    assert plain(hostile) == shown


@given(LINES)
def test_markdown_shows_every_letter_and_makes_nothing_of_it(hostile: str) -> None:
    shown = markdown(hostile)
    assert re.sub(r"\\([\\`*_{}\[\]()<>#+!|~@&:$.])", r"\1", shown) == plain(hostile)
    assert is_escaped(shown)


@given(LINES)
def test_a_message_shows_every_letter_and_what_is_quoted_as_code(hostile: str) -> None:
    shown = message(hostile)
    letters = re.sub(r"\\([\\`*_{}\[\]()<>#+!|~@&:$.])", r"\1", re.sub(r"(?<!\\)</?code>", "`", shown))
    assert letters == plain(hostile)
    pieces = re.split("</?code>", shown)
    assert len(pieces) % 2
    assert all(map(is_escaped, pieces))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no person `zoe`; did you mean `zo|e`?", r"no person <code>zoe</code>; did you mean <code>zo\|e</code>?"),
        ("`a` and `", r"<code>a</code> and \`"),
        ("a ```quiz block", r"a \`\`\`quiz block"),
        ("the name `<b>`", r"the name <code>\<b\></code>"),
    ],
)
def test_what_is_quoted_is_code(text: str, shown: str) -> None:
    assert message(text) == shown


def is_escaped(text: str) -> bool:
    """Whether Markdown makes nothing of any letter."""
    return not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>|!@&:$]", text)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [("ask @team", r"ask \@ team"), ("a@b.c", r"a\@ b.c"), ("at 3 @ 4", r"at 3 \@ 4"), ("@_x", r"\@ \_x")],
)
def test_a_comment_calls_nobody(hostile: str, shown: str) -> None:
    assert comment(hostile) == shown


@given(LINES, LINES)
def test_a_workflow_command_has_one_line_and_the_properties_it_was_given(path: str, message: str) -> None:
    line = f"::error file={command_property(path)},line=1::{command_value(message)}"
    assert "\n" not in line
    assert "\r" not in line
    properties, _, value = line.removeprefix("::error ").partition("::")
    assert [each.partition("=")[0] for each in properties.split(",")] == ["file", "line"]
    assert value.replace("%25", "%") == plain(message)


# ── every format, whatever the text ─────────────────────────────────────────────────────────────────────────

_COMMAND = re.compile(r"^[^\S\n]*::|##\[", re.MULTILINE)
_SITE = "https://learn.example.org/"


def reported(hostile: str, source: str) -> tuple[Report, dict[str, str]]:
    """A finding all of whose texts are hostile, with a fix, in a file with that source."""
    path = f"content/{hostile}"
    fix = Fix(hostile, (Edit((1, 1), (1, 1), hostile),))
    finding = Finding("REF02", "a-name", Severity.ERROR, Place(path, 1, 3), hostile, hostile, fix)
    return Report((finding,), "standard", 1), {path: source}


def is_harmless(rendered: str) -> bool:
    """Whether text holds nothing that a terminal or a workflow's log obeys."""
    unseen = {letter for letter in rendered if unicodedata.category(letter) in ("Cc", "Cs") and letter != "\n"}
    return not unseen and not set(rendered) & set("\u202e\u2066\u2028\u200b\ufeff") and not _COMMAND.search(rendered)


@given(LINES, LINES)
def test_a_terminal_gets_lines_that_it_obeys_nowhere(hostile: str, source: str) -> None:
    report, texts = reported(hostile, source)
    rendered = text.render(report, texts)
    assert is_harmless(rendered)
    shown = rendered.split("\n\n")[0].split("\n")
    assert len(shown) in (1, 3), "the finding, and where there is a source line, that and the caret"
    if len(shown) == 3:
        assert re.match(r" +1 \| ", shown[1])
        assert re.fullmatch(r" +\|  *\^", shown[2])


@given(LINES)
def test_an_annotation_is_one_command_and_no_other(hostile: str) -> None:
    report, _ = reported(hostile, "")
    annotation, *rest = github.render(report, "docs/").split("\n")
    assert annotation.startswith("::error file=docs/content/")
    assert is_harmless(annotation.removeprefix("::"))
    assert is_harmless("\n".join(rest))
    assert len(rest) == 2


@given(LINES, LINES)
def test_programs_get_json_that_is_harmless_in_a_log_and_says_what_was_said(hostile: str, source: str) -> None:
    report, texts = reported(hostile, source)
    rendered = json.render(report)
    assert is_harmless(rendered)
    assert rendered.isascii()
    (finding,) = json_module.loads(rendered)["findings"]
    assert (finding["message"], finding["hint"], finding["fix"]["title"]) == (plain(hostile),) * 3
    assert finding["path"] == plain(f"content/{hostile}")
    assert finding["fix"]["edits"][0]["text"] == half_replaced(hostile)

    rendered = rdjson.render(report, texts, "docs/", _SITE)
    assert is_harmless(rendered)
    assert rendered.isascii()
    (diagnostic,) = json_module.loads(rendered)["diagnostics"]
    assert is_escaped(re.sub("</?code>", "", diagnostic["message"]))
    assert encodable(diagnostic)


@given(LINES)
def test_sarif_keeps_to_its_schema_and_holds_no_link_and_no_placeholder(hostile: str) -> None:
    rendered = sarif.render(reported(hostile, "")[0], "docs/", _SITE, ())
    assert is_harmless(rendered)
    assert rendered.isascii()
    log = json_module.loads(rendered)
    assert not sarif_errors(log)
    (result,) = log["runs"][0]["results"]
    said = result["message"]["text"]
    assert "](" not in said
    assert said.replace("{{", "").count("{") == said.replace("}}", "").count("}") == 0
    assert re.fullmatch(r"[\w.\-~%/]+", result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], re.ASCII)
    assert encodable(log)


@given(LINES, LINES)
def test_the_page_of_a_job_keeps_its_shape(hostile: str, source: str) -> None:
    report, texts = reported(hostile, source)
    page = summary.render(report, texts, _SITE)
    assert is_harmless(page)
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(page)
    kinds = [token.type for token in tokens if token.level == 0 and token.nesting >= 0]
    assert kinds in (SHAPE, [*SHAPE[:5], "paragraph_open", "fence", "paragraph_open"])
    inside = [child for token in tokens for child in token.children or ()]
    known = {"text", "text_special", "code_inline", "html_inline", "link_open", "link_close"}
    assert {child.type for child in inside} <= known
    assert {child.content for child in inside if child.type == "html_inline"} <= {"<code>", "</code>"}
    assert {child.attrGet("href") for child in inside if child.type == "link_open"} == {f"{_SITE}reference/ref/#ref02"}
    assert sum(token.type == "td_open" for token in tokens) == 4
    for fence in (token for token in tokens if token.type == "fence"):
        (block,) = MarkdownIt("commonmark").parse(fence.content)
        assert (fence.info, block.type, block.info) == ("markdown", "fence", "suggestion")
        assert block.content.rstrip("\n") == f"{hostile}{source.partition(chr(10))[0]}".rstrip("\n")


SHAPE = ["heading_open", "paragraph_open", "paragraph_open", "heading_open", "table_open", "paragraph_open"]


def half_replaced(hostile: str) -> str:
    """A text as a file can hold it."""
    return "".join("\ufffd" if unicodedata.category(letter) == "Cs" else letter for letter in hostile)


def encodable(shape: Any) -> bool:
    """Whether readers that are strict about half characters take this."""
    return bool(json_module.dumps(shape, ensure_ascii=False).encode())
