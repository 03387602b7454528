"""What pages say of people: on their own page, and in the hall of contributors."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lorepath.history import Contributor, Record
from lorepath.site import addresses
from lorepath.site.templates import fill
from lorepath.site.views.contributors import contributors_view
from lorepath.site.views.people import people_view, person_view
from lorepath.site.views.shelf import Link, Shelf
from lorepath.site.views.topics import topic_view
from site_fixture import Page, shelf


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory.mktemp("portal"))


def person_page(portal: Shelf, handle: str) -> Page:
    view = person_view(portal, portal.portal.people[handle])
    return Page(fill("person.html", view=view, href=addresses.links_from(addresses.person(handle))))


def hall_page(portal: Shelf) -> Page:
    view = contributors_view(portal)
    return Page(fill("contributors.html", view=view, href=addresses.links_from(addresses.CONTRIBUTORS)))


def test_a_person_has_what_they_wrote_reviewed_and_keep_fresh(portal: Shelf) -> None:
    maria = person_view(portal, portal.portal.people["maria"])
    assert [card.id for card in maria.written] == ["short-sentences", "old-way"], "retired lessons keep their credit"
    assert [card.id for card in maria.renewed] == ["short-sentences"]
    assert [(level.skill.text, level.number) for level in maria.taught] == [("Layout", 1), ("Plain language", 1)]
    assert maria.active == "1 July 2026"
    tom = person_view(portal, portal.portal.people["tom"])
    assert [card.id for card in tom.reviewed] == ["short-sentences"]
    assert [(each.role, [link.text for link in each.links]) for each in tom.helped] == [
        ("Subject advice", ["Write short sentences"])
    ]


def test_a_persons_page_reads_as_a_thank_you(portal: Shelf) -> None:
    page = person_page(portal, "maria")
    assert page.headings == [
        "Maria Okafor",
        "Happy to help with",
        "Looks after",
        "The basics",
        "Lessons written",
        "Write short sentences",
        "The old way",
        "Skills taught",
        "Lessons kept fresh",
        "Thanked by lessons",
    ]
    assert "2 lessons written 1 kept fresh Last active on 1 July 2026" in page.words
    assert "Subject advice Write short sentences" in person_page(portal, "tom").words


def test_somebody_who_left_is_thanked_and_not_asked(tmp_path: Path) -> None:
    gone = "name: Maria Okafor\nhelps_with: [plain-language]\nleft: 2026-01-31\n"
    page = person_page(shelf(tmp_path, {"content/people/maria.yml": gone}), "maria")
    assert "Former colleague" in page.words
    assert "Happy to help with" not in page.headings
    assert "Lessons written" in page.headings


def test_somebody_new_is_welcomed(tmp_path: Path) -> None:
    page = person_page(shelf(tmp_path, {"content/people/noor.yml": "name: Noor Haddad\n"}), "noor")
    assert "No lesson carries this name yet." in page.words
    assert "Colleague" in page.words


def test_the_list_of_people_counts_what_each_did(portal: Shelf) -> None:
    counts = {card.name: (card.written, card.reviewed, card.renewed) for card in people_view(portal).people}
    assert counts == {"Maria Okafor": (2, 0, 1), "Tom Li": (1, 1, 0)}


def test_the_hall_is_in_order_of_names_by_topic_and_by_year(portal: Shelf) -> None:
    view = contributors_view(portal)
    topics = {circle.about.text: [(each.person.text, each.ways) for each in circle.people] for circle in view.topics}
    assert topics == {
        "The basics": [
            ("Maria Okafor", ("wrote", "verified")),
            ("Sam Stranger", ("wrote",)),
            ("Tom Li", ("wrote", "reviewed", "helped")),
        ]
    }
    years = {circle.about.text: [(each.person.text, each.first) for each in circle.people] for circle in view.years}
    assert years == {
        "2026": [("Maria Okafor", False), ("Sam Stranger", True), ("Tom Li", False)],
        "2025": [("Maria Okafor", False), ("Tom Li", True)],
        "2024": [("Maria Okafor", True)],
    }
    assert list(years) == ["2026", "2025", "2024"]


def test_the_hall_ranks_nobody_and_links_those_who_have_a_page(portal: Shelf) -> None:
    page = hall_page(portal)
    assert page.headings == ["Contributors", "By topic", "The basics", "By year", "2026", "2025", "2024"]
    assert "3 people" in page.words
    assert page.links["Maria Okafor"] == "../people/maria/"
    assert "Sam Stranger" in page.words
    assert "Sam Stranger" not in page.links
    assert "Hana" not in page.words


def test_one_person_is_thanked_and_others_are_invited(portal: Shelf) -> None:
    alone = copy.copy(portal)
    alone.history = replace(portal.history, people={"maria": portal.history.people["maria"]}, guests=())
    page = hall_page(alone)
    assert "1 person" in page.words
    assert page.links["See what colleagues still need"] == "../health/#gaps"
    assert "See what colleagues still need" not in hall_page(portal).links


def test_a_hall_of_many_says_what_is_on_it(portal: Shelf) -> None:
    lesson = {"short-sentences": (2026,)}
    guests = tuple(Record(Contributor(f"Guest {number:03}"), written=lesson) for number in range(200))
    full = copy.copy(portal)
    full.history = replace(portal.history, guests=guests)
    view, page = contributors_view(full), hall_page(full)
    assert (view.total, view.long, [circle.many for circle in view.years]) == (202, True, [True, False, False])
    assert page.links["2026"] == "#year-2026"
    assert "2026 202 people" in page.words
    assert not contributors_view(portal).long


def test_without_a_history_the_hall_says_so(portal: Shelf) -> None:
    blind = copy.copy(portal)
    blind.history = replace(portal.history, available=False, people={}, guests=())
    page = hall_page(blind)
    assert "could not be read" in page.words
    assert "Nobody is credited yet." in page.words


def test_a_topic_never_retires_in_silence(portal: Shelf) -> None:
    view = topic_view(portal, portal.portal.topics["basics"])
    assert [(each.card.id, each.replacement) for each in view.retired] == [
        ("old-way", Link("Write short sentences", "lessons/basics/short-sentences.md"))
    ]
    page = Page(fill("topic.html", view=view, href=addresses.links_from(addresses.topic("basics"))))
    assert "The old way replaced by Write short sentences" in page.words


def test_renewed_is_never_later_than_today(portal: Shelf) -> None:
    lesson = replace(portal.portal.lessons["short-sentences"], reviewed=date(2099, 1, 1))
    assert portal.renewed_on(lesson) == date(2026, 7, 1)
