"""Feeds: valid, complete, and with ids that outlive rebuilds and renames."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec import structs

from lorepath.assemble import assemble
from lorepath.history import LessonHistory
from lorepath.site import feeds
from lorepath.site.feeds import Feed, all_feeds, atom, json_feed, lasting_name, whole
from lorepath.site.views.shelf import Shelf
from lorepath.site.whereabouts import Whereabouts
from portal import lesson, make_portal
from repo import Repo
from site_fixture import TODAY, shelf, site_assembly
from sketch import lesson as sketched

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = Whereabouts("https://learn.example/portal/")
HOSTILE = "]]> <script>alert(1)</script> & \"quoted\" 'too'"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(site_assembly(tmp_path_factory.mktemp("portal")), SITE)


def parsed(portal: Shelf, feed: Feed) -> ElementTree.Element:
    return ElementTree.fromstring(atom(portal, feed))


def entries(portal: Shelf, feed: Feed) -> list[str]:
    return [entry.findtext(f"{ATOM}title") or "" for entry in parsed(portal, feed).iter(f"{ATOM}entry")]


def ids(portal: Shelf) -> Mapping[str, str]:
    """Title to id, in the feed of the whole portal."""
    data: dict[str, Any] = json.loads(json_feed(portal, whole(portal)))
    return {item["title"]: item["id"] for item in data["items"]}


def test_there_is_a_feed_for_everything_but_hidden_people(portal: Shelf) -> None:
    assert [feed.atom for feed in all_feeds(portal)] == [
        "feed.xml",
        "topics/basics/feed.xml",
        "topics/reading/feed.xml",
        "roles/editor/feed.xml",
        "roles/writer/feed.xml",
        "people/maria/feed.xml",
        "people/tom/feed.xml",
    ]


def test_each_feed_has_what_its_page_shows_the_latest_first(portal: Shelf) -> None:
    found = {feed.folder: entries(portal, feed) for feed in all_feeds(portal)}
    both = ["Write short sentences", "Edit for a busy reader"]
    assert found == {
        "": both,
        "topics/basics": both,
        "topics/reading": [],  # nobody knows since when its lesson is there
        "roles/editor": ["Write short sentences"],
        "roles/writer": both,
        "people/maria": ["Write short sentences"],  # the other one is retired
        "people/tom": both,
    }


def test_atom_says_all_that_it_must(portal: Shelf) -> None:
    feed = parsed(portal, feeds.of_topic(portal, "basics"))
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title") == "The basics · Northwind learning"
    assert feed.findtext(f"{ATOM}updated") == "2026-07-01T00:00:00Z"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://learn.example/portal/topics/basics/feed.xml",
        "alternate": "https://learn.example/portal/topics/basics/",
    }
    entry = next(feed.iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}published") == "2025-03-04T00:00:00Z"
    assert entry.findtext(f"{ATOM}updated") == "2026-07-01T00:00:00Z"
    assert entry.findtext(f"{ATOM}summary") == "Say one thing in each sentence."
    assert [name.text for name in entry.iter(f"{ATOM}name")] == ["Maria Okafor", "Sam Stranger"]
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://learn.example/portal/lessons/basics/short-sentences/"


def test_every_id_is_an_address_and_stands_once(portal: Shelf) -> None:
    for feed in all_feeds(portal):
        found = [each.text or "" for each in parsed(portal, feed).iter(f"{ATOM}id")]
        assert len(set(found)) == len(found)
        assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", each) for each in found)
    heads = {parsed(portal, feed).findtext(f"{ATOM}id") for feed in all_feeds(portal)}
    assert len(heads) == len(list(all_feeds(portal)))


def test_json_feed_says_the_same(portal: Shelf) -> None:
    for feed in all_feeds(portal):
        data = json.loads(json_feed(portal, feed))
        assert data["version"] == "https://jsonfeed.org/version/1.1"
        assert data["feed_url"] == f"https://learn.example/portal/{feed.json}"
        xml = parsed(portal, feed)
        assert [item["title"] for item in data["items"]] == entries(portal, feed)
        assert [item["id"] for item in data["items"]] == [
            entry.findtext(f"{ATOM}id") for entry in xml.iter(f"{ATOM}entry")
        ]
        assert all(item["content_text"] and item["authors"] for item in data["items"])


def test_without_an_address_links_lead_from_the_feed(portal: Shelf) -> None:
    here = copy.copy(portal)
    here.where = Whereabouts()
    data = json.loads(json_feed(here, feeds.of_topic(here, "basics")))
    assert data["items"][0]["url"] == "../../lessons/basics/short-sentences/"
    assert data["home_page_url"] == "./"


def test_hostile_texts_are_texts(tmp_path: Path) -> None:
    said = json.dumps(HOSTILE)
    made = shelf(
        tmp_path,
        {
            "content/portal.yml": f"name: {said}\n",
            "content/people/maria.yml": f"name: {said}\n",
            "content/lessons/basics/topic.yml": f"title: {said}\nsummary: x\nowner: maria\n",
            "content/lessons/basics/short-sentences.md": lesson(title=HOSTILE, summary=HOSTILE, minutes=8),
        },
    )
    for feed in all_feeds(made):
        root = parsed(made, feed)
        assert not list(root.iter("script"))
    assert entries(made, whole(made))[0].startswith("]]> <script>alert(1)</script> &")
    assert json.loads(json_feed(made, whole(made)))["items"][0]["title"] == HOSTILE


def test_a_feed_ends_after_so_many_entries(tmp_path: Path) -> None:
    names = [f"lesson-{place:03}" for place in range(feeds.LENGTH + 5)]
    made = shelf(tmp_path, {f"content/lessons/basics/{name}.md": lesson(title=name) for name in names})
    history = dict(made.history.lessons)
    for place, name in enumerate(names):
        history[name] = structs.replace(history[name], edited=date(2026, 1, 1 + place % 28), created=date(2026, 1, 1))
    made.history = replace(made.history, lessons=history)
    assert len(entries(made, whole(made))) == feeds.LENGTH


# ── ids ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_lesson_keeps_its_first_name() -> None:
    unknown = LessonHistory(Shelf.unknown)
    once = sketched("b", aliases=("a",))
    twice = sketched("c", aliases=("b", "a"))
    paths = ("docs/guide.md", "content/lessons/x/a.md", "content/lessons/x/b.md")
    assert lasting_name(sketched("a"), unknown) == "a"
    assert lasting_name(once, unknown) == "a"
    assert lasting_name(twice, structs.replace(unknown, former_paths=paths)) == "a"
    assert lasting_name(replace(twice, aliases=("a", "b")), None) == "a"


def test_ids_outlive_rebuilds_and_renames(tmp_path: Path) -> None:
    root = make_portal(tmp_path / "portal")
    repo = Repo(root)
    repo.commit("Begin", date="2026-01-05")
    first = ids(Shelf(assemble(root, TODAY), SITE))
    assert len(first) == 2
    assert ids(Shelf(assemble(root, TODAY), SITE)) == first

    folder = "content/lessons/basics"
    former = ["short-sentences"]
    for place, name in enumerate(("brief-sentences", "terse-sentences")):
        text = lesson(minutes=8, aliases=[*former])
        repo.move(f"{folder}/{former[-1]}.md", f"{folder}/{name}.md")
        repo.write(f"{folder}/{name}.md", text)
        repo.commit(f"Rename it to {name}", date=f"2026-02-0{place + 1}")
        former.append(name)
        assert ids(Shelf(assemble(root, TODAY), SITE)) == first
    repo.git("clone", "--quiet", "--depth", "1", f"file://{root}", str(tmp_path / "shallow"))
    shallow = Shelf(assemble(tmp_path / "shallow", TODAY), SITE)
    terse = shallow.portal.lessons["terse-sentences"]
    assert lasting_name(terse, shallow.lesson_history(terse)) == "short-sentences"


def test_two_portals_do_not_share_ids(portal: Shelf) -> None:
    other = copy.copy(portal)
    other.where = Whereabouts("https://elsewhere.example/")
    assert not set(ids(portal).values()) & set(ids(other).values())
