"""The generated pages and the lessons' bodies, read the way a reader finds things: by role and name."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from lorepath.rules import STANDARDS as REAL
from lorepath.rules.measured import measured, read_by_hand
from lorepath.safe_html.sanitizer import Sanitizer
from lorepath.site import addresses
from lorepath.site.files import generated_files
from lorepath.site.lesson_body import BodyWriter
from lorepath.site.pages import GeneratedPage, generated_pages
from lorepath.site.templates import fill, inline
from lorepath.site.views.lessons import lesson_view
from lorepath.site.views.quizzes import QuizView, quizzes
from lorepath.site.views.shelf import Shelf
from lorepath.site.whereabouts import Whereabouts
from site_fixture import STANDARDS, Page, shelf, site_assembly

EXTENSIONS = ["attr_list", "tables", "toc", "footnotes", "pymdownx.superfences", "pymdownx.highlight", "admonition"]
HOSTILE = "<img src=x onerror=alert(1)>\"'`{{7*7}}`</title></script><script>alert(1)</script>"


def manual(text: str) -> str:
    return BodyWriter(["tables", "pymdownx.superfences"], {}, {}, quiz_html, Sanitizer()).write(text, "x.md").html


def quiz_html(view: QuizView | None) -> str:
    return fill("quiz.html", view=view)


def made(portal: Shelf) -> Mapping[str, GeneratedPage]:
    return {page.address: page for page in generated_pages(portal, STANDARDS, manual)}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory.mktemp("portal"))


@pytest.fixture(scope="module")
def pages(portal: Shelf) -> Mapping[str, GeneratedPage]:
    return made(portal)


def test_there_is_a_page_for_everything_but_hidden_people(pages: Mapping[str, GeneratedPage]) -> None:
    assert list(pages) == [
        "index.md",
        "find/index.md",
        "you/index.md",
        "team/index.md",
        "roles/index.md",
        "roles/editor/index.md",
        "roles/writer/index.md",
        "topics/index.md",
        "topics/basics/index.md",
        "topics/reading/index.md",
        "skills/index.md",
        "skills/layout/index.md",
        "skills/plain-language/index.md",
        "skills/review/index.md",
        "people/index.md",
        "people/maria/index.md",
        "people/tom/index.md",
        "contributors/index.md",
        "health/index.md",
        "reference/index.md",
        "reference/allowed/index.md",
        "reference/obj/index.md",
        "reference/str/index.md",
    ]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("index.md", "portal.yml"),
        ("roles/writer/index.md", "roles/writer.yml"),
        ("topics/basics/index.md", "lessons/basics/topic.yml"),
        ("skills/review/index.md", "skills/review.yml"),
        ("people/tom/index.md", "people/tom.yml"),
        ("find/index.md", None),
        ("reference/obj/index.md", None),
    ],
)
def test_pages_name_the_file_that_they_are_made_from(
    pages: Mapping[str, GeneratedPage], address: str, file: str | None
) -> None:
    assert pages[address].edit_path == file


def test_each_page_has_one_main_heading_and_unique_ids(pages: Mapping[str, GeneratedPage]) -> None:
    for page in pages.values():
        html = Page(page.write())
        assert len(list(html.all("h1"))) == 1, page.address
        ids = [attributes["id"] for _, attributes in html.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), page.address
        named = [a["aria-labelledby"] for _, a in html.tags if "aria-labelledby" in a]
        assert {part for names in named for part in (names or "").split()} <= set(ids), page.address


def test_a_role_says_how_far_away_the_next_ones_are(pages: Mapping[str, GeneratedPage]) -> None:
    html = pages["roles/writer/index.md"].write()
    career = html[html.index('<h2 id="career">Where this role can lead</h2>') :]
    assert "<strong>Nothing left to learn</strong>" in career
    assert career.index("Editor") < career.index("Nothing left to learn")


def test_the_health_page_says_what_to_write_next(pages: Mapping[str, GeneratedPage]) -> None:
    html = pages["health/index.md"].write()
    gaps = html[html.index('<h2 id="gaps">What to write next</h2>') : html.index('<h2 id="one-author">')]
    assert gaps.count('<th scope="row">') == 4
    assert "No lesson teaches it" in gaps
    assert "Write a lesson with <code>teaches: {review: 3}</code>" in gaps


def test_every_link_leads_to_a_page(portal: Shelf, pages: Mapping[str, GeneratedPage]) -> None:
    urls = {addresses.url_of(address).removeprefix("./") for address in pages}
    urls |= {addresses.url_of(addresses.of_file(lesson.path)) for lesson in portal.portal.lessons.values()}
    files = {file.address for file in generated_files(portal, ())}
    for page in pages.values():
        here = addresses.url_of(page.address).removeprefix("./")
        for link in Page(page.write()).links.values():
            if not link.startswith("#"):
                target = posixpath.normpath(f"/{here}{link.partition('#')[0]}").lstrip("/")
                assert target in files or (f"{target}/" if target not in ("", ".") else "") in urls, (
                    page.address,
                    link,
                )


def test_nobody_hidden_and_no_address_for_mail_is_anywhere(pages: Mapping[str, GeneratedPage]) -> None:
    for page in pages.values():
        assert "Hana" not in page.write(), page.address
        assert "example.org" not in page.write(), page.address
        assert "hana" not in page.write(), page.address


def test_home(pages: Mapping[str, GeneratedPage]) -> None:
    home = Page(pages["index.md"].write())
    said = [heading for heading in home.headings if heading]
    assert said[:2] == [
        "Learn what your work needs, 24 minutes a week",
        "Choose your role",
    ]
    assert home.links["Writer"] == "roles/writer/"
    assert home.links["Find a lesson"] == "find/"
    assert "Renewed 1 July 2026" in home.words


def test_a_role_tells_its_path_in_words(pages: Mapping[str, GeneratedPage]) -> None:
    role = Page(pages["roles/writer/index.md"].write())
    assert role.headings[:3] == ["Writer", "Skills this role needs", "The path"]
    assert "Week 2" in role.words
    assert "Why it is here:" in role.words
    assert "40 min so far" in role.words
    assert "Still missing" in role.words
    (chart,) = [each for each in role.all("svg") if each.get("role") == "img"]
    assert chart["aria-labelledby"] == "radar-title radar-text"
    assert "Plain language, Working, level 2 of 4." in role.words


def test_the_reference_has_a_stable_anchor_for_each_code(pages: Mapping[str, GeneratedPage]) -> None:
    family = pages["reference/obj/index.md"]
    assert '<h2 id="obj01">' in family.write()
    assert [(entry.id, entry.title) for entry in family.toc] == [("obj01", "OBJ01 Say it")]
    assert "✗ Bad" in Page(family.write()).words
    assert "✓ Good" in Page(family.write()).words
    assert "<script>" not in pages["reference/str/index.md"].write()


def test_the_reference_says_what_came_out_on_texts_that_were_not_written_for_it(
    pages: Mapping[str, GeneratedPage],
) -> None:
    found = read_by_hand()
    said = f"of {found.read} drawn by lot and read by a person, {found.wrong} were wrong."
    assert said in Page(pages["reference/index.md"].write()).words


def test_a_rule_s_page_lists_its_options_and_how_often_it_is_right(portal: Shelf) -> None:
    pages = {page.address: page for page in generated_pages(portal, REAL, manual)}
    objectives = Page(pages["reference/obj/index.md"].write()).words
    assert "most The highest number of objectives. A whole number from 1 to 20; 5 when not set." in objectives
    assert "rules: OBJ01: options: most: 7" in objectives
    for standard in REAL:
        page = Page(pages[f"reference/{standard.code[:3].lower()}/index.md"].write())
        assert all(option.about[1:] in page.words for option in standard.options), standard.code
        if counted := measured(standard.code):
            share = f"{counted.all.right} of {counted.all.right + counted.all.false_alarms} ("
            assert share in page.words, standard.code


def test_the_reference_leads_to_each_code(pages: Mapping[str, GeneratedPage]) -> None:
    assert Page(pages["reference/index.md"].write()).links["OBJ01 Say it"] == "obj/#obj01"


def test_find_is_complete_without_a_script(pages: Mapping[str, GeneratedPage]) -> None:
    find = Page(pages["find/index.md"].write())
    assert find.links["Read aloud"] == "../lessons/reading/read-aloud/"
    assert find.links["Reading"] == "../topics/reading/"
    assert "Read aloud 20 min" in find.words
    assert "The old way" not in find.links, "it is retired"
    (form,) = find.all("form")
    assert "hidden" in form


def test_an_empty_portal_says_kindly_what_to_do(tmp_path: Path) -> None:
    full = shelf(tmp_path)
    nothing = replace(full.portal, lessons={}, topics={}, roles={}, skills={}, people={})
    full.portal, full.paths = nothing, {}
    for page in made(full).values():
        Page(page.write())
    assert "No role is described yet." in Page(made(full)["index.md"].write()).words
    assert "Nobody is listed yet." in Page(made(full)["people/index.md"].write()).words


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    portal = shelf(
        tmp_path,
        {
            "content/portal.yml": f"name: {quoted}\n",
            "content/people/maria.yml": f"name: {quoted}\n",
            "content/skills/plain-language.yml": f"name: {quoted}\nsummary: {quoted}\nlevels: {{1: {quoted}}}\n",
            "content/roles/writer.yml": f"title: {quoted}\nsummary: {quoted}\nowner: maria\n"
            "requires: {plain-language: 1, review: 1, layout: 1}\n",
            "content/lessons/basics/topic.yml": f"title: {quoted}\nsummary: {quoted}\nowner: maria\n",
        },
    )
    for page in made(portal).values():
        assert_harmless(page.write())
    for lesson in portal.portal.lessons.values():
        view = lesson_view(portal, lesson)
        href = addresses.links_from(addresses.of_file(lesson.path))
        assert_harmless(fill("lesson_head.html", view=view, href=href))
        assert_harmless(fill("lesson_foot.html", view=view, href=href))


def assert_harmless(html: str) -> None:
    page = Page(html)
    assert not [script for script in page.all("script") if script != {"type": "application/ld+json"}]
    assert len(page.data) == len(list(page.all("script"))), "no text ends the data"
    assert not list(page.all("img"))
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert "49" not in html.replace("9.49", ""), "no template code of an author runs"


def test_inline_code_is_the_only_markup_of_one_line_texts() -> None:
    assert inline("run `a < b` & **go**") == "run <code>a &lt; b</code> &amp; **go**"


# ── lessons ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_head_of_a_lesson_begins_with_what_you_can_do_after_it(portal: Shelf) -> None:
    lesson = portal.portal.lessons["edit-for-a-reader"]
    head = Page(
        fill(
            "lesson_head.html",
            view=lesson_view(portal, lesson),
            href=addresses.links_from(addresses.of_file(lesson.path)),
        )
    )
    assert head.headings == ["Edit for a busy reader", "After this lesson you can"]
    assert head.links["Home"] == "../../../"
    for said in ("12 min", "Article", "Level 2, Working", "May be out of date", "Nobody has looked for two years."):
        assert said in head.words
    assert "Written by" in head.words
    assert head.links["Tom Li"] == "../../../people/tom/"


def lesson_parts(portal: Shelf, identifier: str) -> Page:
    """The head and the foot of a lesson's page."""
    lesson = portal.portal.lessons[identifier]
    view, href = lesson_view(portal, lesson), addresses.links_from(addresses.of_file(lesson.path))
    return Page(fill("lesson_head.html", view=view, href=href) + fill("lesson_foot.html", view=view, href=href))


def test_a_lesson_says_who_is_behind_it_and_how_one_knows(portal: Shelf) -> None:
    page = lesson_parts(portal, "short-sentences")
    for said in (
        "Written by Maria Okafor and Sam Stranger",
        "Reviewed by Tom Li",
        "Also thanked Subject advice: Tom Li (as the lesson says)",
        "Looked after by Maria Okafor",
        "Freshness Verified on 1 June 2026. Verified by Maria Okafor.",
        "Cite this lesson Maria Okafor and Sam Stranger: “Write short sentences.” Northwind learning, 1 July 2026.",
    ):
        assert said in page.words
    assert {"datetime": "2026-06-01"} in page.all("time")
    assert "Author: Maria" not in page.words, "commits say that already"
    assert "Hana" not in page.words


def test_a_lesson_tells_programs_the_same(tmp_path: Path) -> None:
    where = Whereabouts("https://learn.example/portal/", "https://github.com/team/learning", "edit/main/content/")
    assembly = site_assembly(tmp_path)
    page = lesson_parts(Shelf(assembly, where), "edit-for-a-reader")
    lasting = "https://github.com/team/learning/commits/main/content/lessons/basics/edit-for-a-reader.md"
    assert page.links["See what changed, and when"] == lasting
    (said,) = page.data
    assert said["@type"] == "LearningResource"
    assert said["url"] == "https://learn.example/portal/lessons/basics/edit-for-a-reader/"
    assert (said["timeRequired"], said["inLanguage"], said["dateModified"]) == ("PT12M", "en", "2025-01-01")
    assert said["author"] == [
        {"@type": "Person", "name": "Tom Li", "url": "https://learn.example/portal/people/tom/"},
    ]
    skill = "https://learn.example/portal/skills/plain-language/"
    assert [(each["name"], each["url"]) for each in said["teaches"]] == [("Plain language, level 2: Working", skill)]
    assert [each["name"] for each in said["competencyRequired"]] == ["Plain language, level 1: Aware"]
    assert [each["name"] for each in said["assesses"]] == ["Split a sentence that says two things."]
    (first,) = lesson_parts(Shelf(assembly, where), "short-sentences").data
    assert [(each["roleName"], each["contributor"]["name"]) for each in first["contributor"]] == [
        ("Reviewer", "Tom Li"),
        ("Verified that it is still right", "Maria Okafor"),
        ("Subject advice", "Tom Li"),
    ]


def test_a_retired_lesson_keeps_its_credit(portal: Shelf) -> None:
    page = lesson_parts(portal, "old-way")
    assert "Written by Maria Okafor" in page.words
    assert page.data[0]["creativeWorkStatus"] == "Retired"


def test_a_retired_lesson_says_so_with_its_replacement(portal: Shelf) -> None:
    lesson = portal.portal.lessons["old-way"]
    head = Page(
        fill(
            "lesson_head.html", view=lesson_view(portal, lesson), href=addresses.links_from("lessons/basics/old-way.md")
        )
    )
    assert "This lesson is retired" in head.headings
    assert head.links["Write short sentences"] == "../short-sentences/"


def writer(urls: Mapping[str, str] | None = None) -> BodyWriter:
    return BodyWriter(EXTENSIONS, {"tables": {"use_align_attribute": True}}, urls or {}, quiz_html, Sanitizer())


def test_a_quiz_is_a_form_that_can_be_read_without_a_script(portal: Shelf) -> None:
    lesson = portal.portal.lessons["short-sentences"]
    body = writer().write(lesson.body, "lessons/basics/short-sentences.md", quizzes(lesson))
    page = Page(body.html)
    assert len(list(page.all("fieldset"))) == len(list(page.all("legend"))) == 1
    assert [each["type"] for each in page.all("input")] == ["radio"] * 3
    assert len({each["name"] for each in page.all("input")}) == 1
    assert len(list(page.all("details"))) == 1
    for because in ("One idea fits into one sentence.", "Nobody gets to its end.", "Long words slow readers down."):
        assert because in page.words
    assert "lore-quiz-" not in page.words, "no placeholder is left"


def test_a_quiz_inside_a_callout_is_found_too(portal: Shelf) -> None:
    lesson = portal.portal.lessons["short-sentences"]
    indented = '!!! tip "Try"\n\n' + "\n".join(f"    {line}" for line in lesson.body.strip().splitlines())
    body = writer().write(indented, "lessons/basics/short-sentences.md", quizzes(lesson))
    assert "<lore-quiz" in body.html


def test_a_broken_quiz_leaves_a_note() -> None:
    body = writer().write("```quiz\n- id: [\n```\n", "lessons/a/b.md", {})
    assert "could not be read" in Page(body.html).words


def test_an_author_cannot_place_a_quiz_by_hand(portal: Shelf) -> None:
    lesson = portal.portal.lessons["short-sentences"]
    before = writer().write(lesson.body, "x.md", quizzes(lesson))
    forged = lesson.body + "\n\nlore-quiz-" + "0" * 64 + "-0\n"
    after = writer().write(forged, "x.md", quizzes(lesson))
    assert before.html.count("<lore-quiz") == after.html.count("<lore-quiz") == 1


def test_links_to_sources_become_links_to_pages() -> None:
    urls = {"lessons/a/b.md": "lessons/a/b/", "lessons/c/d.md": "lessons/c/d/", "lessons/a/p.png": "lessons/a/p.png"}
    text = "[d](../c/d.md#part) ![p](p.png) [out](https://example.com/x.md) [here](#me) [gone](gone.md) [odd](http://[)"
    body = Page(writer(urls).write(text, "lessons/a/b.md").html)
    assert body.links["d"] == "../../c/d/#part"
    assert body.links["out"] == "https://example.com/x.md"
    assert body.links["here"] == "#me"
    assert body.links["gone"] == "gone.md"
    assert [image["src"] for image in body.all("img")] == ["../p.png"]


def test_films_and_sounds_in_html_are_found_beside_their_lesson_too() -> None:
    files = ("cut.mp4", "cut.vtt", "still.png", "talk.mp3")
    urls = {"lessons/a/b.md": "lessons/a/b/", **{f"lessons/a/{name}": f"lessons/a/{name}" for name in files}}
    text = """
<video controls poster="still.png"><source src="cut.mp4#t=2"><track src="./cut.vtt" kind="captions"></video>

<audio controls src="talk.mp3"></audio> and <a href="b.md">me</a> <img src="still.png" alt="A still">

<video src="../../../etc/passwd"></video>
"""
    body = Page(writer(urls).write(text, "lessons/a/b.md").html)
    sources = [attributes["src"] for _, attributes in body.tags if "src" in attributes]
    assert sources == ["../cut.mp4#t=2", "../cut.vtt", "../talk.mp3", "../still.png", "../../../etc/passwd"]
    assert [video.get("poster") for video in body.all("video")] == ["../still.png", None]
    assert body.links["me"] == "./"


def test_headings_are_listed_as_safe_text() -> None:
    body = writer().write("## A <b onclick=x>bold</b> & `<script>`\n\n### Below\n", "x.md")
    (entry,) = body.toc
    assert (entry.title, entry.level, [child.title for child in entry.children]) == (
        "A bold &amp; &lt;script&gt;",
        2,
        ["Below"],
    )
    assert f'id="{entry.id}"' in body.html


def test_contents_lead_only_to_headings_that_have_their_id() -> None:
    """Else a link of the theme's leads nowhere, or ends its script."""
    text = "# A { #100% }\n\n## B { #__b }\n\n## N { #fn:%zz }\n\n### C\n\n## D { #d }\n"
    toc = BodyWriter(EXTENSIONS, {}, {}, lambda _: "", Sanitizer()).write(text, "x.md").toc
    assert [(entry.id, entry.level, entry.children) for entry in toc] == [("c", 3, ()), ("d", 2, ())]


def test_one_writer_gives_each_page_what_a_new_one_would(portal: Shelf) -> None:
    texts = [
        "# T\n\n## A\n\ntext[^1]\n\n[^1]: note\n",
        "```python\nx = 1\n```\n\n## A\n\n## A\n",
        *(lesson.body for lesson in portal.portal.lessons.values()),
        "text[^1] and [ref]\n\n[^1]: other\n\n[ref]: y.md\n",
        "again [ref] [^1]\n",
    ]
    shared = writer()
    for text in texts:
        assert shared.write(text, "x.md") == writer().write(text, "x.md")
    assert not re.search("[^1]:", shared.write("plain", "x.md").html)
