"""What to write instead of what pages do not hold: tags, attributes, addresses."""

from __future__ import annotations

from collections.abc import Mapping

_DECORATION = "acronym basefont bdi bdo big blink center dir font marquee nobr strike tt"
_FRAME_OF_A_PAGE = "body footer head header hgroup html main nav"
_OR_TEXT = "; a word in angle brackets that is meant as text stands in backticks"
TAGS: Mapping[str, str] = {
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
"""Names of tags, and what to write instead of any of them."""
ATTRIBUTES: Mapping[str, str] = {
    "style": "take it out; where words need weight, write `**bold**` or a callout (`!!! note`)",
    "target": "take it out; readers choose where a link opens",
    "markdown": 'take it out; instead of `<details>` write a callout, `??? note "Title"`',
    "srcset": "take it out; `src` names the picture",
    "autoplay": "take it out; readers start recordings themselves",
}
"""What to do about an attribute where there is something to say."""
SCHEMES: Mapping[str, str] = {
    "tel": "write the number as text",
    "sms": "write the number as text",
    "ftp": "offer the file over https, or put it beside this text",
    "file": "put the file beside this text and write the way to it",
    "data": "save what it holds as a file beside this text and write the way to it",
}
"""The same for addresses that begin so."""
_REMEDIES = {tag: hint for tags, hint in TAGS.items() for tag in tags.split()}
_DECORATIONS = frozenset(f"{_DECORATION} {_FRAME_OF_A_PAGE}".split())


def remedy(tag: str) -> str:
    """The safe alternative to a tag; of one that is no HTML, how to show it as text."""
    return _REMEDIES.get(tag, f"if it is meant as text, write it in backticks, `<{tag}>`")


def is_decoration(tag: str) -> bool:
    """Whether all that a learner reads stays when the tag goes."""
    return tag in _DECORATIONS
