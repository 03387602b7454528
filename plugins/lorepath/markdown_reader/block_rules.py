"""markdown-it's rules for blocks, each asked only about lines that begin with a sign it looks for.

What most blocks are, paragraphs of one line, takes none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it.common.utils import mdTrim
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

BlockRule = Callable[[StateBlock, int, int, bool], bool]
"""(state, first line, end, whether it is only asked) → whether a block of its kind begins at that line."""

_SIGNS: Mapping[str, str] = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""What a line begins with, behind its indentation, where one of these rules can apply. Others look at more of it."""
_ALL_SIGNS = frozenset("".join(_SIGNS.values()))
_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])[ \t]")


class BySign(Ruler[BlockRule]):
    """The same rules in the same order, but of each chain only one: it asks those whose sign begins the line."""

    def __init__(self, rules: Ruler[BlockRule]) -> None:
        super().__init__()
        self.__rules__ = rules.__rules__
        self._chains: dict[str, list[BlockRule]] = {}

    def getRules(self, chainName: str = "") -> list[BlockRule]:  # noqa: N802, N803 - as markdown-it calls them
        """The one rule that stands for a chain."""
        if chainName not in self._chains:
            names = {rule.fn: rule.name for rule in self.__rules__}
            rules = [(names[rule], rule) for rule in super().getRules(chainName)]
            # Chains with a name only ask whether another kind of block begins.
            self._chains[chainName] = [_one_of(rules) if chainName else _any_block(rules)]
        return self._chains[chainName]


def _one_of(rules: Sequence[tuple[str, BlockRule]]) -> BlockRule:
    """A rule that does what the first of these does that applies."""

    def that_fit(sign: str) -> list[BlockRule]:
        return [rule for name, rule in rules if name not in _SIGNS or (sign and sign in _SIGNS[name])]

    by_sign = {sign: that_fit(sign) for sign in _ALL_SIGNS}
    others = that_fit("")

    def run(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        start = state.bMarks[line] + state.tShift[line]
        for rule in by_sign.get(state.src[start : start + 1], others):  # noqa: SIM110 - a loop is faster than any()
            if rule(state, line, end, silent):
                return True
        return False

    return run


def _any_block(rules: Sequence[tuple[str, BlockRule]]) -> BlockRule:
    """A rule that does what the first of these does that applies, for all that a text may hold.

    Where nothing goes on in the next line, there is no table, no underlined heading, and a paragraph has one line.
    """
    one_of = _one_of(rules)
    by_sign = {sign: [rule for name, rule in rules if sign in _SIGNS.get(name, "")] for sign in _ALL_SIGNS}

    def run(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if state.is_code_block(line) or not _is_last(state, line):
            return one_of(state, line, end, silent)
        start = state.bMarks[line] + state.tShift[line]
        for rule in by_sign.get(state.src[start : start + 1], ()):
            if rule(state, line, end, silent):
                return True
        _paragraph(state, line, mdTrim(state.src[start : state.eMarks[line]]))
        return True

    return run


def _is_last(state: StateBlock, line: int) -> bool:
    """Whether the next line is blank, or the next item of the list that this line stands in, or there is none."""
    line += 1
    if line >= state.lineMax or state.isEmpty(line):
        return True
    indent = state.sCount[line]
    if not 0 <= indent < state.blkIndent or indent - max(state.listIndent, 0) >= 4:
        return False
    return _ITEM.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]) is not None


def _paragraph(state: StateBlock, line: int, text: str) -> None:
    """Note a paragraph of one line."""
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = text, [line, line + 1], []
    state.push("paragraph_close", "p", -1)
    state.line = line + 1
