"""Inline Markdown and raw HTML with places: where each link, picture and tag stands in the text of its block."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from lorepath.markdown_reader.block_rules import BySign

_SIGN = re.compile(r"[\n\\`*_\[<&]")
"""What markup inside a paragraph begins with, of the kinds that `parser` knows."""
_EMPHASIS = re.compile(r"(?<!\*)(\*\*?)(\w(?:[^\n\\`*_\[<&]*\w)?)\1(?!\*)")
"""Words in bold or italics, of which nothing but the words is read."""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def _placed(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """An inline rule of markdown-it that also notes where in the text its token starts, and the link's target."""

    def run(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent:
            for token in state.tokens[before : before + 2]:  # pending text may come first
                if token.type in ("link_open", "image", "html_inline"):
                    at, target = _target(state, start) if token.markup != "autolink" else (start + 1, None)
                    token.meta = {"at": at, "target": target}
                    break
        return done

    return run


def _target(state: StateInline, start: int) -> tuple[int, str | None]:
    """Where the target of the link or image at `start` is written, and how; a reference's stands elsewhere."""
    if state.src[start] == "<":
        return start, None
    image = state.src[start] == "!"
    close = state.md.helpers.parseLinkLabel(state, start + image, not image) + 1
    if not state.src.startswith("(", close) or state.pos == close:
        return start, None
    at = close + 1
    while state.src[at] in " \t\n":
        at += 1
    written = state.md.helpers.parseLinkDestination(state.src, at, state.posMax).str
    return at + (state.src[at] == "<"), written


def parser() -> MarkdownIt:
    """CommonMark with tables. A link, picture or inline tag has a `meta`: its place `at`, its `target` as typed."""
    markdown = MarkdownIt("commonmark").enable("table").disable("normalize")  # texts have LF and no NUL already
    rules = {rule.name: rule.fn for rule in markdown.inline.ruler.__rules__}
    for name in ("link", "image", "autolink", "html_inline"):
        markdown.inline.ruler.at(name, _placed(rules[name]))
    markdown.core.ruler.at("inline", _inline)
    markdown.block.ruler = BySign(markdown.block.ruler)
    return markdown


def _inline(state: StateCore) -> None:
    """markdown-it's own rule, in a third of the time: most paragraphs hold no markup that could be looked for.

    Where words in bold or italics are all the markup there is, the words alone are left. A token without children is
    read as it stands.
    """
    for token in state.tokens:
        if token.type == "inline" and token.children is not None:
            text = token.content
            if _SIGN.search(text):
                if "{" not in text:  # attributes concern what stands right before them
                    text = _EMPHASIS.sub(r"\2", text)
                if _SIGN.search(text):
                    state.md.inline.parse(token.content, state.md, state.env, token.children)
                    continue
            if text != token.content or "{" in text:
                token.children.append(Token("text", "", 0, content=text))


class Tags(HTMLParser):
    """The start tags of a piece of raw HTML, each with its attributes and the index where it starts."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str], int]] = []
        self._starts = [0]
        for line in html.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        # Comments say nothing here, and `<![` of an unknown kind would make the parser raise.
        blank = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), html)
        self.feed(blank.replace("<![", "   "))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        self.found.append((tag, {name: value or "" for name, value in attrs}, self._starts[line - 1] + column))

    handle_startendtag = handle_starttag
