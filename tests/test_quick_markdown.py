"""The quickened converter against Python-Markdown as it is: the same HTML and the same headings, whatever the text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import markdown
import pytest

from lorepath.quick_markdown import quicken
from lorepath.regex_text import certain_text

ROOT = Path(__file__).parents[1]
EMOJI = "pymdownx.emoji"
SIGNS = (
    *("*", "**", "_", "`", "``", "[", "](x)", '](y.md "t")', "![", "<", ">", "<b>", "&", "&amp;", "\\", "\\*", ":"),
    *(":smile:", "[^1]", "[^1]: note", "\n", "\n\n", "  \n", "!!! note", "??? tip", '=== "a"', "    ", "# ", "## "),
    *("- ", "1. ", "> ", "| a | b |\n|---|---|\n| 1 | 2 |", "[TOC]", "*[HTML]: x", "HTML", "term\n: def"),
    *("```python\nx = 1\n```", "~~~\na\n~~~", "`#!py x`", "```nolang\nq\n```", "{: #id .c }", "{ #a }", "- [x] t"),
    *("http://a.b", "<http://a.b>", "<a@b.c>", "word", "and", '"', "'", "---", "***", "===", "\x02", "\x03"),
    *("klzzwxh:0000", "<!-- c -->", '<div markdown="1">', "</div>", "\t"),
)


def settings() -> dict[str, dict[str, Any]]:
    from lorepath.rendering import EXTENSIONS

    return {**{name: dict(values) for name, values in EXTENSIONS.items()}, EMOJI: {}}


@cache
def converters() -> tuple[markdown.Markdown, markdown.Markdown]:
    plain, quick = (markdown.Markdown(extensions=list(settings()), extension_configs=settings()) for _ in range(2))
    quicken(quick)
    return plain, quick


def converted(converter: markdown.Markdown, text: str) -> object:
    converter.reset()
    try:
        return converter.convert(text), converter.toc_tokens  # type: ignore[attr-defined]
    except Exception as error:  # some texts are too much for both
        return type(error).__name__


def assert_same(text: str) -> None:
    plain, quick = (converted(converter, text) for converter in converters())
    assert quick == plain, text


def own_texts() -> Iterator[str]:
    for folder in ("content", "tests/fixtures", "tests/security"):
        for path in sorted((ROOT / folder).rglob("*.md")):
            text = path.read_text(encoding="utf-8", errors="replace")
            if len(text) < 20_000:
                yield re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)


def test_lessons_and_fixtures_come_out_the_same() -> None:
    texts = list(own_texts())
    assert len(texts) > 40
    for text in texts:
        assert_same(text)


@pytest.mark.parametrize("seed", range(4))
def test_any_mixture_of_signs_comes_out_the_same(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(250):
        signs = (chance.choice(SIGNS) + " " * (chance.random() < 0.3) for _ in range(chance.randrange(2, 40)))
        assert_same("".join(signs))


@pytest.mark.parametrize("seed", range(2))
def test_any_mixture_of_lines_comes_out_the_same(seed: int) -> None:
    chance = random.Random(seed)
    lines = [line for text in own_texts() for line in text.split("\n")]
    for _ in range(150):
        drawn = (chance.choice(lines) if chance.random() < 0.7 else "" for _ in range(chance.randrange(3, 30)))
        assert_same("\n".join(drawn))


@pytest.mark.parametrize(
    "given",
    [
        {"pymdownx.highlight": {"noclasses": True}},
        {"pymdownx.highlight": {"guess_lang": True}},
        {"pymdownx.highlight": {"default_lang": "python", "linenums": True, "line_spans": "__span"}},
        {"pymdownx.highlight": {"extend_pygments_lang": [{"name": "mine", "lang": "php", "options": {"x": 1}}]}},
        {"pymdownx.highlight": {"use_pygments": False}},
        {"pymdownx.highlight": {"auto_title": True}},
        {"toc": {"permalink": True, "marker": "HERE", "title": "On this page"}},
        {"toc": {"marker": ""}},
    ],
)
def test_settings_of_a_portal_are_heeded(given: dict[str, dict[str, Any]]) -> None:
    text = (
        "# One\n\n[TOC]\n\nHERE\n\n## Two\n\n```mine\necho 1;\n```\n\n```python\nx = 1\n```\n\n"
        "```unheard-of\nx\n```\n\n```\n#!/usr/bin/python\nx = 1\n```\n\n`#!py x = 1`\n\n    indented = 1\n"
    )
    asked = {**settings(), **given}
    plain, quick = (markdown.Markdown(extensions=list(asked), extension_configs=asked) for _ in range(2))
    quicken(quick)
    assert converted(quick, text) == converted(plain, text)
    assert converted(quick, text) == converted(plain, text)


def test_what_is_registered_later_is_used() -> None:
    class Louder(markdown.postprocessors.Postprocessor):
        def run(self, text: str) -> str:
            return text.upper()

    converter = markdown.Markdown()
    quicken(converter)
    converter.postprocessors.register(Louder(), "louder", 1)
    assert converter.convert("word") == "<P>WORD</P>"
    converter.postprocessors.deregister("louder")
    assert converter.convert("word") == "<p>word</p>"


def test_a_pattern_may_change_from_text_to_text() -> None:
    class Mark(markdown.inlinepatterns.InlineProcessor):
        def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # noqa: N802
            return "!", m.start(), m.end()

    converter = markdown.Markdown()
    mark = Mark("one")
    converter.inlinePatterns.register(mark, "mark", 200)
    quicken(converter)
    assert converter.convert("one two") == "<p>! two</p>"
    mark.compiled_re = re.compile("two")
    assert converter.convert("one two") == "<p>one !</p>"
    converter.inlinePatterns.register(Mark("three"), "other", 201)
    assert converter.convert("one two three") == "<p>one ! !</p>"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r'(?:^|\n)!!! ?([\w\-]+)(?: +"(.*?)")? *(?:\n|$)', "!!!"),
        (r"(?<!\!)\[", "["),
        (r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>", "://"),
        (r"\*|_", ""),
        (r"(?:abc)?d", "d"),
        (r"(?:abc)+d", "abc"),
        (r"a(?:bc)*d", "a"),
        (r"(?i:abc)d", "d"),
        (r"a(?=bcd)", "a"),
        (r"[^a]", ""),
        (r"(?P<x>ab)(?P=x)", "ab"),
        (r"(?>abc)d", "d"),
    ],
)
def test_the_text_that_every_match_holds(pattern: str, text: str) -> None:
    assert certain_text(re.compile(pattern)) == text


def test_letters_of_either_case_are_no_certain_text() -> None:
    assert certain_text(re.compile("abc", re.IGNORECASE)) == ""
