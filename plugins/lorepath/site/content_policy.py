"""The content security policy: what a browser may load and run on a page of the portal. It is extended here.

Every page has the same policy, directly after `<head>`; it is an input of every page. It lets our own files run, and of the scripts that stand in
a page only those whose hashes it names. Those are taken from a page without anything that an author wrote (see
`mkdocs_plugin.canary`), never from a finished page, which would bless whatever had found its way into it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator

DIRECTIVES: tuple[tuple[str, str], ...] = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),  # and the hashes of the theme's own scripts
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),  # the theme's icons are data
    ("font-src", "'self'"),
    ("media-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("frame-src", "'none'"),  # or the hosts whose pages lessons may embed
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("object-src", "'none'"),
)
"""Name and sources of each directive, in the order in which pages state them."""

_DATA = frozenset({"application/json", "application/ld+json"})
"""Types of script elements that browsers read and never run."""
# Spelt out: with IGNORECASE, Python would compare every sign of a page instead of looking for `<`.
_SCRIPT_TAG = "[sS][cC][rR][iI][pP][tT]"
_SCRIPT = re.compile(rf"<{_SCRIPT_TAG}\b([^>]*)>(.*?)</{_SCRIPT_TAG}\s*>", re.DOTALL)
_SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"""\stype\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_START = re.compile(r"\s*(?:<!doctype[^>]*>)?\s*(?:<html\b[^>]*>)?", re.IGNORECASE)
_CHARSET = '<meta charset="utf-8">'
_CHARSET_WITHIN = 1024
"""Browsers look for the encoding of a page in as many bytes."""
_INDENT = 20
"""At most as many characters stand between the head's beginning and the encoding that the theme states."""


class ForeignScript(Exception):
    """A page holds a script that the policy does not know. `beginning` is how it starts."""

    def __init__(self, script: str) -> None:
        self.beginning = " ".join(script.split())[:80]
        super().__init__(f"it holds a script that is none of the theme's: {self.beginning}")


class ContentPolicy:
    """The policy of one site.

    `scripts` are the texts of the scripts that may stand in its pages, `embed_hosts` the hosts whose pages
    lessons may embed, over https. `runs_wasm` lets compiled code of the site run: the search through whole lessons is
    such code. It opens no way for scripts, which would need `unsafe-eval`.
    """

    def __init__(self, scripts: Iterable[str], embed_hosts: Iterable[str] = (), *, runs_wasm: bool = False) -> None:
        self._hashes = frozenset(map(source_of, scripts))
        frames = " ".join(f"https://{host}" for host in sorted(embed_hosts))
        wasm = ["'wasm-unsafe-eval'"] if runs_wasm else []
        more = {"script-src": " ".join([*wasm, *sorted(self._hashes)])}
        instead = {"frame-src": frames}
        self.text = "; ".join(
            " ".join(filter(None, (name, instead.get(name) or sources, more.get(name)))) for name, sources in DIRECTIVES
        )
        self.element = f'<meta http-equiv="Content-Security-Policy" content="{self.text}">'

    def applied(self, html: str) -> str:
        """A page with the policy directly after `<head>`; one that has it already stays as it is.

        Raises ForeignScript where the page holds a script that the policy would keep from running.
        """
        for script in inline_scripts(html):
            if source_of(script) not in self._hashes:
                raise ForeignScript(script)
        head = _HEAD.search(html)
        if head is None:
            start = _START.match(html)
            at = start.end() if start else 0
            return f"{html[:at]}<head>{_CHARSET}{self.element}</head>{html[at:]}"
        at = head.end()
        # A policy that names many hosts would push the page's encoding out of browsers' sight.
        long = at + len(self.element) + len(_CHARSET) + _INDENT > _CHARSET_WITHIN
        element = _CHARSET + self.element if long else self.element
        return html if html.startswith(element, at) else html[:at] + element + html[at:]


def inline_scripts(html: str) -> Iterator[str]:
    """The texts of the scripts that stand in a page and would run. Data and scripts of their own files are none."""
    for attributes, text in _SCRIPT.findall(html):
        kind = _TYPE.search(attributes)
        if not _SOURCE.search(attributes) and not (kind and kind[1].lower() in _DATA):
            yield text


def source_of(script: str) -> str:
    """How a policy names the text of a script: its SHA-256 hash."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def also_running(html: str, script: str) -> str:
    """A page whose policy lets one more script run: what the live preview adds, for one visitor on one computer."""
    return html.replace("script-src 'self'", f"script-src 'self' {source_of(script)}", 1)
