"""What the sanitiser takes out of a page, the check reports; what the check passes, stays in the page."""

from __future__ import annotations

import re
import string
from collections import Counter
from html import unescape
from pathlib import Path

import nh3
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from examples import examples
from lorepath.markdown_reader import read_markdown
from lorepath.outline import Removed, RemovedKind
from lorepath.rendering import EXTENSIONS, usual_renderer
from lorepath.safe_html.allowed import TAGS, attributes_of
from lorepath.safe_html.sanitizer import Sanitizer
from lorepath.safe_html.trial import removed_from

ROOT = Path(__file__).parent.parent.parent
CLEAN = Sanitizer().clean
_TAG = re.compile("<[a-z!?]+")
PIECES = [
    *("words ", "\n", "\n\n", "    ", "  ", "- ", "1. ", "> ", "# ", "| a | b |\n|---|:-:|\n| 1 | 2 |\n", "`", "```\n"),
    *(
        "~~~ md-x\n",
        "```{ .python #__x }\n",
        "!!! note\n",
        "!!! md-x 'T'\n",
        '??? tip "T"\n',
        '=== "Tab"\n',
        "[^1]",
        ": ",
    ),
    *(
        "[^1]: note\n",
        "*[a]: b\n",
        "- [x] ",
        "**",
        "_",
        "\\",
        "&lt;",
        "&#60;",
        "<!-- ",
        " -->",
        "<!-->",
        "<![CDATA[",
        "]]>",
    ),
    *(
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        '<div data-tabs="1:1">',
        '<div title=" data-tabs=" class="x">',
        "<details>",
        "<summary>",
    ),
    *(
        "</details>",
        "<table>",
        "<tr>",
        "<td>",
        "<ul>",
        "<li>",
        "<br>",
        "<hr/>",
        "<kbd>x</kbd>",
        "<svg>",
        "<path d='m0'>",
    ),
    *(
        "</svg>",
        "<circle>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<form>",
        "</form>",
        "<input>",
        "<name>",
        "<a@b.c>",
    ),
    *(
        "<input type=checkbox>",
        "<iframe src='https://x.example/'>",
        "</iframe>",
        "<T, U>",
        "<x:y>",
        "<?php ?>",
        "<!DOCTYPE x>",
    ),
    *("<textarea>", "</textarea>", "<math>", "<template>", "</template>", "<noscript>", "<title>", "</title>", "<xmp>"),
    *(
        "<p style='x'>",
        "<p class='md-x a'>",
        "<p id=__x>",
        "<p id=x>",
        "<a name=x>",
        "<a href='javascript:x'>",
        "<a href='x.md'>",
    ),
    *(
        "<img src=x onerror=y>",
        "<img src='https://x.example/y'>",
        "<img src=x.png alt=x>",
        '<p title="<b>">',
        "<p title='`'>",
    ),
    *(
        "[x](javascript:y)",
        "[x](https://x.example)",
        "[x](y.md)",
        "![x](y.png)",
        "![x](//y)",
        "[x][y]",
        "\n[y]: data:z\n",
    ),
    *(
        "[x](<y z>)",
        "[x](<javascript:y>)",
        "[x](\tjavascript:y)",
        "[x](java&#115;cript:y)",
        "<https://x.example>",
        "<ftp://x>",
    ),
    *(
        "{ .a }",
        "{ .md-x }",
        "{: #__x }",
        "{ #x }",
        "{ style=x }",
        "{ onclick=x }",
        '{ data-assesses="x" }',
        "{",
        "}",
        "<",
        ">",
    ),
]
bodies = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def removed(body: str) -> tuple[Removed, ...]:
    return removed_from(body, 1, read_markdown(body, 1))


def rendered(body: str) -> str:
    return usual_renderer().html(body)


def kept_whole(html: str) -> str:
    """The HTML as the sanitiser's parser reads it, nothing taken out but comments."""
    names = {name.split("/")[0].split(">")[0].split()[0].lower() for name in html.split("<")[1:] if name[:1].isalpha()}
    schemes = set(re.findall(r"[a-z][a-z0-9+.-]*(?=:)", re.sub(r"[\x00-\x20]", "", unescape(html)).lower()))
    return nh3.clean(
        html,
        tags=names | TAGS,
        clean_content_tags=set(),
        attributes={},
        generic_attribute_prefixes=set(string.printable),
        url_schemes=schemes,
        link_rel="noopener noreferrer",
    )


@examples(400)
@given(bodies)
@example("<p title='<b>'>")
@example("~~~ md-x\n")
@example("`<form>` <form>")
@example("    <form>")
@example("<div>\n    <form>\n</div>")
@example("[x](<javascript:y>)")
@example("![x](java\tscript:y)")
@example("- a\n\n        <form>")
@example("# `__x`")
@example("<svg><style><img src=x onerror=y></style></svg>")
def test_nothing_is_taken_out_without_a_finding(body: str) -> None:
    html = rendered(body)
    if kept_whole(html) != CLEAN(html):
        assert removed(body), html


@examples(400)
@given(bodies)
@example("<svg><T, U>")
def test_a_finding_is_about_something_that_is_taken_out(body: str) -> None:
    if removed(body):
        html = re.sub("<!--(?:-?>|.*?(?:-->|$))", "", rendered(body), flags=re.DOTALL)
        whole = kept_whole(html)
        # A tag in a place where browsers ignore it, and what they take for a comment, go before anybody looks.
        assert whole != CLEAN(html) or Counter(_TAG.findall(html.lower())) - Counter(_TAG.findall(whole)), html


@examples(300)
@given(bodies)
def test_a_finding_has_a_place_in_the_text(body: str) -> None:
    lines = body.split("\n")
    for each in removed(body):
        assert 1 <= each.line <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1


@examples(300)
@given(bodies)
def test_a_second_pass_changes_nothing(body: str) -> None:
    once = CLEAN(rendered(body))
    assert CLEAN(once) == once


def test_the_place_of_a_tag_is_where_it_is_used_not_where_it_is_shown() -> None:
    body = "`<form>`\n\n```\n<form>\n```\n\n    <form>\n\nand <form>"
    assert [(each.line, each.column, each.tag) for each in removed(body)] == [(9, 5, "form")]


FEATURES = (ROOT / "tests/security/features.md").read_text(encoding="utf-8")


def test_tabs_that_are_not_whole_are_a_finding() -> None:
    (each,) = removed('Words.\n\n<div data-tabs="1:1">x</div>\n')
    assert (each.kind, each.line) == (RemovedKind.OTHER, 1)


def test_what_the_renderer_makes_of_plain_markdown_stays_as_it_is() -> None:
    html = rendered(FEATURES)
    assert removed(FEATURES) == ()
    assert unescape(kept_whole(html)) == unescape(CLEAN(html))


def test_the_check_renders_what_a_new_portal_renders() -> None:
    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda *_: "a function")
    Loader.add_constructor("!ENV", lambda *_: "a variable")
    for path in ("mkdocs.yml", "plugins/lorepath/starter/mkdocs.yml"):
        stated = yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader)["markdown_extensions"]
        extensions = {}
        for each in stated:
            extensions |= {each: {}} if isinstance(each, str) else each
        extensions.pop("pymdownx.emoji")
        assert extensions == EXTENSIONS


@pytest.mark.parametrize(
    "tag", sorted(TAGS - {"tr", "td", "th", "tbody", "thead", "tfoot", "col", "colgroup", "caption", "path"})
)
def test_an_allowed_tag_with_all_it_may_have_is_no_loss(tag: str) -> None:
    good = {"type": "checkbox", "name": "__tabbed_1", "for": "__tabbed_1_1", "id": "x", "align": "left", "role": "none"}
    special = {("a", "name"): "__codelineno-1", ("span", "data-linenos"): "1"}
    attributes = " ".join(
        f'{name}="{special.get((tag, name)) or good.get(name, "x")}"'
        for name in sorted(attributes_of(tag))
        if name not in ("role", "data-tabs")  # which only whole tabs may have
    )
    assert removed(f"text <{tag} {attributes}> text") == ()
