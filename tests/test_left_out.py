"""What a site is built without is named, file by file and part by part, with the reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from command import lorepath
from lorepath.assemble import assemble
from lorepath.mkdocs_plugin.left_out import left_out
from portal import FILES, QUIZ, Content, lesson, make_portal
from repo import Repo

HERE = "content/lessons/basics"


def losses(root: Path) -> list[str]:
    return [f"{loss.what}: {loss.why}" for loss in left_out(assemble(root, date(2026, 1, 6)))]


def test_of_a_portal_in_order_nothing_is_left_out(tmp_path: Path) -> None:
    assert losses(make_portal(tmp_path, {"content/glossary.yml": "SME: subject-matter expert\n"})) == []


def test_files_and_folders_that_are_not_let_in(tmp_path: Path) -> None:
    twin = lesson(title="Another one of this name")
    root = make_portal(
        tmp_path,
        {
            f"{HERE}/no-front.md": "Only text.\n",
            f"{HERE}/merging.md": "---\n<<<<<<< HEAD\n",
            f"{HERE}/My Lesson.md": lesson(title="Mine"),
            "content/lessons/Other/x.md": lesson(title="X"),
            "content/lessons/more/short-sentences.md": twin,
            "content/lessons/more/topic.yml": FILES[f"{HERE}/topic.yml"],
            "content/people/tom.yaml": "name: Tom\n",
            "content/skills/unclosed.yml": "name: 'Unclosed\n",
        },
    )
    (root / f"{HERE}/linked.png").symlink_to(root / "elsewhere.png")
    assert losses(root) == [
        'content/lessons/Other: DOC03 the name "Other" cannot become a web address',
        f'{HERE}/My Lesson.md: DOC03 the name "My Lesson.md" cannot become a web address',
        f"{HERE}/linked.png: DOC02 this is a link to another place",
        f"{HERE}/merging.md: DOC17 a merge is not finished here: `<<<<<<<` is a mark that Git has left",
        f"{HERE}/no-front.md: DOC07 this lesson has no front matter: its first line is not `---`",
        f"content/lessons/more/short-sentences.md: its id `short-sentences` is taken by {HERE}/short-sentences.md",
        "content/people/tom.yaml: DOC14 a portal's YAML files end in `.yml`",
        "content/skills/unclosed.yml: DOC09 a quotation mark is opened and not closed",
    ]


PARTS: dict[str, tuple[dict[str, Content], list[str]]] = {
    "a knowledge check that is no YAML": (
        {f"{HERE}/a.md": lesson(QUIZ.replace("stem: ", "stem: Now: "))},
        [
            f"the knowledge check on line 8 of {HERE}/a.md: DOC09 this line holds a second `: `, which starts a new "
            "field"
        ],
    ),
    "a question whose key nobody knows": (
        {f"{HERE}/a.md": lesson(QUIZ.replace("correct: true", "right: true"))},
        [f"the question `which-is-shorter` on line 9 of {HERE}/a.md: SCH02 `right` is not a field of an option"],
    ),
    "a field that is misspelt": (
        {f"{HERE}/a.md": lesson(minuts=9)},
        [f"line 6 of {HERE}/a.md: SCH02 `minuts` is not a field of a lesson"],
    ),
    "a value of another kind": (
        {f"{HERE}/a.md": lesson(tags="short")},
        [f'line 6 of {HERE}/a.md: SCH03 `tags` must be a list, but holds the text "short"'],
    ),
    "a day that is none, and a title that is only long": (
        {f"{HERE}/a.md": lesson(reviewed="2026-02-30", title="x" * 121)},
        [f'line 6 of {HERE}/a.md: SCH05 `reviewed` must be a day of the calendar, and "2026-02-30" is none'],
    ),
    "a field that stands twice": (
        {"content/people/maria.yml": "name: Maria\nname: Mary\n"},
        ["line 2 of content/people/maria.yml: DOC10 `name` stands here and on line 1"],
    ),
    "a byte order mark": ({"content/people/maria.yml": b"\xef\xbb\xbfname: Maria\n"}, []),
}


@pytest.mark.parametrize(("files", "expected"), PARTS.values(), ids=PARTS)
def test_parts_of_a_file(files: dict[str, Content], expected: list[str], tmp_path: Path) -> None:
    assert losses(make_portal(tmp_path, files)) == expected


def test_a_build_names_what_the_baseline_is_silent_about(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "portal")
    make_portal(repo.root, {f"{HERE}/no-front.md": "Only text.\n", f"{HERE}/a.md": lesson(minuts=9)})
    repo.commit("Bring in what was there")
    assert lorepath("baseline", "--root", repo.root).returncode == 0
    done = lorepath("build", "--root", repo.root)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == [
        f"lorepath: left out line 6 of {HERE}/a.md: SCH02 `minuts` is not a field of a lesson",
        f"lorepath: left out {HERE}/no-front.md: DOC07 this lesson has no front matter: its first line is not `---`",
    ]
    assert not (repo.root / "site/lessons/basics/no-front").exists()
