"""The one list of what HTML that authors cause may hold: tags, attributes, classes, ids and addresses.

What may stay is what lessons need and the theme styles. Nothing that runs, fetches from elsewhere, covers the
page's frame, or pretends to be a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

_NAMES = """
    a abbr article aside audio b blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p path picture pre q rp rt ruby
    s samp section small source span strong sub summary sup svg table tbody td tfoot th thead time tr track u
    ul var video wbr
"""
TAGS = frozenset(_NAMES.split())
FRAME = "iframe"
"""Allowed for the pages of named hosts only."""
WITH_CONTENT = frozenset({"script", "style", "template"})
"""Tags that go with all that is in them. Of every other tag that goes, the content stays."""

EVERYWHERE = frozenset({"class", "id", "title", "lang", "dir", "aria-label", "aria-hidden"})
_HEADING = frozenset({"data-assesses", "data-minutes"})
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href", "name", "download"}),
    "abbr": frozenset(),
    "audio": frozenset({"src", "controls", "loop", "preload"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "div": frozenset({"data-tabs"}),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _HEADING),
    FRAME: frozenset({"src", "width", "height", "allowfullscreen", "loading"}),
    "img": frozenset({"src", "alt", "width", "height", "loading", "align", "role"}),
    "input": frozenset({"type", "checked", "disabled", "name"}),
    "ins": frozenset({"datetime"}),
    "label": frozenset({"for"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "path": frozenset({"d", "fill"}),
    "source": frozenset({"src", "type"}),
    "span": frozenset({"data-linenos"}),
    "svg": frozenset({"xmlns", "viewBox", "width", "height", "role"}),
    "td": frozenset({"align", "colspan", "rowspan", "headers"}),
    "th": frozenset({"align", "colspan", "rowspan", "headers", "scope"}),
    "time": frozenset({"datetime"}),
    "track": frozenset({"src", "kind", "label", "srclang", "default"}),
    "video": frozenset({"src", "poster", "controls", "loop", "muted", "preload", "width", "height"}),
}
SCHEMES = frozenset({"http", "https", "mailto"})
"""Where links may lead, besides the portal itself."""
LINKS = frozenset({"href", "cite"})
SOURCES = frozenset({"src", "poster"})

_UNSOUND_ID = re.compile(r'["\\%\x00-\x1f\x7f]')
"""With these in the id of a heading, the theme's script cannot look it up, and ends."""
OWN_IDS = ("__", "lp-")
# The theme's own ids all begin with two underscores, and so do those of the trusted parts of our pages; the parts
# that scripts fill in begin with `lp-`.
# An author's id that looked like one of them could catch a label's click or a script's look-up.
_THEME_ID = re.compile(r"__(?:tabbed_\d+(?:_\d+)?|codelineno-[\w-]+|span-[\w-]+|code_\d+)\Z|fn(?:ref\d*)?:")
_FORMS: Mapping[tuple[str, str], re.Pattern[str]] = {
    ("a", "name"): re.compile(r"__codelineno-[\w-]+\Z"),
    ("img", "align"): re.compile(r"(?:left|right)\Z"),
    ("img", "role"): re.compile(r"(?:presentation|none)\Z"),
    ("input", "type"): re.compile(r"(?:checkbox|radio)\Z"),
    ("input", "name"): re.compile(r"__tabbed_\d+\Z"),
    ("label", "for"): re.compile(r"__tabbed_\d+_\d+\Z"),
    ("path", "fill"): re.compile(r"#?[\w]+\Z"),  # `url(…)` would fetch
    ("span", "data-linenos"): re.compile(r"[\d\s]{1,12}\Z"),
}
"""What the value of an attribute must look like, where that matters."""
_INSTEAD = {("input", "type"): "checkbox"}
"""What an attribute becomes where its value is not allowed and without it the element would be another."""
# `mermaid` makes the theme fetch a drawing library from another host.
OWN_CLASSES = ("md-", "lp-", "lore-", "mermaid")
BUTTON_CLASSES = ("md-button", "md-button--primary")
_OWN_CLASS = re.compile(r"(?:md-(?!button(?:--primary)?\Z)|lp-|lore-|mermaid\Z)")
_MAY_BE_OWN = re.compile("|".join(OWN_CLASSES))
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\Z")
_ANY_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\xa0]")


def attributes_of(tag: str) -> frozenset[str]:
    """The attributes that a tag may have."""
    return EVERYWHERE | ATTRIBUTES.get(tag, frozenset())


@lru_cache(maxsize=4096)  # the same few classes stand on every page
def kept(tag: str, attribute: str, value: str, hosts: frozenset[str]) -> str | None:
    """What stays of an attribute that the tag may have: its value, a part of it, or None.

    `hosts` are the exact hosts whose pages may be embedded, over https.
    """
    if attribute == "class":
        return _classes(value)
    if attribute == "id":
        return value if is_free_id(value) or _THEME_ID.match(value) else None
    if attribute in LINKS:
        return value if scheme_of(value) in SCHEMES | {""} else None
    if attribute in SOURCES:
        return value if (is_page_of(value, hosts) if tag == FRAME else is_own(value)) else None
    form = _FORMS.get((tag, attribute))
    return value if form is None or form.match(value) else _INSTEAD.get((tag, attribute))


def is_free_id(value: str) -> bool:
    """Whether an id is one that an author may choose."""
    return not value.startswith(OWN_IDS) and not _UNSOUND_ID.search(value)


def is_host(name: str) -> bool:
    """Whether this is the exact name of a host, as `embed_hosts` has them."""
    return bool(_HOST.match(name))


def scheme_of(address: str) -> str:
    """The scheme of an address as a browser reads it, in small letters; empty where it has none."""
    scheme = _ANY_SCHEME.match(_IGNORED_IN_ADDRESSES.sub("", address))
    return scheme[1].lower() if scheme else ""


def is_own(address: str) -> bool:
    """Whether an address leads from a page to a file of the portal."""
    plain = _IGNORED_IN_ADDRESSES.sub("", address)
    return not plain.startswith(("/", "\\")) and not _ANY_SCHEME.match(plain)


def is_page_of(address: str, hosts: frozenset[str]) -> bool:
    """Whether an address leads to a page of one of the hosts, over https."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and parts.netloc in hosts


def is_own_class(name: str) -> bool:
    """Whether a class is one that the theme's frame or our own trusted parts are styled by."""
    return bool(_OWN_CLASS.match(name))


def _classes(value: str) -> str | None:
    if not _MAY_BE_OWN.search(value):
        return value  # most classes are a highlighter's two letters
    return " ".join(name for name in value.split() if not is_own_class(name)) or None
