"""Former addresses lead on, without a script, and never stand in the way of a living page."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path

import pytest

from lorepath.site.files import generated_files
from lorepath.site.redirects import redirect_html, redirects
from lorepath.site.views.shelf import Shelf
from lorepath.site.whereabouts import Whereabouts
from portal import lesson
from site_fixture import Page, shelf


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory.mktemp("portal"))


def leading(portal: Shelf, where: Whereabouts = Whereabouts(), **former: str) -> Shelf:  # noqa: B008 - it is frozen
    made = copy.copy(portal)
    made.where = where
    if former:
        paths = {f"content/lessons/{path.replace('__', '/')}.md": lesson for path, lesson in former.items()}
        made.history = replace(portal.history, redirects=paths)
    return made


def test_each_former_address_has_a_page(portal: Shelf) -> None:
    assert redirects(portal, ()) == {
        "lessons/basics/brief-sentences/index.html": "short-sentences",
        "lessons/writing/cut/index.html": "edit-for-a-reader",
    }
    flat = leading(portal, Whereabouts(directory_urls=False))
    assert list(redirects(flat, ())) == ["lessons/basics/brief-sentences.html", "lessons/writing/cut.html"]


def test_the_page_leads_on_without_a_script(portal: Shelf) -> None:
    page = Page(redirect_html(portal, "lessons/writing/cut/index.html", "edit-for-a-reader").decode())
    assert page.links == {"Edit for a busy reader": "../../basics/edit-for-a-reader/"}
    assert {"http-equiv": "refresh", "content": "0; url=../../basics/edit-for-a-reader/"} in page.all("meta")
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    assert {"rel": "canonical", "href": "../../basics/edit-for-a-reader/"} in page.all("link")
    assert not list(page.all("script"))
    assert page.headings == ["This lesson has moved"]
    assert "It is now at Edit for a busy reader." in page.words


def test_search_engines_are_told_the_full_address(portal: Shelf) -> None:
    there = leading(portal, Whereabouts("https://learn.example/portal"))
    page = Page(redirect_html(there, "lessons/writing/cut/index.html", "edit-for-a-reader").decode())
    full = "https://learn.example/portal/lessons/basics/edit-for-a-reader/"
    assert {"rel": "canonical", "href": full} in page.all("link")


@pytest.mark.parametrize(
    "taken",
    [
        "lessons/writing/cut/index.html",
        "lessons/writing/Cut/index.html",  # one file where case does not count
        "lessons/writing/cut",  # nothing is inside a file
        "lessons/writing/cut/index.html/still.png",
    ],
)
def test_a_living_file_is_never_overwritten(portal: Shelf, taken: str) -> None:
    assert list(redirects(portal, [taken])) == ["lessons/basics/brief-sentences/index.html"]


def test_two_former_addresses_do_not_fall_on_each_other(portal: Shelf) -> None:
    made = leading(portal, x__cut="short-sentences", x__CUT="edit-for-a-reader", y__gone="nobody")
    assert redirects(made, ()) == {"lessons/x/cut/index.html": "short-sentences"}


def test_hostile_titles_are_texts(tmp_path: Path) -> None:
    title = '"><script>alert(1)</script><meta http-equiv=refresh content="0; url=https://evil.example">'
    made = shelf(tmp_path, {"content/lessons/basics/short-sentences.md": lesson(title=title, minutes=8)})
    page = Page(redirect_html(made, "lessons/basics/brief-sentences/index.html", "short-sentences").decode())
    assert not list(page.all("script"))
    assert [meta["content"] for meta in page.all("meta") if meta.get("http-equiv")] == ["0; url=../short-sentences/"]


def test_they_are_among_the_sites_files(portal: Shelf) -> None:
    files = {file.address: file.write for file in generated_files(portal, ["lessons/writing/cut/index.html"])}
    assert b"refresh" in files["lessons/basics/brief-sentences/index.html"]()
    assert "lessons/writing/cut/index.html" not in files
