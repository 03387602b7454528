"""content/ becomes a Portal: values, defaults, what is inherited, and what a broken file leaves behind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lorepath.errors import PortalError
from lorepath.loader import load
from lorepath.model import Elective, Portal, ShelfLife
from portal import QUIZ, Content, lesson, make_portal

TOPIC = "title: More\nsummary: S.\nowner: maria\n"


def read(root: Path, files: dict[str, Content] | None = None) -> Portal:
    """The portal with these files on top; it must be in order."""
    portal, findings = load(make_portal(root, files))
    assert findings == ()
    return portal


def test_a_portal_file_with_a_name_alone_gets_the_defaults(tmp_path: Path) -> None:
    portal = read(tmp_path)
    assert (portal.name, portal.language, portal.settings.profile) == ("Northwind learning", "en", "standard")
    assert portal.levels == ("Aware", "Working", "Practitioner", "Expert")
    assert (portal.weekly_minutes, portal.shelf_life) == (24, ShelfLife(months=12))
    assert portal.root == tmp_path


def test_every_field_of_a_portal_is_read(tmp_path: Path) -> None:
    text = "name: N\nlanguage: de-CH\nlevels: [A, B]\nweekly_minutes: 30\nshelf_life: evergreen\nprofile: strict\n"
    portal = read(tmp_path, {"content/portal.yml": text})
    assert (portal.name, portal.language, portal.levels, portal.weekly_minutes) == ("N", "de-CH", ("A", "B"), 30)
    assert (portal.shelf_life, portal.settings.profile) == (ShelfLife(), "strict")


def test_every_field_of_a_lesson_is_read(tmp_path: Path) -> None:
    text = lesson(
        requires={"plain-language": 1},
        minutes=7,
        format="job-aid",
        owner="maria",
        reviewed="2026-01-05",
        shelf_life="6 weeks",
        aliases=["old-name"],
        retired="2026-02-01",
        replaced_by="edit-for-a-reader",
        tags=["words", "short"],
        language="en-GB",
        allow=[{"code": "STR05", "reason": "A drill.", "until": "2027-01-31"}],
    )
    found = read(tmp_path, {"content/lessons/basics/all.md": text}).lessons["all"]
    assert (found.id, found.topic, found.path) == ("all", "basics", "content/lessons/basics/all.md")
    assert (found.title, found.summary) == ("Write short sentences", "Say one thing in each sentence.")
    assert (found.teaches, found.requires) == ({"plain-language": 1}, {"plain-language": 1})
    assert [(each.id, each.text, str(each.place)) for each in found.objectives] == [
        ("do-it", "Split a sentence that says two things.", "content/lessons/basics/all.md:5:14")
    ]
    assert (found.minutes, found.declared_minutes, found.format, found.owner) == (7, 7, "job-aid", "maria")
    assert (found.reviewed, found.shelf_life) == (date(2026, 1, 5), ShelfLife(days=42))
    assert (found.aliases, found.retired, found.replaced_by) == (("old-name",), True, "edit-for-a-reader")
    assert (found.tags, found.language, found.complete) == (("words", "short"), "en-GB", True)
    (allowed,) = found.suppressions
    assert (allowed.code, allowed.reason, allowed.until) == ("STR05", "A drill.", date(2027, 1, 31))
    assert allowed.lines is None


def test_every_field_of_a_knowledge_check_is_read(tmp_path: Path) -> None:
    quiz = """\
```quiz
- id: one
  objective: do-it
  type: multiple
  level: apply
  stem: Which?
  options:
    - {text: A, because: Yes., correct: true}
    - {text: B}
    - {text: C, because: , correct: false}
```
"""
    (item,) = read(tmp_path, {"content/lessons/basics/a.md": lesson(quiz)}).lessons["a"].items
    assert (item.id, item.objective, item.kind, item.level) == ("one", "do-it", "multiple", "apply")
    assert item.stem == "Which?"
    assert [(each.text, each.because, each.correct) for each in item.options] == [
        ("A", "Yes.", True),
        ("B", "", False),
        ("C", "", False),
    ]
    assert str(item.at("options", 1, "text")) == "content/lessons/basics/a.md:16:14"


def test_every_field_of_the_other_files_is_read(tmp_path: Path) -> None:
    portal = read(
        tmp_path,
        {
            "content/lessons/basics/topic.yml": TOPIC + "deputy: tom\nshelf_life: 2 years\n",
            "content/people/tom.yml": "name: Tom\nhelps_with: [git]\nemails: [tom@example.org]\ncredit: hidden\n",
            "content/skills/git.yml": "name: Git\nsummary: S.\nlevels: {2: b, 1: a}\ncore: true\n"
            "same_as: [https://example.org/git]\n",
            "content/roles/lead.yml": "title: Lead\nsummary: S.\nowner: tom\nrequires: {git: 1}\nleads_to: [writer]\n"
            "required: [short-sentences]\nelectives: [{choose: 1, of: [short-sentences, edit-for-a-reader]}]\n",
            "content/glossary.yml": "CI: continuous integration\n",
            "content/imprint.md": "# Imprint\n\nText.\n",
            "content/about.md": "---\ntitle: About us\n---\n\n# Something else\n",
            "content/plain.md": "Text only.\n",
        },
    )
    topic, tom, git, lead = portal.topics["basics"], portal.people["tom"], portal.skills["git"], portal.roles["lead"]
    assert (topic.title, topic.deputy, topic.shelf_life) == ("More", "tom", ShelfLife(months=24))
    assert (tom.name, tom.helps_with, tom.emails, tom.hidden) == ("Tom", ("git",), ("tom@example.org",), True)
    assert "example.org" not in repr(tom), "an address reaches no log"
    assert (list(git.levels.items()), git.core, git.same_as) == (
        [(1, "a"), (2, "b")],
        True,
        ("https://example.org/git",),
    )
    assert (lead.owner, lead.requires, lead.leads_to, lead.required) == (
        "tom",
        {"git": 1},
        ("writer",),
        ("short-sentences",),
    )
    assert lead.electives == (Elective(1, ("short-sentences", "edit-for-a-reader")),)
    assert portal.glossary == {"CI": "continuous integration"}
    assert {page.source.path: page.title for page in portal.pages} == {
        "content/about.md": "About us",
        "content/imprint.md": "Imprint",
        "content/plain.md": "plain",
    }
    assert "imprint.md" in portal.files
    assert "lessons/basics/short-sentences.md" in portal.files


def test_a_lesson_inherits_from_its_topic_and_then_from_the_portal(tmp_path: Path) -> None:
    portal = read(
        tmp_path,
        {
            "content/portal.yml": "name: N\nlanguage: de\nshelf_life: 2 years\n",
            "content/people/tom.yml": "name: Tom\n",
            "content/lessons/more/topic.yml": "title: M\nsummary: S.\nowner: tom\nshelf_life: 6 months\n",
            "content/lessons/more/own.md": lesson(owner="maria", shelf_life="evergreen", language="fr"),
            "content/lessons/more/heir.md": lesson(),
        },
    )
    values = {each.id: (each.owner, each.shelf_life, each.language) for each in portal.lessons.values()}
    assert values["own"] == ("maria", ShelfLife(), "fr")
    assert values["heir"] == ("tom", ShelfLife(months=6), "de")
    assert values["short-sentences"] == ("maria", ShelfLife(months=24), "de")


@pytest.mark.parametrize(
    ("body", "minutes"),
    [
        ("", 1),
        ("word " * 1_000, 5),
        ("word " * 1_000 + "\n\n" + QUIZ, 6),
        ("word " * 1_000 + "\n\n## Your turn { data-minutes=10 }\n\nDo.\n", 15),
        (
            "".join(f"## A {{ data-minutes{written} }}\n\n" for written in ("=ten", "", "=10000", "=٣", "=-3")),
            1,
        ),
        ("```\n" + "word " * 1_000 + "\n```\n", 1),
    ],
    ids=["nothing", "prose", "a question", "an exercise", "what is no number", "code"],
)
def test_minutes_are_computed_from_prose_questions_and_exercises(body: str, minutes: int, tmp_path: Path) -> None:
    portal, _ = load(make_portal(tmp_path, lessons={"a": lesson(body)}))
    assert portal.lessons["a"].minutes == minutes


INCOMPLETE = {
    "a question without id": lesson(QUIZ.replace("- id: which-is-shorter\n  objective", "- objective")),
    "a question without objective": lesson(QUIZ.replace("  objective: do-it\n", "")),
    "a quiz that is no list": lesson("```quiz\nid: a\n```\n"),
    "a quiz that is no YAML": lesson("```quiz\n- id: [\n```\n"),
    "an objective without id": lesson(objectives=[{"text": "Do."}]),
    "objectives that are no list": lesson(objectives="Do."),
    "no objectives": lesson(objectives=None),
    "a field that stands twice": lesson().replace("title:", "title: A\ntitle:", 1),
}


@pytest.mark.parametrize("text", INCOMPLETE.values(), ids=INCOMPLETE)
def test_a_lesson_of_which_not_all_is_known_is_not_complete(text: str, tmp_path: Path) -> None:
    portal, findings = load(make_portal(tmp_path, lessons={"a": text}))
    assert not portal.lessons["a"].complete
    assert findings


def test_a_field_of_the_wrong_kind_counts_as_absent_and_hides_no_other(tmp_path: Path) -> None:
    text = lesson(title=5, teaches=["plain-language"], minutes="9", tags=["a", 1], retired="yes", owner="maria")
    portal, findings = load(make_portal(tmp_path, lessons={"a": text}))
    found = portal.lessons["a"]
    assert (found.title, found.teaches, found.declared_minutes, found.tags) == ("a", {}, None, ("a",))
    assert (found.retired, found.owner) == (False, "maria")
    assert {each.code for each in findings} <= {"SCH03", "SCH05"}
    assert len(findings) == 5


def test_of_two_lessons_with_one_id_the_first_by_path_counts(tmp_path: Path) -> None:
    files = {"content/lessons/z/short-sentences.md": lesson(title="Later"), "content/lessons/z/topic.yml": TOPIC}
    portal = read(tmp_path, files)
    assert portal.lessons["short-sentences"].title == "Write short sentences"
    assert [each.title for each in portal.duplicates] == ["Later"]


def test_a_file_that_cannot_be_read_is_known_to_be_there(tmp_path: Path) -> None:
    files: dict[str, Content] = {
        "content/skills/git.yml": "a: b: c",
        "content/people/tom.yml": b"\xff",
        "content/lessons/basics/broken.md": "no front matter",
        "content/lessons/more/topic.yml": "- a: [",
        "content/lessons/more/fine.md": lesson(),
    }
    portal, findings = load(make_portal(tmp_path, files))
    kinds = [("skill", "git"), ("person", "tom"), ("lesson", "broken"), ("topic", "more")]
    assert portal.unreadable == set(kinds)
    assert all(portal.is_unreadable(*each) for each in kinds)
    assert "fine" in portal.lessons
    assert len(findings) == 4


def test_findings_come_by_place_and_each_once(tmp_path: Path) -> None:
    files = {"content/lessons/basics/b.md": lesson(tags=[1, 2], titel="x"), "content/lessons/basics/a.md": ""}
    _, findings = load(make_portal(tmp_path, files))
    assert list(findings) == sorted(set(findings), key=lambda each: each.sort_key)
    assert [each.place.path[-4:] for each in findings] == ["a.md", "b.md", "b.md", "b.md"]


def test_a_portal_is_the_same_whatever_the_order_of_its_files(tmp_path: Path) -> None:
    names = [f"lesson-{number}" for number in range(8)]
    one = make_portal(tmp_path / "one", lessons={name: lesson(title=name) for name in names})
    two = make_portal(tmp_path / "two", lessons={name: lesson(title=name) for name in reversed(names)})
    assert list(load(one)[0].lessons) == list(load(two)[0].lessons)


def test_a_portal_that_cannot_be_read_raises_the_finding(tmp_path: Path) -> None:
    with pytest.raises(PortalError) as caught:
        load(tmp_path)
    assert caught.value.finding.code == "DOC01"
    assert str(caught.value).startswith("content/portal.yml:1:1: DOC01 there is no folder")


def test_a_rule_of_the_portals_own_holds_on_top_of_ours(tmp_path: Path) -> None:
    own = '{"properties": {"tags": {"items": {"enum": ["safety", "quality"]}}}}'
    root = make_portal(tmp_path, {"schemas/lesson.schema.json": own}, lessons={"a": lesson(tags=["saftey"])})
    _, findings = load(root)
    assert [(each.code, str(each.place)) for each in findings] == [("SCH08", "content/lessons/basics/a.md:6:8")]
