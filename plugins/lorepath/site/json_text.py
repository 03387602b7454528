"""Values as JSON in UTF-8, as a site's files hold them. A tenth of the time that Python's own encoder takes."""

from __future__ import annotations

import msgspec


def packed(value: object) -> bytes:
    """For browsers: without a space between."""
    return msgspec.json.encode(value)


def indented(value: object) -> bytes:
    """For people too: one space for each level, and a line end."""
    return msgspec.json.format(packed(value), indent=1) + b"\n"
