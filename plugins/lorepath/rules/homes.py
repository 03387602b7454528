"""Which module says what each code means: for links from the reference to its source."""

from __future__ import annotations

from collections.abc import Mapping

from lorepath import file_standards, reading_standards
from lorepath.finding import Standard
from lorepath.history import standards as history_standards
from lorepath.rules import RULES, upkeep
from lorepath.schema import standards as schema_standards

_WITHOUT_RULE = (file_standards, reading_standards, schema_standards, history_standards, upkeep)


def homes() -> Mapping[str, str]:
    """Code to the module's file below the package's folder: `rules/skills.py`."""
    named = {
        standard.code: module.__name__
        for module in _WITHOUT_RULE
        for standard in vars(module).values()
        if isinstance(standard, Standard)
    }
    named |= {rule.standard.code: rule.module for rule in RULES}
    return {code: name.removeprefix("lorepath.").replace(".", "/") + ".py" for code, name in named.items()}
