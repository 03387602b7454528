"""What the views say, without any HTML."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lorepath.model import block_name
from lorepath.site import addresses
from lorepath.site.radar import CENTRE, RADIUS, radar
from lorepath.site.views import words
from lorepath.site.views.catalogue import catalogue
from lorepath.site.views.find import find_view
from lorepath.site.views.home import home_view
from lorepath.site.views.lessons import lesson_view
from lorepath.site.views.people import people_view, person_view
from lorepath.site.views.quizzes import quizzes
from lorepath.site.views.role_data import role_data
from lorepath.site.views.roles import role_view
from lorepath.site.views.shelf import Link, Shelf
from lorepath.site.views.skills import skill_view
from lorepath.site.views.topics import topic_view
from portal import QUIZ, lesson
from site_fixture import TODAY, shelf, site_assembly


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory.mktemp("portal"))


def test_home_counts_what_there_is_without_retired_lessons_and_hidden_people(portal: Shelf) -> None:
    view = home_view(portal)
    assert [(figure.number, figure.label) for figure in view.figures] == [
        ("3", "lessons"),
        ("40 min", "to learn"),
        ("2", "roles"),
        ("3", "skills"),
        ("2", "people"),
    ]


def test_home_lists_the_latest_first_and_thanks_who_may_be_named(portal: Shelf) -> None:
    view = home_view(portal)
    assert [(entry.card.id, entry.note) for entry in view.renewed] == [
        ("short-sentences", "Renewed 1 July 2026"),
        ("edit-for-a-reader", "New, 1 January 2025"),
    ]
    assert [link.text for link in view.thanks] == ["Maria Okafor", "Sam Stranger", "Tom Li"]


def test_a_path_is_a_journey_with_time_so_far_and_weeks(portal: Shelf) -> None:
    view = role_view(portal, portal.portal.roles["writer"])
    assert [(step.number, step.card.id, step.so_far, step.week) for step in view.steps] == [
        (1, "short-sentences", "8 min", 1),
        (2, "read-aloud", "28 min", 2),
        (3, "edit-for-a-reader", "40 min", 3),
    ]
    assert all(step.because for step in view.steps)
    assert view.card.weeks == 3


def test_a_role_offers_the_formats_that_its_path_can_have(portal: Shelf) -> None:
    offered = {role.id: role_view(portal, role).formats for role in portal.portal.roles.values()}
    assert offered == {
        "writer": (("article", "Article"), ("exercise", "Exercise")),
        "editor": (("article", "Article"),),
    }


def test_topics_stand_as_the_portal_orders_them_and_else_as_they_build_on_each_other(tmp_path: Path) -> None:
    settings = "name: Northwind learning\ntopics: [reading]\n"
    first, plain = shelf(tmp_path / "named", {"content/portal.yml": settings}), shelf(tmp_path / "plain")
    assert [topic.id for topic in plain.topics] == ["basics", "reading"]
    assert [topic.id for topic in first.topics] == ["reading", "basics"]
    assert [card.title for card in home_view(first).topics] == ["Reading", "The basics"]


def test_in_a_topic_articles_come_before_other_formats_that_ask_for_as_much(tmp_path: Path) -> None:
    drill = lesson(title="Drill", format="exercise")
    first = lesson(title="Trim", requires={"plain-language": 1}, teaches={"review": 1})
    files = {"content/lessons/basics/drill.md": drill, "content/lessons/basics/trim.md": first}
    found = shelf(tmp_path, files)
    assert [each.id for each in found.by_topic["basics"]] == ["short-sentences", "drill", "edit-for-a-reader", "trim"]


def test_a_lesson_longer_than_a_week_is_split_at_its_headings(tmp_path: Path) -> None:
    words_of = {"First half": 4000, "Second half": 3000}
    body = "".join(f"## {title}\n\n{'word ' * count}\n\n" for title, count in words_of.items())
    long = lesson(f"{body}{QUIZ}", minutes=40)
    found = shelf(tmp_path, {"content/lessons/basics/short-sentences.md": long})
    (step, *_) = role_view(found, found.portal.roles["writer"]).steps
    assert [(part.week, part.begins, part.anchor, part.minutes) for part in step.parts] == [
        (1, "First half", "first-half", 22),
        (2, "Second half", "second-half", 18),
    ]
    assert [section.minutes for section in found.portal.lessons["short-sentences"].sections] == [22, 18]


def test_the_data_of_a_role_holds_its_path_and_no_other_lessons(portal: Shelf) -> None:
    data = role_data(portal, portal.portal.roles["writer"])
    assert [step["lesson"] for step in data["steps"]] == ["short-sentences", "read-aloud", "edit-for-a-reader"]
    assert sorted(data["lessons"]) == ["edit-for-a-reader", "read-aloud", "short-sentences"]
    assert data["lessons"]["read-aloud"]["url"] == "lessons/reading/read-aloud/"
    assert data["skills"][0] == {
        "id": "plain-language",
        "name": "Plain language",
        "url": "skills/plain-language/",
        "level": 2,
        "levels": {"1": "Writes short sentences", "2": "Edits for a busy reader"},
    }
    assert data["unmet"] == [{"skill": "review", "level": 3}, {"skill": "layout", "level": 1}]


def test_a_role_says_what_nobody_teaches_and_where_it_leads(portal: Shelf) -> None:
    view = role_view(portal, portal.portal.roles["writer"])
    assert {(level.skill.text, level.number) for level in view.unmet} == {("Review", 3), ("Layout", 1)}
    assert [(move.card.title, move.away, move.via) for move in view.leads_to] == [
        ("Editor", "Nothing left to learn", ())
    ]
    editor = role_view(portal, portal.portal.roles["editor"])
    assert [role.title for role in editor.comes_from] == ["Writer"]
    assert editor.owner is None, "its owner is hidden"
    assert editor.radar is None, "one skill makes no shape"


def test_a_lesson_knows_its_neighbours_prerequisites_and_roles(portal: Shelf) -> None:
    view = lesson_view(portal, portal.portal.lessons["edit-for-a-reader"])
    assert view.previous
    assert view.previous.id == "short-sentences"
    assert view.next is None
    assert (view.position, view.topic_size) == (2, 2)
    (need,) = view.prerequisites
    assert (need.level.skill.text, need.level.name) == ("Plain language", "Aware")
    assert need.lessons == (Link("Write short sentences", "lessons/basics/short-sentences.md"),)
    assert [role.title for role in view.roles] == ["Writer"]
    assert (view.card.freshness.status, view.card.freshness.label) == ("stale", "May be out of date")


def test_a_lesson_leads_to_lessons_of_other_topics_that_build_on_it(portal: Shelf) -> None:
    view = lesson_view(portal, portal.portal.lessons["short-sentences"])
    assert [card.id for card in view.related] == ["read-aloud"]


def test_a_retired_lesson_names_its_replacement_and_is_in_no_list(portal: Shelf) -> None:
    view = lesson_view(portal, portal.portal.lessons["old-way"])
    assert view.retired
    assert view.replacement
    assert view.replacement.id == "short-sentences"
    assert view.previous is view.next is None
    listed = [lesson.text for topic in find_view(portal).topics for lesson in topic.lessons]
    assert sorted(listed) == ["Edit for a busy reader", "Read aloud", "Write short sentences"]
    assert "old-way" not in catalogue(portal)["ids"]
    assert skill_view(portal, portal.portal.skills["layout"]).rungs[0].lessons == ()


def test_hidden_people_are_nowhere(portal: Shelf) -> None:
    assert [person.name for person in people_view(portal).people] == ["Maria Okafor", "Tom Li"]
    view = lesson_view(portal, portal.portal.lessons["short-sentences"])
    assert [author.text for author in view.credit.authors] == ["Maria Okafor", "Sam Stranger"]
    assert topic_view(portal, portal.portal.topics["reading"]).owner is None
    assert [p.text for p in skill_view(portal, portal.portal.skills["plain-language"]).helpers] == ["Maria Okafor"]


def test_a_person_has_what_they_wrote_reviewed_and_look_after(portal: Shelf) -> None:
    tom = person_view(portal, portal.portal.people["tom"])
    assert [card.id for card in tom.written] == ["edit-for-a-reader"]
    assert [card.id for card in tom.reviewed] == ["short-sentences"]
    assert tom.deputises == (Link("Reading", "topics/reading/index.md"),)
    assert tom.topics == ()
    assert tom.card.initials == "TL"


def test_the_ladder_has_every_level_that_is_described_taught_or_needed(portal: Shelf) -> None:
    view = skill_view(portal, portal.portal.skills["review"])
    assert [(r.number, len(r.lessons), [role.text for role in r.roles]) for r in view.rungs] == [
        (1, 1, []),
        (2, 0, []),
        (3, 0, ["Writer"]),
    ]


def test_find_offers_the_formats_and_states_that_there_are(portal: Shelf) -> None:
    view = find_view(portal)
    assert [choice.value for choice in view.formats] == ["article", "exercise"]
    assert [choice.value for choice in view.freshness] == ["fresh", "stale", "unknown"]


def test_the_catalogue_knows_what_every_lesson_is_found_by(portal: Shelf) -> None:
    data = catalogue(portal)
    place = data["ids"].index("read-aloud")
    skill, level = data["teaches"][place]
    assert (data["skills"][skill], level) == (["review", "Review"], 1)
    assert [data["roles"][role][0] for role in data["onPath"][place]] == ["writer"]
    assert data["formats"][data["format"][place]] == ["exercise", "Exercise"]
    assert data["freshness"][data["fresh"][place]][0] == "unknown"
    assert data["topics"][data["topic"][place]] == ["reading", "Reading"]
    assert (data["titles"][place], data["minutes"][place]) == ("Read aloud", 20)
    assert data["page"] == "lessons/TOPIC/LESSON/"


def test_quizzes_are_found_by_the_text_of_their_block(portal: Shelf) -> None:
    lesson = portal.portal.lessons["short-sentences"]
    (block,) = [block for block in lesson.outline.blocks if block.kind == "quiz"]
    quiz = quizzes(lesson)[block_name(block.text)]
    (item,) = quiz.items
    assert (item.name, item.multiple, [option.correct for option in item.options]) == (
        "question-1",
        False,
        [True, False, False],
    )
    assert item.objective == "Split a sentence that says two things."


def test_unknown_things_are_shown_by_their_id(tmp_path: Path) -> None:
    files = {
        "content/roles/writer.yml": "title: W\nsummary: s\nowner: nobody\nrequires: {magic: 2}\nleads_to: [gone]\n",
        "content/lessons/basics/topic.yml": "title: B\nsummary: s\nowner: nobody\n",
    }
    assembly = site_assembly(tmp_path, files)
    view = role_view(Shelf(assembly), assembly.portal.roles["writer"])
    assert view.skills[0].level.skill == Link("magic")
    assert view.owner is None
    assert view.leads_to == ()


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (61, "1 h 1 min"), (347, "5 h 47 min")]
)
def test_durations(minutes: int, said: str) -> None:
    assert words.duration(minutes) == said


def test_words() -> None:
    assert words.day(date(2026, 2, 3)) == "3 February 2026"
    assert words.count(1, "lesson") == "1 lesson"
    assert words.count(1200, "person", "people") == "1,200 people"
    assert TODAY.year == 2026


def test_the_radar_points_up_first_and_stays_in_its_square() -> None:
    chart = radar((4, 2, 0, 9), 4)
    assert chart
    assert chart.axes[0].value == (CENTRE, CENTRE - RADIUS)
    assert chart.axes[2].value == (CENTRE, CENTRE)
    assert chart.axes[3].value == (CENTRE - RADIUS, CENTRE), "a level beyond the scale ends at its edge"
    assert len(chart.rings) == 4
    assert radar((1, 2), 4) is None


@pytest.mark.parametrize(
    ("page", "target", "link"),
    [
        ("index.md", "find/index.md", "find/"),
        ("index.md", "index.md", "./"),
        ("find/index.md", "index.md", "../"),
        ("lessons/a/b.md", "lessons/a/c.md", "../c/"),
        ("lessons/a/b.md", "roles/x/index.md", "../../../roles/x/"),
        ("lessons/a/b.md", "lessons/a/p.png", "../p.png"),
        ("roles/x/index.md", "roles/index.md", "../"),
    ],
)
def test_links_between_pages(page: str, target: str, link: str) -> None:
    assert addresses.links_from(page)(target) == link


def test_links_without_directory_addresses() -> None:
    href = addresses.links_from("lessons/a/b.md", directory_urls=False)
    assert href("lessons/a/c.md") == "c.html"
    assert href("index.md") == "../../index.html"
    assert href("roles/x/index.md", "path") == "../../roles/x/index.html#path"
