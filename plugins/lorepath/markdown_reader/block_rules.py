"""markdown-it's rules for blocks, each asked only about lines that begin with a sign it looks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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
            self._chains[chainName] = [_one_of([(names[rule], rule) for rule in super().getRules(chainName)])]
        return self._chains[chainName]


def _one_of(rules: Sequence[tuple[str, BlockRule]]) -> BlockRule:
    """A rule that does what the first of these does that applies."""

    def that_fit(sign: str) -> list[BlockRule]:
        return [rule for name, rule in rules if name not in _SIGNS or (sign and sign in _SIGNS[name])]

    by_sign = {sign: that_fit(sign) for sign in "".join(_SIGNS.values())}
    others = that_fit("")

    def run(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        start = state.bMarks[line] + state.tShift[line]
        for rule in by_sign.get(state.src[start : start + 1], others):  # noqa: SIM110 - a loop is faster than any()
            if rule(state, line, end, silent):
                return True
        return False

    return run
