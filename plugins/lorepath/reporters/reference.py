"""The address of the page that says what a code means."""

from __future__ import annotations

import re

from lorepath.site import addresses

_SITE = re.compile(r"https?://[\w.\-:\[\]]+(?:/[\w.\-~/%]*)?", re.ASCII)


def page_of(code: str, site_url: str) -> str:
    """The manual of a code on the portal's site, or nothing where the site's address is not known or is none."""
    if not _SITE.fullmatch(site_url):
        return ""
    family = addresses.url_of(addresses.family(code.rstrip("0123456789")))
    return f"{site_url.rstrip('/')}/{family}#{code.lower()}"
