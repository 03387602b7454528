"""The page of what authors may use is true: what it shows stays, and what it says is taken out is."""

from __future__ import annotations

from pathlib import Path

import pytest

from lorepath.rendering import EXTENSIONS, usual_renderer
from lorepath.rules import remedies
from lorepath.rules.remedies import remedy
from lorepath.safe_html.allowed import ATTRIBUTES, FRAME, TAGS
from lorepath.safe_html.losses import losses
from lorepath.safe_html.sanitizer import Sanitizer
from lorepath.site.pages import generated_pages
from lorepath.site.views.allowed import WRITTEN, allowed_view
from site_fixture import STANDARDS, Page, shelf

PAGE = "reference/allowed/index.md"


def test_every_extension_of_the_renderer_is_shown() -> None:
    assert WRITTEN.keys() == EXTENSIONS.keys()


@pytest.mark.parametrize("written", [written for _, written in WRITTEN.values()], ids=list(WRITTEN))
def test_what_is_shown_stays(written: str) -> None:
    html = usual_renderer().html(f"Word HTML.\n\n{written}\n")
    assert losses(html) == []
    if written[0] not in "*[#":  # an abbreviation, a link and an attribute are seen where they are used
        assert html.replace("Word HTML.", "").strip("</p>\n") != written


def test_every_tag_and_attribute_that_stays_is_listed_and_no_other() -> None:
    view = allowed_view(frozenset())
    assert {tag.name for tag in view.tags} | set(view.plain_tags) == TAGS
    assert {tag.name: set(tag.attributes) for tag in view.tags} == {
        tag: set(own) for tag, own in ATTRIBUTES.items() if own and tag != FRAME
    }
    assert FRAME in {tag.name for tag in allowed_view(frozenset({"video.example.org"})).tags}


@pytest.mark.parametrize("tag", sorted({tag for tags in remedies.TAGS for tag in tags.split()} - TAGS))
def test_what_is_said_to_be_taken_out_is_and_has_a_remedy(tag: str) -> None:
    assert f"<{tag}" not in Sanitizer().clean(f"<p>a <{tag}>b</{tag}></p>")
    assert remedy(tag) in {refused.instead for refused in allowed_view(frozenset()).refused}


def test_the_reference_and_the_manuals_of_safe_pages_lead_there(tmp_path: Path) -> None:
    pages = {
        page.address: Page(page.write())
        for page in generated_pages(shelf(tmp_path), STANDARDS, lambda text: text)
        if page.address.startswith("reference/")
    }
    assert pages["reference/index.md"].links["What authors may use"] == "allowed/"
    assert "What is taken out, and what to write instead" in pages[PAGE].text
