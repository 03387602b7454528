"""The plugin inside MkDocs: what is published, and that no author's text runs anywhere on a finished page."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import Navigation

from lorepath.mkdocs_plugin.menu import Menu
from lorepath.mkdocs_plugin.source_files import docs_files
from portal import QUIZ, lesson, make_portal, write
from site_fixture import FILES, Page
from tiny import tiny

HOSTILE = "\"'><img src=x onerror=alert(1)></title></script><script>alert(1)</script>"
SETTINGS = """\
site_name: ""
docs_dir: content
repo_url: https://example.com/team/learning
edit_uri: edit/main/content/
theme: {name: material}
plugins: [{lorepath: {allow_findings: %s}}]
markdown_extensions: [attr_list, tables, toc, admonition, pymdownx.details, pymdownx.superfences]
"""


def built(root: Path, allow_findings: bool = True) -> Path:
    write(root / "mkdocs.yml", SETTINGS % str(allow_findings).lower())
    name = yaml.safe_load((root / "content/portal.yml").read_text(encoding="utf-8"))["name"]
    config = load_config(str(root / "mkdocs.yml"), site_name=name)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return root / "site"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    said = json.dumps(HOSTILE)
    files = {
        **FILES,
        "content/portal.yml": f"name: {said}\n",
        "content/people/maria.yml": f"name: {said}\n",
        "content/skills/plain-language.yml": f"name: {said}\nsummary: {said}\nlevels: {{1: {said}}}\n",
        "content/roles/writer.yml": f"title: {said}\nsummary: {said}\nowner: maria\nrequires: {{plain-language: 1}}\n",
        "content/lessons/basics/topic.yml": f"title: {said}\nsummary: {said}\nowner: maria\n",
        "content/lessons/basics/evil.html": "<script>alert(1)</script>",
        "content/lessons/basics/evil.js": "alert(1)",
        "content/lessons/basics/evil.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "content/lessons/basics/notes.txt": "canary-4711",
        "content/secrets.yml": "canary-4711: yes\n",
    }
    body = f"## {HOSTILE}\n\n{HOSTILE}\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\n" + QUIZ.replace(
        "The one that says everything", said
    )
    front = {"title": HOSTILE, "summary": HOSTILE, "tags": [HOSTILE], "objectives": [{"id": "do-it", "text": HOSTILE}]}
    root = make_portal(
        tmp_path_factory.mktemp("hostile"),
        files,
        {"short-sentences": lesson(body, **front), "template": lesson(body, template="../../x", hide=["toc"])},
    )
    return built(root)


def test_no_text_of_an_author_runs_on_any_page(hostile: Path) -> None:
    pages = list(hostile.rglob("*.html"))
    assert len(pages) > 15
    for path in pages:
        page = Page(path.read_text(encoding="utf-8"))
        handlers = [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
        assert handlers == [], path
        if path.parent.name not in ("short-sentences", "template"):  # their bodies may hold pictures
            assert not list(page.all("img")), path
        links = [link.get("href") or "" for link in page.all("a")]
        assert not [link for link in links if link.startswith("javascript:")], path


def test_scripts_are_the_same_on_a_hostile_page_as_on_any_other(hostile: Path) -> None:
    scripts = {
        path: [
            script
            for script in Page(path.read_text(encoding="utf-8")).all("script")
            if "src" not in script and script.get("type") != "application/ld+json"
        ]
        for path in hostile.rglob("*.html")
    }
    assert len({len(found) for found in scripts.values()}) == 1


def test_nothing_but_pages_and_harmless_assets_is_published(hostile: Path) -> None:
    published = {str(path.relative_to(hostile)) for path in hostile.rglob("*") if path.is_file()}
    assert not [path for path in published if "evil" in path or "notes" in path or path.endswith((".yml", ".md"))]
    assert not [path for path in published if "canary-4711" in (hostile / path).read_text("utf-8", "replace")]


def test_pictures_are_published_beside_their_lesson(tmp_path: Path) -> None:
    root = make_portal(tmp_path, FILES, {"pictured": lesson(f"![A chart](chart.png)\n\n{QUIZ}")})
    write(root / "content/lessons/basics/chart.png", tiny(".png"))
    site = built(root)
    assert (site / "lessons/basics/chart.png").is_file()
    html = (site / "lessons/basics/pictured/index.html").read_text(encoding="utf-8")
    assert [image["src"] for image in Page(html).all("img")] == ["../chart.png"]


def test_other_pages_are_published_but_never_in_place_of_a_generated_one(tmp_path: Path) -> None:
    files = {
        **FILES,
        "content/imprint.md": "# Imprint & more\n\nWho we are. <script>alert(1)</script>\n",
        "content/index.md": "# Mine\n\nMy own home.\n",
    }
    site = built(make_portal(tmp_path, files))
    imprint = Page((site / "imprint/index.html").read_text(encoding="utf-8"))
    assert "Who we are." in imprint.words
    assert [each for each in imprint.headings if "Imprint" in each] == ["Imprint & more"]
    assert imprint.links["Edit this page"].endswith("/content/imprint.md")
    assert "Choose your role" in Page((site / "index.html").read_text(encoding="utf-8")).headings


def test_edit_links_and_navigation(tmp_path: Path) -> None:
    site = built(make_portal(tmp_path, FILES))
    html = (site / "lessons/basics/edit-for-a-reader/index.html").read_text(encoding="utf-8")
    page = Page(html)
    edit = "https://example.com/team/learning/edit/main/content/"
    assert page.links["Edit this lesson"] == f"{edit}lessons/basics/edit-for-a-reader.md"
    role = Page((site / "roles/writer/index.html").read_text(encoding="utf-8"))
    assert role.links["Edit the file behind this page"] == f"{edit}roles/writer.yml"
    current = [link for link in page.all("a") if link.get("aria-current") == "page"]
    assert [link["href"] for link in current] == ["../../../lessons/basics/edit-for-a-reader/"]
    assert page.links["Skip to content"] == "#__lore_title"
    assert "The old way" not in page.text, "a retired lesson is in no navigation"
    assert "This lesson is retired" in (site / "lessons/basics/old-way/index.html").read_text(encoding="utf-8")


def test_a_blocking_finding_stops_the_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    root = make_portal(tmp_path, FILES, {"short-sentences": lesson(objectives=[])})
    with pytest.raises(Abort):
        built(root, allow_findings=False)
    assert "content/lessons/basics/short-sentences.md" in caplog.text


def test_a_menu_outside_any_page_lists_the_parts() -> None:
    home = SimpleNamespace(title="Home", url="", children=None)
    said = Menu()(Navigation([home], []), None, "/")
    assert 'href="/" class="md-nav__link"><span class="md-ellipsis">Home</span>' in said


def _topics(number: int) -> Any:
    """A part of the navigation: its index, and so many topics with a page and a lesson each."""
    index = SimpleNamespace(title="Topics", url="topics/", children=None)
    part = SimpleNamespace(title="Topics", children=[index], ancestors=[])
    for each in range(number):
        topic = SimpleNamespace(title=f"T {each}", children=[], ancestors=[part])
        for title, url in ((f"T {each}", f"topics/{each}/"), (f"L {each}", f"lessons/{each}/")):
            topic.children.append(SimpleNamespace(title=title, url=url, children=None, ancestors=[topic, part]))
        part.children.append(topic)
    return part


@pytest.mark.parametrize(
    ("topics", "open_one", "shown", "all_of_them"),
    [
        (50, 20, range(50), None),
        (51, 20, range(8, 33), "All 51 in Topics"),
        (125, 3, range(25), "All 125 in Topics"),
        (125, 124, range(100, 125), "All 125 in Topics"),
    ],
)
def test_of_a_long_list_the_menu_shows_what_is_near(
    topics: int, open_one: int, shown: range, all_of_them: str | None
) -> None:
    part = _topics(topics)
    lesson = part.children[1 + open_one].children[1]
    menu = Page(Menu()(Navigation([part], []), lesson, "../.."))
    titles = [f"T {number}" for number in shown]
    titles.insert(titles.index(f"T {open_one}") + 1, f"L {open_one}")
    assert list(menu.links) == ["Topics", *titles, *([all_of_them] if all_of_them else [])]
    assert menu.links.get(all_of_them or "Topics") == "../../topics/"
    assert [link["href"] for link in menu.all("a") if link.get("aria-current")] == [f"../../lessons/{open_one}/"]


def test_a_retired_lesson_keeps_its_page_and_leaves_search_and_menu(tmp_path: Path) -> None:
    site = built(make_portal(tmp_path, FILES))
    page = Page((site / "lessons/basics/old-way/index.html").read_text(encoding="utf-8"))
    assert "This lesson is retired" in page.headings
    assert page.links["Write short sentences"] == "../short-sentences/"
    assert "old-way" not in json.loads((site / "data/catalogue.json").read_text(encoding="utf-8"))["ids"]
    beside = Page((site / "lessons/basics/short-sentences/index.html").read_text(encoding="utf-8"))
    assert not [link for link in beside.links.values() if "old-way" in link]
    assert "The old way" in Page((site / "topics/basics/index.html").read_text(encoding="utf-8")).links


def test_a_link_to_a_folder_is_walked_by_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """MkDocs follows links; through one to the folder above, for ever."""
    root = make_portal(tmp_path / "portal", FILES)
    (root / "content/lessons/elsewhere").symlink_to(tmp_path)
    with pytest.raises(Abort):
        built(root)
    assert "lessons/elsewhere is a link to another folder, which MkDocs would follow; take it out" in caplog.text

    found = [file.src_uri for file in docs_files(load_config(str(root / "mkdocs.yml"), site_name="x"))]
    assert "lessons/basics/short-sentences.md" in found
    assert not [path for path in found if "elsewhere" in path]


def test_files_are_found_in_the_order_of_mkdocs(tmp_path: Path) -> None:
    root = make_portal(
        tmp_path, {**FILES, "content/lessons/basics/z/y.md": "x", "content/a.md": "x", "content/z.md": "x"}
    )
    write(root / "mkdocs.yml", SETTINGS % "true")
    config = load_config(str(root / "mkdocs.yml"), site_name="x")
    assert [file.src_uri for file in docs_files(config)] == [file.src_uri for file in get_files(config)]
