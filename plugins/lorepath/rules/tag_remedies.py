"""What to write instead of a tag that pages do not hold."""

from __future__ import annotations

from collections.abc import Mapping

_DECORATION = "acronym basefont bdi bdo big blink center dir font marquee nobr strike tt"
_FRAME_OF_A_PAGE = "body footer head header hgroup html main nav"
_OR_TEXT = "; a word in angle brackets that is meant as text stands in backticks"
_GROUPS: Mapping[str, str] = {
    "script noscript": "take it out; pages run the portal's own scripts only",
    "style link": "take it out; the portal's styles hold for every page",
    _DECORATION: "take the tag out; where words need weight, write `**bold**`, `*italic*` or a callout (`!!! note`)",
    _FRAME_OF_A_PAGE: "take the tag out; the portal writes the page around your text",
    "base meta": "take it out; the portal writes the page around your text",
    "button datalist fieldset form input keygen legend meter optgroup option progress select textarea": (
        "ask with a knowledge check (a code block `quiz`), or link to the form"
    ),
    "applet bgsound embed frame frameset noembed noframes object param": (
        "put a picture, a recording or a PDF beside this text and link to it" + _OR_TEXT
    ),
    "area canvas map": "show it as a picture with a description" + _OR_TEXT,
    "annotation annotation-xml math mfrac mi mn mo mrow msqrt msub msup mtext semantics": (
        "write the formula as text in backticks, or as a picture with a description"
    ),
    "animate animatemotion animatetransform circle clippath defs desc ellipse fegaussianblur feimage filter "
    "foreignobject g image line lineargradient marker mask metadata pattern polygon polyline radialgradient rect set "
    "stop switch symbol text textpath tspan use view": "save the drawing as a PNG or WebP picture beside this text"
    + _OR_TEXT,
    "address data menu output search title": "take the tag out" + _OR_TEXT,
    "dialog slot template": 'take it out; what opens on request is a callout, `??? note "Title"`',
    "listing plaintext xmp": "write it as a code block, between two lines of three backticks",
    "tbody td tfoot th thead tr": "write it inside `<table>`, or as a Markdown table",
    "path": "save the drawing as a PNG or WebP picture beside this text",
}
_REMEDIES = {tag: hint for tags, hint in _GROUPS.items() for tag in tags.split()}
_DECORATIONS = frozenset(f"{_DECORATION} {_FRAME_OF_A_PAGE}".split())


def remedy(tag: str) -> str:
    """The safe alternative to a tag; of one that is no HTML, how to show it as text."""
    return _REMEDIES.get(tag, f"if it is meant as text, write it in backticks, `<{tag}>`")


def is_decoration(tag: str) -> bool:
    """Whether all that a learner reads stays when the tag goes."""
    return tag in _DECORATIONS
