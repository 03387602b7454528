"""Markdown → Outline: the blocks, links and anchors of a lesson, each with its place.

markdown-it-py gives the structure with line numbers. What it does not know are the indented blocks of the
portal's Markdown (`!!! note`, `??? note`, `=== "tab"`): they are laid flat first, line by line, so that what is
inside them is read like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from urllib.parse import unquote

from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.toc import slugify, unique
from markdown_it.token import Token
from msgspec.structs import replace

from lorepath.markdown_reader.callouts import lay_flat
from lorepath.markdown_reader.inline import Tags, parser
from lorepath.outline import Block, BlockKind, Link, Outline

MASKED_CODE = "``"
"""Stands in a block's text for inline code, which is no prose."""

_PARSER = parser()
_ATTRIBUTES = re.compile(r"\{:?([^{}\n]*)\}")
_INLINE = re.compile(r"[\[<*_`]")
_ADDRESSES = {"a": ("href",), "img": ("src",), "video": ("src", "poster"), "audio": ("src",), "source": ("src",)}
"""The attributes of raw HTML that name a file or a page. Captions, of `<track>`, are another rule's matter."""
_PLACED = frozenset({"link_open", "image", "html_inline"})
_UNREAD = frozenset(f"{name}_close" for name in ("paragraph", "heading", "th", "td", "tr"))
"""Every third token; they would be told last."""
_CELLS = frozenset({"th_open", "td_open"})
_LINE = attrgetter("line")
_HEADING_ATTRIBUTES = re.compile(r" \{:? *([^}\n ][^\n]*)\} ?$")


def read_markdown(body: str, first_line: int) -> Outline:
    """The outline of a Markdown text whose first line is line `first_line` of its file."""
    lines = body.split("\n")
    flat, callouts = lay_flat(lines, first_line)
    return _Reader(lines, flat, first_line).outline(callouts)


class _Reader:
    """One walk over the tokens of one text."""

    def __init__(self, lines: list[str], flat: list[str], first_line: int) -> None:
        self.lines, self.flat, self.first_line = lines, flat, first_line
        self.text = "\n".join(lines)
        self.anchors: set[str] = set()
        self.raw_anchors: set[str] = set()  # of raw HTML, which Python-Markdown does not count
        self.cells: dict[int, int] = {}  # line → where its last table cell ended

    def outline(self, callouts: Sequence[Block]) -> Outline:
        blocks = [*map(self._callout, callouts), *self._blocks(_PARSER.parse("\n".join(self.flat)))]
        blocks.sort(key=_LINE)
        blocks = list(self._anchored(blocks))
        return Outline(tuple(blocks), frozenset(self.anchors | self.raw_anchors))

    def _anchored(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The blocks, each heading with the anchor that Python-Markdown's `toc` gives it in the built page."""
        taken = set(self.anchors)
        latest: dict[str, str] = {}  # slug → the last anchor made of it, so that a thousand namesakes take no time
        for block in blocks:
            if block.kind is not BlockKind.HEADING or block.anchor:
                yield block
                continue
            slug = _slug(block.text)
            latest[slug] = unique(latest.get(slug, slug), taken)
            self.anchors.add(latest[slug])
            yield replace(block, anchor=latest[slug])

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        lists = quotes = 0
        opener = None
        for token in tokens:
            if token.type in _UNREAD:
                continue
            match token.type:
                case "list_item_open" | "list_item_close":
                    lists += token.nesting
                case "blockquote_open" | "blockquote_close":
                    quotes += token.nesting
                case "heading_open" | "th_open" | "td_open" | "paragraph_open":
                    opener = token
                case "inline" if opener:
                    kind = BlockKind.QUOTE if quotes else BlockKind.LIST_ITEM if lists else BlockKind.PARAGRAPH
                    yield self._inline(opener, token, kind)
                case "fence" | "code_block":
                    yield self._code(token)
                case "html_block":
                    yield self._html(token)

    def _span(self, token: Token) -> tuple[int, int]:
        """First and last line of a token in the file."""
        start, end = token.map or (0, 1)
        return self.first_line + start, self.first_line + max(end - 1, start)

    def _code(self, token: Token) -> Block:
        line, end = self._span(token)
        words = token.info.split()
        info = words[0].lower() if words else ""
        kind = BlockKind.QUIZ if info == "quiz" else BlockKind.CODE
        return Block(kind, token.content, line, end, info=info, closed=_is_closed(token))

    def _html(self, token: Token) -> Block:
        line, end = self._span(token)
        links = tuple(self._tags(token.content, 0, self._spots(token.content, line)))
        return Block(BlockKind.HTML, token.content, line, end, links=links)

    def _inline(self, opener: Token, token: Token, kind: BlockKind) -> Block:
        line, end = self._span(token)
        children = token.children or []
        is_cell = opener.type in _CELLS
        links: tuple[Link, ...] = ()
        # Most blocks hold neither links nor tags, and nobody asks where they would stand.
        if is_cell or not _PLACED.isdisjoint([child.type for child in children]):
            links = tuple(self._links(children, self._spots(token.content, line, is_cell)))
        if opener.type == "heading_open":
            return self._heading(int(opener.tag[1:]), token, line, end, links)
        if is_cell:
            kind = BlockKind.TABLE_HEADER if opener.type == "th_open" else BlockKind.TABLE_CELL
        text = _said(token, MASKED_CODE)
        if "{" in text:
            for written in _ATTRIBUTES.finditer(text):
                if identifier := _attributes(written[1]).get("id"):
                    self.anchors.add(identifier)
            text = _ATTRIBUTES.sub("", text)
        return Block(kind, text.strip(), line, end, links=links)

    def _heading(self, level: int, token: Token, line: int, end: int, links: tuple[Link, ...]) -> Block:
        attributes: dict[str, str] = {}
        text, children = " ".join(_said(token, None).split()), token.children
        if children and children[-1].type == "text" and "{" in children[-1].content:
            written = _HEADING_ATTRIBUTES.search(re.sub(" {2,}", " ", children[-1].content))
            if written and not get_attrs_and_remainder(written[1])[1]:
                attributes = _attributes(written[1])
                text = text.removesuffix(written[0].strip()).rstrip("# ")
        anchor = attributes.get("id", "")
        if anchor:
            self.anchors.add(anchor)
        return Block(BlockKind.HEADING, text, line, end, level, anchor, attributes=attributes, links=links)

    def _spots(self, content: str, line: int, is_cell: bool = False) -> Callable[[int], tuple[int, int]]:
        """A function from an index in a block's text to line and column in the file.

        The parser takes marks and indentation off the start of each line, and white space off its end.
        """
        written = content.replace("|", r"\|") if is_cell else content
        starts = []
        for number, part in enumerate(written.split("\n"), line - self.first_line):
            source = self.lines[number] if number < len(self.lines) else ""
            if is_cell:
                column = max(source.find(part, self.cells.get(number, 0)), 0)
                self.cells[number] = column + len(part)
            else:
                column = max(source.rfind(part.rstrip()), 0)
            starts.append(column)

        def spot(index: int) -> tuple[int, int]:
            above = content.count("\n", 0, index)
            before = content[content.rfind("\n", 0, index) + 1 : index]
            escapes = before.count("|") if is_cell else 0
            return line + above, starts[above] + len(before) + escapes + 1

        return spot

    def _links(self, children: Sequence[Token], spot: Callable[[int], tuple[int, int]]) -> Iterator[Link]:
        for index, token in enumerate(children):
            is_image = token.type == "image"
            if token.type == "html_inline":
                yield from self._tags(token.content, token.meta["at"], spot)
            if not is_image and token.type != "link_open":
                continue
            address = str(token.attrs["src" if is_image else "href"])
            target = token.meta["target"]
            if target is None:
                target = address if address in self.text else unquote(address)
            text = token.content if is_image else _text(_until_close(children, index), None)
            attributes: Mapping[str, str] = {}
            following = children[index + 1] if is_image and index + 1 < len(children) else None
            if following and (written := _ATTRIBUTES.match(following.content)):
                attributes = _attributes(written[1])
            line, column = spot(token.meta["at"])
            yield Link(target, text, line, column, is_image, attributes)

    def _callout(self, block: Block) -> Block:
        """A callout or tab with what its title, which is read like any other text, says and links to."""
        if not _INLINE.search(block.text):
            return block
        token = _PARSER.parseInline(block.text)[0]
        links = tuple(self._links(token.children or [], self._spots(block.text, block.line)))
        return replace(block, text=_said(token, None).strip(), links=links)

    def _tags(self, html: str, start: int, spot: Callable[[int], tuple[int, int]]) -> Iterator[Link]:
        """Links, pictures, recordings and ids of raw HTML that starts at index `start` of its block's text."""
        for name, attributes, at in Tags(html).found:
            if identifier := attributes.get("id"):
                self.raw_anchors.add(identifier)
            for attribute in _ADDRESSES.get(name, ()):
                if (target := attributes.get(attribute)) is not None:
                    line, column = spot(start + at)
                    yield Link(target, attributes.get("alt", ""), line, column, name == "img", attributes)


@lru_cache(maxsize=10_000)  # the lessons of a portal share many of their headings
def _slug(text: str) -> str:
    return slugify(text, "-")


def _is_closed(token: Token) -> bool:
    """Whether a fence has a last line of its own; indented code needs none."""
    start, end = token.map or (0, 0)
    lines = token.content.count("\n") + (not token.content.endswith("\n") and token.content != "")
    return token.type != "fence" or end - start == lines + 2


def _said(token: Token, code: str | None) -> str:
    """What a reader sees of an inline token: where it has no children, what is written."""
    return _text(token.children, code) if token.children else token.content


def _text(tokens: Sequence[Token], code: str | None) -> str:
    """What a reader sees of inline tokens; `code`, where given, stands in for inline code."""
    if len(tokens) == 1 and tokens[0].type == "text":
        return tokens[0].content
    parts = []
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                parts.append(token.content)
            case "code_inline":
                parts.append(token.content if code is None else code)
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case "image":
                parts.append(token.content)
    return "".join(parts)


def _until_close(children: Sequence[Token], index: int) -> Sequence[Token]:
    """The tokens inside the link that opens at `index`; links do not nest."""
    end = index + 1
    while end < len(children) and children[end].type != "link_close":
        end += 1
    return children[index + 1 : end]


def _attributes(written: str) -> dict[str, str]:
    """An attribute list as Python-Markdown reads it; classes come together under `class`."""
    attributes: dict[str, str] = {}
    for name, value in get_attrs_and_remainder(written)[0]:
        if name == ".":
            attributes["class"] = f"{attributes.get('class', '')} {value}".strip()
        else:
            attributes[name] = value or ""
    return attributes
