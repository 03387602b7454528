"""One mistake, one finding: whatever is wrong with a file or a field, nothing that follows from it is said beside it.

The portal here uses every reference that one file can make to another, and every rule looks at it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from lorepath.assemble import assemble
from lorepath.check import check
from portal import FILES, WELL_MADE_LESSONS, Content, make_portal, write
from tiny import tiny

FIRST, SECOND = "content/lessons/basics/short-sentences.md", "content/lessons/basics/edit-for-a-reader.md"
PICTURE = "content/lessons/basics/pen.png"
PORTAL: dict[str, Content] = {
    **FILES,
    **WELL_MADE_LESSONS,
    "content/portal.yml": "name: Northwind learning\nlanguage: en\n",
    "content/people/maria.yml": "name: Maria Okafor\nhelps_with: [plain-language]\n",
    "content/roles/writer.yml": FILES["content/roles/writer.yml"]
    + "required: [edit-for-a-reader]\nleads_to: [editor]\n",
    "content/roles/editor.yml": FILES["content/roles/writer.yml"].replace("Writer", "Editor"),
    SECOND: WELL_MADE_LESSONS[SECOND].replace(
        "to its end.", "to its end, says [another lesson](short-sentences.md). ![A pen on paper](pen.png)", 1
    ),
    PICTURE: tiny(".png"),
}
TEXTS = [path for path, content in PORTAL.items() if isinstance(content, str)]
DESCRIBED = [path for path in TEXTS if path != "content/portal.yml"]
"""Without `portal.yml` there is no portal: its case is one line on its own, in test_bad_input."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make_portal(tmp_path, PORTAL)
    assert said(root) == []
    return root


def said(root: Path) -> list[str]:
    """Every finding but that the folder is in no repository."""
    findings = check(assemble(root, date(2026, 1, 6))).findings
    return [f"{each.place} {each.code} {each.message}" for each in findings if each.code != "HIS02"]


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_lesson_among_pages_is_one_finding(root: Path) -> None:
    (root / FIRST).rename(root / "content/short-sentences.md")
    assert said(root) == [
        "content/short-sentences.md:4:1 DOC14 `teaches` makes this a lesson, "
        "and a lesson stands in the folder of its topic"
    ]


@pytest.mark.parametrize("path", DESCRIBED)
def test_a_file_that_cannot_be_read_is_one_finding(path: str, root: Path) -> None:
    file = root / path
    text = file.read_bytes()
    for harmed in (
        text + b"x" * 2**20,  # too big
        text + b"\0",
        text + b"\xe9",  # not UTF-8
        text.replace(b"\n", b"\n<<<<<<< HEAD\n", 1),  # in the middle of a merge
        text.replace(b"\n", b"\r\n"),
        text.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + text,
    ):
        file.write_bytes(harmed)
        assert len(said(root)) == 1, said(root)


@pytest.mark.parametrize("path", [*DESCRIBED, PICTURE])
def test_a_file_that_is_not_let_in_is_one_finding(path: str, root: Path) -> None:
    file = root / path
    file.rename(root / "elsewhere")
    file.symlink_to(root / "elsewhere")
    assert len(said(root)) == 1, said(root)
    file.unlink()
    capital = file.with_name(file.name.capitalize())
    (root / "elsewhere").rename(capital)
    assert len(said(root)) == 1, said(root)
    if file.suffix == ".yml":
        capital.rename(file.with_suffix(".yaml"))
        assert len(said(root)) == 1, said(root)


@pytest.mark.parametrize("folder", ["lessons", "lessons/basics", "skills", "people", "roles"])
def test_a_folder_that_is_not_let_in_is_one_finding(folder: str, root: Path) -> None:
    place = root / "content" / folder
    place.rename(root / "elsewhere")
    place.symlink_to(root / "elsewhere", target_is_directory=True)
    assert len(said(root)) == 1, said(root)
    place.unlink()
    (root / "elsewhere").rename(place.with_name(place.name.capitalize()))
    assert len(said(root)) == 1, said(root)


def test_a_skill_that_is_misspelt_where_it_is_taught_is_one_finding(root: Path) -> None:
    text = PORTAL[SECOND]
    assert isinstance(text, str)
    write(root / SECOND, text.replace('teaches: {"plain-language"', 'teaches: {"plain-langauge"'))
    assert [each.split()[1] for each in said(root)] == ["SKL01"]


def test_a_lesson_in_no_topic_and_a_picture_too_big_are_one_finding_each(root: Path) -> None:
    (root / FIRST).rename(root / "content/lessons/short-sentences.md")
    assert len(said(root)) == 1, said(root)
    (root / "content/lessons/short-sentences.md").rename(root / FIRST)
    with (root / PICTURE).open("ab") as stream:
        stream.truncate(50 * 2**20 + 1)
    assert len(said(root)) == 1, said(root)


def test_what_is_really_missing_is_still_said(root: Path) -> None:
    (root / PICTURE).unlink()
    (root / "content/roles/editor.yml").unlink()
    assert [each.split()[1] for each in said(root)] == ["REF01", "REF06"]


# ── fields ──────────────────────────────────────────────────────────────────────────────────────────────────

OPTIONAL = {"language", "helps_with", "required", "leads_to"}


@pytest.mark.parametrize("path", TEXTS)
def test_a_field_that_is_wrong_is_one_finding(path: str, root: Path) -> None:
    text = PORTAL[path]
    assert isinstance(text, str)
    front = text.split("---\n")[1] if path.endswith(".md") else text
    for harmed in _harmed(yaml.safe_load(front)):
        write(root / path, text.replace(front, harmed, 1))
        assert len(said(root)) == 1, f"{harmed}\n{said(root)}"


def _harmed(fields: dict[str, object]) -> Iterator[str]:
    """The front matter with one of its fields misspelt, of another kind, empty, or taken out where it is needed."""
    for name, value in fields.items():
        is_text = isinstance(value, str)
        wrong = [7, {"odd thing": "two"}, {"odd thing": 2}, *([] if is_text else ["some words", ["Odd one"]])]
        yield _front(fields, name, {name[:-1] if len(name) > 4 else f"{name}s": value})
        for each in (*wrong, None):
            yield _front(fields, name, {name: each})
        if name not in OPTIONAL and not (name == "requires" and "teaches" in fields):
            yield _front(fields, name, {})


def _front(fields: dict[str, object], name: str, instead: dict[str, object]) -> str:
    changed: dict[str, object] = {}
    for field, value in fields.items():
        changed |= instead if field == name else {field: value}
    return "".join(f"{field}: {json.dumps(value)}\n" for field, value in changed.items())


QUIZ_MISTAKES = {
    "no objective": ("  objective: do-it\n", ""),
    "an objective misspelt": ("  objective: do-it\n", "  objectiv: do-it\n"),
    "no id": ("- id: which-is-shorter\n  objective", "- objective"),
    "no stem": ("  stem: Which of these sentences would a busy colleague read to its end?\n", ""),
    "a key that is no true or false": ("correct: true", "correct: sure"),
    "an option that is a text alone": (
        "- text: The one that says everything\n      because: Nobody gets to its end.\n",
        "- The one that says everything\n",
    ),
    "another name for because": ("      because: Nobody", "      why: Nobody"),
    "an option without text": ("- text: The one that says everything\n      because", "- because"),
    "another name for correct": ("correct: true", "right: true"),
    "no options": ("  options:", "  option:"),
    "never closed": (
        "    - text: The one with the longest words\n      because: Long words slow readers down.\n```\n",
        "",
    ),
    "of no YAML": ("stem: Which", "stem: Now: which"),
    "an anchor": ("- id: which", "- &q id: which"),
}


@pytest.mark.parametrize(("old", "new"), QUIZ_MISTAKES.values(), ids=QUIZ_MISTAKES)
def test_a_mistake_in_a_knowledge_check_is_one_finding(old: str, new: str, root: Path) -> None:
    text = PORTAL[FIRST]
    assert isinstance(text, str)
    assert old in text
    write(root / FIRST, text.replace(old, new, 1))
    assert len(said(root)) == 1, said(root)


def test_an_anchor_with_all_its_aliases_is_one_finding_and_the_value_counts(root: Path) -> None:
    text = PORTAL[FIRST]
    assert isinstance(text, str)
    line = next(line for line in text.splitlines() if line.startswith("summary: "))
    anchored = text.replace("title: ", "title: &words ", 1).replace(line, "summary: *words\ntags: [*words]")
    write(root / FIRST, anchored)
    assert said(root) == [f"{FIRST}:2:8 DOC11 the anchor `&words` is not used in a portal"]
    lesson = assemble(root, date(2026, 1, 6)).portal.lessons["short-sentences"]
    assert (lesson.summary, lesson.tags) == (lesson.title, (lesson.title,))


def test_a_merge_of_an_anchor_is_one_finding(root: Path) -> None:
    write(root / "content/people/maria.yml", "helps_with: &h [plain-language]\nname: Maria Okafor\n")
    assert len(said(root)) == 1, said(root)
    role = "title: Writer\nsummary: Writes.\nowner: maria\nrequires: {plain-language: 2}\nelectives:\n"
    electives = "  - &e {choose: 1, of: [short-sentences, edit-for-a-reader]}\n  - {<<: *e}\n"
    write(root / "content/people/maria.yml", "name: Maria Okafor\n")
    write(root / "content/roles/writer.yml", role + electives)
    assert [each.split()[1] for each in said(root)] == ["DOC11"]


def test_aliases_count_as_often_as_they_are_written(root: Path) -> None:
    bomb = "".join(f"  - &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else '1'}]\n" for n in range(9))
    write(root / "content/people/maria.yml", f"name: Maria\nhelps_with:\n{bomb}")
    assert {each.split()[1] for each in said(root)} == {"DOC11", "DOC12"}
