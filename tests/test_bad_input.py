"""Whatever a file holds, its author gets one clear finding, and the rest of the portal is still checked.

Each case is a small portal in which one thing is wrong. Another lesson of it has an owner whom nobody knows,
which must be said too, or else the bad file hid it.
"""

# ruff: noqa: E501  (findings stand here word for word)

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from command import lorepath
from conftest import Cli
from examples import examples
from lorepath.cli import main
from lorepath.content_files import ContentFiles
from lorepath.content_places import ContentFile, FileKind
from portal import FILES, LOGICAL_ONLY, WELL_MADE, WELL_MADE_LESSONS, Content, lesson, make_portal

BAD = "content/lessons/basics/short-sentences.md"
OTHER = {"content/lessons/basics/zebra.md": lesson(title="Another lesson", owner="zoe")}
OTHER_FINDING = "content/lessons/basics/zebra.md:6:8: REF02 there is no person `zoe`; add `content/people/zoe.yml` with their `name`"
NO_REPOSITORY = "HIS02"


def said(output: str) -> list[str]:
    """The findings of a report for people, but the one that the test's folder is no Git repository."""
    findings = [line for line in output.splitlines() if _FINDING.match(line)]
    return [line for line in findings if f" {NO_REPOSITORY} " not in line]


_FINDING = re.compile(r"\S.*?:\d+:\d+: [A-Z]{3}\d\d ")


def with_front_matter(*lines: str) -> str:
    """The lesson with these lines at the end of its front matter, on line 6 and after."""
    return lesson().replace("\n---\n\n", "\n" + "\n".join(lines) + "\n---\n\n", 1)


ANSI = 'open it in a text editor as Windows-1252 (also called Western or ANSI; or Latin-1), and save it as "UTF-8"'
UTF16 = 'this file is UTF-16; open it in a text editor and save it as "UTF-8"'
DELETE = 'open it in a text editor, delete what you cannot see, and save it as "UTF-8"'
PLAIN = "is not used in a portal; write the value out as plain text"
NESTED = "DOC13 brackets or other marks nest more than 100 deep here; delete the marks that are not meant; sample data fits better into a file beside the lesson"
REQUIRED = "start the file with `---`, `title: …`, `summary: …`, `teaches: {skill: 1}`, `objectives: …` and `---`; `lorepath new lesson` writes them for you"

LESSONS: dict[str, tuple[Content, str]] = {
    "without front matter": ("# Write\n\nText.\n", f"1:1: DOC07 this lesson has no front matter: its first line is not `---`; {REQUIRED}"),
    "empty": ("", f"1:1: DOC07 this lesson has no front matter: its first line is not `---`; {REQUIRED}"),
    "with unclosed front matter": (lesson().replace("\n---\n\n", "\n\n", 1), "1:1: DOC08 the front matter that starts here is not closed; write a line of three dashes, `---`, after its last field"),
    "with front matter that is a list": ("---\n- title\n---\nText.\n", f"2:1: DOC07 this front matter holds no fields; {REQUIRED}"),
    "with a tab": (with_front_matter("tags:", "\t- short"), "7:1: DOC09 a tab stands where YAML wants spaces; indent with two spaces for each level"),
    "with a duplicate key": (with_front_matter("title: Again"), "6:1: DOC10 `title` stands here and on line 2; keep one of the two lines"),
    "with an alias": (with_front_matter("requires: *levels"), f"6:11: DOC11 the alias `*levels` {PLAIN}"),
    "with an anchor": (with_front_matter("tags: &short [short]"), "6:7: DOC11 the anchor `&short` is not used in a portal; take it out, and write the value again wherever `*short` stands"),
    "with an anchor and its alias": (with_front_matter("tags: &short [short]", "aliases: *short"), "6:7: DOC11 the anchor `&short` is not used in a portal; take it out, and write the value again wherever `*short` stands"),
    "with line ends of old Macs": (lesson().replace("\n", "\r"), '1:4: DOC05 this line ends the old Macintosh way (CR); save the file with line ends "LF"; editors show the choice in the status bar or the save dialogue'),
    "that is a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "1:1: DOC05 this file holds no text, whatever its ending says; put it beside the lesson under its own ending (such as `.png` or `.pdf`), and link to it"),
    "with a tag": (with_front_matter("tags: !!python/object/apply:os.system [false]"), f"6:7: DOC11 the tag `!!python/object/apply:os.system` {PLAIN}"),
    "with a merge": (with_front_matter("<<: {tags: [a]}"), f"6:1: DOC11 the merge `<<` {PLAIN}"),
    "with NUL": (lesson().encode() + b"a\x00b", f"21:2: DOC05 there is a control character here (U+0000); {DELETE}"),
    "with an escape sequence": (with_front_matter("tags: [\x1b[31mred]"), f"6:8: DOC05 there is a control character here (U+001B); {DELETE}"),
    "in another encoding": (lesson().encode() + "Café".encode("latin-1"), f"21:4: DOC05 this file is not UTF-8: byte 0xE9 is no character (in Windows-1252 it is \"é\"); {ANSI}"),
    "in UTF-16": (lesson().encode("utf-16"), f"1:1: DOC05 {UTF16}"),
    "with a BOM": (b"\xef\xbb\xbf" + lesson().encode(), '1:1: DOC05 this file starts with a byte order mark (BOM); save it as "UTF-8", without BOM'),
    "with CRLF": (lesson().replace("\n", "\r\n"), '1:4: DOC05 this line ends the Windows way (CRLF); save the file with line ends "LF"; editors show the choice in the status bar or the save dialogue'),
    "of 20 MB": (lesson() + "x" * 20 * 2**20, "1:1: DOC04 this file holds 20.1 MB; 1 MB is the most; split it into lessons, and keep pictures in files beside them"),
    "with 17 KB of front matter": (with_front_matter(f"# {'x' * 17_000}"), "2:1: DOC04 this YAML text holds 17 KB; 16 KB is the most; keep names and short descriptions here, and the teaching in the lesson's text"),
    "with 10,000 nested brackets": (lesson() + "[" * 10_000, f"21:101: {NESTED}"),
    "with 10,000 nested brackets in its front matter": (with_front_matter("tags: " + "[" * 10_000), "6:13: DOC12 this YAML text is nested more than 6 deep; write the few values that are meant"),
    "with 10,000 nested brackets in its quiz": (lesson("```quiz\n" + "[" * 10_000 + "\n```\n"), f"9:101: {NESTED}"),
    "with a quiz that is no YAML": (lesson("```quiz\n- id: a\n  stem: Which: this?\n```\n"), '10:14: DOC09 this line holds a second `: `, which starts a new field; put the text in quotes, for example `title: "Git: the basics"`'),
    "with an invisible character": (lesson(owner="mar\u200bia"), "6:12: DOC06 there is an invisible character here (U+200B); delete it: retype the word it stands in"),
    "with a newline in its title": (lesson(title="Two\nlines"), "2:8: SCH05 `title` must be one line of text without hidden characters, but holds a line break; write `title: Two lines`"),
    "with the name of a level": (lesson(teaches={"plain-language": "aware"}), "4:29: SCH03 `plain-language` in `teaches` must be a whole number, but holds the text \"aware\"; write `plain-language: 1` (Aware)"),
    "with a name of no level": (lesson(teaches={"plain-language": "knows"}), "4:29: SCH03 `plain-language` in `teaches` must be a whole number, but holds the text \"knows\"; write for example `plain-language: 2`"),
    "with a field that is misspelt": (lesson(teaches=None, teachs={"plain-language": 1}), "5:1: SCH02 `teachs` is not a field of a lesson; did you mean `teaches`?"),
    "with an owner whom nobody knows": (lesson(owner="marai"), "6:8: REF02 there is no person `marai`; did you mean `maria`? Otherwise add `content/people/marai.yml` with their `name`"),
    "with HTML that no parser takes": (lesson() + "<div><![odd[ x ]]></div>\n\n[no](way.md)\n", "23:6: REF01 the link `way.md` points at no file of this portal; write the way from this file to a file that is there"),
    "with an attribute without a value": (lesson() + "## Your turn { data-assesses data-minutes }\n\n[no](way.md)\n", "23:6: REF01 the link `way.md` points at no file of this portal; write the way from this file to a file that is there"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "finding"), LESSONS.values(), ids=LESSONS)
def test_a_lesson(content: str | bytes, finding: str, tmp_path: Path, cli: Cli) -> None:
    result = cli("check", "--root", make_portal(tmp_path, {**OTHER, BAD: content}))
    assert said(result.stdout) == [f"{BAD}:{finding}", OTHER_FINDING]
    assert (result.exit_code, result.stderr) == (1, "")


def test_a_quotation_mark_in_a_name_is_no_fault(tmp_path: Path, cli: Cli) -> None:
    title = lesson(title="""Say "yes", don't 'no' & <em>mean</em> it""")
    root = make_portal(tmp_path, {BAD: title, "content/people/maria.yml": 'name: Maria "Mo" O\'Hara\n'})
    result = cli("check", "--root", root)
    assert (said(result.stdout), result.exit_code) == ([], 0)


ROLE = FILES["content/roles/writer.yml"]
SKILL = "name: A skill\nsummary: What it is about.\nlevels: {1: Does it}\n"
NAMES = "small letters, digits, `.`, `_` and `-`"
# Where the settings cannot be read, no rule is off.
EVERY_RULE = {**WELL_MADE_LESSONS, **dict.fromkeys(OTHER, lesson(WELL_MADE, title="Another lesson", owner="zoe"))}

PORTALS: dict[str, tuple[dict[str, Content], list[str]]] = {
    "a role that needs an unknown skill": (
        {"content/roles/writer.yml": ROLE.replace("2}", "2, plain-langauge: 1}")},
        ["content/roles/writer.yml:4:31: SKL01 there is no skill `plain-langauge`; did you mean `plain-language`? Otherwise describe it in `content/skills/plain-langauge.yml` (`lorepath new skill plain-langauge`)"],
    ),
    "a role that needs an unknown level": (
        {"content/roles/writer.yml": ROLE.replace("2}", "7}")},
        ["content/roles/writer.yml:4:28: SKL01 the skill `plain-language` has no level 7; use one of its levels (1 and 2), or describe level 7 in `content/skills/plain-language.yml`"],
    ),
    "a cycle": (
        {
            "content/roles/writer.yml": ROLE.replace("2}", "2, hearing: 1, telling: 1}"),
            "content/skills/hearing.yml": SKILL,
            "content/skills/telling.yml": SKILL,
            "content/lessons/basics/hear.md": lesson(title="Hear", teaches={"hearing": 1}, requires={"telling": 1}),
            "content/lessons/basics/tell.md": lesson(title="Tell", teaches={"telling": 1}, requires={"hearing": 1}),
        },
        ["content/lessons/basics/hear.md:6:12: SKL03 these lessons wait for each other in a circle: `hear` → `tell` → `hear`; take out a `requires` that the lesson can do without, or lower its level"],
    ),
    "a file name with a quote": (
        {'content/lessons/basics/say-"yes".md': lesson()},
        [f'content/lessons/basics/say-"yes".md:1:1: DOC03 the name "say-"yes".md" cannot become a web address; rename it, for example to `say-yes.md`: {NAMES}'],
    ),
    "a file name with both quotes and a backslash": (
        {"content/lessons/basics/it's \"a\\b\".md": lesson()},
        [rf'''content/lessons/basics/it's "a\b".md:1:1: DOC03 the name "it's "a\b".md" cannot become a web address; rename it, for example to `its-a-b.md`: {NAMES}'''],
    ),
    "a file name with a newline": (
        {"content/lessons/basics/two\nlines.md": lesson()},
        [rf'content/lessons/basics/two\nlines.md:1:1: DOC03 the name "two\nlines.md" cannot become a web address; rename it, for example to `two-lines.md`: {NAMES}'],
    ),
    "a file name with spaces and capitals": (
        {"content/lessons/basics/My Lesson (final).md": lesson()},
        [f'content/lessons/basics/My Lesson (final).md:1:1: DOC03 the name "My Lesson (final).md" cannot become a web address; rename it, for example to `my-lesson-final.md`: {NAMES}'],
    ),
    "a file name that no record of a learner would hold": (
        {f"content/lessons/basics/{'a' * 81}.md": lesson()},
        [f'content/lessons/basics/{"a" * 81}.md:1:1: DOC03 the name "{"a" * 59}…" is too long for a web address; rename it, for example to `{"a" * 60}.md`: at most 80 characters'],
    ),
    "a file name that no disk would hold as a page": (
        {f"content/lessons/basics/{'a' * 252}.md": lesson()},
        [f'content/lessons/basics/{"a" * 252}.md:1:1: DOC03 the name "{"a" * 59}…" is too long for a web address; rename it, for example to `{"a" * 60}.md`: at most 80 characters'],
    ),
    "a file name that turns the text": (
        {"content/lessons/basics/a\u202egnp.md": lesson()},
        [rf'content/lessons/basics/a\u202egnp.md:1:1: DOC03 the name "a\u202egnp.md" cannot become a web address; rename it, for example to `agnp.md`: {NAMES}'],
    ),
    "a folder name with a capital": (
        {"content/lessons/Basics/a.md": lesson()},
        [f'content/lessons/Basics:1:1: DOC03 the name "Basics" cannot become a web address; rename it, for example to `basics`: {NAMES}'],
    ),
    "a file name with accents": (
        {"content/lessons/basics/Ünï.md": lesson()},
        [rf'content/lessons/basics/Ünï.md:1:1: DOC03 the name "Ünï.md" cannot become a web address; rename it, for example to `uni.md`: {NAMES}'],
    ),
    "a file name in another script": (
        {"content/lessons/basics/学ぶ.md": lesson()},
        [rf'content/lessons/basics/学ぶ.md:1:1: DOC03 the name "学ぶ.md" cannot become a web address; rename it, for example to `name.md`: {NAMES}'],
    ),
    "a file name that is nearly that of another": (
        {"content/lessons/basics/Short Sentences.md": lesson()},
        [f'content/lessons/basics/Short Sentences.md:1:1: DOC03 the name "Short Sentences.md" cannot become a web address; rename it, for example to `short-sentences-2.md`: {NAMES}'],
    ),
    "a file name in capitals in the wrong place": (
        {"content/lessons/My Lesson.MD": lesson()},
        ["content/lessons/My Lesson.MD:1:1: DOC14 a lesson stands in the folder of its topic; move it to `content/lessons/<topic>/my-lesson.md`"],
    ),
    "README.md in a topic": (
        {"content/lessons/basics/README.md": "# Basics\n"},
        ["content/lessons/basics/README.md:1:1: DOC14 the portal writes the page of a topic itself; write what the topic is about as `summary` into `content/lessons/basics/topic.yml`; if this file teaches something, name it after that, for example `first-steps.md`"],
    ),
    "`.markdown`": (
        {"content/lessons/basics/hear.markdown": lesson()},
        ["content/lessons/basics/hear.markdown:1:1: DOC14 a portal's Markdown files end in `.md`; rename it to `hear.md`"],
    ),
    "`.yaml`": (
        {"content/skills/git.yaml": SKILL},
        ["content/skills/git.yaml:1:1: DOC14 a portal's YAML files end in `.yml`; rename it to `git.yml`"],
    ),
    "a lesson outside every topic": (
        {"content/lessons/astray.md": lesson()},
        ["content/lessons/astray.md:1:1: DOC14 a lesson stands in the folder of its topic; move it to `content/lessons/<topic>/astray.md`"],
    ),
    "a lesson outside `lessons/`": (
        {"content/coffee.md": lesson()},
        ["content/coffee.md:4:1: DOC14 `teaches` makes this a lesson, and a lesson stands in the folder of its topic; if this teaches something, move it to `content/lessons/<topic>/coffee.md`; if not, keep only `title` and `summary` between the lines of `---`"],
    ),
    "a page with a prerequisite": (
        {"content/guides/coffee.md": "---\ntitle: Coffee\nrequires: {git: 9}\ntags: nowhere\n---\nText.\n"},
        ["content/guides/coffee.md:3:1: DOC14 `requires` makes this a lesson, and a lesson stands in the folder of its topic; if this teaches something, move it to `content/lessons/<topic>/coffee.md`; if not, keep only `title` and `summary` between the lines of `---`"],
    ),
    "a topic in a topic": (
        {"content/lessons/a/b/astray.md": lesson()},
        ["content/lessons/a/b/astray.md:1:1: DOC14 a lesson stands in the folder of its topic; move it to `content/lessons/<topic>/astray.md`"],
    ),
    "a topic without description": (
        {"content/lessons/a/one.md": lesson(title="One"), "content/lessons/a/two.md": lesson(title="Two")},
        ["content/lessons/a/one.md:1:1: DOC14 the topic folder `a` has no `topic.yml`; write `title`, `summary` and `owner` into `content/lessons/a/topic.yml`"],
    ),
    "YAML where none is known": (
        {"content/settings.yml": "a: 1\n"},
        ["content/settings.yml:1:1: DOC14 the portal does not know a YAML file in this place; skills, roles and people stand in `content/skills/`, `content/roles/` and `content/people/`, a topic in `content/lessons/<topic>/topic.yml`"],
    ),
    "a page where the portal writes its own": (
        {"content/index.md": "# Home\n", "content/roles/readme.md": "# Roles\n", "content/skills/git.md": "# Git\n"},
        [
            "content/index.md:1:1: DOC14 the portal writes its own `index.md` pages; give this page a name of its own, for example `about.md`",
            "content/roles/readme.md:1:1: DOC14 the portal writes its own `readme.md` pages; give this page a name of its own, for example `about.md`",
            "content/skills/git.md:1:1: DOC14 the portal fills `skills/` itself; move this page to `content/` or, if it teaches, to `content/lessons/<topic>/`",
        ],
    ),
    "a file that is not published": (
        {"content/lessons/basics/widget.html": "<script>", "content/lessons/basics/makefile": "all:"},
        [
            "content/lessons/basics/makefile:1:1: DOC15 this file is not published; move it out of `content/`, or turn it into Markdown, a PNG or WebP picture, or a PDF (warning)",
            "content/lessons/basics/widget.html:1:1: DOC15 files ending in `.html` are not published; move it out of `content/`, or turn it into Markdown, a PNG or WebP picture, or a PDF (warning)",
        ],
    ),
    "a role that names a level of the portal's own scale": (
        {
            "content/portal.yml": f"name: A\nlanguage: en\nlevels: [Sees, Does It, Leads]\n{LOGICAL_ONLY}",
            "content/roles/writer.yml": str(FILES["content/roles/writer.yml"]).replace("plain-language: 2", "plain-language: does  it"),
        },
        ["content/roles/writer.yml:4:28: SCH03 `plain-language` in `requires` must be a whole number, but holds the text \"does  it\"; write `plain-language: 2` (Does It)"],
    ),
    "an unknown owner of a topic": (
        {"content/lessons/basics/topic.yml": "title: Basics\nsummary: The start.\nowner: maria\ndeputy: tom\n"},
        ["content/lessons/basics/topic.yml:4:9: REF02 there is no person `tom`; add `content/people/tom.yml` with their `name`"],
    ),
    "two lessons of one name": (
        {"content/lessons/more/short-sentences.md": lesson(title="More"), "content/lessons/more/topic.yml": FILES["content/lessons/basics/topic.yml"]},
        ["content/lessons/more/short-sentences.md:1:1: REF03 the id `short-sentences` is taken by `content/lessons/basics/short-sentences.md`; rename one of the two files"],
    ),
    "a skill that is a list": (
        {"content/skills/plain-language.yml": "- a\n"},
        ["content/skills/plain-language.yml:1:1: SCH03 a skill must hold the fields `name`, `summary` and `levels`, but holds a list of 1 entry; start for example with the line `name: Incident response`"],
    ),
    "a skill that cannot be read is not called missing": (
        {"content/skills/plain-language.yml": "name: [\n"},
        ["content/skills/plain-language.yml:1:8: DOC09 a list or map in brackets is not closed; close each `[` with `]` and each `{` with `}`"],
    ),
    "a person who cannot be read is not called missing": (
        {"content/people/maria.yml": b"\xff"},
        [f"content/people/maria.yml:1:1: DOC05 this file is not UTF-8: byte 0xFF is no character (in Windows-1252 it is \"ÿ\"); {ANSI}"],
    ),
    "a role that cannot be read": (
        {"content/roles/writer.yml": "a: b: c"},
        ['content/roles/writer.yml:1:5: DOC09 this line holds a second `: `, which starts a new field; put the text in quotes, for example `title: "Git: the basics"`'],
    ),
    "a portal.yml that says a thing twice": (
        {"content/portal.yml": f"name: A\nname: B\nlanguage: en\n{LOGICAL_ONLY}"},
        ["content/portal.yml:2:1: DOC10 `name` stands here and on line 1; keep one of the two lines"],
    ),
    "a portal.yml without a name": (
        {"content/portal.yml": "", **EVERY_RULE},
        ["content/portal.yml:1:1: SCH01 the portal needs `name`, which is missing; write for example `name: Northwind learning`"],
    ),
    "a portal.yml that is a list": (
        {"content/portal.yml": "- a\n", **EVERY_RULE},
        ["content/portal.yml:1:1: SCH03 the portal must hold the field `name`, but holds a list of 1 entry; start for example with the line `name: Northwind learning`"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "findings"), PORTALS.values(), ids=PORTALS)
def test_a_portal_with(files: dict[str, Content], findings: list[str], tmp_path: Path, cli: Cli) -> None:
    result = cli("check", "--root", make_portal(tmp_path, {**OTHER, **files}))
    assert said(result.stdout) == sorted([*findings, OTHER_FINDING], key=place)
    assert (result.exit_code, result.stderr) == (1, "")


def test_a_portal_without_lessons(tmp_path: Path, cli: Cli) -> None:
    only = {"content/portal.yml", "content/people/maria.yml"}
    result = cli("check", "--root", make_portal(tmp_path, {path: None for path in FILES if path not in only}))
    assert said(result.stdout) == [
        "content/portal.yml:1:1: DOC16 this portal has no lesson yet; `lorepath new lesson` writes the first one into `content/lessons/<topic>/`"
    ]
    assert result.exit_code == 1


def place(line: str) -> tuple[str, int]:
    """Where a finding stands; findings of one place keep their order."""
    path, number = re.match(r"(.*?):([0-9]+):", line).groups()  # type: ignore[union-attr]
    return path, int(number)


UNREADABLE: dict[str, tuple[dict[str, Content], str]] = {
    "no portal.yml": ({"content/portal.yml": None}, "content/portal.yml:1:1: DOC01 `content/portal.yml` is missing, so this folder is not a portal yet; write `name: Our learning` into `content/portal.yml`"),
    "portal.yml that is no YAML": ({"content/portal.yml": "name: [\n"}, "content/portal.yml:1:8: DOC09 a list or map in brackets is not closed; close each `[` with `]` and each `{` with `}`"),
    "portal.yml with NUL": ({"content/portal.yml": "name: a\0"}, f"content/portal.yml:1:8: DOC05 there is a control character here (U+0000); {DELETE}"),
    "portal.yml in UTF-16": ({"content/portal.yml": "name: a".encode("utf-16")}, f"content/portal.yml:1:1: DOC05 {UTF16}"),
    "portal.yml of over 1 MB": ({"content/portal.yml": "#" * 2**20 + "\n"}, "content/portal.yml:1:1: DOC04 this file holds 1.1 MB; 1 MB is the most; keep names and short descriptions here, and the teaching in lessons"),
    "portal.yaml": ({"content/portal.yml": None, "content/portal.yaml": "name: A\n"}, "content/portal.yaml:1:1: DOC14 a portal's YAML files end in `.yml`; rename it to `portal.yml`"),
    "Portal.yml": ({"content/portal.yml": None, "content/Portal.yml": "name: A\n"}, f'content/Portal.yml:1:1: DOC03 the name "Portal.yml" cannot become a web address; rename it, for example to `portal.yml`: {NAMES}'),
    "another bad file before the bad portal.yml": ({"content/a b.md": "", "content/portal.yml": None, "content/portal.yaml": ""}, "content/portal.yaml:1:1: DOC14 a portal's YAML files end in `.yml`; rename it to `portal.yml`"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "finding"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_portal_that_cannot_be_read_is_one_line_and_status_2(
    files: dict[str, Content], finding: str, tmp_path: Path, cli: Cli
) -> None:
    result = cli("check", "--root", make_portal(tmp_path, files))
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", finding + "\n")


def test_an_empty_content_folder(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "content").mkdir()
    result = cli("check", "--root", tmp_path)
    assert result.exit_code == 2
    assert result.stderr == UNREADABLE["no portal.yml"][1] + "\n"


LINK = "DOC02 this is a link to another place; put the file itself here"


def test_links_are_refused_wherever_they_lead(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path / "portal", OTHER)
    secret = tmp_path / "secret.md"
    secret.write_text(lesson(title="Secret", owner="from-outside"))
    basics = root / "content/lessons/basics"
    (basics / "outside.md").symlink_to(secret)
    (basics / "nowhere.md").symlink_to(tmp_path / "gone")
    (basics / "circle.md").symlink_to(basics / "circle.md")
    (basics / "folder").symlink_to(tmp_path, target_is_directory=True)
    (root / "content/lessons/twin").symlink_to(basics, target_is_directory=True)
    result = cli("check", "--root", root)
    refused = ("basics/circle.md", "basics/folder", "basics/nowhere.md", "basics/outside.md", "twin")
    assert said(result.stdout) == sorted([*(f"content/lessons/{path}:1:1: {LINK}" for path in refused), OTHER_FINDING])
    assert "from-outside" not in result.stdout
    assert result.exit_code == 1


def test_folders_within_folders_come_to_an_end(tmp_path: Path, cli: Cli) -> None:
    """Git keeps ways of any length. Nothing follows them further than a web address goes."""
    root = make_portal(tmp_path, OTHER)
    (root / f"content{'/a' * 300}").mkdir(parents=True)  # a thousand would be more than Python could follow
    result = cli("check", "--root", root)
    assert said(result.stdout) == [
        f"content{'/a' * 197}:1:1: DOC03 the way to this is too long for a web address: it has more than 400 characters; "
        "move it into a folder higher up",
        OTHER_FINDING,
    ]


def test_a_content_folder_that_is_a_link_is_no_portal(tmp_path: Path, cli: Cli) -> None:
    make_portal(tmp_path / "real")
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal/content").symlink_to(tmp_path / "real/content", target_is_directory=True)
    result = cli("check", "--root", tmp_path / "portal")
    assert result.exit_code == 2
    assert result.stderr == "content:1:1: DOC02 `content` is a link to another place; make it a folder of its own\n"


def test_a_portal_file_that_is_a_link_is_no_portal(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path, {"content/portal.yml": None, "elsewhere.yml": "name: A\n"})
    (root / "content/portal.yml").symlink_to(root / "elsewhere.yml")
    result = cli("check", "--root", root)
    assert (result.exit_code, result.stderr) == (2, f"content/portal.yml:1:1: {LINK}\n")


def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path, OTHER)
    os.mkfifo(root / "content/lessons/basics/pipe.md")
    result = cli("check", "--root", root)
    assert said(result.stdout) == [
        "content/lessons/basics/pipe.md:1:1: DOC02 this is no ordinary file; put the file itself here",
        OTHER_FINDING,
    ]


def test_a_lesson_that_becomes_a_pipe_meanwhile_is_never_waited_for(tmp_path: Path) -> None:
    root = make_portal(tmp_path)
    (root / BAD).unlink()
    os.mkfifo(root / BAD)
    read: list[object] = []

    def reader() -> None:
        with contextlib.suppress(OSError):
            read.append(ContentFiles(root).read(ContentFile(FileKind.LESSON, "short-sentences", BAD)))

    thread = threading.Thread(target=reader, daemon=True)
    thread.start()
    thread.join(timeout=10)
    stuck = thread.is_alive()
    if stuck:  # let it go, so that it ends with the test
        os.close(os.open(root / BAD, os.O_WRONLY | os.O_NONBLOCK))
    assert not stuck


@contextlib.contextmanager
def denied(monkeypatch: pytest.MonkeyPatch, function: str, path: Path) -> Iterator[None]:
    """Nobody may open `path` (whoever runs the tests may open everything: it is often root)."""
    real = getattr(os, function)

    def refuse(target: object, *arguments: object, **more: object) -> object:
        if Path(str(target)) == path:
            raise PermissionError(13, "Permission denied", str(target))
        return real(target, *arguments, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, function, refuse)
        yield


def test_a_folder_that_nobody_may_open(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_portal(tmp_path, {**OTHER, "content/lessons/closed/a.md": lesson()})
    with denied(monkeypatch, "scandir", root / "content/lessons/closed"):
        result = cli("check", "--root", root)
    assert said(result.stdout) == [
        OTHER_FINDING,
        "content/lessons/closed:1:1: DOC02 this folder cannot be opened (Permission denied); make it readable",
    ]
    assert result.exit_code == 1


def test_a_lesson_that_nobody_may_open(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_portal(tmp_path, OTHER)
    with denied(monkeypatch, "open", root / BAD):
        result = cli("check", "--root", root)
    assert said(result.stdout) == [
        f"{BAD}:1:1: DOC02 this file cannot be opened (Permission denied); make it an ordinary, readable file",
        OTHER_FINDING,
    ]


def test_a_lesson_of_20_mb_is_not_read(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_portal(tmp_path)
    os.truncate(root / BAD, 20 * 2**20)
    with denied(monkeypatch, "open", root / BAD):
        result = cli("check", "--root", root)
    assert said(result.stdout) == [
        f"{BAD}:1:1: DOC04 this file holds 20.0 MB; 1 MB is the most; split it into lessons, and keep pictures in files beside them"
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no file names that are no text")
def test_a_file_name_that_is_no_text(tmp_path: Path, cli: Cli) -> None:
    root = make_portal(tmp_path, OTHER)
    Path(os.fsdecode(os.fsencode(root / "content/lessons/basics") + b"/caf\xe9.md")).write_text(lesson())
    for form in ("text", "json", "github"):
        result = cli("check", "--root", root, "--format", form)
        assert result.exit_code == 1
        assert r"caf\udce9.md" in result.stdout.replace("\\\\", "\\")


def test_a_real_process_ends_the_same_way(tmp_path: Path) -> None:
    bad = make_portal(tmp_path / "bad", {**OTHER, BAD: b"\xff\xfe"})
    done = lorepath("check", "--root", bad)
    assert said(done.stdout) == [f"{BAD}:1:1: DOC05 {UTF16}", OTHER_FINDING]
    assert (done.returncode, done.stderr) == (1, "")
    done = lorepath("check", "--root", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("content/portal.yml:1:1: DOC01 there is no folder `content/` with a `portal.yml`")


# What nobody should find in an answer: what a terminal obeys, what turns the text, what no reader sees.
_HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_PLACES = st.sampled_from([BAD, "content/portal.yml", "content/skills/plain-language.yml", "content/roles/writer.yml"])
_HOSTILE = st.text(
    st.sampled_from("abc:-[]{}#&*!|>'\"%@`,?~\n\n\t\\()<=é\u202e\u200b\x1b\x00\x85\ufeff😀\ud83d"), max_size=60
)


def _in_a_quiz(text: str) -> str:
    return lesson(f"# Head\n\n```quiz\n{text}\n```\n")


def _in_front_matter(text: str) -> str:
    return with_front_matter(text)


def _in_a_body(text: str) -> str:
    return lesson() + text


def _in_a_title(text: str) -> str:
    return lesson(title=text, tags=[text], owner=text, aliases=[text], teaches={text: 1}, allow=[{"code": text}])


_WRITTEN = st.builds(
    lambda frame, text: frame(text).encode("utf-8", "surrogatepass"),
    st.sampled_from([_in_a_quiz, _in_front_matter, _in_a_body, _in_a_title]),
    _HOSTILE,
)


@given(_PLACES, st.binary(max_size=200) | _HOSTILE.map(lambda text: text.encode("utf-8", "surrogatepass")) | _WRITTEN)
@examples(80)
def test_any_bytes_in_any_file_are_answered_in_text_that_harms_nobody(path: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = make_portal(Path(folder), {path: content})
        for form in ("text", "json", "github"):
            result = CliRunner().invoke(main, ["check", "--root", str(root), "--format", form])
            assert isinstance(result.exception, SystemExit | None), result.exception
            assert result.exit_code in (0, 1, 2)
            assert result.output
            assert not _HARMFUL.search(result.output)
