"""The shape of files: findings word for word, and schemas that explain themselves."""

# ruff: noqa: E501  (findings stand here word for word)

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from examples import examples
from lorepath.document import read_document
from lorepath.errors import PortalError
from lorepath.finding import Standard
from lorepath.model import Source
from lorepath.schema import KINDS, Schemas
from lorepath.schema.standards import OWN_SCHEMA, SCHEMA_STANDARDS
from lorepath.yaml_reader import read_yaml

ROOT = Path(__file__).parents[1]
OURS = ROOT / "schemas"
SCHEMAS = Schemas()
LESSON = "title: T\nsummary: S\nteaches: {git: 1}\nobjectives: [{id: a, text: Do it.}]\n"

GOOD = [
    ("portal", "name: Northwind"),
    ("topic", "{title: Incidents, summary: Notice and learn., owner: maria, deputy: tom, shelf_life: 6 months}"),
    ("lesson", LESSON),
    ("lesson", LESSON + "retired: true\nreplaced_by: b.2\nminutes: 600\nformat: session\nlanguage: pt-BR"),
    ("lesson", LESSON + "retired: 2026-10-19\nreviewed: 2028-02-29\nshelf_life: evergreen\nrequires: {}"),
    ("lesson", LESSON + "allow: [{code: STR05, reason: }, {code: STR06}, {code: STR07, reason: ''}]"),
    # How many objectives a lesson needs is OBJ01's question, what an answer says about itself MCQ11's.
    ("lesson", "{title: T, summary: S, teaches: {git: 1}, objectives: []}"),
    ("quiz", "[{id: a, objective: b, stem: How?, options: [{text: A, because: }, {text: B, correct: true}]}]"),
    ("skill", "{name: Git, summary: Keep versions., levels: {1: Looks, 2: Saves}, core: true}"),
    ("role", "{title: Lead, summary: Leads., owner: maria, requires: {git: 9}, electives: [{choose: 1, of: [a]}]}"),
    ("person", "{name: 'Zoë 👩\u200d💻 Ó Briain\u00a0(می\u200cخواهم)', credit: hidden, emails: [z@example.org]}"),
    ("glossary", "{}"),
    ("glossary", "alt text: A description.\nCI/CD: Building and shipping."),
    ("page", "{}"),
]
# fmt: off
BAD: list[tuple[str, str, list[str]]] = [
    ("lesson", "{}", [
        "1:1 SCH01 a lesson needs `objectives`, which is missing; write for example `objectives: [{id: call-it, text: Call an incident within five minutes.}]`",
        "1:1 SCH01 a lesson needs `summary`, which is missing; write for example `summary: Decide in one minute whether to call an incident.`",
        "1:1 SCH01 a lesson needs `teaches`, which is missing; write for example `teaches: {incident-response: 2}`",
        "1:1 SCH01 a lesson needs `title`, which is missing; write for example `title: Call an incident`",
    ]),
    ("lesson", "title: Only a title\nteach: {git: 1}\nobjectives: []", [
        "1:1 SCH01 a lesson needs `summary`, which is missing; write for example `summary: Decide in one minute whether to call an incident.`",
        "2:1 SCH02 `teach` is not a field of a lesson; did you mean `teaches`?",
    ]),
    ("lesson", LESSON + "teach: {git: 1}", [
        "5:1 SCH02 `teach` is not a field of a lesson; did you mean `teaches`?",
    ]),
    ("lesson", LESSON + "Shelf-Life: 3 months", [
        "5:1 SCH02 `Shelf-Life` is not a field of a lesson; did you mean `shelf_life`?",
    ]),
    ("lesson", LESSON + "author: maria", [
        "5:1 SCH02 `author` is not a field of a lesson; did you mean `owner`?",
    ]),
    ("lesson", LESSON + "learning_style: visual", [
        "5:1 SCH02 `learning_style` is not a field of a lesson; the fields of a lesson are `title`, `summary`, `teaches`, `requires`, `objectives`, `minutes`, `format`, `owner`, `reviewed`, `shelf_life`, `aliases`, `retired`, `replaced_by`, `tags`, `language`, `contributors`, `watches` and `allow`",
    ]),
    ("lesson", LESSON + "\"a\\nb\": 1", [
        "5:1 SCH02 `a\\nb` is not a field of a lesson; the fields of a lesson are `title`, `summary`, `teaches`, `requires`, `objectives`, `minutes`, `format`, `owner`, `reviewed`, `shelf_life`, `aliases`, `retired`, `replaced_by`, `tags`, `language`, `contributors`, `watches` and `allow`",
    ]),
    ("lesson", LESSON + "minutes: 9 min", [
        "5:10 SCH03 `minutes` must be a whole number, but holds the text \"9 min\"; write `minutes: 9`",
    ]),
    ("lesson", LESSON + "minutes: 9.0", [
        "5:10 SCH03 `minutes` must be a whole number, but holds the number 9.0; write `minutes: 9`",
    ]),
    ("lesson", LESSON + "minutes: 2 hours", [
        "5:10 SCH03 `minutes` must be a whole number, but holds the text \"2 hours\"; write for example `minutes: 9`",
    ]),
    ("lesson", LESSON + "minutes: [9]", [
        "5:10 SCH03 `minutes` must be a whole number, but holds a list of 1 entry; write `minutes: 9`",
    ]),
    ("lesson", LESSON + "tags: git, review", [
        "5:7 SCH03 `tags` must be a list, but holds the text \"git, review\"; write `tags: [git, review]`",
    ]),
    ("lesson", LESSON + "tags: [1, '']", [
        "5:8 SCH03 entry 1 of `tags` must be text, but holds the number 1; write `\"1\"`",
        "5:11 SCH05 entry 2 of `tags` is empty; write for example `on-call`",
    ]),
    ("lesson", LESSON + "owner:", [
        "5:1 SCH03 `owner` is empty; write for example `owner: maria`, or leave the field out",
    ]),
    ("lesson", LESSON + "shelf_life: 9", [
        "5:13 SCH03 `shelf_life` must be text, but holds the number 9; write `shelf_life: 9 months`",
    ]),
    ("lesson", LESSON + "retired: 3", [
        "5:10 SCH03 `retired` must be `true`, `false` or a day, but holds the number 3; write for example `retired: true`",
    ]),
    ("lesson", LESSON + "retired: yes", [
        "5:10 SCH05 `retired` must be `true`, `false` or a day, written year-month-day, but holds \"yes\"; write `retired: true`",
    ]),
    ("lesson", LESSON + "requires: [git]", [
        "5:11 SCH03 `requires` must map skills to levels, but holds a list of 1 entry; write `requires: {git: 1}`",
    ]),
    ("lesson", LESSON + "requires: [{git: 2}]", [
        "5:11 SCH03 `requires` must map skills to levels, but holds a list of 1 entry; write `requires: {git: 2}`",
    ]),
    ("lesson", LESSON + "requires: git", [
        "5:11 SCH03 `requires` must map skills to levels, but holds the text \"git\"; write for example `requires: {incident-response: 1}`",
    ]),
    ("lesson", LESSON + "requires: {git: two, python: level 2}", [
        "5:17 SCH03 `git` in `requires` must be a whole number, but holds the text \"two\"; write for example `git: 2`",
        "5:30 SCH03 `python` in `requires` must be a whole number, but holds the text \"level 2\"; write `python: 2`",
    ]),
    ("lesson", LESSON + "format: vidoe", [
        "5:9 SCH04 `format` must be `article`, `video`, `exercise`, `job-aid` or `session`, but holds \"vidoe\"; did you mean `video`?",
    ]),
    ("lesson", LESSON + "format: 3", [
        "5:9 SCH04 `format` must be `article`, `video`, `exercise`, `job-aid` or `session`, but holds 3; write for example `format: article`",
    ]),
    ("lesson", LESSON + "format: sculpture", [
        "5:9 SCH04 `format` must be `article`, `video`, `exercise`, `job-aid` or `session`, but holds \"sculpture\"; write for example `format: article`",
    ]),
    ("lesson", LESSON + "owner: Maria Okafor", [
        "5:8 SCH05 `owner` must be small letters, digits and hyphens, without spaces, but holds \"Maria Okafor\"; write `owner: maria-okafor`",
    ]),
    ("lesson", LESSON + "owner: maria@example.org", [
        "5:8 SCH05 `owner` must be small letters, digits and hyphens, without spaces, but holds \"…@…\"; write for example `owner: maria`",
    ]),
    ("lesson", LESSON + "owner: \"ma\\u200fria\"", [
        "5:8 SCH05 `owner` must be small letters, digits and hyphens, without spaces, but holds the hidden character U+200F; write `owner: maria`",
    ]),
    ("lesson", LESSON + "requires: {Git Basics: 1}", [
        "5:12 SCH05 `Git Basics` in `requires` must be small letters, digits and hyphens, without spaces, but holds \"Git Basics\"; write `git-basics`",
    ]),
    ("lesson", LESSON + "requires: {\"git\\n\": 1}", [
        "5:12 SCH05 `git\\n` in `requires` must be small letters, digits and hyphens, without spaces, but holds a line break; write `git`",
    ]),
    ("lesson", LESSON + "reviewed: 19.10.2026", [
        "5:11 SCH05 `reviewed` must be a day, written year-month-day, but holds \"19.10.2026\"; write `reviewed: 2026-10-19`",
    ]),
    ("lesson", LESSON + "reviewed: 2026-1-5", [
        "5:11 SCH05 `reviewed` must be a day, written year-month-day, but holds \"2026-1-5\"; write `reviewed: 2026-01-05`",
    ]),
    ("lesson", LESSON + "reviewed: 2026-02-30", [
        "5:11 SCH05 `reviewed` must be a day of the calendar, and \"2026-02-30\" is none; write `reviewed: 2026-02-28`",
    ]),
    ("lesson", LESSON + "reviewed: soon", [
        "5:11 SCH05 `reviewed` must be a day, written year-month-day, but holds \"soon\"; write for example `reviewed: 2026-10-19`",
    ]),
    ("lesson", LESSON + "shelf_life: 9m", [
        "5:13 SCH05 `shelf_life` must be a time such as `9 months`, or `evergreen`, but holds \"9m\"; write `shelf_life: 9 months`",
    ]),
    ("lesson", LESSON + "shelf_life: about a year", [
        "5:13 SCH05 `shelf_life` must be a time such as `9 months`, or `evergreen`, but holds \"about a year\"; write for example `shelf_life: 9 months`",
    ]),
    ("lesson", LESSON + "language: en_US", [
        "5:11 SCH05 `language` must be a language tag such as `en` or `de-CH`, but holds \"en_US\"; write `language: en-US`",
    ]),
    ("lesson", LESSON + "minutes: 0", [
        "5:10 SCH06 `minutes` must be from 1 to 600, but holds 0; the nearest is `minutes: 1`",
    ]),
    ("lesson", LESSON + "minutes: 700", [
        "5:10 SCH06 `minutes` must be from 1 to 600, but holds 700; the nearest is `minutes: 600`",
    ]),
    ("lesson", LESSON + "requires: {git: 0}", [
        "5:17 SCH06 `git` in `requires` must be from 1 to 9, but holds 0; the nearest is `git: 1`",
    ]),
    ("lesson", LESSON + "requires: {git: 10}", [
        "5:17 SCH06 `git` in `requires` must be from 1 to 9, but holds 10; the nearest is `git: 9`",
    ]),
    ("lesson", LESSON + "tags: [git, git]", [
        "5:13 SCH07 `tags` holds \"git\" twice; take one of the two out",
    ]),
    ("lesson", LESSON + "aliases: old-name", [
        "5:10 SCH03 `aliases` must be a list, but holds the text \"old-name\"; write `aliases: [old-name]`",
    ]),
    ("lesson", LESSON + "allow: [{code: str05, until: tomorrow}]", [
        "5:16 SCH05 `code` must be three capital letters and two digits, but holds \"str05\"; write `code: STR05`",
        "5:30 SCH05 `until` must be a day, written year-month-day, but holds \"tomorrow\"; write for example `until: 2027-01-31`",
    ]),
    ("lesson", LESSON + "allow: [{code: STR05, reason: }, STR06]", [
        "5:34 SCH03 entry 2 of `allow` must hold the field `code`, but holds the text \"STR06\"; write for example `{code: STR05, reason: The drill needs a full half hour., until: 2027-01-31}`",
    ]),
    ("lesson", "title: >\n  Foo\n  bar\nsummary: 2024\nteaches: git\nobjectives: {id: a, text: Do.}", [
        "1:8 SCH05 `title` must be one line of text without hidden characters, but holds a line break; write `title: Foo bar`",
        "4:10 SCH03 `summary` must be text, but holds the number 2024; write `summary: \"2024\"`",
        "5:10 SCH03 `teaches` must map skills to levels, but holds the text \"git\"; write for example `teaches: {incident-response: 2}`",
        "6:13 SCH03 `objectives` must be a list, but holds the fields `id` and `text`; write `objectives: [{id: a, text: Do.}]`",
    ]),
    ("lesson", "title: ' '\nsummary: \"a\\tb\"\nteaches: {}\nobjectives: [Do it, {id: A b, tex: Do}]", [
        "1:8 SCH05 `title` is empty; write for example `title: Call an incident`",
        "2:10 SCH05 `summary` must be one line of text without hidden characters, but holds a tab; write `summary: a b`",
        "3:10 SCH07 `teaches` must have at least 1 entry, but is empty; write for example `teaches: {incident-response: 2}`",
        "4:14 SCH03 entry 1 of `objectives` must hold the fields `id` and `text`, but holds the text \"Do it\"; write `{id: do-it, text: Do it}`",
        "4:26 SCH05 `id` must be small letters, digits and hyphens, without spaces, but holds \"A b\"; write `id: a-b`",
        "4:31 SCH02 `tex` is not a field of an objective; did you mean `text`?",
    ]),
    ("lesson", "[lesson]", [
        "1:1 SCH03 a lesson must hold the fields `title`, `summary`, `teaches` and `objectives`, but holds a list of 1 entry; start for example with the line `title: Call an incident`",
    ]),
    ("quiz", "[]", [
        "1:1 SCH07 a quiz must have at least 1 entry, but is empty; start for example with the line `- id: first-call`",
    ]),
    ("quiz", "id: a", [
        "1:1 SCH03 a quiz must be a list, but holds the field `id`; start for example with the line `- id: first-call`",
    ]),
    ("quiz", "- {}", [
        "1:3 SCH01 a question needs `id`, which is missing; write for example `id: first-call`",
        "1:3 SCH01 a question needs `objective`, which is missing; write for example `objective: call-it`",
        "1:3 SCH01 a question needs `options`, which is missing; write for example `options: [{text: Call the incident lead., correct: true}, {text: Wait for a second report.}]`",
        "1:3 SCH01 a question needs `stem`, which is missing; write for example `stem: Nobody can log in. What do you do first?`",
    ]),
    ("quiz", "- {id: a, objective: b, question: How many?, type: truefalse, level: analyze, answers: []}", [
        "1:25 SCH02 `question` is not a field of a question; did you mean `stem`?",
        "1:52 SCH04 `type` must be `single`, `multiple` or `true-false`, but holds \"truefalse\"; did you mean `true-false`?",
        "1:70 SCH04 `level` must be `remember`, `understand`, `apply`, `analyse`, `evaluate` or `create`, but holds \"analyze\"; did you mean `analyse`?",
        "1:79 SCH02 `answers` is not a field of a question; did you mean `options`?",
    ]),
    ("quiz", "- {id: a, objective: b, stem: How many?, options: [{text: 42, correct: yes}]}", [
        "1:51 SCH07 `options` must have at least 2 entries, but has 1; add 1 more",
        "1:59 SCH03 `text` must be text, but holds the number 42; write `text: \"42\"`",
        "1:72 SCH03 `correct` must be `true` or `false`, but holds the text \"yes\"; write `correct: true`",
    ]),
    ("quiz", "- {id: a, objective: b, stem: How many?, options: [{text: true, because: , correct: 1}, 'No', {because: x}]}", [
        "1:59 SCH03 `text` must be text, but holds `true`; write `text: \"true\"`",
        "1:85 SCH03 `correct` must be `true` or `false`, but holds the number 1; write for example `correct: true`",
        "1:89 SCH03 entry 2 of `options` must hold the field `text`, but holds the text \"No\"; write `{text: No}`",
        "1:95 SCH01 an option needs `text`, which is missing; write for example `text: Call the incident lead.`",
    ]),
    ("portal", "title: x", [
        "1:1 SCH02 `title` is not a field of the portal; did you mean `name`?",
    ]),
    ("portal", "name: x\nlevels: Aware, Working\nprofile: Strict\nweekly_minutes: 24 min\nlanguage:", [
        "2:9 SCH03 `levels` must be a list, but holds the text \"Aware, Working\"; write `levels: [Aware, Working]`",
        "3:10 SCH04 `profile` must be `pilot`, `standard` or `strict`, but holds \"Strict\"; did you mean `strict`?",
        "4:17 SCH03 `weekly_minutes` must be a whole number, but holds the text \"24 min\"; write `weekly_minutes: 24`",
        "5:1 SCH03 `language` is empty; write for example `language: en`, or leave the field out",
    ]),
    ("topic", "title: x\nsummary: y\nowner: {name: m}", [
        "3:8 SCH03 `owner` must be text, but holds the field `name`; write for example `owner: maria`",
    ]),
    ("skill", "name: x\nsummary: y\nlevels: [a, b]", [
        "3:9 SCH03 `levels` must map level numbers to descriptions, but holds a list of 2 entries; write for example `levels: {1: Runs the checklist with help, 2: Leads a response}`",
    ]),
    ("skill", "name: x\nsummary: y\nlevels: {0: a, 1: 3}\ncore: no\nsame_as: [example.org/x, 'javascript:x']", [
        "3:10 SCH05 `0` in `levels` must be a level number from 1 to 9, but holds \"0\"; write for example `1`",
        "3:19 SCH03 `1` in `levels` must be text, but holds the number 3; write `1: \"3\"`",
        "4:7 SCH03 `core` must be `true` or `false`, but holds the text \"no\"; write `core: false`",
        "5:11 SCH05 entry 1 of `same_as` must be a web address that starts with `https://`, but holds \"example.org/x\"; write `https://example.org/x`",
        "5:26 SCH05 entry 2 of `same_as` must be a web address that starts with `https://`, but holds \"javascript:x\"; write for example `https://example.org/skills/incident-response`",
    ]),
    ("role", "title: x\nsummary: y\nowner: m\nrequires: {}\nelectives: [{choose: 0, of: []}]\nleads_to: lead", [
        "4:11 SCH07 `requires` must have at least 1 entry, but is empty; write for example `requires: {incident-response: 2, plain-language: 1}`",
        "5:22 SCH06 `choose` must be from 1 to 50, but holds 0; the nearest is `choose: 1`",
        "5:29 SCH07 `of` must have at least 1 entry, but is empty; write for example `of: [shadow-a-shift, read-a-postmortem]`",
        "6:11 SCH03 `leads_to` must be a list, but holds the text \"lead\"; write `leads_to: [lead]`",
    ]),
    ("person", "title: x\nhelps_with: maria@example.org\nemails: [maria, a@example.org, a@example.org]\ncredit: none", [
        "1:1 SCH02 `title` is not a field of a person; did you mean `name`?",
        "2:13 SCH03 `helps_with` must be a list, but holds the text \"…@…\"; write for example `helps_with: [incident-response]`",
        "3:10 SCH05 entry 1 of `emails` must be an e-mail address, but holds \"maria\"; write for example `\"maria@example.org\"`",
        "3:32 SCH07 `emails` holds \"…@…\" twice; take one of the two out",
        "4:9 SCH04 `credit` must be `full` or `hidden`, but holds \"none\"; write for example `credit: full`",
    ]),
    ("glossary", "API: 3\n'': x\nCI:\nDNS: [a]", [
        "1:6 SCH03 `API` must be text, but holds the number 3; write `API: \"3\"`",
        "2:1 SCH05 a name here is empty; write for example `SME`",
        "3:1 SCH03 `CI` is empty; write for example `CI: \"Subject-matter expert, somebody who knows a subject well.\"`",
        "4:6 SCH03 `DNS` must be text, but holds a list of 1 entry; write `DNS: a`",
    ]),
    ("glossary", "[]", [
        "1:1 SCH03 the glossary must map terms to meanings, but holds an empty list; start for example with the line `SME: \"Subject-matter expert, somebody who knows a subject well.\"`",
    ]),
    ("page", "title: [Welcome]\ntemplate: x.html", [
        "1:8 SCH03 `title` must be text, but holds a list of 1 entry; write `title: Welcome`",
        "2:1 SCH02 `template` is not a field of a page; the fields of a page are `title` and `summary`",
    ]),
]
# fmt: on


def said(kind: str, text: str, schemas: Schemas = SCHEMAS) -> list[str]:
    read = read_yaml(text, "f.yml")
    assert not read.findings
    return [
        f"{each.place.line}:{each.place.column} {each.code} {each.message}; {each.hint}"
        for each in schemas.check(kind, read.data, read.source)
    ]


def codes(kind: str, text: str, schemas: Schemas = SCHEMAS) -> set[str]:
    return {line.split()[1] for line in said(kind, text, schemas)}


# ── findings ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("kind", "text"), GOOD)
def test_good_data_is_silent(kind: str, text: str) -> None:
    assert said(kind, text) == []


@pytest.mark.parametrize(("kind", "text", "expected"), BAD)
def test_bad_data_is_explained(kind: str, text: str, expected: list[str]) -> None:
    assert said(kind, text) == expected


def test_the_tables_cover_every_kind_and_every_standard() -> None:
    assert {kind for kind, _ in GOOD} == {kind for kind, _, _ in BAD} == set(KINDS)
    fired = {line.split()[1] for _, _, lines in BAD for line in lines}
    assert fired | {OWN_SCHEMA.code} == {standard.code for standard in SCHEMA_STANDARDS}


def test_messages_keep_to_an_authors_words() -> None:
    for _, _, lines in BAD:
        for line in lines:
            words = re.sub(r"`[^`]*`|\"[^\"]*\"", "", line)
            assert not re.search(r"(?i)schema|object\b|array|string|instance|pattern|regex|!", words), line
            assert not re.search(r"\w@(?!example\.org)", line), line


def test_long_texts_are_counted_and_shortened() -> None:
    assert said("lesson", LESSON.replace("title: T", "title: " + "x" * 140)) == [
        "1:8 SCH05 `title` must have at most 120 characters, but has 140; shorten it by 20 characters"
    ]
    (line,) = said("lesson", LESSON + "owner: " + "Long " * 40)
    assert 'holds "Long Long Long Long' in line
    assert len(line) < 250


@pytest.mark.parametrize("sign", [0x07, 0x0A, 0x85, 0xAD, 0x061C, 0x200B, 0x200C, 0x202E, 0x2066, 0xD800, 0xE0041])
def test_hidden_characters_are_named_where_a_line_is_wanted(sign: int) -> None:
    front = {"title": f"a{chr(sign)}b", "summary": "S", "teaches": {"git": 1}, "objectives": []}
    name = "a line break" if sign == 0x0A else f"the hidden character U+{sign:04X}"
    (finding,) = SCHEMAS.check("lesson", front, Source("f.md"))
    assert finding.message == f"`title` must be one line of text without hidden characters, but holds {name}"
    assert finding.hint == ("write `title: a b`" if sign in (0x0A, 0x85) else "write `title: ab`")


def test_stems_may_run_over_lines_but_hide_nothing() -> None:
    item = {"id": "a", "objective": "b", "options": [{"text": "A"}, {"text": "B"}]}
    assert not SCHEMAS.check("quiz", [{**item, "stem": "One\nTwo\n"}], Source("f.md"))
    assert SCHEMAS.check("quiz", [{**item, "stem": "One\u202eTwo"}], Source("f.md"))


def test_places_are_prefixed_where_data_stands_inside_a_file() -> None:
    source = Source("f.md", {(): (2, 1), ("quiz", 0, "stem"): (9, 5)}, {("quiz", 0, "sten"): (8, 3)})
    item = {"id": "a", "objective": "b", "stem": 3, "sten": "x", "options": [{"text": "A"}, {"text": "B"}]}
    found = SCHEMAS.check("quiz", [item], source, ("quiz",))
    assert [(each.place.line, each.code) for each in found] == [(8, "SCH02"), (9, "SCH03")]


@pytest.mark.parametrize("standard", SCHEMA_STANDARDS, ids=lambda standard: standard.code)
def test_manuals_show_what_fires_and_what_does_not(standard: Standard, tmp_path: Path) -> None:
    if own := re.search(r"```json\n(.*?)```", standard.manual, re.DOTALL):
        (tmp_path / "lesson.schema.json").write_text(own[1])
    schemas = Schemas(tmp_path)
    bad, good = re.findall(r"```yaml\n(.*?)```", standard.manual, re.DOTALL)
    whole = standard.code == "SCH01"  # only there the example is a whole front matter
    assert standard.code in codes("lesson", bad if whole else _over_a_lesson(bad), schemas)
    assert codes("lesson", good if whole else _over_a_lesson(good), schemas) == set()


def _over_a_lesson(fields: str) -> str:
    """A lesson with these fields in place of its own."""
    return json.dumps({**_fields(LESSON), **_fields(fields)})


def _fields(text: str) -> dict[str, Any]:
    data = read_yaml(text, "f.yml").data
    assert isinstance(data, dict)
    return data


def test_our_own_content_fits() -> None:
    folders = {"skills": "skill", "roles": "role", "people": "person"}
    for path in sorted((ROOT / "content").rglob("*.yml")):
        kind = folders.get(path.parent.name) or path.stem
        assert said(kind, path.read_text("utf-8")) == [], path
    for path in sorted((ROOT / "content" / "lessons").glob("*/*.md")):
        document = read_document(path.read_text("utf-8"), path.name)
        assert SCHEMAS.check("lesson", document.front, document.source) == (), path
        assert [SCHEMAS.check("quiz", quiz.data, quiz.source) for quiz in document.quizzes if quiz.data] == [
            () for quiz in document.quizzes if quiz.data
        ], path


# ── no data makes a check raise ──────────────────────────────────────────────────────────────────────────

_names = st.sampled_from(
    sorted(set(re.findall(r'"([a-z_]+)": \{', "".join(path.read_text() for path in OURS.glob("*.json")))))
)
_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["2026-02-30", "9 m"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_names | st.text(), inner, max_size=6),
    max_leaves=20,
)


@examples(300)
@given(st.sampled_from(KINDS), _values)
def test_no_data_makes_a_check_raise(kind: str, data: object) -> None:
    for finding in SCHEMAS.check(kind, data, Source("f.yml")):
        assert finding.message
        assert finding.hint
        assert finding.message.isprintable() or " " in finding.message
        assert "\n" not in finding.message + finding.hint


@pytest.mark.parametrize("kind", KINDS)
def test_monstrous_data_is_an_ordinary_finding(kind: str) -> None:
    deep: object = []
    for _ in range(10_000):
        deep = [deep]
    for data in (10**20_000, deep, [deep], {"title": deep, "minutes": 10**20_000, "x" * 10**6: 1}):
        assert SCHEMAS.check(kind, data, Source("f.yml"))


# ── a portal's own schemas ───────────────────────────────────────────────────────────────────────────────


def own(folder: Path, schema: object, kind: str = "lesson") -> Schemas:
    (folder / f"{kind}.schema.json").write_text(schema if isinstance(schema, str) else json.dumps(schema))
    return Schemas(folder)


def test_an_own_schema_holds_on_top_of_ours(tmp_path: Path) -> None:
    team = {"enum": ["safety", "quality"]}
    schemas = own(
        tmp_path,
        {
            "required": ["owner", "reviewed"],
            "properties": {
                "tags": {
                    "items": {"$ref": "#/$defs/team"},
                    "contains": {"const": "safety"},
                    "description": "Say safety.",
                },
                "title": {"not": {"pattern": "^How"}, "description": "Start with a verb, not with How."},
                "minutes": {"multipleOf": 5, "examples": [10]},
                "format": {"anyOf": [{"type": "integer"}, {"const": "video"}]},
            },
            "$defs": {"team": team},
        },
    )
    mine = "(a rule of this portal's own)"
    lesson = LESSON.replace("title: T", "title: How to")
    assert said("lesson", lesson + "tags: [saftey]\nminutes: 9\nformat: vidio\nreviewed: soon", schemas) == [
        f"1:1 SCH08 a lesson needs `owner`, which is missing; write for example `owner: maria` {mine}",
        f'1:8 SCH08 `title` does not fit, and holds the text "How to"; Start with a verb, not with How. {mine}',
        f"5:7 SCH08 `tags` does not fit, and holds a list of 1 entry; Say safety. {mine}",
        f'5:8 SCH08 entry 1 of `tags` must be `safety` or `quality`, but holds "saftey"; did you mean `safety`? {mine}',
        f"6:10 SCH08 `minutes` does not fit, and holds the number 9; write for example `minutes: 10` {mine}",
        '7:9 SCH04 `format` must be `article`, `video`, `exercise`, `job-aid` or `session`, but holds "vidio"; '
        "did you mean `video`?",
        '8:11 SCH05 `reviewed` must be a day, written year-month-day, but holds "soon"; '
        "write for example `reviewed: 2026-10-19`",
    ]
    assert said("lesson", LESSON + "owner: maria\nreviewed: 2026-01-05\nminutes: 10", schemas) == []
    assert said("topic", "{title: T, summary: S, owner: m}", schemas) == []


def test_an_own_schema_may_refer_to_ours(tmp_path: Path) -> None:
    level = {"$ref": "urn:lorepath:schema:lesson#/$defs/level"}
    schemas = own(tmp_path, {"properties": {"minutes": level}})
    assert codes("lesson", LESSON + "minutes: 12", schemas) == {"SCH08"}


def test_our_own_folder_is_not_applied_twice() -> None:
    schemas = Schemas(OURS)
    for kind, text, expected in BAD:
        assert said(kind, text, schemas) == expected


def test_a_missing_folder_is_none(tmp_path: Path) -> None:
    assert said("lesson", LESSON, Schemas(tmp_path / "schemas")) == []


@pytest.mark.parametrize(
    ("schema", "place", "message", "hint"),
    [
        ('{"a": 1,\n  b}', ":2:3", "this file is no valid JSON", "mend this line, or delete the file"),
        ("[1]", ":1:1", "this file does not hold a JSON Schema", "start it with"),
        ("[" * 100_000, ":1:1", "this file cannot be read", "save it as JSON in UTF-8"),
        ({"$schema": "http://json-schema.org/draft-07/schema#"}, ":1:1", "for another version", "2020-12"),
        ({"properties": {"x": {"type": "txt"}}}, ":1:1", "at `properties/x/type`", "mend that part"),
        ({"properties": {"x": {"pattern": "("}}}, ":1:1", "at `properties/x/pattern`", "mend that part"),
        ({"items": {"$ref": "https://example.org/x"}}, ":1:1", "refers to `https://example.org/x`", "#/$defs/"),
        ({"$ref": "#/$defs/none"}, ":1:1", "refers to `/$defs/none`", "urn:lorepath:schema:lesson"),
        ({"$ref": "#/examples/0", "examples": [{"type": 3}]}, ":1:1", "is no valid JSON Schema", "mend"),
    ],
)
def test_a_broken_own_schema_stops_with_place_and_remedy(
    tmp_path: Path, schema: object, place: str, message: str, hint: str
) -> None:
    with pytest.raises(PortalError) as caught:
        own(tmp_path, schema)
    finding = caught.value.finding
    assert (finding.code, str(finding.place)) == ("SCH08", f"{tmp_path.name}/lesson.schema.json{place}")
    assert message in finding.message
    assert hint in finding.hint


def test_a_file_that_is_no_text_stops_too(tmp_path: Path) -> None:
    (tmp_path / "role.schema.json").write_bytes(b"\xff\xfe{")
    (tmp_path / "skill.schema.json").mkdir()
    with pytest.raises(PortalError, match="cannot be read"):
        Schemas(tmp_path)


def test_an_own_schema_without_end_stops(tmp_path: Path) -> None:
    schemas = own(tmp_path, {"allOf": [{"$ref": "#"}]})
    with pytest.raises(PortalError, match="refers to itself without end"):
        said("lesson", LESSON, schemas)


@examples(200)
@given(data=_values)
def test_no_data_makes_an_own_schema_raise(data: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    schemas = own(
        tmp_path_factory.mktemp("own"),
        {
            "type": "null",
            "enum": [],
            "required": ["x"],
            "additionalProperties": False,
            "patternProperties": {"^t": {"oneOf": [{"type": ["array", "null"]}, {"minimum": 3}, {"minLength": 9}]}},
            "properties": {"id": False, "text": {"pattern": "^$", "patternErrorMessage": 3}},
            "uniqueItems": True,
            "items": {"exclusiveMinimum": 2, "multipleOf": 0.1, "unevaluatedProperties": False},
        },
        "glossary",
    )
    found = schemas.check("glossary", data, Source("f.yml"))
    assert found, "nothing at all fits that schema"
    assert all(finding.message and finding.hint for finding in found)


# ── the schema files ─────────────────────────────────────────────────────────────────────────────────────


def _parts(schema: Any) -> Iterator[Any]:
    """A schema and all schemas in it."""
    if isinstance(schema, dict):
        yield schema
        for name in ("items", "additionalProperties", "propertyNames"):
            yield from _parts(schema.get(name))
        for name in ("properties", "$defs"):
            for part in schema.get(name, {}).values():
                yield from _parts(part)


def test_every_schema_has_a_kind() -> None:
    assert {path.name for path in OURS.iterdir()} == {f"{kind}.schema.json" for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_explain_themselves(kind: str) -> None:
    schema = json.loads((OURS / f"{kind}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:lorepath:schema:{kind}"
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for part in _parts(schema):
        assert part["title"], part
        assert part["description"].endswith("."), part
        assert part["examples"], part
        for example in part["examples"]:
            validator.evolve(schema=part).validate(example)
        if "properties" in part:
            assert part["additionalProperties"] is False
        if "pattern" in part:
            assert part["patternErrorMessage"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_list_and_map_has_a_cap(kind: str) -> None:
    schema = json.loads((OURS / f"{kind}.schema.json").read_text("utf-8"))
    caps = {"string": "maxLength", "array": "maxItems", "integer": "maximum", "number": "maximum"}
    for part in _parts(schema):
        whole = {**schema.get("$defs", {}).get(part.get("$ref", "").removeprefix("#/$defs/"), {}), **part}
        kinds = [whole["type"]] if isinstance(whole["type"], str) else whole["type"]
        ends = {"enum", "format", "properties", "maxProperties"} & whole.keys() or part in schema["$defs"].values()
        bounded = re.search(r"\[1-9\]", whole.get("pattern", "")) or whole.get("pattern", "").endswith("{2}$")
        assert ends or bounded or any(caps.get(name) in whole for name in kinds) or kinds == ["boolean"], part


def test_parts_of_one_name_say_the_same_in_every_schema() -> None:
    seen: dict[str, object] = {}
    for kind in KINDS:
        schema = json.loads((OURS / f"{kind}.schema.json").read_text("utf-8"))
        for name, part in schema.get("$defs", {}).items():
            assert seen.setdefault(name, part) == part
        for part in _parts(schema):
            if "$ref" in part:
                target = schema["$defs"][part["$ref"].removeprefix("#/$defs/")]
                # So that reading a part in place of its reference means the same.
                assert part.keys() & target.keys() <= {"title", "description", "examples"}
