"""The one place where HTML that authors caused is made safe: what is not on these lists is taken out.

What may stay is what lessons need and the theme styles. Nothing that runs, fetches from elsewhere, covers the
page's frame, or pretends to be a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import nh3

_NAMES = """
    a abbr article aside audio b blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p path picture pre q rp rt ruby
    s samp section small source span strong sub summary sup svg table tbody td tfoot th thead time tr track u
    ul var video wbr
"""
TAGS = frozenset(_NAMES.split())
_EVERYWHERE = frozenset({"class", "id", "title", "lang", "dir"})
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href"}),
    "abbr": frozenset(),
    "audio": frozenset({"src", "controls", "loop", "preload"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "div": frozenset({"data-tabs"}),
    "iframe": frozenset({"src", "width", "height", "allowfullscreen", "loading"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "input": frozenset({"type", "checked", "disabled", "id", "name"}),
    "ins": frozenset({"datetime"}),
    "label": frozenset({"for"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "path": frozenset({"d", "fill"}),
    "source": frozenset({"src", "type"}),
    "svg": frozenset({"xmlns", "viewBox", "width", "height", "fill", "aria-hidden", "role"}),
    "td": frozenset({"align", "colspan", "rowspan", "headers"}),
    "th": frozenset({"align", "colspan", "rowspan", "headers", "scope"}),
    "time": frozenset({"datetime"}),
    "track": frozenset({"src", "kind", "label", "srclang", "default"}),
    "video": frozenset({"src", "poster", "controls", "loop", "muted", "preload", "width", "height"}),
}
_LINKS = frozenset({"http", "https", "mailto"})
_ADDRESSES = frozenset({"href", "src", "poster"})

# The theme's own ids all begin with two underscores, and so do those of the trusted parts of our pages.
# An author's id that looked like one of them could catch a label's click or a script's look-up.
_THEME_ID = re.compile(r"__(?:tabbed_\d+(?:_\d+)?|codelineno-[\w-]+|span-[\w-]+|code_\d+)\Z")
_TAB_FIELD = re.compile(r"__tabbed_\d+\Z")
_TAB_LABEL = re.compile(r"__tabbed_\d+_\d+\Z")
_OWN_CLASS = re.compile(r"(?:md-(?!button(?:--primary)?\Z)|lp-|lore-)")
_ANY_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\xa0]")


class Sanitizer:
    """Makes HTML safe. `embed_hosts` are the exact hosts whose pages may be embedded, over https."""

    def __init__(self, embed_hosts: frozenset[str] = frozenset()) -> None:
        self._embed_hosts = embed_hosts
        self._tags = set(TAGS | {"iframe"}) if embed_hosts else set(TAGS)
        self._attributes = {
            "*": set(_EVERYWHERE),
            **{tag: set(allowed) for tag, allowed in _ATTRIBUTES.items() if tag in self._tags},
        }
        self._framed = (
            {"iframe": {"sandbox": "allow-scripts allow-same-origin", "referrerpolicy": "no-referrer"}}
            if embed_hosts
            else None
        )

    def clean(self, html: str, follow: Callable[[str], str] | None = None) -> str:
        """The HTML without anything that is not allowed; `follow` says where each link and each source leads.

        An error inside nh3's filter would vanish in Python's last-resort hook, and the attribute would stay.
        So it is caught in the filter and raised here: a page that cannot be judged is not built.
        """
        failures: list[Exception] = []
        cleaned = nh3.clean(
            html,
            tags=self._tags,
            clean_content_tags={"script", "style", "template"},
            attributes=self._attributes,
            attribute_filter=self._guarded(failures, follow),
            set_tag_attribute_values=self._framed,
            url_schemes=set(_LINKS),
            link_rel="noopener noreferrer",
        )
        if failures:
            raise failures[0]
        return cleaned

    def _guarded(
        self, failures: list[Exception], follow: Callable[[str], str] | None
    ) -> Callable[[str, str, str], str | None]:
        def keep(tag: str, attribute: str, value: str) -> str | None:
            try:
                kept = self._keep(tag, attribute, value)
                return follow(kept) if follow and kept and attribute in _ADDRESSES else kept
            except Exception as error:  # raised again by `clean`
                failures.append(error)
                return None

        return keep

    def _keep(self, tag: str, attribute: str, value: str) -> str | None:
        """The attribute's value, a part of it, or None to drop it."""
        if attribute == "class":
            return _classes(value)
        if attribute == "id":
            return value if not value.startswith("__") or _THEME_ID.match(value) else None
        if attribute == "for":
            return value if _TAB_LABEL.match(value) else None
        if attribute in ("src", "poster"):
            return self._source(tag, value)
        if tag == "input":
            return _field(attribute, value)
        return value

    def _source(self, tag: str, value: str) -> str | None:
        if tag == "iframe":
            return value if _is_page_of(value, self._embed_hosts) else None
        plain = _IGNORED_IN_ADDRESSES.sub("", value)
        return None if plain.startswith(("/", "\\")) or _ANY_SCHEME.match(plain) else value


def _classes(value: str) -> str | None:
    """The classes without those that the theme and our own trusted parts are styled by."""
    if "md-" not in value and "l" not in value:
        return value  # most classes are a highlighter's two letters
    return " ".join(name for name in value.split() if not _OWN_CLASS.match(name)) or None


def _field(attribute: str, value: str) -> str | None:
    if attribute == "type":
        return value if value in ("checkbox", "radio") else "checkbox"
    if attribute == "name":
        return value if _TAB_FIELD.match(value) else None
    return value


def _is_page_of(address: str, hosts: frozenset[str]) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and parts.netloc in hosts
