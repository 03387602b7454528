"""The rules that look at one text by itself, as one function: what they find is kept with the text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from lorepath.finding import Finding
from lorepath.model import Found, Text
from lorepath.policy import Policy
from lorepath.rules.rule import Rule


class TextCheck:
    """Rules with the options that a policy gives them. `key` says which rules these are, and with which options."""

    def __init__(self, rules: Sequence[Rule], policy: Policy) -> None:
        on = [(rule, policy.setting(rule.standard.code)) for rule in rules]
        self._rules = [(rule, setting.options) for rule, setting in on if rule.of_text and not setting.off]
        gathers = [gather for rule, setting in on if not setting.off for gather in rule.gathers]
        self._gathers = {gather.name: gather for gather in gathers}
        said = [[rule.standard.code, sorted(options.items())] for rule, options in self._rules]
        self.key = json.dumps([said, sorted(self._gathers)])

    def __call__(self, text: Text) -> Found:
        """What the rules find in a text, and what rules about the whole portal gather from it."""
        gathered = {name: gather.rows(text) for name, gather in self._gathers.items()}
        return Found(self.key, tuple(self._look(text)), gathered)

    def findings(self, text: Text) -> Sequence[Finding]:
        """What the rules find in a text: what is kept with it, where the same rules have looked."""
        if text.found and text.found.by == self.key:
            return text.found.findings
        return tuple(self._look(text))

    def _look(self, text: Text) -> Iterator[Finding]:
        for rule, options in self._rules:
            if rule.of_text:
                for remark in rule.of_text(text, options):
                    yield rule.finding(remark)
