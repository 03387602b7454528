"""The outline of a lesson: golden cases to read, exact places, and the anchors of the page that is built.

A golden case is a pair in `fixtures/outline`: `<name>.md`, and `<name>.outline` with what is read from it.
`LOREPATH_ACCEPT=1 pytest tests/test_markdown_reader.py` writes the outlines anew; read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import cpu
from any_text import BODY
from examples import examples
from lorepath import markdown_reader
from lorepath.markdown_reader import read_markdown
from lorepath.markdown_reader.inline import parser
from lorepath.outline import Block, BlockKind, Link, Outline

CASES = sorted((Path(__file__).parent / "fixtures/outline").glob("*.md"))
LESSONS = sorted((Path(__file__).parents[1] / "content/lessons").glob("*/*.md"))
FIRST_LINE = 1
# What the portal's pages are made with; see mkdocs.yml.
EXTENSIONS = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "tables", "toc"),
    *("pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.superfences"),
    *("pymdownx.tabbed", "pymdownx.tasklist"),
)


def sketch(outline: Outline) -> str:
    """An outline as text: a line for each block and each link."""
    lines = [line for block in outline.blocks for line in (_block(block), *map(_link, block.links))]
    return "\n".join([*lines, "", "anchors: " + " ".join(sorted(outline.anchors)), ""])


def _block(block: Block) -> str:
    lines = f"{block.line}" if block.line == block.end_line else f"{block.line}-{block.end_line}"
    marks = [block.kind.value, "#" * block.level, block.info, f"#{block.anchor}" if block.anchor else ""]
    return f"{lines:>5}  {' '.join(filter(None, marks))}{_written(block.attributes)}: {block.text!r}"


def _link(link: Link) -> str:
    noun = "picture" if link.is_image else "link"
    return f"        {link.line}:{link.column} {noun} {link.target!r}{_written(link.attributes)}: {link.text!r}"


def _written(attributes: object) -> str:
    return f" {attributes}" if attributes else ""


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_golden(case: Path) -> None:
    found = sketch(read_markdown(case.read_text(), FIRST_LINE))
    golden = case.with_suffix(".outline")
    if os.environ.get("LOREPATH_ACCEPT"):
        golden.write_text(found)
    assert found == golden.read_text()


def every_link(path: Path) -> Iterator[tuple[Link, str]]:
    """The links of a Markdown file whose target is written where they stand, each with its line's text."""
    text = path.read_text()
    lines = text.split("\n")
    for link in read_markdown(text, FIRST_LINE).links:
        yield link, lines[link.line - 1]


@pytest.mark.parametrize("path", [*CASES, *LESSONS], ids=lambda path: path.stem)
def test_a_link_stands_exactly_where_its_target_is_typed(path: Path) -> None:
    for link, line in every_link(path):
        rest = line[link.column - 1 :]
        by_name, typed_html, email = rest.startswith("["), rest.startswith("<"), link.target.startswith("mailto:")
        escaped = rest.replace("\\_", "_")
        assert escaped.startswith(link.target) or by_name or typed_html or email, (link, rest)


_PAGES = markdown.Markdown(extensions=EXTENSIONS, extension_configs={"pymdownx.tabbed": {"alternate_style": True}})


def page_anchors(text: str) -> list[str]:
    """The anchors of the headings of the page that Python-Markdown makes of a text."""
    return re.findall(r'<h[1-6][^>]*?\bid="([^"]*)"', _PAGES.reset().convert(text))


def anchors(text: str) -> list[str]:
    return [heading.anchor for heading in read_markdown(text, FIRST_LINE).headings]


def body(path: Path) -> str:
    return path.read_text().partition("\n---\n")[2] if path in LESSONS else path.read_text()


@pytest.mark.parametrize("path", [*CASES, *LESSONS], ids=lambda path: path.stem)
def test_anchors_are_those_of_the_page_that_is_built(path: Path) -> None:
    assert anchors(body(path)) == page_anchors(body(path))


# Headings as authors write them, whole and in parts; each joins the page as a block of its own.
_WORDS = st.sampled_from(
    ["Try it", "try  it", "Try *it*", "`Try` it", "Try_1", "Ä & ö", "a &amp; b", "x. 1", "日本", "!!"]
)
_LIST = st.sampled_from(["", "", " {#try-it}", " { #own .wide }", " {: data-x='1' }", " {}", " {a} {b}", " { data-x }"])
_MARKS = st.sampled_from(["# {}", "## {}", "### {} ###", "{}\n---"])
_HEADINGS = st.builds(lambda marks, words, more: marks.format(words + more), _MARKS, _WORDS, _LIST)
_FRAMES = st.sampled_from(
    [
        "{}",
        "!!! note\n\n    {}",
        '??? tip "T"\n\n    {}\n\n    more',
        '=== "A"\n\n    {}\n\n=== "B"\n\n    {}',
        '!!! note\n\n    !!! tip "T"\n\n        {}\n\n    {}',
        "> {}",
        "- one\n\n    text\n\n    !!! note\n\n        {}",
        "```\n{}\n!!! note\n```",
        "~~~ md\n\n{}\n\n~~~",
        "text\n\n    {}",
        "    !!! note\n\n        {}",
        "!!! note\n\n    ```\n    {}\n    ```",
        "- one\n\n    ```\n    {}\n    ```\n",
        "<!--\n{}\n-->",
    ]
)
_BLOCKS = st.builds(
    lambda frame, heading: "\n".join(
        line.replace("{}", heading.replace("\n", "\n" + line[: line.index("{}")])) if "{}" in line else line
        for line in frame.split("\n")
    ),
    _FRAMES,
    _HEADINGS,
)


@given(st.lists(_BLOCKS, max_size=6).map("\n\n".join))
@examples(150)
def test_anchors_of_any_headings_are_those_of_the_page(text: str) -> None:
    assert anchors(text) == page_anchors(text)


def test_places_count_from_the_line_that_the_text_starts_on() -> None:
    outline = read_markdown("# One\n\nSee [it](it.md).", first_line=40)
    assert [(block.line, block.end_line) for block in outline.blocks] == [(40, 40), (42, 42)]
    assert [(link.line, link.column) for link in outline.links] == [(42, 10)]


def test_words_are_those_that_a_reader_reads() -> None:
    read = "# Two words\n\nThree `code` words.\n\n| a | b |\n|---|---|\n| c | d |\n\n"
    not_read = "```\nnot these\n```\n\n<p>nor these</p>\n\n"
    assert sum(read_markdown(read + not_read, 1).word_counts) == 2 + 3 + 4


def test_a_section_reaches_to_the_next_heading_of_its_level() -> None:
    sections = read_markdown("# A\n\na\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd", 1).sections
    assert [(section.heading.text, [block.text for block in section.blocks]) for section in sections] == [
        ("A", ["a", "B", "b", "C", "c", "D", "d"]),
        ("B", ["b", "C", "c"]),
        ("C", ["c"]),
        ("D", ["d"]),
    ]


def _decoded(text: str) -> str:
    """A text as `decode` lets it through: no other line ends, and no NUL."""
    return text.replace("\r", "\n").replace("\0", "\n")


_TEXTS = st.text(max_size=100).map(_decoded)
_SIGNS = "#>-*_`~|[]()!<>{}:=\"'&\\\n\n\n  \té😀"
_PIECES = (
    *("    ", "!!! note\n", '=== "x"\n', "??? a\n", "```", "- ", "1. ", "{#id}", "| a |\n|---|\n"),
    *("text", "[a](b.md)", "![p](q.png)", "[r]: s.md\n", "<a href=x>", "<![x[", "<!--"),
)


@given(st.lists(st.sampled_from([*_SIGNS, *_PIECES]), max_size=40).map("".join) | _TEXTS)
@examples(250)
def test_any_text_has_an_outline_whose_places_are_in_it(text: str) -> None:
    outline = read_markdown(text, first_line=7)
    last = 7 + text.count("\n")
    assert all(7 <= block.line <= block.end_line <= last for block in outline.blocks)
    assert all(7 <= link.line <= last and link.column >= 1 for link in outline.links)
    assert [block.line for block in outline.blocks] == sorted(block.line for block in outline.blocks)


def _usual_parser() -> MarkdownIt:
    """The reader's parser with markdown-it's own rules in place of those that save time."""
    usual, plain = parser().enable("normalize"), MarkdownIt("commonmark").enable("table")
    usual.block.ruler = plain.block.ruler
    usual.core.ruler.at("inline", {rule.name: rule.fn for rule in plain.core.ruler.__rules__}["inline"])
    return usual


_USUAL = _usual_parser()
_MARKS = ("a", "b. c", "$", "@", "^", "*it*", "**bold**", "***", "**a*b**", "c*", " *d", "**", "_e_", "---\n", "1) ")


@given(st.lists(st.sampled_from([*_SIGNS, *_PIECES, *_MARKS]), max_size=40).map("".join) | _TEXTS | BODY.map(_decoded))
@examples(250)
def test_what_saves_time_changes_nothing_of_what_is_read(text: str) -> None:
    with mock.patch.object(markdown_reader, "_PARSER", _USUAL):
        usual = read_markdown(text, 1)
    assert read_markdown(text, 1) == usual


ENDS_OF_LINES = (
    "- a\n- b\n1. c\n2. d\n",
    "- a\n  b\n- c\n",
    "- a\nlazy\n- b\n",
    "- a\n    - b\n- c\n",
    "- a\n-b\n-\n- c\n",
    "- a\n  - b\n - c\n* d\n",
    "10. a\n11) b\n1234567890. c\n",
    "- a | b\n  |---|---|\n- c\n---\n",
    "- a\n===\n- b\n---\n",
    "> - a\n> - b\n- c\n",
    "a\n- b\n\nc\n    d\n\n    e\n",
    "**a**\n\n* b *c*\n* # d\n* > e\n* ```\n* f\n",
    "| a |\n\n|---|\n[b]: c.md\n\n[b]\n",
    "a {#one}\n\n| **b** | [c](d.md) {#two} |\n|---|---|\n| *e* | [f](g.md) |\n",
)


@pytest.mark.parametrize("text", ENDS_OF_LINES)
def test_a_paragraph_of_one_line_is_told_as_markdown_it_tells_it(text: str) -> None:
    with mock.patch.object(markdown_reader, "_PARSER", _USUAL):
        usual = read_markdown(text, 1)
    assert read_markdown(text, 1) == usual


SLOW = {
    "headings of one name": "# a\n" * 10_000,
    "spaces in a heading": "# a" + " " * 50_000 + "b",
    "braces in a heading": "# " + "{" * 50_000,
    "comments that stay open": "<!--" * 20_000,
    "links in a row": "[a](b.md)" * 5_000,
    "links by name": "[a]: b.md\n\n" + "[a] " * 5_000,
    "callouts in callouts": "\n".join("    " * n + "!!! note" for n in range(300)),
    "callouts in a row": "!!! note\n" * 10_000,
    "fences that stay open": "```\n" * 20_001,
    "a wide table": "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + ("|[b](c)" * 500 + "|\n") * 5,
    "tags that stay open": "<a " * 20_000,
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_no_text_takes_long(text: str) -> None:
    assert cpu.seconds(lambda: read_markdown(text, 1)) < 3


def test_a_quiz_is_told_from_other_code_by_its_first_word() -> None:
    kinds = [block.kind for block in read_markdown("```quiz\n```\n\n```Quiz x\n```\n\n```quizzes\n```\n", 1).blocks]
    assert kinds == [BlockKind.QUIZ, BlockKind.QUIZ, BlockKind.CODE]
