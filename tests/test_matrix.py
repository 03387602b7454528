"""The role × skill matrix: out into a spreadsheet, back into the role files, and what is wrong with a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command import lorepath
from conftest import Cli
from examples import examples
from lorepath.loader import load
from lorepath.matrix import changes, edited_roles, read, write
from lorepath.matrix.sheet import letters
from lorepath.model import Levels
from portal import make_portal
from sketch import sketch
from test_progress import in_a_terminal

SKILLS = ("a", "b", "c", "d")
needs = st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 3), min_size=1)
SCALES = {skill: [1, 2, 3] for skill in SKILLS}


def skill(name: str) -> str:
    return f"name: {name}\nsummary: S.\nlevels: {{1: x, 2: y, 3: z}}\n"


# ── there and back ──────────────────────────────────────────────────────────────────────────────────────────


@examples(60)
@given(st.lists(needs, min_size=1, max_size=4), st.sampled_from([",", ";", "\t"]), st.booleans())
def test_what_is_written_reads_as_it_was(roles: list[Levels], separator: str, by_name: bool) -> None:
    portal = sketch({}, {f"r{n}": {"requires": need} for n, need in enumerate(roles)}, SCALES)
    text = write(portal).replace(",", separator)
    if by_name:
        for number, name in enumerate(portal.levels, 1):
            text = text.replace(f"{separator}{number}", f"{separator}{name}")
    sheet = read(text, portal)
    assert (sheet.complaints, sheet.wanted) == ((), {f"r{n}": need for n, need in enumerate(roles)})
    assert [*changes(portal, sheet.wanted)] == []


@examples(60)
@given(st.lists(st.tuples(needs, needs), min_size=1, max_size=3))
def test_a_sheet_of_another_portal_brings_its_levels(pairs: list[tuple[Levels, Levels]]) -> None:
    before, after = (
        sketch({}, {f"r{n}": {"requires": pair[side]} for n, pair in enumerate(pairs)}, SCALES) for side in (0, 1)
    )
    assert read(write(after), before).wanted == {role.id: role.requires for role in after.roles.values()}


STYLES = (
    "requires: {{{flow}}}\n",
    "requires: {{ {flow} }} # what it needs\n",
    "requires:\n{block}",
    "requires: # what it needs\n  # the first things first\n{block}  # and no more\n",
    "requires: {{\n{lines}  }}\n",
)


def written(style: str, levels: Levels) -> str:
    return style.format(
        flow=", ".join(f"{name}: {level}" for name, level in levels.items()),
        block="".join(f"  {name}: {level}  # {name} counts\n" for name, level in levels.items()),
        lines="".join(f"    {name}: {level}, # {name} counts\n" for name, level in levels.items()),
    )


@examples(60)
@given(
    before=needs, after=needs, style=st.sampled_from(STYLES), place=st.booleans(), end=st.sampled_from(["\n", "\r\n"])
)
def test_a_role_file_changes_in_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, before: Levels, after: Levels, style: str, place: bool, end: str
) -> None:
    head = "# Ours.\ntitle:   'A role'   # its name\nsummary: S.\nowner: maria\n"
    role = (head + written(style, before) if place else written(style, before) + head).replace("\n", end)
    files = {"content/roles/writer.yml": role, **{f"content/skills/{name}.yml": skill(name) for name in SKILLS}}
    portal, _ = load(make_portal(tmp_path_factory.mktemp("portal"), files))
    assert portal.roles["writer"].requires == before
    texts, refused = edited_roles(portal, {"writer": after}, {"content/roles/writer.yml": role})
    assert refused == ()
    if before == after:
        assert texts == {}
        return
    text = texts["content/roles/writer.yml"]
    assert load(portal.root, {"content/roles/writer.yml": text.encode()})[0].roles["writer"].requires == after
    outside = role.replace(written(style, before).replace("\n", end), "")
    assert text.startswith(outside) or text.endswith(outside)
    for name in before.keys() & after.keys():
        assert "block" not in style or f"{name}: {after[name]}  # {name} counts{end}" in text
    for comment in ("# what it needs", "# the first things first", "# and no more"):
        assert (comment in text) == (comment in role)


def test_levels_change_in_place_and_new_ones_follow(tmp_path: Path) -> None:
    role = """\
title: Writer
summary: S.
requires:
  # the trade
  b: 1   # since 2024
  a: 2

  c: 3   # rarely
owner: maria
"""
    files = {"content/roles/writer.yml": role, **{f"content/skills/{name}.yml": skill(name) for name in SKILLS}}
    portal, _ = load(make_portal(tmp_path, files))
    texts, _ = edited_roles(portal, {"writer": {"b": 3, "c": 3, "d": 1}}, {"content/roles/writer.yml": role})
    assert texts["content/roles/writer.yml"] == role.replace("b: 1", "b: 3").replace("  a: 2\n", "").replace(
        "# rarely\n", "# rarely\n  d: 1\n"
    )


def test_yaml_that_is_not_understood_is_left_to_people(tmp_path: Path) -> None:
    role = "title: W\nsummary: S.\nowner: maria\nrequires:\n  a:\n    2\n"
    files = {"content/roles/writer.yml": role, **{f"content/skills/{name}.yml": skill(name) for name in SKILLS}}
    portal, _ = load(make_portal(tmp_path, files))
    assert portal.roles["writer"].requires == {"a": 2}
    path = "content/roles/writer.yml"
    assert edited_roles(portal, {"writer": {"a": 3}}, {path: role}) == ({}, (path,))


# ── what is wrong with a sheet ──────────────────────────────────────────────────────────────────────────────

PORTAL = sketch({}, {"dev": {"requires": "a 1"}, "lead": {"requires": "b 2"}}, {"a": [1, 2], "b": [1, 2, 3]})
WRONG = {
    "": "row 1, column A: expected the heading `Skill`, found ''; `lorepath matrix export` shows how",
    "Role,dev\n": "row 1, column A: expected the heading `Skill`, found 'Role,dev'; `lorepath matrix export` shows how",
    'Skill,dev\n"a,1\n': "this is no CSV (unexpected end of data); save it from your spreadsheet as CSV UTF-8",
    "Skill,Name,devv\na,A,1\n": "row 1, column C: there is no role 'devv'; did you mean `dev`? "
    "Otherwise write the id of a role from content/roles/",
    "Skill,dev,lead,dev\na,1,1,1\n": "row 1, column D: the role `dev` stands in column B too; keep one",
    "Skill,,dev\na,1,1\n": "row 1, column B: expected the id of a role as heading, found nothing",
    "Skill,dev\nzzz,1\n": "row 2, column A: there is no skill 'zzz'; write the id of a skill from content/skills/",
    "Skill,dev\na,1\n\na,2\n": "row 4, column A: the skill `a` stands in row 2 too; keep one",
    "Skill,dev,lead\na,1\n": "row 2: 2 cells below 3 headings; give each heading one cell, also an empty one",
    "Skill,dev\na,1,1\n": "row 2: 3 cells below 2 headings; give each heading one cell, also an empty one",
    "Skill,dev\na,3\n": "row 2, column B: (`dev`) '3' is no level of `a`; write 1 (Aware) or 2 (Working), or nothing",
    "Skill,dev\na,=1\n": "row 2, column B: (`dev`) '=1' is no level of `a`; write 1 (Aware) or 2 (Working), or nothing",
    "Skill,dev\na,\n": "row 1, column B: the role `dev` would need no skill at all; leave it at least one",
}


@pytest.mark.parametrize(("text", "complaint"), WRONG.items(), ids=[repr(text) for text in WRONG])
def test_each_mistake_is_said_with_its_row_and_column(text: str, complaint: str) -> None:
    sheet = read(text, PORTAL)
    assert sheet.complaints == (complaint,)
    assert sheet.wanted == {}


def test_all_mistakes_are_said_at_once() -> None:
    assert len(read("Skill,dev,chef\na,9,1\nsoup,1,1\nb,x,1\n", PORTAL).complaints) == 4


def test_roles_and_skills_may_go_by_their_titles_and_the_rest_stays() -> None:
    assert read("skill;Dev\nB;working\n", PORTAL).wanted == {"dev": {"a": 1, "b": 2}}
    assert read("Skill,lead\nb,-\na,'2\n\n,\n", PORTAL).wanted == {"lead": {"a": 2}}


def test_columns_are_named_as_in_spreadsheets() -> None:
    assert [letters(column) for column in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        *("A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA")
    ]


def test_no_cell_of_the_sheet_is_a_formula(tmp_path: Path) -> None:
    hostile = {"content/skills/plain-language.yml": "name: '=1+1'\nsummary: S.\nlevels: {1: a, 2: b}\n"}
    portal, _ = load(make_portal(tmp_path, hostile))
    assert write(portal) == '"Skill","Name","writer"\r\n"plain-language","\'=1+1",2\r\n'


# ── the command, word for word ──────────────────────────────────────────────────────────────────────────────

FILES = {
    "content/skills/layout.yml": "name: Layout\nsummary: S.\nlevels: {1: a, 2: b}\n",
    "content/roles/writer.yml": "title: Writer\nsummary: S.\nowner: maria\nrequires: {plain-language: 2} # all\n",
    "content/roles/editor.yml": "title: Editor\nsummary: S.\nowner: maria\n"
    "requires:\n  layout: 1\n  plain-language: 1\n",
}


def test_a_terminal_obeys_nothing_of_a_sheet_and_a_file_gets_every_letter(tmp_path: Path) -> None:
    root = make_portal(tmp_path, {"content/skills/layout.yml": skill('"a\\n::add-mask::b ##[group]\\e[31mc"')})
    shown = in_a_terminal("import sys; from lorepath.cli import main; main()", "matrix", "export", "--root", root)
    assert shown.replace("\r\n", "\n") == (
        '"Skill","Name","writer"\n'
        '"layout","a\\n::add-mask::b ## [group]\\x1b[31mc",""\n'
        '"plain-language","Plain language",2\n'
    )
    written = lorepath("matrix", "export", "--root", root).stdout
    assert '"layout","a\n::add-mask::b ##[group]\x1b[31mc",""\n' in written


def test_out_and_back(tmp_path: Path, cli: Cli) -> None:
    root, sheet = make_portal(tmp_path / "portal", FILES), tmp_path / "matrix.csv"
    assert cli("matrix", "export", sheet, "--root", root).stdout == f"Wrote 2 skills and 2 roles to {sheet}.\n"
    text = sheet.read_bytes().decode("utf-8-sig")
    assert cli("matrix", "export", "--root", root).stdout.replace("\r\n", "\n") == text.replace("\r\n", "\n")
    assert cli("matrix", "import", sheet, "--root", root).stdout == (
        "The roles need just what the sheet says: nothing to change.\n"
    )
    sheet.write_text("Skill,editor,writer\nlayout,1,\n")
    assert cli("matrix", "import", sheet, "--root", root).stdout == (
        "Not in the sheet, so left as it is: `plain-language`.\n"
        "The roles need just what the sheet says: nothing to change.\n"
    )
    sheet.write_text("Skill;Name;editor;writer\nlayout;Layout;2;1\nplain-language;;;Aware\n")
    said = (
        "Editor: needs Layout 2 (Working) instead of 1 (Aware)\n"
        "Editor: no longer needs Plain language 1 (Aware)\n"
        "Writer: needs Plain language 1 (Aware) instead of 2 (Working)\n"
        "Writer: needs Layout 1 (Aware), too\n\n"
    )
    before = (root / "content/roles/writer.yml").read_text()
    looked = cli("matrix", "import", sheet, "--root", root)
    assert looked.stdout == said + "Nothing was changed. Add --write to change 2 files in content/roles/.\n"
    assert (root / "content/roles/writer.yml").read_text() == before
    wrote = cli("matrix", "import", sheet, "--write", "--root", root)
    assert wrote.stdout == (
        said + "Changed 2 files in content/roles/; `lorepath check` says what that means for paths.\n"
    )
    assert (root / "content/roles/writer.yml").read_text() == before.replace(
        "{plain-language: 2}", "{plain-language: 1, layout: 1}"
    )
    assert (root / "content/roles/editor.yml").read_text().endswith("requires:\n  layout: 2\n")


def test_nothing_is_written_over_or_changed_by_mistake(tmp_path: Path, cli: Cli) -> None:
    root, sheet = make_portal(tmp_path / "portal", FILES), tmp_path / "matrix.csv"
    sheet.write_text("Skill,writer\nplain-language,9\n")
    there = cli("matrix", "export", sheet, "--root", root)
    assert (there.exit_code, there.stderr) == (
        2,
        f"lorepath: {sheet} is there already; name another file, or add --force to write over it\n",
    )
    wrong = cli("matrix", "import", sheet, "--write", "--root", root)
    assert (wrong.exit_code, wrong.stdout, wrong.stderr) == (
        2,
        "",
        f"{sheet}: row 2, column B: (`writer`) '9' is no level of `plain-language`; "
        "write 1 (Aware) or 2 (Working), or nothing\n"
        "lorepath: nothing was changed; mend 1 place first\n",
    )
    assert cli("matrix", "export", sheet, "--force", "--root", root).exit_code == 0
    sheet.write_bytes("Skill,writer\nplain-language,1 \xe9\n".encode("latin-1"))
    assert cli("matrix", "import", sheet, "--root", root).stderr == (
        f"lorepath: {sheet} is not UTF-8 (byte 31); save it from your spreadsheet as CSV UTF-8\n"
    )


def test_what_a_sheet_holds_is_obeyed_nowhere(tmp_path: Path, cli: Cli) -> None:
    root, sheet = make_portal(tmp_path / "portal"), tmp_path / "matrix.csv"
    sheet.write_text("Skill,writer\nplain-language,##[group]\x1b[31m\n")
    said = cli("matrix", "import", sheet, "--root", root).stderr
    assert "(`writer`) '## [group]\\x1b[31m' is no level" in said.replace("\\\\", "\\")
    assert "##[" not in said
    assert "\x1b" not in said


def test_yaml_that_is_not_understood_is_named(tmp_path: Path, cli: Cli) -> None:
    role = "title: Writer\nsummary: S.\nowner: maria\nrequires:\n  plain-language:\n    2\n"
    root, sheet = make_portal(tmp_path / "portal", {"content/roles/writer.yml": role}), tmp_path / "matrix.csv"
    sheet.write_text("Skill,writer\nplain-language,1\n")
    result = cli("matrix", "import", sheet, "--write", "--root", root)
    assert (result.exit_code, result.stderr) == (
        2,
        "lorepath: nothing was changed: the YAML of content/roles/writer.yml is not understood well enough; "
        "change it by hand\n",
    )
