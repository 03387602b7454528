"""Policy: what a portal's leads decided about the rules, in `portal.yml`.

The profile says how much blocks. Under `rules`, each code may have a severity of its own (or `off`), options in
place of the rule's defaults, and a day from which on its findings are errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from lorepath.finding import Finding, Severity
from lorepath.model import Settings, Source
from lorepath.rules import STANDARDS
from lorepath.rules.rule import Options, Rule
from lorepath.rules.upkeep import SOUND_POLICY
from lorepath.text_reader import read_day
from lorepath.wording import instead_of, listed

PILOT = "pilot"
STANDARD = "standard"
STRICT = "strict"
OFF = "off"
_CODE = re.compile("[A-Z]{3}[0-9]{2}")


class Setting(Struct, frozen=True):
    """What a policy says of one code. `severity` is None where the rule's own holds."""

    severity: Severity | None = None
    off: bool = False
    error_from: date | None = None
    options: Options = {}


class Policy(Struct, frozen=True):
    """The profile, and the settings of codes that differ from the defaults."""

    profile: str = STANDARD
    settings: Mapping[str, Setting] = {}

    def setting(self, code: str) -> Setting:
        """What holds for a code."""
        return self.settings.get(code, Setting())

    def judge(self, finding: Finding, today: date) -> Finding:
        """A rule's finding with the severity that this policy gives it."""
        setting = self.setting(finding.code)
        severity = setting.severity or finding.severity
        if setting.error_from and today >= setting.error_from:
            severity = Severity.ERROR
        elif self.profile == PILOT and severity is Severity.ERROR and not setting.severity:
            severity = Severity.WARNING
        return finding if severity is finding.severity else replace(finding, severity=severity)


def read_policy(stated: Settings, rules: Sequence[Rule]) -> tuple[Policy, tuple[Finding, ...]]:
    """The policy that `portal.yml` states, and what is wrong with it."""
    known = {rule.standard.code: rule for rule in rules}
    findings: list[Finding] = []
    settings = {}
    for code, written in stated.rules.items():
        if rule := known.get(code):
            findings += _unknown_options(stated.source, rule, written)
            settings[code] = _setting(rule, written)
        elif _CODE.fullmatch(code):  # of anything else the schema has said that it is no code
            findings.append(
                SOUND_POLICY.at(
                    stated.source.key("rules", code),
                    f"there is no rule `{code}` that can be set",
                    instead_of(code, _family(code, known), "take it out; `lorepath explain CODE` knows the codes"),
                )
            )
    return Policy(stated.profile, settings), tuple(findings)


def _family(code: str, known: Iterable[str]) -> Iterator[str]:
    """The codes that a code may have been meant to be; none where it is one itself, of what cannot be set."""
    if all(code != standard.code for standard in STANDARDS):
        yield from (each for each in known if each[:3] == code[:3])


def _setting(rule: Rule, written: Mapping[str, object]) -> Setting:
    severity = str(written.get("severity", ""))
    known = {option.name: option for option in rule.standard.options}
    options = {
        name: value
        for name, value in _options(written).items()
        if name in known and _is_number(value) and known[name].takes(value)
    }
    return Setting(
        severity=Severity(severity) if severity in set(Severity) else None,
        off=severity == OFF,
        error_from=read_day(written.get("error_from")),
        options=options,
    )


def _unknown_options(source: Source, rule: Rule, written: Mapping[str, object]) -> Iterator[Finding]:
    code = rule.standard.code
    known = {option.name: option for option in rule.standard.options}
    for name, value in _options(written).items():
        if name not in known:
            has = listed([f"`{each}`" for each in known], "or")
            yield SOUND_POLICY.at(
                source.key("rules", code, "options", name),
                f"{code} has no option `{name}`",
                instead_of(name, known, f"write {has}" if has else "take it out: it has none"),
            )
        elif _is_number(value) and not known[name].takes(value):
            option = known[name]
            yield SOUND_POLICY.at(
                source.at("rules", code, "options", name),
                f"the option `{name}` of {code} takes a {option.kind} from {option.least} to {option.most}",
                f"its default is `{option.default}`",
            )


def _options(written: Mapping[str, object]) -> Mapping[str, object]:
    options = written.get("options")
    return options if isinstance(options, dict) else {}


def _is_number(value: object) -> TypeGuard[int | float]:
    """Whether this is a number; of anything else the schema has said so."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
