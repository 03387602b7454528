"""The links that lead to the site and to the files behind it, for several hosts."""

from __future__ import annotations

from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lorepath.rules import STANDARDS
from lorepath.rules.homes import homes
from lorepath.site.addresses import relative
from lorepath.site.whereabouts import Whereabouts

LESSON = "lessons/basics/short-sentences.md"
GITHUB = Whereabouts("https://learn.example/portal/", "https://github.com/team/learning/", "edit/main/content/")
GITLAB = Whereabouts("", "https://gitlab.example/team/edit", "-/edit/main/docs/")


def test_pages_have_full_addresses_where_the_site_has_one() -> None:
    assert GITHUB.page(LESSON) == "https://learn.example/portal/lessons/basics/short-sentences/"
    assert GITHUB.page("index.md") == "https://learn.example/portal/"
    assert GITLAB.page(LESSON) == ""


@pytest.mark.parametrize(
    ("where", "history", "folder", "module"),
    [
        (
            GITHUB,
            "https://github.com/team/learning/commits/main/content/" + LESSON,
            "https://github.com/team/learning/tree/main/content/roles",
            "https://github.com/team/learning/edit/main/plugins/lorepath/check.py",
        ),
        (
            GITLAB,
            "https://gitlab.example/team/edit/-/commits/main/docs/" + LESSON,
            "https://gitlab.example/team/edit/-/tree/main/docs/roles",
            "",
        ),
        (
            Whereabouts(repository="https://git.example/x", edit="?edit=content/"),
            "",
            "",
            "https://git.example/x/?edit=plugins/lorepath/check.py",
        ),
        (Whereabouts(), "", "", ""),
    ],
)
def test_the_repository_is_linked_as_its_host_names_things(
    where: Whereabouts, history: str, folder: str, module: str
) -> None:
    assert where.history(LESSON) == history
    assert where.folder("roles") == folder
    assert where.repository_file("plugins/lorepath/check.py") == module


def test_a_report_carries_any_title_unharmed() -> None:
    title = 'A & B? #1 "<script>" 100 %\n+ é'
    link = GITHUB.report(title, "short-sentences", "https://learn.example/a/?b=c&d")
    parts = urlsplit(link)
    assert (parts.netloc, parts.path, parts.fragment) == ("github.com", "/team/learning/issues/new", "")
    assert not set(link) & set("<>\"' \n")
    assert parse_qs(parts.query) == {
        "template": ["report-outdated.yml"],
        "title": [f"Outdated: {title}"],
        "lesson": ["short-sentences"],
        "page": ["https://learn.example/a/?b=c&d"],
    }


def test_only_hosts_with_such_a_form_are_sent_reports() -> None:
    assert GITLAB.report("A", "a", "") == ""
    assert Whereabouts().report("A", "a", "") == ""
    assert "page=" not in Whereabouts(repository="https://github.example/x").report("A", "a", "")


_FOLDERS = some.lists(some.sampled_from(["a", "b", "c"]), max_size=3).map(lambda parts: "".join(f"{p}/" for p in parts))
_ADDRESSES = some.tuples(_FOLDERS, some.sampled_from(["", "x.png"])).map("".join)


@given(_ADDRESSES, _ADDRESSES)
def test_a_relative_link_leads_to_its_target(target: str, page: str) -> None:
    link = relative(target, page)
    assert urljoin(f"https://learn.example/portal/{page}", link) == f"https://learn.example/portal/{target}"


def test_every_standard_has_a_home() -> None:
    assert set(homes()) == {standard.code for standard in STANDARDS}
    assert homes()["SKL03"] == "rules/skills.py"
    assert homes()["DOC01"] == "file_standards.py"
