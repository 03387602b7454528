"""Where HTML that authors caused is made safe: what `lorepath.safe_html.allowed` does not list is taken out."""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3

from lorepath.safe_html.allowed import ATTRIBUTES, EVERYWHERE, FRAME, LINKS, SCHEMES, SOURCES, TAGS, WITH_CONTENT, kept
from lorepath.safe_html.tabs import whole_tabs

LINK_REL = "noopener noreferrer"
_PASSES = 5
_SANDBOX = {FRAME: {"sandbox": "allow-scripts allow-same-origin", "referrerpolicy": "no-referrer"}}
# nh3 quotes every value and escapes the signs in it, so this is the whole tag, and the attribute is one.
_TEXT_FIELD = re.compile(r"<input(?![^>]* type=)[^>]*>")
# It adds a frame's attributes in an order of chance, and the same text has to give the same page.
_TURNED = re.compile(rf'(<{FRAME} [^>]*?)( referrerpolicy="[^"]*")( sandbox="[^"]*")')


class Sanitizer:
    """Makes HTML safe. `embed_hosts` are the exact hosts whose pages may be embedded, over https."""

    def __init__(self, embed_hosts: frozenset[str] = frozenset()) -> None:
        self._hosts = embed_hosts
        self._follow: Callable[[str], str] | None = None
        self._failures: list[Exception] = []
        tags = TAGS | {FRAME} if embed_hosts else TAGS
        self._cleaner = nh3.Cleaner(
            tags=set(tags),
            clean_content_tags=set(WITH_CONTENT),
            attributes={
                "*": set(EVERYWHERE),
                **{tag: set(allowed) for tag, allowed in ATTRIBUTES.items() if tag in tags},
            },
            attribute_filter=self._filter,
            set_tag_attribute_values=_SANDBOX if embed_hosts else None,
            url_schemes=set(SCHEMES),
            link_rel=LINK_REL,
        )

    def clean(self, html: str, follow: Callable[[str], str] | None = None, *, typed: bool = True) -> str:
        """The HTML without anything that is not allowed; `follow` says where each link and each source leads.

        What is left of HTML that somebody `typed` may be read in another way than before, so it is cleaned until
        nothing changes any more. What a renderer alone wrote is stable at once.
        """
        cleaned = self._pass(html, follow)
        for _ in range(_PASSES):
            if not typed:
                return cleaned
            if (again := self._pass(cleaned, None)) == cleaned:
                return whole_tabs(cleaned)
            cleaned = again
        raise ValueError("this HTML does not come to rest")

    def _pass(self, html: str, follow: Callable[[str], str] | None) -> str:
        """The HTML cleaned once.

        An error inside nh3's filter would vanish in Python's last-resort hook, and the attribute would stay.
        So it is caught in the filter and raised here: a page that cannot be judged is not built.
        """
        self._follow, self._failures = follow, []
        cleaned = self._cleaner.clean(html)
        if self._failures:
            raise self._failures[0]
        if f"<{FRAME}" in cleaned:
            cleaned = _TURNED.sub(r"\1\3\2", cleaned)
        return _TEXT_FIELD.sub("", cleaned) if "<input" in cleaned else cleaned

    def _filter(self, tag: str, attribute: str, value: str) -> str | None:
        try:
            left = kept(tag, attribute, value, self._hosts)
            if self._follow and left and (attribute in LINKS or attribute in SOURCES):
                return self._follow(left)
        except Exception as error:  # raised again by `clean`
            self._failures.append(error)
            return None
        return left
