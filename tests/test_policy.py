"""Policy: profiles, and what `rules` in `portal.yml` changes of single codes."""

# ruff: noqa: E501  (findings stand here word for word)

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from conftest import Cli
from lorepath.assemble import Assembly, assemble
from lorepath.check import Report, check
from lorepath.finding import Finding, Option, Place, Severity
from lorepath.model import Settings, Source
from lorepath.policy import PILOT, STANDARD, STRICT, Policy, Setting, read_policy
from lorepath.rules import RULES, Rule
from lorepath.rules.freshness import freshness_due
from lorepath.rules.manual import full_manual, setting
from portal import LOGICAL_ONLY, QUIZ, lesson, make_portal

TODAY = date(2026, 6, 1)
ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT
PORTAL = "content/portal.yml"


def finding(severity: Severity, code: str = "ABC01") -> Finding:
    return Finding(code, "a-name", severity, Place("content/a.md"), "wrong")


def portal(folder: Path, rules: str = "", profile: str = "", **fields: object) -> Path:
    """A portal whose lesson `a` has an owner whom nobody knows (REF02); `rules` are lines on top of the usual ones."""
    text = f"name: N\nlanguage: en\n{f'profile: {profile}' if profile else '# no profile'}\n{LOGICAL_ONLY}{rules}"
    return make_portal(folder, {PORTAL: text}, lessons={"a": lesson(QUIZ, owner="zoe", **fields)})


def report(root: Path, today: date = TODAY) -> Report:
    return check(assemble(root, today))


def of(report: Report, code: str) -> list[tuple[Severity, bool]]:
    """How grave the findings of a code are, and whether they block."""
    return [(each.severity, report.blocks(each)) for each in report.findings if each.code == code]


# ── profiles ────────────────────────────────────────────────────────────────────────────────────────────────

PROFILES = [
    (PILOT, ERROR, WARNING, False),
    (PILOT, WARNING, WARNING, False),
    (PILOT, HINT, HINT, False),
    (STANDARD, ERROR, ERROR, True),
    (STANDARD, WARNING, WARNING, False),
    (STANDARD, HINT, HINT, False),
    (STRICT, ERROR, ERROR, True),
    (STRICT, WARNING, WARNING, True),
    (STRICT, HINT, HINT, False),
]


@pytest.mark.parametrize(("profile", "found", "judged", "blocks"), PROFILES)
def test_a_profile_says_how_much_blocks(profile: str, found: Severity, judged: Severity, blocks: bool) -> None:
    outcome = Policy(profile).judge(finding(found), TODAY)
    assert outcome.severity is judged
    assert Report((outcome,), profile).blocks(outcome) is blocks


@pytest.mark.parametrize(
    ("profile", "expected"),
    [("", (ERROR, True)), ("standard", (ERROR, True)), ("strict", (ERROR, True)), ("pilot", (WARNING, False))],
)
def test_the_profile_is_what_portal_yml_says_and_standard_by_itself(
    profile: str, expected: tuple[Severity, bool], tmp_path: Path
) -> None:
    found = report(portal(tmp_path, profile=profile))
    assert found.profile == (profile or "standard")
    assert of(found, "REF02") == [expected]


def test_a_pilot_lets_in_what_breaks_a_rule_but_not_what_cannot_be_read(tmp_path: Path) -> None:
    found = report(portal(tmp_path, profile="pilot", tilte="x"))
    assert of(found, "REF02") == [(WARNING, False)]
    assert of(found, "SCH02") == [(ERROR, True)]


def test_a_profile_that_there_is_not_counts_as_standard_and_is_a_finding(tmp_path: Path) -> None:
    found = report(portal(tmp_path, profile="lenient"))
    assert of(found, "REF02") == [(ERROR, True)]
    assert [(each.code, str(each.place)) for each in found.findings if each.place.path == PORTAL] == [
        ("HIS02", f"{PORTAL}:1:1"),
        ("SCH04", f"{PORTAL}:3:10"),
    ]


def test_a_pilot_is_status_0(tmp_path: Path, cli: Cli) -> None:
    result = cli("check", "--root", portal(tmp_path, profile="pilot"))
    assert result.exit_code == 0
    assert "REF02 there is no person `zoe`; add `content/people/zoe.yml` with their `name` (warning)" in result.stdout
    assert "3 lessons checked: 1 warning, 1 hint; nothing blocks." in result.stdout


# ── severity ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("{}", [(ERROR, True)]),
        ("{severity: error}", [(ERROR, True)]),
        ("{severity: warning}", [(WARNING, False)]),
        ("{severity: hint}", [(HINT, False)]),
        ("{severity: off}", []),
    ],
)
def test_a_rule_may_be_given_another_severity_or_be_switched_off(
    setting: str, expected: list[tuple[Severity, bool]], tmp_path: Path
) -> None:
    found = report(portal(tmp_path, f"  REF02: {setting}\n"))
    assert of(found, "REF02") == expected
    assert of(found, "UPK03") == []


def test_a_severity_holds_for_all_that_a_rule_says(tmp_path: Path) -> None:
    policy = Policy(settings={"ABC01": Setting(severity=WARNING)})
    assert [policy.judge(finding(found), TODAY).severity for found in Severity] == [WARNING] * 3
    assert policy.judge(finding(ERROR, "ABC02"), TODAY).severity is ERROR, "another code"


def test_what_a_pilot_calls_an_error_itself_blocks(tmp_path: Path) -> None:
    assert of(report(portal(tmp_path, "  REF02: {severity: error}\n", "pilot")), "REF02") == [(ERROR, True)]


def test_under_strict_what_is_called_a_warning_blocks_and_a_hint_does_not(tmp_path: Path) -> None:
    assert of(report(portal(tmp_path / "a", "  REF02: {severity: warning}\n", "strict")), "REF02") == [(WARNING, True)]
    assert of(report(portal(tmp_path / "b", "  REF02: {severity: hint}\n", "strict")), "REF02") == [(HINT, False)]


def test_that_a_lesson_has_aged_blocks_nobody_whatever_the_policy() -> None:
    policy = Policy(STRICT, {"UPK01": Setting(severity=ERROR)})
    aged = policy.judge(freshness_due.standard.at(Place("content/lessons/a/b.md"), "it is due"), TODAY)
    assert aged.severity is ERROR
    assert not Report((aged,), STRICT).blocking


def test_a_suppression_of_a_rule_that_is_off_is_not_called_idle(tmp_path: Path) -> None:
    allow = [{"code": "REF02", "reason": "She joins in May."}]
    assert of(report(portal(tmp_path / "on", allow=allow)), "REF02") == []
    off = report(portal(tmp_path / "off", "  REF02: {severity: off}\n", allow=allow))
    assert (of(off, "REF02"), of(off, "UPK02"), off.suppressed) == ([], [], 0)


# ── error_from ──────────────────────────────────────────────────────────────────────────────────────────────

DAYS = [
    ("{error_from: 2026-06-02}", "2026-06-01", WARNING),
    ("{error_from: 2026-06-02}", "2026-06-02", ERROR),
    ("{error_from: 2026-06-02}", "2026-06-03", ERROR),
    ("{severity: hint, error_from: 2026-06-02}", "2026-06-01", HINT),
    ("{severity: hint, error_from: 2026-06-02}", "2026-06-02", ERROR),
    ("{severity: error, error_from: 2026-06-02}", "2026-06-01", ERROR),
    ("{severity: off, error_from: 2026-06-02}", "2026-06-03", None),
]


@pytest.mark.parametrize(("setting", "today", "expected"), DAYS)
def test_from_a_day_on_findings_are_errors(setting: str, today: str, expected: Severity | None, tmp_path: Path) -> None:
    gap = "levels: {1: Writes short sentences, 2: Edits for a busy reader, 3: Leads}"
    files = {
        PORTAL: f"name: N\nlanguage: en\n{LOGICAL_ONLY}  SKL05: {setting}\n",
        "content/skills/plain-language.yml": f"name: Plain language\nsummary: S.\n{gap}\n",
        "content/roles/writer.yml": "title: Writer\nsummary: W.\nowner: maria\nrequires: {plain-language: 3}\n",
    }
    found = report(make_portal(tmp_path, files), date.fromisoformat(today))
    assert of(found, "SKL05") == ([(expected, expected is ERROR)] if expected else [])


def test_from_that_day_on_a_pilot_blocks_too(tmp_path: Path) -> None:
    root = portal(tmp_path, "  REF02: {error_from: 2026-06-02}\n", "pilot")
    assert of(report(root, date(2026, 6, 1)), "REF02") == [(WARNING, False)]
    assert of(report(root, date(2026, 6, 2)), "REF02") == [(ERROR, True)]


def test_the_command_takes_the_day_from_the_environment(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = portal(tmp_path, "  REF02: {error_from: 2026-06-02}\n", "pilot")
    for epoch, status in ("1780358399", 0), ("1780358400", 1):  # the last second of 1 June 2026, the first of 2 June
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert cli("check", "--root", root).exit_code == status


# ── options ─────────────────────────────────────────────────────────────────────────────────────────────────


def objectives(number: int) -> list[dict[str, str]]:
    more = [{"id": f"do-{index}", "text": f"Split sentence number {index}."} for index in range(1, number)]
    return [{"id": "do-it", "text": "Split a sentence that says two things."}, *more]


@pytest.mark.parametrize(("setting", "expected"), [("", "5"), ("{most: 3}", "3"), ("{most: 6}", None)])
def test_options_stand_in_for_the_defaults_of_a_rule(setting: str, expected: str | None, tmp_path: Path) -> None:
    rules = f"  OBJ01: {{options: {setting}}}\n" if setting else ""
    found = report(portal(tmp_path, rules, objectives=objectives(6)))
    said = [each.message for each in found.findings if each.code == "OBJ01"]
    assert said == ([f"this lesson has 6 objectives; {expected} is the most"] if expected else [])


def test_a_number_with_a_fraction_may_stand_for_a_share_and_a_whole_number_too(tmp_path: Path) -> None:
    stated = Settings(Source(PORTAL), rules={"STR06": {"options": {"share": 1, "minutes": 4}}})
    policy, findings = read_policy(stated, RULES)
    assert (policy.setting("STR06").options, findings) == ({"share": 1, "minutes": 4}, ())


REFUSED: dict[str, tuple[str, list[str]]] = {
    "a code that there is not": (
        "  STR99: {severity: off}\n",
        ["4:3 UPK03 there is no rule `STR99` that can be set; did you mean `STR09`? Otherwise take it out; `lorepath explain CODE` knows the codes"],
    ),
    "a family that there is not": (
        "  ABC01: {severity: off}\n",
        ["4:3 UPK03 there is no rule `ABC01` that can be set; take it out; `lorepath explain CODE` knows the codes"],
    ),
    "what reading finds": (
        "  DOC05: {severity: off}\n",
        ["4:3 UPK03 there is no rule `DOC05` that can be set; take it out; `lorepath explain CODE` knows the codes"],
    ),
    "what is said of the policy itself": (
        "  UPK03: {severity: off}\n",
        ["4:3 UPK03 there is no rule `UPK03` that can be set; take it out; `lorepath explain CODE` knows the codes"],
    ),
    "a misspelt option": (
        "  TXT01: {options: {mots: 20}}\n",
        ["4:21 UPK03 TXT01 has no option `mots`; did you mean `most`? Otherwise write `most`, `share` or `fewest`"],
    ),
    "an option of another rule": (
        "  STR05: {options: {ratio: 20}}\n",
        ["4:21 UPK03 STR05 has no option `ratio`; write `most`"],
    ),
    "an option of a rule that has none": (
        "  SKL04: {options: {most: 20}}\n",
        ["4:21 UPK03 SKL04 has no option `most`; take it out: it has none"],
    ),
    "a fraction of what is counted": (
        "  STR05: {options: {most: 2.5}}\n",
        ["4:27 UPK03 the option `most` of STR05 takes a whole number from 1 to 240; its default is `15`"],
    ),
    "more than makes sense": (
        "  STR06: {options: {share: 20}}\n",
        ["4:28 UPK03 the option `share` of STR06 takes a number from 0 to 10; its default is `0.5`"],
    ),
    "a word for a number": (
        "  STR05: {options: {most: many}}\n",
        ["4:27 SCH03 `most` in `options` must be a number, but holds the text \"many\"; write for example `most: 20`"],
    ),
    "a truth for a share": (
        "  STR06: {options: {share: true}}\n",
        ["4:28 SCH03 `share` in `options` must be a number, but holds `true`; write for example `share: 20`"],
    ),
    "less than nothing": (
        "  STR05: {options: {most: -1}}\n",
        ["4:27 SCH06 `most` in `options` must be from 0 to 100000, but holds -1; the nearest is `most: 0`"],
    ),
    "a code in small letters": (
        "  str05: {severity: off}\n",
        ["4:3 SCH05 `str05` in `rules` must be the code of a rule, such as STR05, but holds \"str05\"; write `STR05`"],
    ),
    "a severity that there is not": (
        "  STR05: {severity: fatal}\n",
        ["4:21 SCH04 `severity` in `STR05` must be `error`, `warning`, `hint` or `off`, but holds \"fatal\"; write for example `severity: warning`"],
    ),
    "no day": (
        "  STR05: {error_from: spring}\n",
        ["4:23 SCH05 `error_from` in `STR05` must be a day, written year-month-day, but holds \"spring\"; write for example `error_from: 2027-01-31`"],
    ),
    "a field that there is not": (
        "  STR05: {level: error}\n",
        ["4:11 SCH02 `level` is not a field of a rule setting; the fields of a rule setting are `severity`, `error_from` and `options`"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rules", "findings"), REFUSED.values(), ids=REFUSED)
def test_a_setting_that_would_change_nothing_is_a_finding(rules: str, findings: list[str], tmp_path: Path) -> None:
    root = make_portal(tmp_path, {PORTAL: f"name: N\nlanguage: en\nrules:\n{rules}"})
    found = report(root).findings
    assert [
        f"{each.place.line}:{each.place.column} {each.code} {each.message}; {each.hint}"
        for each in found
        if each.place.path == PORTAL and each.code != "HIS02"
    ] == findings
    assert all(each.severity is ERROR for each in found if each.code in ("UPK03", "SCH03"))


@pytest.mark.parametrize(
    "options", ["{mots: 6}", "{most: 6.5}", "{most: many}", "{most: true}", "{most: -6}", "[6]", "6"]
)
def test_an_option_that_is_refused_leaves_the_default(options: str, tmp_path: Path) -> None:
    found = report(portal(tmp_path, f"  OBJ01: {{options: {options}}}\n", objectives=objectives(6)))
    assert "this lesson has 6 objectives; 5 is the most" in [each.message for each in found.findings]


def test_one_refused_setting_leaves_the_others(tmp_path: Path) -> None:
    found = report(portal(tmp_path, "  ABC01: {severity: off}\n  REF02: {severity: hint}\n"))
    assert of(found, "UPK03") == [(ERROR, True)]
    assert of(found, "REF02") == [(HINT, False)]


OPTIONS = [(rule, option) for rule in RULES for option in rule.standard.options]
NAMES = [f"{rule.standard.code} {option.name}" for rule, option in OPTIONS]


@pytest.fixture(scope="module")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    """A portal with its own base, so that rules that compare look too."""
    made = assemble(make_portal(tmp_path_factory.mktemp("portal")), TODAY)
    return dataclasses.replace(made, base=made.portal)


@pytest.mark.parametrize(("rule", "option"), OPTIONS, ids=NAMES)
def test_no_value_that_an_option_may_have_makes_a_rule_raise(rule: Rule, option: Option, assembly: Assembly) -> None:
    for value in (option.least, option.default, option.example, option.most):
        stated = Settings(Source(PORTAL), rules={rule.standard.code: {"options": {option.name: value}}})
        policy, findings = read_policy(stated, RULES)
        assert findings == ()
        options = policy.setting(rule.standard.code).options
        assert options == {option.name: value}
        list(rule.findings(assembly, options))


@pytest.mark.parametrize(("rule", "option"), OPTIONS, ids=NAMES)
def test_no_value_outside_the_range_of_an_option_is_taken(rule: Rule, option: Option) -> None:
    for value in (option.least - 0.01, option.most + 1):
        stated = Settings(Source(PORTAL), rules={rule.standard.code: {"options": {option.name: max(value, 0)}}})
        policy, findings = read_policy(stated, RULES)
        if value >= 0:
            assert [finding.code for finding in findings] == ["UPK03"]
            assert policy.setting(rule.standard.code).options == {}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.standard.options], ids=lambda rule: rule.standard.code)
def test_the_setting_that_a_manual_shows_holds(rule: Rule, tmp_path: Path) -> None:
    root = make_portal(tmp_path, {PORTAL: f"name: N\nlanguage: en\n{setting(rule.standard)}\n"})
    assembly = assemble(root, TODAY)
    policy, findings = read_policy(assembly.portal.settings, RULES)
    assert ([each for each in assembly.findings if each.code != "HIS02"], findings) == ([], ())
    assert policy.setting(rule.standard.code).options == {each.name: each.example for each in rule.standard.options}


def test_every_manual_says_what_an_option_is_what_it_takes_and_what_holds_without_it() -> None:
    for rule, option in OPTIONS:
        takes = f"(a {option.kind} from {option.least} to {option.most}; {option.default} when not set)"
        assert f"- `{option.name}`: {option.about} {takes}" in full_manual(rule.standard)
